import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import { MATTERS } from '../authorityRules.ts';
import type { GovernanceContext } from '../context.ts';
import type { RecordedDecision } from '../domain/decision.ts';
import type { Forum, Seat } from '../domain/forum.ts';
import { withheldFor } from '../domain/papers.ts';
import type { AttachedPaper } from '../domain/papers.ts';
import { namedBodies } from './authority.ts';
import { decisionsOf } from './decisions.ts';
import { delegationsKept } from './delegations.ts';
import type { Delegation } from './delegations.ts';
import { forumsOn, seatsOnAll } from './forums.ts';
import { interestsOfForum } from './interests.ts';
import type { InterestEntryOf } from './interests.ts';
import { papersHeld } from './papers.ts';

/** Something of the register of which the public may be told only that it is withheld, and why. */
interface MayBeWithheld {
  withheld: string | null;
}

export interface PublicForum extends Forum {
  placeName: string;
  seats: Seat[];
}

export async function publicForums({ database, register, today }: GovernanceContext): Promise<PublicForum[]> {
  const [db, day, image] = [database.as<unknown>(), today(), await register.reader.image()];
  const seats = await seatsOnAll(db, day);
  return (await forumsOn(db, day)).map((forum) => ({ ...forum, placeName: displayName(image.nameOf(forum.placeCode, day)), seats: seats.filter(({ forumCode }) => forumCode === forum.code) }));
}

/** A decision as the public gets it: nothing of what a mandate allowed, nothing of a private item but the reason. */
export interface PublicDecision extends Pick<RecordedDecision, 'id' | 'forumCode' | 'takenOn' | 'way' | 'outcome' | 'standing' | 'amountPence' | 'recordedAt' | 'meetingId' | 'itemId'>, MayBeWithheld {
  forumName: string;
  decided: string | null;
  reasons: string | null;
  /** When it was recorded, or last corrected or cured. */
  changedAt: Date;
}

