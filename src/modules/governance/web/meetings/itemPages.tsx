import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { moveItem, removeItem, restoreItem } from '../../commands/meetings/agenda.ts';
import { castVotes } from '../../commands/meetings/castVote.ts';
import { closeItem, reopenItem } from '../../commands/meetings/closeItem.ts';
import { declareConflict, ruleOnConflict, withdrawConflict } from '../../commands/meetings/conflict.ts';
import { itemNotFound } from '../../commands/meetings/lockMeeting.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { mayRule, takesOut } from '../../domain/conflicts.ts';
import type { Ruling } from '../../domain/meeting.ts';
import { roomAt, type Room, type RoomFacts } from '../../domain/room.ts';
import { mayReadItem, mayReadMeeting } from '../../queries/forumReader.ts';
import { seatsOn } from '../../queries/forums.ts';
import { interestsOfForum } from '../../queries/interests.ts';
import { meetingOf, type MeetingRecord } from '../../queries/meetings.ts';
import { DECISION_FIELD_OF, outcomeIn } from './decideForm.tsx';
import { ItemPage, type ItemPageProps } from './itemPage.tsx';
import { peopleIn } from './meetingPages.tsx';
import { decisionPath, errorsIn, forumFor, itemPath, meetingPath, withheldFrom } from './meetingPaths.ts';
import { ballotsIn, votersIn } from './votePart.tsx';

const NOTICES: Record<string, string> = {
  declared: 'The conflict is declared. It is for the chair to rule on.', withdrawn: 'The conflict is taken back.', ruled: 'The ruling is saved; quorum and vote are counted anew for this item.', votes: 'The votes are saved.', closed: 'The item is closed.', reopened: 'The item is open again.',
};
const params = z.object({ id: z.string().max(80), itemId: z.string().max(80) });
type ItemParams = z.output<typeof params> & { conflict?: string };

