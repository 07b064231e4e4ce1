import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, TextField } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { hasPasskeys, passkeysOf, removePasskey, type Passkey } from '../passkeys.ts';
import { endSessionsOf, openSessionsOf, type OpenSession } from '../sessions.ts';
import type { SignInContext, WayIn } from '../signInContext.ts';

const NOTICES: Record<string, string> = { 'passkey-added': 'The passkey was added.', 'passkey-removed': 'The passkey was removed.' };

/** A person's own page: their roles, their passkeys, where they are signed in. */
export function accountPages(context: SignInContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/account',
      who: 'signed-in',
      query: z.object({ done: z.string().optional() }),
      handle: async ({ session, query }) => {
        const { personId, name } = session;
        const roles = await context.directory.rolesOf(personId);
        const passkeys = await passkeysOf(context, personId);
        const sessions = await openSessionsOf(context, personId);
        return html(<AccountPage {...{ name, roles, passkeys, sessions }} canAdd={hasPasskeys(context.publicUrl)} notice={NOTICES[query.done ?? '']} />);
      },
    }),
    definePage({
      method: 'POST',
      path: '/account/passkeys/remove',
      who: 'signed-in',
      body: z.object({ id: z.string() }),
      handle: async ({ session, body }) => {
        await removePasskey(context, session.personId, body.id);
        return redirect303('/account?done=passkey-removed');
      },
    }),
    definePage({
      method: 'POST',
      path: '/account/sign-out-everywhere',
      who: 'signed-in',
      handle: async ({ session }) => {
        const { personId } = session;
        await context.database.inTransaction<unknown, void>((transaction) => endSessionsOf(transaction, personId, personId, context.now()));
        return redirect303('/sign-in');
      },
    }),
  ];
}

const WAYS: Record<WayIn, string> = { link: 'Link by e-mail', passkey: 'Passkey', 'openid-connect': 'Your organisation’s account', persona: 'Chosen on the sample system' };
const when = (date: Date): string => `${sayDate(date.toISOString().slice(0, 10))}, ${date.toISOString().slice(11, 16)} UTC`;

interface AccountPageProps {
  name: string;
  roles: readonly string[];
  passkeys: readonly Passkey[];
  sessions: readonly OpenSession[];
  canAdd: boolean;
  notice?: string;
}

function AccountPage({ name, roles, passkeys, sessions, canAdd, notice }: AccountPageProps): ReactElement {
  return (
    <Page title={name} kicker="Your account" notice={notice} breadcrumbs={[{ label: 'Home', href: '/' }]} scripts={canAdd ? ['webauthn.js', 'passkeys.js'] : []}>
      <h2 className="nhsuk-heading-m">Your roles today</h2>
      {roles.length === 0 ? <p>You hold no role today, so you may look but not change anything.</p> : <ul>{roles.map((role) => <li key={role}>{role}</li>)}</ul>}
      <h2 className="nhsuk-heading-m">What needs you, by e-mail</h2>
      <p>
        Daily, weekly or never: <a href="/today/digest">choose how often</a>.
      </p>
      <h2 className="nhsuk-heading-m">Passkeys</h2>
      <p>A passkey lets your phone or computer sign you in, with your finger, face or screen lock.</p>
      {passkeys.length === 0 && <p>You have none yet.</p>}
      <dl className="nhsuk-summary-list">
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} />
        ))}
      </dl>
      {canAdd ? (
        <div data-passkey="add" hidden>
          <CsrfField />
          <TextField name="label" label="What to call it" hint="For example, work laptop" form={{}} width={20} />
          <button type="button" className="nhsuk-button nhsuk-button--secondary">
            Add a passkey
          </button>
          <p role="status" />
        </div>
      ) : (
        <p>Passkeys need this site to be reached by a name; at an address of numbers browsers do not offer them.</p>
      )}
      <noscript>
        <p>Adding a passkey needs JavaScript. Everything else works without.</p>
      </noscript>
      <h2 className="nhsuk-heading-m">Where you are signed in</h2>
      <table className="nhsuk-table">
        <thead>
          <tr>
            <th scope="col">Signed in with</th>
            <th scope="col">Since</th>
            <th scope="col">Last used</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ wayIn, startedAt, seenAt }, index) => (
            <tr key={index}>
              <td>{WAYS[wayIn]}</td>
              <td>{when(startedAt)}</td>
              <td>{when(seenAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <PostForm action="/account/sign-out-everywhere" submit="Sign out everywhere" form={{}}>
        <p>Signs out this and every other browser, and spoils links that were not used.</p>
      </PostForm>
    </Page>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }): ReactElement {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">{passkey.label}</dt>
      <dd className="nhsuk-summary-list__value">
        Added {when(passkey.madeAt)}
        {passkey.usedAt && `; last used ${when(passkey.usedAt)}`}
      </dd>
      <dd className="nhsuk-summary-list__actions">
        <form method="post" action="/account/passkeys/remove">
          <CsrfField />
          <input type="hidden" name="id" value={passkey.id} />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-u-margin-bottom-0">
            Remove<span className="nhsuk-u-visually-hidden"> {passkey.label}</span>
          </button>
        </form>
      </dd>
    </div>
  );
}