/** Of every forum, or of one, the latest first. */
export async function publicDecisions(db: Kysely<unknown>, forumCode?: string): Promise<PublicDecision[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from forum where (${forumCode ?? null}::text is null or code = ${forumCode ?? null}) and exists (select 1 from decision where decision.forum_code = code)`.execute(db);
  const closed = await notHeldInPublic(db);
  const decisions: PublicDecision[] = [];
  for (const { code, name } of rows) decisions.push(...(await decisionsOf(db, code)).map((decision) => inPublic(decision, name, closed.has(decision.id))));
  return decisions.sort((a, b) => (a.takenOn === b.takenOn ? b.recordedAt.getTime() - a.recordedAt.getTime() : a.takenOn < b.takenOn ? 1 : -1));
}

function inPublic(decision: RecordedDecision, forumName: string, isClosed: boolean): PublicDecision {
  const { id, forumCode, takenOn, way, outcome, standing, amountPence, recordedAt, meetingId, itemId, isPrivate, privateReason, cures, corrections } = decision;
  const withheld = isPrivate ? (privateReason ?? 'no reason is recorded') : isClosed ? 'it was not taken in public' : null;
  return {
    id, forumCode, forumName, takenOn, way, outcome, standing, recordedAt, meetingId, itemId, withheld,
    amountPence: withheld === null ? amountPence : null,
    decided: withheld === null ? decision.decided : null,
    reasons: withheld === null ? decision.reasons : null,
    changedAt: new Date(Math.max(...[recordedAt, ...cures.map(({ at }) => at), ...corrections.map(({ at }) => at)].map((at) => at.getTime()))),
  };
}

/** Decisions of meetings that were not held in public, and those between meetings of forums that do not meet in public. */
async function notHeldInPublic(db: Kysely<unknown>): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select d.id from decision d left join meeting m on m.id = d.meeting_id
      left join forum_terms t on t.forum_code = d.forum_code and t.withdrawn_at is null and t.valid @> d.taken_on
    where not coalesce(m.is_public, t.meets_in_public, false)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface PublicPaper extends MayBeWithheld {
  attached: AttachedPaper;
  forumName: string | null;
  /** Null where it is withheld. */
  title: string | null;
}

export async function publicPapers(db: Kysely<unknown>): Promise<PublicPaper[]> {
  const { rows: forums } = await sql<{ code: string; name: string }>`select code, name from forum`.execute(db);
  const { rows: privateItems } = await sql<{ id: string; reason: string | null }>`select id::text, private_reason as reason from agenda_item where is_private`.execute(db);
  const reasons = new Map(privateItems.map(({ id, reason }) => [id, reason ?? 'no reason is recorded']));
  const names = new Map(forums.map(({ code, name }) => [code, name]));
  return (await papersHeld(db)).reverse().map((attached) => {
    const withheld = withheldFor(attached, attached.belongsTo === 'item' ? (reasons.get(attached.subjectId) ?? null) : null);
    return { attached, forumName: attached.forumCode && (names.get(attached.forumCode) ?? null), withheld, title: withheld === null ? attached.paper.title : null };
  });
}

export interface PublicDelegation {
  delegation: Delegation;
  giver: string;
  receiver: string;
  matters: string[];
  within: string;
}

/** Grants of authority that are or were in force; drafts are nobody's business yet. */
export async function publicDelegations({ database, register, today }: GovernanceContext): Promise<PublicDelegation[]> {
  const [db, day, image] = [database.as<unknown>(), today(), await register.reader.image()];
  const delegations = await delegationsKept(db, { withDrafts: false });
  const { nameOf } = await namedBodies(db, image, delegations.flatMap(({ giver, receiver }) => [giver, receiver]), day);
  return delegations.map((delegation) => ({
    delegation, giver: nameOf(delegation.giver), receiver: nameOf(delegation.receiver),
    matters: delegation.matters.map((id) => MATTERS.find(id)?.label ?? id),
    within: displayName(image.nameOf(delegation.withinCode, day)),
  }));
}

export interface PublicInterest {
  forumCode: string;
  forumName: string;
  entry: InterestEntryOf;
}

/** Each member's entry in each forum where they sit. */
export async function publicInterests({ database, today }: GovernanceContext, forumCode?: string): Promise<PublicInterest[]> {
  const [db, day] = [database.as<unknown>(), today()];
  const forums = (await forumsOn(db, day)).filter(({ code }) => forumCode === undefined || code === forumCode);
  const entries: PublicInterest[] = [];
  for (const { code, name } of forums) entries.push(...(await interestsOfForum(db, code, day)).map((entry) => ({ forumCode: code, forumName: name, entry })));
  return entries;
}

/** How often somebody came, for one seat. */
export interface MemberAttendance {
  seatTitle: string;
  personId: string;
  name: string | null;
  capacity: 'holder' | 'deputy';
  present: number;
  apologies: number;
  /** Ended meetings with a record of attendance in the time for which they held the seat; for a deputy those that they came to. */
  meetings: number;
}

export async function attendanceOfMembers(db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<MemberAttendance[]> {
  const { rows } = await sql<MemberAttendance>`
    with ended as (
      select id, (starts_at at time zone 'Europe/London')::date as on_day from meeting
      where forum_code = ${forumCode} and state = 'ended' and exists (select 1 from attendance where meeting_id = meeting.id and withdrawn_at is null)
    )
    select s.title as "seatTitle", h.person_id as "personId", p.name, h.capacity,
      count(distinct e.id) filter (where a.status = 'present')::int as present, count(distinct e.id) filter (where a.status = 'apologies')::int as apologies,
      count(distinct e.id) filter (where h.capacity = 'holder' or a.status = 'present')::int as meetings
    from seat s join seat_holding h on h.seat_id = s.id and h.withdrawn_at is null and h.valid @> ${day}::date left join person_details p on p.person_id = h.person_id
      left join ended e on h.valid @> e.on_day left join attendance a on a.meeting_id = e.id and a.seat_id = s.id and a.person_id = h.person_id and a.withdrawn_at is null
    where s.forum_code = ${forumCode} and s.withdrawn_at is null and s.valid @> ${day}::date
    group by s.id, s.title, s.office, h.person_id, p.name, h.capacity order by (s.office is not distinct from 'chair') desc, s.title, h.capacity desc, p.name`.execute(db);
  return rows;
}
