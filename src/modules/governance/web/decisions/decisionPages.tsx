import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { addAction, completeAction, dropAction, reopenAction } from '../../commands/meetings/actions.ts';
import { correctDecision, cureDecision, decisionNotFound } from '../../commands/meetings/cureDecision.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { isActionable, type RecordedDecision } from '../../domain/decision.ts';
import { actionOf, actionsOfDecision } from '../../queries/actions.ts';
import { decisionOf, decisionsAbout, decisionsOf, suggestionsOf } from '../../queries/decisions.ts';
import { forumReader, mayReadDecision } from '../../queries/forumReader.ts';
import { forumOf, seatsOn } from '../../queries/forums.ts';
import { meetingHead } from '../../queries/meetings.ts';
import { actionIn, peopleIn } from '../meetings/meetingPages.tsx';
import { decisionPath, errorsIn, forumFor, meetingPath, meetingsPath, withheldFrom } from '../meetings/meetingPaths.ts';
import { DecisionPage, type DecisionPageProps } from './decisionPage.tsx';

const NOTICES: Record<string, string> = { recorded: 'The decision is recorded as it happened.', cured: 'What made it good is recorded.', corrected: 'The wording is put right; what was first recorded is kept.', action: 'The action is recorded.', 'action-done': 'The action is marked as done.', 'action-dropped': 'The action was dropped.', 'action-reopened': 'The action is open again.' };
const params = z.object({ id: z.string().max(80) });
const findingIn = (values: SentValues): number => Number(textIn(values, 'finding'));

/** The page of a decision with its forms, and what is done to actions from any page. */
export function decisionPages(context: GovernanceContext): PageDefinition[] {
  const db = context.database.as<unknown>();

  async function show(session: Session | null, id: string, more: Pick<DecisionPageProps, 'forms' | 'notice'> = {}, status = 200): Promise<PageReply> {
    const decision = await decisionOf(db, id);
    if (!decision) throw decisionNotFound(id);
    const { forum, reader } = await forumFor(context, session, decision.forumCode, decision.takenOn);
    const meeting = decision.meetingId ? await meetingHead(db, decision.meetingId) : null;
    // A body to which it was recommended, or which ratifies it, reads what it is to decide.
    const takesUp = await takesItUp(session, id);
    if (!takesUp && !mayReadDecision(reader, decision, meeting)) throw withheldFrom(reader, 'This decision', `${decision.privateReason ?? 'the meeting was not in public'}.`);
    return html(
      <DecisionPage
        forum={forum}
        reader={reader}
        decision={decision}
        meeting={meeting}
        about={decision.subject && (await context.describeSubject(decision.subject))}
        options={(decision.subject && (await context.optionsOf?.(decision.subject))) ?? []}
        units={(decision.subject && (await context.termUnitsOf?.(decision.subject, decision.takenOn))) ?? {}}
        actions={await actionsOfDecision(db, id)}
        people={peopleIn(await seatsOn(db, forum.code, context.today()))}
        later={reader.isKeeper && decision.owed.length > 0 ? await laterThan(session, decision) : []}
        today={context.today()}
        {...more}
      />,
      status,
    );
  }

  async function takesItUp(session: Session | null, decisionId: string): Promise<boolean> {
    if (!session) return false;
    for (const forumCode of await suggestionsOf(db, decisionId)) {
      const forum = await forumOf(db, forumCode, context.today());
      const reader = forum && (await forumReader(db, actingOf(session), forum, context.today()));
      if (reader && (reader.isKeeper || reader.sitsThere)) return true;
    }
    return false;
  }

  /** Decisions that could have made it good: later, about the same, and standing. */
  async function laterThan(session: Session | null, decision: RecordedDecision) {
    const candidates = decision.subject ? await decisionsAbout(db, decision.subject) : await decisionsOf(db, decision.forumCode);
    const fit = candidates.filter((one) => one.id !== decision.id && isActionable(one) && one.takenOn >= decision.takenOn && one.recordedAt >= decision.recordedAt);
    const shown = [];
    for (const one of fit) {
      const { forum, reader } = await forumFor(context, session, one.forumCode, one.takenOn);
      const meeting = one.meetingId ? await meetingHead(db, one.meetingId) : null;
      if (mayReadDecision(reader, one, meeting)) shown.push({ value: one.id, label: `${forum.name}, ${sayDate(one.takenOn)}: ${one.decided.slice(0, 80)}` });
    }
    return shown;
  }

  const settle = (name: string, done: string, act: (acting: Acting, id: string, values: SentValues) => Promise<void>): PageDefinition =>
    definePage({
      method: 'POST',
      path: `/actions/:id/${name}`,
      who: 'signed-in',
      params,
      async handle({ params: { id }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        await act(actingOf(session), id, values);
        const action = (await actionOf(db, id))!;
        if (textIn(values, 'from') === 'today') return redirect303('/');
        const page = action.decisionId ? decisionPath(action.decisionId) : action.meetingId ? meetingPath(action.meetingId) : meetingsPath(action.forumCode);
        return redirect303(`${page}?done=action-${done}#actions`);
      },
    });

  return [
    definePage({ method: 'GET', path: '/decisions/:id', who: 'anyone', params, query: z.object({ done: z.string().optional() }), handle: ({ params: { id }, query, session }) => show(session, id, { notice: NOTICES[query.done ?? ''] }) }),
    defineForm({
      path: '/decisions/:id/cure',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        await cureDecision(context, actingOf(session), { decisionId: id, findingIndex: findingIn(values), what: textIn(values, 'what'), byDecisionId: textIn(values, 'byDecision') || null });
        return `${decisionPath(id)}?done=cured#findings`;
      },
      wrong: (error) => errorsIn(error, ['what'], 'what'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { cure: { index: findingIn(form.values), ...form } } }, 400),
    }),
    defineForm({
      path: '/decisions/:id/correct',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        await correctDecision(context, actingOf(session), id, { decided: textIn(values, 'decided'), reasons: textIn(values, 'reasons'), why: textIn(values, 'why') });
        return `${decisionPath(id)}?done=corrected`;
      },
      wrong: (error) => errorsIn(error, [], 'why'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { correct: form } }, 400),
    }),
    defineForm({
      path: '/decisions/:id/actions',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        const read = actionIn(values);
        if (!read.ok) return read.errors;
        await addAction(context, actingOf(session), { decisionId: id }, read.draft);
        return `${decisionPath(id)}?done=action#actions`;
      },
      wrong: (error) => errorsIn(error, [], 'what'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { action: form } }, 400),
    }),
    settle('done', 'done', (acting, id) => completeAction(context, acting, id)),
    settle('reopen', 'reopened', (acting, id) => reopenAction(context, acting, id)),
    settle('drop', 'dropped', (acting, id, values) => dropAction(context, acting, id, textIn(values, 'reason'))),
  ];
}
