import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { addAction } from '../../commands/meetings/actions.ts';
import { addItem } from '../../commands/meetings/agenda.ts';
import { cancelMeeting, changeMeeting, endMeeting, openMeeting, reopenMeeting } from '../../commands/meetings/callMeeting.ts';
import { meetingNotFound } from '../../commands/meetings/lockMeeting.ts';
import { markAttendance } from '../../commands/meetings/markAttendance.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import type { Seat } from '../../domain/forum.ts';
import { quorumOf } from '../../domain/quorum.ts';
import { presentAt } from '../../domain/room.ts';
import { actionsCarriedTo, actionsOfMeeting } from '../../queries/actions.ts';
import { mayReadItem, mayReadMeeting } from '../../queries/forumReader.ts';
import { seatsOn } from '../../queries/forums.ts';
import { meetingOf } from '../../queries/meetings.ts';
import { marksIn } from './attendanceForm.tsx';
import { ITEM_FIELD_OF, itemIn } from './itemForm.tsx';
import { MEETING_FIELDS, meetingIn } from './meetingForm.tsx';
import { MeetingPage, type MeetingPageProps } from './meetingPage.tsx';
import { errorsIn, forumFor, meetingPath, nameOf, withheldFrom } from './meetingPaths.ts';

const NOTICES: Record<string, string> = {
  called: 'The meeting is called. Add its items next.',
  changed: 'The change was saved.',
  cancelled: 'The meeting is cancelled.',
  opened: 'The meeting is under way. Mark who is there, then open each item.',
  ended: 'The meeting has ended. What is not done is carried to the next.',
  reopened: 'The meeting goes on.',
  attendance: 'Saved who is there.',
  item: 'The item is on the agenda.',
  moved: 'The agenda is saved.',
  'taken-off': 'The item was taken off the agenda.',
  restored: 'The item is back on the agenda.',
  'taken-up': 'It is on the agenda.',
  closed: 'The item is closed.',
  action: 'The action is recorded.',
  'action-done': 'The action is marked as done.',
  'action-dropped': 'The action was dropped.',
  'action-reopened': 'The action is open again.',
};

const params = z.object({ id: z.string().max(80) });

/** Those who sit in a forum, for the lists of forms. */
export const peopleIn = (seats: readonly Seat[]) => [...new Map(seats.flatMap(({ holder, deputies }) => [holder, ...deputies].filter((one) => one !== null).map((one) => [one.personId, { value: one.personId, label: nameOf(one.name) }]))).values()];

/** The action that a form describes, or what is wrong with it. */
export function actionIn(values: SentValues) {
  const errors: Record<string, string> = {};
  const dueOn = needDay(values, 'due', errors);
  const [what, ownerId] = [textIn(values, 'what'), textIn(values, 'owner')];
  if (!what) errors['what'] = 'Enter what is to be done';
  if (!ownerId) errors['owner'] = 'Choose by whom';
  return dueOn && Object.keys(errors).length === 0 ? { ok: true as const, draft: { what, ownerId, dueOn } } : { ok: false as const, errors };
}

