import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { owedOf, standingAfter, type DecisionCorrection, type DecisionCure, type DecisionWay, type RecordedDecision } from '../domain/decision.ts';
import type { SuggestionKind } from '../domain/meeting.ts';
import { isUuid } from '../domain/uuid.ts';

type DecisionRow = Omit<RecordedDecision, 'firstWording' | 'owed' | 'standing' | 'cures' | 'corrections'> & {
  cures: (Omit<DecisionCure, 'at'> & { at: string })[] | null;
  corrections: (Omit<DecisionCorrection, 'at'> & { at: string })[] | null;
};

async function decisionsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<RecordedDecision[]> {
  const { rows } = await sql<DecisionRow>`
    select id, forum_code as "forumCode", to_char(taken_on, 'YYYY-MM-DD') as "takenOn", way, meeting_id as "meetingId", item_id as "itemId", subject, matter,
      amount_pence::float8 as "amountPence", within_code as "withinCode", outcome, decided, reasons, option_id as "optionId", terms, representatives,
      standing as "recordedStanding", findings, vote_result as "voteResult", is_private as "isPrivate", private_reason as "privateReason",
      recorded_at as "recordedAt", recorded_by as "recordedBy",
      (select json_agg(json_build_object('findingIndex', finding_index, 'kind', kind, 'what', what, 'byDecisionId', by_decision_id, 'paperId', paper_id, 'at', at, 'by', by) order by at, finding_index)
        from decision_cure where decision_id = decision.id) as cures,
      (select json_agg(json_build_object('decided', decided, 'reasons', reasons, 'why', why, 'at', at, 'by', by) order by id) from decision_correction c where c.decision_id = decision.id) as corrections
    from decision where ${where} order by taken_on desc, recorded_at desc, id`.execute(db);
  return rows.map(decisionFrom);
}

/** The row as a decision: in its latest wording, as it stands with its cures. */
function decisionFrom({ cures: curesWritten, corrections: correctionsWritten, ...row }: DecisionRow): RecordedDecision {
  const cures = (curesWritten ?? []).map((cure) => ({ ...cure, at: new Date(cure.at) }));
  const corrections = (correctionsWritten ?? []).map((correction) => ({ ...correction, at: new Date(correction.at) }));
  const latest = corrections.at(-1);
  const wording = latest ? { decided: latest.decided, reasons: latest.reasons, firstWording: { decided: row.decided, reasons: row.reasons } } : { firstWording: null };
  return { ...row, ...wording, cures, corrections, standing: standingAfter(row.findings, cures), owed: owedOf(row.findings, cures) };
}

/** Null where there is none. */
export const decisionOf = async (db: Kysely<unknown>, id: string): Promise<RecordedDecision | null> => (isUuid(id) ? ((await decisionsWhere(db, sql`id = ${id}`))[0] ?? null) : null);

/** Every decision of a forum, the latest first. */
export const decisionsOf = (db: Kysely<unknown>, forumCode: string): Promise<RecordedDecision[]> => decisionsWhere(db, sql`forum_code = ${forumCode}`);

export const decisionsOfMeeting = (db: Kysely<unknown>, meetingId: string): Promise<RecordedDecision[]> => decisionsWhere(db, sql`meeting_id = ${meetingId}`);

/** Decisions on a thing of any module, such as a question, the latest first. */
export const decisionsAbout = (db: Kysely<unknown>, { module, kind, id }: SubjectRef): Promise<RecordedDecision[]> =>
  decisionsWhere(db, sql`subject ->> 'module' = ${module} and subject ->> 'kind' = ${kind} and subject ->> 'id' = ${id}`);

/** How many decisions were taken in each way, `to` being the day after the last. */
export async function decisionCounts(db: Kysely<unknown>, forumCode: string, from: IsoDate, to: IsoDate): Promise<Record<DecisionWay, number>> {
  const { rows } = await sql<{ way: DecisionWay; count: number }>`
    select way, count(*)::int as count from decision where forum_code = ${forumCode} and taken_on >= ${from}::date and taken_on < ${to}::date group by way`.execute(db);
  const of = (way: DecisionWay): number => rows.find((row) => row.way === way)?.count ?? 0;
  return { meeting: of('meeting'), 'chairs-action': of('chairs-action'), 'urgent-action': of('urgent-action'), outside: of('outside') };
}

export interface AgendaSuggestion {
  id: string;
  forumCode: string;
  kind: SuggestionKind;
  decisionId: string;
  /** The forum that decided or recommended it. */
  fromForumCode: string;
  title: string;
  madeAt: Date;
}

/**
 * What waits for a forum's agenda: never put on one, or put on one where it was not reached – withdrawn, or its meeting was
 * cancelled or ended before the item was closed.
 */
export async function suggestionsFor(db: Kysely<unknown>, forums: string | readonly string[]): Promise<AgendaSuggestion[]> {
  const { rows } = await sql<AgendaSuggestion>`
    select s.id, s.forum_code as "forumCode", s.kind, s.decision_id as "decisionId", d.forum_code as "fromForumCode", s.title, s.made_at as "madeAt"
    from agenda_suggestion s join decision d on d.id = s.decision_id
    where s.forum_code = any (${[forums].flat()}::text[]) and s.declined_at is null and not exists (
      select 1 from agenda_item i join meeting m on m.id = i.meeting_id
      where i.id = s.item_id and i.withdrawn_at is null and (i.closed_at is not null or m.state in ('planned', 'open')))
    order by s.made_at, s.id`.execute(db);
  return rows;
}

/** Decisions of a forum, or of several, that something is owed for, the oldest first. */
export const decisionsOwing = async (db: Kysely<unknown>, forums: string | readonly string[]): Promise<RecordedDecision[]> =>
  (await decisionsWhere(db, sql`forum_code = any (${[forums].flat()}::text[]) and standing <> 'stands'`)).filter(({ owed }) => owed.length > 0).reverse();

/** The forums that a decision waits for, or waited for. */
export async function suggestionsOf(db: Kysely<unknown>, decisionId: string): Promise<string[]> {
  const { rows } = await sql<{ forumCode: string }>`select distinct forum_code as "forumCode" from agenda_suggestion where decision_id = ${decisionId} order by 1`.execute(db);
  return rows.map(({ forumCode }) => forumCode);
}
