import type { ReactElement } from 'react';
import { z } from 'zod';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import { DateField, PostForm } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
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
    defineForm({
      path: PATH,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const errors: Record<string, string> = {};
        const from = needDay(values, 'from', errors);
        if (!from) return errors;
        await setTerms(context, actingOf(session), code, { ...termsIn(values), from });
        return `${forumPath(code)}?done=terms`;
      },
      wrong: (error) => errorsOf(error, ['from', ...TERMS_FIELDS], 'from'),
      again: ({ params: { code }, session }, form) => show(session, code, { terms: form }, 400),
    }),
    defineForm({
      path: `${FORUMS}/:code/close`,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const errors: Record<string, string> = {};
        const lastDay = needDay(values, 'lastDay', errors);
        if (!lastDay) return errors;
        await closeForum(context, actingOf(session), { forumCode: code, lastDay });
        return `${forumPath(code)}?done=closed`;
      },
      wrong: (error) => errorsOf(error, ['lastDay'], 'lastDay'),
      again: ({ params: { code }, session }, form) => show(session, code, { close: form }, 400),
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
