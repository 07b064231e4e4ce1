import type { ReactElement } from 'react';
import { z } from 'zod';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, TextField, type FormState } from '#platform/web/form.tsx';
import { parseForm } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { safeNextPath } from '#platform/web/session.ts';
import { askForLink } from '../askForLink.ts';
import { hasPasskeys } from '../passkeys.ts';
import { signOut } from '../sessions.ts';
import type { SignInContext } from '../signInContext.ts';
import { LIFE_WORDS } from '../signInLink.ts';

const emailForm = z.object({ email: z.string().trim().pipe(z.email('Enter an e-mail address, such as name@nhs.net')), next: z.string().optional() });

/** The sign-in page, the request for a link, and signing out. */
export function signInPages(context: SignInContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/sign-in',
      who: 'anyone',
      query: z.object({ next: z.string().optional() }),
      handle: async ({ query, session }) => {
        const next = safeNextPath(query.next);
        return session ? redirect303(next) : html(<SignInPage context={context} next={next} form={{}} />);
      },
    }),
    definePage({
      method: 'POST',
      path: '/sign-in',
      who: 'anyone',
      limit: 'strict',
      handle: async ({ raw }) => {
        const sent = parseForm(emailForm, raw.body);
        if (!sent.ok) return html(<SignInPage context={context} next={safeNextPath(String(sent.values['next'] ?? ''))} form={sent} />, 400);
        await askForLink(context, { email: sent.value.email, nextPath: safeNextPath(sent.value.next) });
        return redirect303('/sign-in/sent');
      },
    }),
    definePage({ method: 'GET', path: '/sign-in/sent', who: 'anyone', handle: async () => html(<SentPage isMailSent={context.isMailSent} />) }),
    definePage({
      method: 'POST',
      path: '/sign-out',
      who: 'anyone',
      handle: async ({ raw, rawReply }) => {
        await signOut(context, raw, rawReply);
        return redirect303('/sign-in');
      },
    }),
  ];
}

function SignInPage({ context, next, form }: { context: SignInContext; next: string; form: FormState }): ReactElement {
  const { openIdConnect, isSample, siteName } = context;
  return (
    <Page title="Sign in" hasErrors={Boolean(form.errors)} breadcrumbs={[{ label: 'Home', href: '/' }]} scripts={hasPasskeys(context.publicUrl) ? ['webauthn.js', 'passkeys.js'] : []}>
      {isSample && (
        <div className="nhsuk-inset-text">
          <p>
            This is the sample system. <a href={next === '/' ? '/sign-in/as' : `/sign-in/as?next=${encodeURIComponent(next)}`}>Sign in as one of its people</a>: no address or password is needed.
          </p>
        </div>
      )}
      <p>{siteName} has no passwords. We send you a link by e-mail; people are invited by the administrator of this system.</p>
      <PostForm action="/sign-in" submit="Send me a link" form={form}>
        <input type="hidden" name="next" value={next} />
        <TextField name="email" label="Your e-mail address" hint="The one you were invited with" form={form} type="email" inputMode="email" autoComplete="email webauthn" width={20} />
      </PostForm>
      {hasPasskeys(context.publicUrl) && (
        <div data-passkey="use" data-next={next} hidden>
          <h2 className="nhsuk-heading-m">With a passkey</h2>
          <p>If you added a passkey to your account, your device signs you in.</p>
          <CsrfField />
          <button type="button" className="nhsuk-button nhsuk-button--secondary">
            Sign in with a passkey
          </button>
          <p role="status" />
        </div>
      )}
      {openIdConnect && (
        <>
          <h2 className="nhsuk-heading-m">With {openIdConnect.label}</h2>
          <PostForm action="/sign-in/openid-connect" submit={`Sign in with ${openIdConnect.label}`} form={{}}>
            <input type="hidden" name="next" value={next} />
          </PostForm>
        </>
      )}
    </Page>
  );
}

/** The same words for every address. */
function SentPage({ isMailSent }: { isMailSent: boolean }): ReactElement {
  return (
    <Page title="Look in your e-mail" breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Sign in', href: '/sign-in' }]}>
      <p>If the address you gave belongs to somebody who may sign in, a link is on its way to it. It works once, within {LIFE_WORDS['sign-in']}.</p>
      <p>{isMailSent ? 'If nothing comes, look in your junk mail, then ask the person who invited you which address they used.' : 'This system has no mail server: its administrator finds the link in the outbox and hands it on.'}</p>
      <p>
        <a href="/sign-in">Ask again with another address</a>
      </p>
    </Page>
  );
}
