import { group } from 'd3-array';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { safeNextPath } from '#platform/web/session.ts';
import type { Persona, SignInContext } from '../signInContext.ts';
import { enter } from './enter.ts';

/** Signing in as one of the sample's people. On any other system these pages are not there at all. */
export function personaPages(context: SignInContext): PageDefinition[] {
  if (!context.isSample) return [];
  return [
    definePage({
      method: 'GET',
      path: '/sign-in/as',
      who: 'anyone',
      query: z.object({ next: z.string().optional() }),
      handle: async ({ query }) => html(<PersonasPage personas={await context.directory.personas()} next={safeNextPath(query.next)} />),
    }),
    definePage({
      method: 'POST',
      path: '/sign-in/as',
      who: 'anyone',
      body: z.object({ person: z.string(), next: z.string().optional() }),
      handle: async ({ body, raw, rawReply }) => {
        const persona = (await context.directory.personas()).find(({ personId }) => personId === body.person);
        if (!persona) throw new Refused({ code: 'person-not-found', what: 'The sample has no such person.', todo: 'Choose one from the list.' });
        await enter(context, { raw, rawReply }, 'persona', async () => ({ personId: persona.personId }));
        return redirect303(safeNextPath(body.next));
      },
    }),
  ];
}

function PersonasPage({ personas, next }: { personas: readonly Persona[]; next: string }): ReactElement {
  // The largest groups last: few directors are found before many practice managers.
  const groups = [...group(personas, (persona) => persona.group)].sort(([, left], [, right]) => left.length - right.length);
  return (
    <Page title="Sign in as" breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Sign in', href: '/sign-in' }]}>
      <p>Everybody here is invented. Choose whose day you would like to see.</p>
      {personas.length === 0 && <p>The sample has no people yet.</p>}
      {groups.map(([heading, members]) => (
        <section key={heading}>
          <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">{heading}</h2>
          <Personas personas={members} next={next} />
        </section>
      ))}
    </Page>
  );
}

function Personas({ personas, next }: { personas: readonly Persona[]; next: string }): ReactElement {
  return (
    <dl className="nhsuk-summary-list">
      {personas.map(({ personId, name, roles }) => (
        <div className="nhsuk-summary-list__row" key={personId}>
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{roles.length > 0 ? roles.map((role) => <div key={role}>{role}</div>) : 'No role today'}</dd>
          <dd className="nhsuk-summary-list__actions">
            <form method="post" action="/sign-in/as">
              <CsrfField />
              <input type="hidden" name="person" value={personId} />
              <input type="hidden" name="next" value={next} />
              <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-u-margin-bottom-0">
                Sign in<span className="nhsuk-u-visually-hidden"> as {name}</span>
              </button>
            </form>
          </dd>
        </div>
      ))}
    </dl>
  );
}
