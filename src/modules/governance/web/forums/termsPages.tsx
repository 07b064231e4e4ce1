import type { ReactElement } from 'react';
import { z } from 'zod';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import { DateField, PostForm } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { dayFieldValues, errorsOf, needDay } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { closeForum } from '../../commands/closeForum.ts';
import { setTerms } from '../../commands/createForum.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import type { Forum } from '../../domain/forum.ts';
import { FORUMS, forumCrumbs, forumPath } from './forumPaths.ts';
import { forumToFurnish } from './forumRights.ts';
import { FIRST_TERMS, TERMS_FIELDS, TermsFields, termsIn, valuesOfTerms } from './termsFields.tsx';

const PATH = `${FORUMS}/:code/terms`;
const params = z.object({ code: z.string().max(80) });

/** A new version of a forum's terms, and its closing. */
export function termsPages(context: GovernanceContext): PageDefinition[] {
  async function show(session: Session, code: string, forms: { terms?: FormState; close?: FormState } = {}, status = 200): Promise<PageReply> {
    const forum = await forumToFurnish(context, session, code);
    const first: FormState = { values: { ...(forum.terms ? valuesOfTerms(forum.terms) : FIRST_TERMS), ...dayFieldValues('from', addDays(context.today(), 1)) } };
    return html(<TermsPage forum={forum} terms={forms.terms ?? first} close={forms.close ?? {}} />, status);
  }
  return [
    definePage({ method: 'GET', path: PATH, who: KEEP, params, handle: async ({ params: { code }, session }) => show(session, code) }),
    definePage({
      method: 'POST',
      path: PATH,
      who: KEEP,
      params,
      async handle({ params: { code }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const errors: Record<string, string> = {};
        const from = needDay(values, 'from', errors);
        if (!from) return show(session, code, { terms: { values, errors } }, 400);
        try {
          await setTerms(context, actingOf(session), code, { ...termsIn(values), from });
          return redirect303(`${forumPath(code)}?done=terms`);
        } catch (error) {
          return show(session, code, { terms: { values, errors: errorsOf(error, ['from', ...TERMS_FIELDS], 'from') } }, 400);
        }
      },
    }),
    definePage({
      method: 'POST',
      path: `${FORUMS}/:code/close`,
      who: KEEP,
      params,
      async handle({ params: { code }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const errors: Record<string, string> = {};
        const lastDay = needDay(values, 'lastDay', errors);
        if (!lastDay) return show(session, code, { close: { values, errors } }, 400);
        try {
          await closeForum(context, actingOf(session), { forumCode: code, lastDay });
          return redirect303(`${forumPath(code)}?done=closed`);
        } catch (error) {
          return show(session, code, { close: { values, errors: errorsOf(error, ['lastDay'], 'lastDay') } }, 400);
        }
      },
    }),
  ];
}

function TermsPage({ forum, terms, close }: { forum: Forum; terms: FormState; close: FormState }): ReactElement {
  const path = forumPath(forum.code);
  return (
    <Page title="Terms of reference" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)} hasErrors={Boolean(terms.errors ?? close.errors)}>
      <p>A new version ends the one before on the day before its first. {forum.terms ? `Those in force began on ${sayDate(forum.terms.from)}; they stay on record.` : 'None are in force today.'}</p>
      <PostForm action={`${path}/terms`} submit="Save these terms" form={terms}>
        <DateField name="from" label="First day of these terms" hint="For example, 1 4 2026" form={terms} />
        <TermsFields form={terms} />
      </PostForm>
      {forum.closedOn === null && (
        <details className="nhsuk-details" open={Boolean(close.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Close this forum</span>
          </summary>
          <div className="nhsuk-details__text">
            <p>Its seats, those who hold them and its terms end with it. A forum that was closed is not opened again; what it was stays on record.</p>
            <PostForm action={`${path}/close`} submit="Close it after this day" form={close}>
              <DateField name="lastDay" label="Last day" form={close} />
            </PostForm>
          </div>
        </details>
      )}
    </Page>
  );
}