/** The page of a meeting, and each form on it. */
export function meetingPages(context: GovernanceContext): PageDefinition[] {
  const db = context.database.as<unknown>();

  async function show(session: Session | null, id: string, more: Pick<MeetingPageProps, 'forms' | 'notice'> = {}, status = 200): Promise<PageReply> {
    const meeting = await meetingOf(db, id);
    if (!meeting) throw meetingNotFound(id);
    const { forum, reader } = await forumFor(context, session, meeting.forumCode, meeting.day);
    if (!mayReadMeeting(reader, meeting)) throw withheldFrom(reader, 'This meeting', 'it is not in public.');
    const seats = await seatsOn(db, meeting.forumCode, meeting.day);
    const now = meeting.state === 'ended' && meeting.endedAt ? new Date(meeting.endedAt.getTime() - 1) : context.now();
    return html(
      <MeetingPage
        forum={forum}
        reader={reader}
        meeting={meeting}
        seats={seats}
        quorum={forum.terms && quorumOf(seats, presentAt(meeting.attendance, seats, now), forum.terms.quorum)}
        mayReadItem={(item) => mayReadItem(reader, meeting, item)}
        actions={await actionsOfMeeting(db, id)}
        carried={await actionsCarriedTo(db, meeting)}
        people={peopleIn(seats)}
        today={context.today()}
        {...more}
      />,
      status,
    );
  }

  /** A form of one button: does it, and comes back with a notice. */
  const button = (name: string, done: string, act: (acting: Acting, id: string) => Promise<void>): PageDefinition =>
    definePage({
      method: 'POST',
      path: `/meetings/:id/${name}`,
      who: KEEP,
      params,
      async handle({ params: { id }, session }) {
        await act(actingOf(session), id);
        return redirect303(`${meetingPath(id)}?done=${done}`);
      },
    });

  return [
    definePage({
      method: 'GET',
      path: '/meetings/:id',
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional(), about: z.string().max(80).optional(), title: z.string().max(300).optional() }),
      // A thing that is to be put on an agenda brings its number and its title along.
      handle: ({ params: { id }, query: { done, about, title }, session }) =>
        show(session, id, { notice: NOTICES[done ?? ''], ...(about ? { forms: { item: { values: { about, title: title ?? '', purpose: 'decision' } } } } : {}) }),
    }),
    button('open', 'opened', (acting, id) => openMeeting(context, acting, id)),
    button('end', 'ended', (acting, id) => endMeeting(context, acting, id)),
    button('reopen', 'reopened', (acting, id) => reopenMeeting(context, acting, id)),
    defineForm({
      path: '/meetings/:id/change',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        const read = meetingIn(values);
        if (!read.ok) return read.errors;
        await changeMeeting(context, actingOf(session), id, read.draft);
        return `${meetingPath(id)}?done=changed`;
      },
      wrong: (error) => errorsIn(error, MEETING_FIELDS, 'starts'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { change: form } }, 400),
    }),
    defineForm({
      path: '/meetings/:id/cancel',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        await cancelMeeting(context, actingOf(session), id, textIn(values, 'reason'));
        return `${meetingPath(id)}?done=cancelled`;
      },
      wrong: (error) => errorsIn(error, ['reason'], 'reason'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { cancel: form } }, 400),
    }),
    definePage({
      method: 'POST',
      path: '/meetings/:id/attendance',
      who: KEEP,
      params,
      async handle({ params: { id }, session, raw }) {
        const meeting = await meetingOf(db, id);
        if (!meeting) throw meetingNotFound(id);
        const seats = await seatsOn(db, meeting.forumCode, meeting.day);
        await markAttendance(context, actingOf(session), id, marksIn((raw.body ?? {}) as SentValues, seats, meeting.attendance));
        return redirect303(`${meetingPath(id)}?done=attendance#attendance`);
      },
    }),
    defineForm({
      path: '/meetings/:id/items',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        const read = await itemIn(context, values);
        if (!read.ok) return read.errors;
        await addItem(context, actingOf(session), id, read.draft);
        return `${meetingPath(id)}?done=item#agenda`;
      },
      wrong: (error) => {
        const field = (error instanceof Refused && ITEM_FIELD_OF[error.refusal.code]) || 'title';
        return errorsIn(error, [], field);
      },
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { item: form } }, 400),
    }),
    defineForm({
      path: '/meetings/:id/actions',
      who: KEEP,
      params,
      async act({ params: { id }, session, values }) {
        const read = actionIn(values);
        if (!read.ok) return read.errors;
        await addAction(context, actingOf(session), { meetingId: id }, read.draft);
        return `${meetingPath(id)}?done=action#actions`;
      },
      wrong: (error) => errorsIn(error, [], 'what'),
      again: ({ params: { id }, session }, form) => show(session, id, { forms: { action: form } }, 400),
    }),
  ];
}
