import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { londonDay } from '../../domain/londonTime.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { forumOf } from '../../queries/forums.ts';
import { meetingHead } from '../../queries/meetings.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { lockMeeting, requireState } from './lockMeeting.ts';
import { placeReports } from './suggestions.ts';

export interface MeetingDraft {
  startsAt: Date;
  endsAt: Date;
  /** Where, or the link to join by. */
  place: string;
  /** As the terms of reference say, where it is left out. */
  isPublic?: boolean;
}

const LONGEST_HOURS = 24;
const PLACE_MAX = 500;

/** Refuses a meeting that could not be: one that ends before it begins, or goes on for days. */
function checkDraft({ startsAt, endsAt, place }: MeetingDraft): void {
  if ([startsAt, endsAt].some((moment) => Number.isNaN(moment.getTime()))) throw new Refused({ code: 'no-such-time', what: 'This is not a time.', todo: 'Give the day and the time, such as 14:30.' });
  if (endsAt <= startsAt) throw new Refused({ code: 'ends-before-it-starts', what: 'The meeting would end before it begins.', todo: 'Give an end that is after the beginning.' });
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * 3_600_000) throw new Refused({ code: 'meeting-too-long', what: 'The meeting would last longer than a day.', todo: 'Check the day of its end, or call a meeting for each day.' });
  if (place.length > PLACE_MAX) throw new Refused({ code: 'place-too-long', what: `The place has ${place.length} letters; ${PLACE_MAX} are possible.`, todo: 'Say it shorter.' });
}

