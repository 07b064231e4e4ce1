import { z } from 'zod';
import { PostForm, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { callMeeting } from '../../commands/meetings/callMeeting.ts';
import { declineSuggestion, placeSuggestion } from '../../commands/meetings/suggestions.ts';
import { KEEP, requireKeeper } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import { actionsOf } from '../../queries/actions.ts';
import { suggestionsFor } from '../../queries/decisions.ts';
import { mayReadMeeting } from '../../queries/forumReader.ts';
import { meetingsOf } from '../../queries/meetings.ts';
import { FORUMS } from '../forums/forumPaths.ts';
import { MEETING_FIELDS, MeetingFields, meetingIn } from './meetingForm.tsx';
import { MeetingListPage } from './meetingListPage.tsx';
import { forumFor, meetingPath, meetingsCrumbs, meetingsPath } from './meetingPaths.ts';

const params = z.object({ code: z.string().max(80) });
const NOTICES: Record<string, string> = { declined: 'It was declined; the reason is kept.', 'action-done': 'The action is marked as done.', 'action-dropped': 'The action was dropped.', 'action-reopened': 'The action is open again.' };

/** The meetings of a forum, those to come and those that were, and how one is called. */
export function meetingListPages(context: GovernanceContext): PageDefinition[] {
  const db = context.database.as<unknown>();

  async function callForm(session: Session, code: string, form: FormState, status = 200): Promise<PageReply> {
    const { forum } = await forumFor(context, session, code);
    await requireKeeper(db, actingOf(session), code, context.today());
    const values = form.values ?? { isPublic: forum.terms?.meetsInPublic ? 'yes' : 'no' };
    return html(
      <Page title="Call a meeting" kicker={forum.name} current={FORUMS} breadcrumbs={meetingsCrumbs(forum)} hasErrors={form.errors !== undefined}>
        <PostForm action={meetingsPath(code)} submit="Call the meeting" form={{ ...form, values }}>
          <MeetingFields form={{ ...form, values }} />
        </PostForm>
      </Page>,
      status,
    );
  }

  return [
    definePage({
      method: 'GET',
      path: `${FORUMS}/:code/meetings`,
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional() }),
      async handle({ params: { code }, query, sentQuery, session }) {
        const { forum, reader } = await forumFor(context, session, code);
        const all = await meetingsOf(db, code);
        const shown = all.filter((meeting) => mayReadMeeting(reader, meeting));
        return html(
          <MeetingListPage
            forum={forum}
            reader={reader}
            meetings={shown}
            withheld={all.length - shown.length}
            suggestions={reader.isKeeper ? await suggestionsFor(db, code) : []}
            actions={reader.isKeeper || reader.sitsThere ? await actionsOf(db, { forumCode: code }) : []}
            today={context.today()}
            now={context.now()}
            query={sentQuery}
            notice={NOTICES[query.done ?? '']}
          />,
        );
      },
    }),
    definePage({ method: 'GET', path: `${FORUMS}/:code/meetings/new`, who: KEEP, params, handle: ({ params: { code }, session }) => callForm(session, code, {}) }),
    defineForm({
      path: `${FORUMS}/:code/meetings`,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const read = meetingIn(values);
        if (!read.ok) return read.errors;
        return `${meetingPath(await callMeeting(context, actingOf(session), { forumCode: code, ...read.draft }))}?done=called`;
      },
      wrong: (error) => errorsOf(error, MEETING_FIELDS, 'starts'),
      again: ({ params: { code }, session }, form) => callForm(session, code, form, 400),
    }),
    definePage({
      method: 'POST',
      path: `${FORUMS}/:code/meetings/take-up`,
      who: KEEP,
      params,
      body: z.object({ suggestion: z.string().max(80), meeting: z.string().max(80) }),
      async handle({ session, body }) {
        await placeSuggestion(context, actingOf(session), body.suggestion, body.meeting);
        return redirect303(`${meetingPath(body.meeting)}?done=taken-up`);
      },
    }),
    definePage({
      method: 'POST',
      path: `${FORUMS}/:code/meetings/decline`,
      who: KEEP,
      params,
      async handle({ params: { code }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        await declineSuggestion(context, actingOf(session), { forumCode: code, suggestionId: textIn(values, 'suggestion'), reason: textIn(values, 'reason') });
        return redirect303(`${meetingsPath(code)}?done=declined`);
      },
    }),
  ];
}