/** The page of one item of an agenda, and each form on it. */
export function itemPages(context: GovernanceContext): PageDefinition[] {
  const db = context.database.as<unknown>();

  /** The item with its room; refuses one that this reader may not read. */
  async function loaded(session: Session | null, { id, itemId }: ItemParams) {
    const meeting = await meetingOf(db, id);
    const item = meeting?.items.find((one) => one.id === itemId);
    if (!meeting || !item) throw itemNotFound(itemId);
    const { forum, reader } = await forumFor(context, session, meeting.forumCode, meeting.day);
    if (!mayReadMeeting(reader, meeting)) throw withheldFrom(reader, 'This meeting', 'it is not in public.');
    if (!mayReadItem(reader, meeting, item)) throw withheldFrom(reader, 'This item', `${item.privateReason}.`);
    const facts: RoomFacts = { forum, seats: await seatsOn(db, forum.code, meeting.day), attendance: meeting.attendance, conflicts: meeting.conflicts.filter((one) => one.itemId === itemId), votes: meeting.votes.filter((one) => one.itemId === itemId) };
    // Of an item that is closed it is told how it stood then.
    return { meeting, item, forum, reader, facts, room: roomAt(facts, item.closedAt ?? context.now()) };
  }

  async function show(session: Session | null, at: ItemParams, more: Pick<ItemPageProps, 'forms' | 'notice'> = {}, status = 200): Promise<PageReply> {
    const known = await loaded(session, at);
    const { meeting, item, forum, reader, facts, room } = known;
    const entries = reader.isKeeper || reader.sitsThere ? await interestsOfForum(db, forum.code, meeting.day) : [];
    const interests = entries
      .filter(({ personId }) => reader.isKeeper || personId === reader.personId)
      .flatMap(({ name, interests: own }) => own.map(({ id, words }) => ({ value: id, label: `${name ?? 'an erased person'}: ${words ?? 'words erased'}` })));
    return html(
      <ItemPage
        {...known}
        about={item.subject && (await context.describeSubject(item.subject))}
        options={(item.subject && (await context.optionsOf?.(item.subject)))?.map(({ id, label }) => ({ value: id, label })) ?? []}
        people={peopleIn(facts.seats)}
        interests={interests}
        rulers={rulersOf(facts, room)}
        next={nextOf(meeting, item.position, (one) => mayReadItem(reader, meeting, one))}
        {...more}
      />,
      status,
    );
  }

  /** A POST on an item: does it and gives where to go next, or shows the page again with what was refused in that form. */
  const post = (name: string, who: typeof KEEP | 'signed-in', act: (acting: Acting, at: ItemParams, values: SentValues, session: Session) => Promise<string | FieldErrors>, form?: keyof NonNullable<ItemPageProps['forms']>, fieldOf: (code: string) => string = () => 'form'): PageDefinition =>
    defineForm({
      path: `/meetings/:id/items/:itemId/${name}`,
      who,
      params: params.extend({ conflict: z.string().max(80).optional() }),
      async act({ params: at, session, values }) {
        await loaded(session, at);
        return act(actingOf(session), at, values, session);
      },
      wrong(error) {
        if (!form) throw error;
        return errorsIn(error, [], error instanceof Refused ? fieldOf(error.refusal.code) : 'form');
      },
      again: ({ params: at, session }, sent) => show(session, at, { forms: { [form!]: sent } }, 400),
    });
  const here = ({ id, itemId }: ItemParams, done: string, anchor = ''): string => `${itemPath(id, itemId)}?done=${done}${anchor}`;

  return [
    definePage({ method: 'GET', path: '/meetings/:id/items/:itemId', who: 'anyone', params, query: z.object({ done: z.string().optional() }), handle: ({ params: at, query, session }) => show(session, at, { notice: NOTICES[query.done ?? ''] }) }),
    post('move', KEEP, async (acting, { id, itemId }, values) => (await moveItem(context, acting, itemId, textIn(values, 'way') === 'up' ? 'up' : 'down'), `${meetingPath(id)}?done=moved#agenda`)),
    post('remove', KEEP, async (acting, { id, itemId }, values) => (await removeItem(context, acting, itemId, textIn(values, 'reason') || null), `${meetingPath(id)}?done=taken-off#agenda`)),
    post('restore', KEEP, async (acting, { id, itemId }) => (await restoreItem(context, acting, itemId), `${meetingPath(id)}?done=restored#agenda`)),
    post('reopen', KEEP, async (acting, at) => (await reopenItem(context, acting, at.itemId), here(at, 'reopened'))),
    post(
      'conflicts', 'signed-in',
      async (acting, at, values, session) => {
        const personId = textIn(values, 'person') || session.personId;
        await declareConflict(context, acting, at.itemId, { personId, words: textIn(values, 'words'), interestId: textIn(values, 'interest') || null });
        return here(at, 'declared', '#conflicts');
      },
      'conflict', (code) => (code === 'already-declared' || code === 'no-seat' ? 'person' : 'interest'),
    ),
    post('conflicts/:conflict/ruling', 'signed-in', async (acting, at, values) => {
      await ruleOnConflict(context, acting, at.conflict ?? '', { ruling: textIn(values, 'ruling') as Ruling, ruledBy: textIn(values, 'ruledBy') });
      return here(at, 'ruled', '#conflicts');
    }),
    post('conflicts/:conflict/withdraw', 'signed-in', async (acting, at) => (await withdrawConflict(context, acting, at.conflict ?? ''), here(at, 'withdrawn', '#conflicts'))),
    post('votes', 'signed-in', async (acting, at, values, session) => {
      const { facts, room, reader } = await loaded(session, at);
      const voters = votersIn(room, facts.seats).filter(({ personId }) => reader.isKeeper || personId === reader.personId);
      if (voters.length === 0 && !reader.isKeeper) throw new Refused({ code: 'not-allowed', what: 'You have no vote on this item.', todo: 'Those vote who sit there for a voting seat, and were not ruled out.' });
      await castVotes(context, acting, at.itemId, ballotsIn(values, voters, room));
      return here(at, 'votes', '#vote');
    }),
    post(
      'close', KEEP,
      async (acting, at, values) => {
        if (textIn(values, 'decides') !== 'yes') {
          await closeItem(context, acting, at.itemId, null);
          return `${meetingPath(at.id)}?done=closed#agenda`;
        }
        const read = outcomeIn(values);
        if (!read.ok) return read.errors;
        return `${decisionPath((await closeItem(context, acting, at.itemId, read.outcome))!)}?done=recorded`;
      },
      'decide', (code) => DECISION_FIELD_OF[code] ?? 'decided',
    ),
  ];
}

const nextOf = (meeting: MeetingRecord, position: number, isShown: (item: MeetingRecord['items'][number]) => boolean) =>
  meeting.items.find((one) => one.position > position && one.withdrawnAt === null && isShown(one)) ?? null;

/** Who may rule on each conflict as the room is now. */
function rulersOf({ seats, conflicts }: RoomFacts, { present }: Room): Map<string, { value: string; label: string }[]> {
  const conflictedPersonIds = conflicts.filter(({ ruling }) => ruling === null || takesOut(ruling.ruling)).map(({ personId }) => personId);
  return new Map(conflicts.map((conflict) => [conflict.id, peopleIn(seats).filter(({ value }) => mayRule(value, conflict, { seats, present, conflictedPersonIds }).ok)]));
}