/** Calls a meeting; what was decided since the last one goes onto its agenda of itself. Gives its id. */
export async function callMeeting(context: GovernanceContext, acting: Acting, { forumCode, ...draft }: MeetingDraft & { forumCode: string }): Promise<string> {
  checkDraft(draft);
  const now = context.now();
  return context.database.inTransaction(async (transaction) => {
    await requireKeeper(transaction, acting, forumCode, context.today());
    // Two who call the same meeting at once call one.
    await sql`select 1 from forum where code = ${forumCode} for no key update`.execute(transaction);
    const day = londonDay(draft.startsAt);
    const forum = (await forumOf(transaction, forumCode, day))!;
    if (forum.openedOn > day || (forum.closedOn !== null && forum.closedOn <= day)) throw new Refused({ code: 'forum-closed', what: `The ${forum.name} is not open on that day.`, todo: 'Choose a day on which it is.' });
    await refuseSecond(transaction, forumCode, draft.startsAt);
    const isPublic = draft.isPublic ?? forum.terms?.meetsInPublic ?? false;
    const { rows } = await sql<{ id: string }>`
      insert into meeting (forum_code, starts_at, ends_at, place, is_public, called_at, called_by)
      values (${forumCode}, ${draft.startsAt.toISOString()}, ${draft.endsAt.toISOString()}, ${draft.place.trim()}, ${isPublic}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await keepChange(transaction, { id, change: 'called', before: null, by: acting.by }, now);
    await appendAudit(transaction, { by: acting.by, action: 'call-meeting', subject: subjectOfMeeting(id), detail: { forum: forumCode, startsAt: draft.startsAt.toISOString(), isPublic } }, now);
    await placeReports(transaction, forumCode, acting.by, now);
    return id;
  });
}

async function refuseSecond(transaction: Transaction<unknown>, forumCode: string, startsAt: Date, except?: string): Promise<void> {
  const { rows } = await sql`
    select 1 from meeting where forum_code = ${forumCode} and starts_at = ${startsAt.toISOString()} and state <> 'cancelled' and id is distinct from ${except ?? null}::uuid`.execute(transaction);
  if (rows.length > 0) throw new Refused({ code: 'meeting-already-called', what: 'A meeting of this forum is already called for this time.', todo: 'Open it from the list of meetings, or choose another time.' });
}

/** Another time, another place, or in public or not. What it was is kept. */
export async function changeMeeting(context: GovernanceContext, acting: Acting, id: string, draft: MeetingDraft): Promise<void> {
  checkDraft(draft);
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const before = await lockMeeting(transaction, id);
    await requireKeeper(transaction, acting, before.forumCode, context.today());
    requireState(before, ['planned', 'open'], 'Call another one, if there is to be one.');
    await refuseSecond(transaction, before.forumCode, draft.startsAt, id);
    await sql`update meeting set starts_at = ${draft.startsAt.toISOString()}, ends_at = ${draft.endsAt.toISOString()}, place = ${draft.place.trim()}, is_public = ${draft.isPublic ?? before.isPublic} where id = ${id}`.execute(transaction);
    await keepChange(transaction, { id, change: 'changed', before, by: acting.by }, now);
    await appendAudit(transaction, { by: acting.by, action: 'change-meeting', subject: subjectOfMeeting(id), detail: { startsAt: draft.startsAt.toISOString() } }, now);
  });
}

/** Cancels a meeting that has not begun; what waited for it waits for the next. */
export async function cancelMeeting(context: GovernanceContext, acting: Acting, id: string, reason: string): Promise<void> {
  const why = reason.trim();
  if (!why) throw new Refused({ code: 'no-reason', what: 'No reason is given.', todo: 'Say in a sentence why the meeting is cancelled.' });
  await moveMeeting(context, acting, id, { change: 'cancelled', from: 'planned', todo: 'Only a meeting that has not begun can be cancelled.', reason: why });
}

export const openMeeting = (context: GovernanceContext, acting: Acting, id: string): Promise<void> => moveMeeting(context, acting, id, { change: 'opened', from: 'planned', todo: 'Look at it as it is now.' });

/** Ends a meeting. What it did not reach of earlier decisions goes to the next. */
export const endMeeting = (context: GovernanceContext, acting: Acting, id: string): Promise<void> => moveMeeting(context, acting, id, { change: 'ended', from: 'open', todo: 'Only a meeting that is under way can be ended.' });

/** Takes back the end of a meeting, for one that was ended by a slip or went on. */
export const reopenMeeting = (context: GovernanceContext, acting: Acting, id: string): Promise<void> => moveMeeting(context, acting, id, { change: 'reopened', from: 'ended', todo: 'Only a meeting that has ended can be opened again.' });

const STATE_AFTER = { cancelled: 'cancelled', opened: 'open', ended: 'ended', reopened: 'open' } as const;

async function moveMeeting(context: GovernanceContext, acting: Acting, id: string, { change, from, todo, reason = null }: { change: keyof typeof STATE_AFTER; from: Meeting['state']; todo: string; reason?: string | null }): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const before = await lockMeeting(transaction, id);
    await requireKeeper(transaction, acting, before.forumCode, context.today());
    requireState(before, [from], todo);
    await sql`
      update meeting set state = ${STATE_AFTER[change]}, state_reason = ${reason},
        opened_at = ${change === 'opened' ? now.toISOString() : (before.openedAt?.toISOString() ?? null)}, ended_at = ${change === 'ended' ? now.toISOString() : null}
      where id = ${id}`.execute(transaction);
    await keepChange(transaction, { id, change, before, reason, by: acting.by }, now);
    await appendAudit(transaction, { by: acting.by, action: `${VERBS[change]}-meeting`, subject: subjectOfMeeting(id), detail: { forum: before.forumCode } }, now);
    if (change === 'cancelled' || change === 'ended') await placeReports(transaction, before.forumCode, acting.by, now);
  });
}

const VERBS = { cancelled: 'cancel', opened: 'open', ended: 'end', reopened: 'reopen' } as const;
export const subjectOfMeeting = (id: string) => ({ module: 'governance', kind: 'meeting', id });

const facts = ({ startsAt, endsAt, place, isPublic, state }: Meeting) => ({ starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString(), place, is_public: isPublic, state });

async function keepChange(transaction: Transaction<unknown>, { id, change, before, reason = null, by }: { id: string; change: string; before: Meeting | null; reason?: string | null; by: string }, now: Date): Promise<void> {
  const after = (await meetingHead(transaction, id))!;
  await sql`
    insert into meeting_change (meeting_id, change, before, after, reason, at, by)
    values (${id}, ${change}, ${before && JSON.stringify(facts(before))}::jsonb, ${JSON.stringify(facts(after))}::jsonb, ${reason}, ${now.toISOString()}, ${by})`.execute(transaction);
}
