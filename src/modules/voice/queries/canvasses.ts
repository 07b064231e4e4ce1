import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Answer, Canvass, ConstituentKind } from '../domain/canvass/canvass.ts';
import { isOutsideGeneralPractice, type Viewer } from '../domain/confidence.ts';
import type { NetworkRule, RuleOrigin } from '../domain/canvass/networkRule.ts';

const columns = sql`id, question_id as "questionId", place_code as "placeCode", decision_type as "decisionType", to_char(opened_on, 'YYYY-MM-DD') as "openedOn",
  opened_at as "openedAt", opened_by as "openedBy", to_char(closes_on, 'YYYY-MM-DD') as "closesOn", closed_at as "closedAt", closed_by as "closedBy",
  closed_early_for as "closedEarlyFor", list_source as "listSource", place_rule as "placeRule", place_rule_from as "placeRuleFrom"`;

/** Every canvass of a question, the newest first: one that was reopened may have had several. */
export async function canvassesOf(db: Kysely<unknown>, questionId: string): Promise<Canvass[]> {
  const { rows } = await sql<Canvass>`select ${columns} from canvass where question_id = ${questionId} order by opened_at desc, id desc`.execute(db);
  return rows;
}

/** As one viewer may read it: why it closed early is told to those who were asked, and may say what some of them said. */
export const canvassRead = (canvass: Canvass, viewer: Viewer): Canvass => (isOutsideGeneralPractice(viewer) ? { ...canvass, closedEarlyFor: null } : canvass);

/** Null where there is no such canvass. */
export async function canvassOf(db: Kysely<unknown>, id: string): Promise<Canvass | null> {
  const { rows } = await sql<Canvass>`select ${columns} from canvass where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Whether a canvass takes answers on a day. */
export const isOpenOn = ({ closedAt, closesOn }: Pick<Canvass, 'closedAt' | 'closesOn'>, today: IsoDate): boolean => closedAt === null && closesOn >= today;

/** What each constituent says now, by its code. In confidence: only for whom `mayRead('named-answers', …)` lets. */
export async function answersOf(db: Kysely<unknown>, canvassId: string): Promise<Map<string, Answer>> {
  const { rows } = await sql<{ cells: AnswerCells[] | null }>`
    select json_agg(json_build_array(organisation_code, choice, w.words, c.words, way, at, newest.person_id, changes)) as cells
    from (
      select distinct on (organisation_code) *, count(*) over (partition by organisation_code) - 1 as changes
      from canvass_answer where canvass_id = ${canvassId} order by organisation_code, canvass_answer.id desc
    ) newest
    left join words_written w on w.id = words_id left join words_written c on c.id = would_change_id`.execute(db);
  return new Map((rows[0]?.cells ?? []).map(([organisationCode, choice, words, wouldChange, way, at, personId, changes]) => [organisationCode, { organisationCode, choice, words, wouldChange, way, at: new Date(at), personId, changes }]));
}

type AnswerCells = [organisationCode: string, choice: Answer['choice'], words: string | null, wouldChange: string | null, way: Answer['way'], at: string, personId: string, changes: number];

/** An answer as its own organisation reads it: with who gave it, while their name is known. */
export type GivenAnswer = Omit<Answer, 'changes'> & { personName: string | null };

/** Every answer that one constituent gave, the newest first. */
export async function answerHistoryOf(db: Kysely<unknown>, canvassId: string, organisationCode: string): Promise<GivenAnswer[]> {
  const { rows } = await sql<GivenAnswer>`
    select organisation_code as "organisationCode", choice, w.words, c.words as "wouldChange", way, at, a.person_id as "personId", p.name as "personName"
    from canvass_answer a left join words_written w on w.id = words_id left join words_written c on c.id = would_change_id left join person_details p on p.person_id = a.person_id
    where canvass_id = ${canvassId} and organisation_code = ${organisationCode} order by a.id desc`.execute(db);
  return rows;
}

/** A constituent as it is kept; its name is the register's. */
export interface ConstituentRow {
  code: string;
  kind: ConstituentKind;
  /** Empty for a practice in no PCN; null for a body. */
  pcnCode: string | null;
  patients: number | null;
  partners: number | null;
}

export async function constituentRowsOf(db: Kysely<unknown>, canvassId: string): Promise<ConstituentRow[]> {
  const { rows } = await sql<{ cells: [string, ConstituentKind, string | null, number | null, number | null][] | null }>`
    select json_agg(json_build_array(organisation_code, kind, pcn_code, patients, partners) order by organisation_code) as cells
    from canvass_constituent where canvass_id = ${canvassId}`.execute(db);
  return (rows[0]?.cells ?? []).map(([code, kind, pcnCode, patients, partners]) => ({ code, kind, pcnCode, patients, partners }));
}

export interface VoiceRow {
  pcnCode: string;
  rule: NetworkRule;
  ruleFrom: RuleOrigin;
}

export async function voiceRowsOf(db: Kysely<unknown>, canvassId: string): Promise<VoiceRow[]> {
  const { rows } = await sql<{ cells: [string, NetworkRule, RuleOrigin][] | null }>`
    select json_agg(json_build_array(pcn_code, rule, rule_from) order by pcn_code) as cells from canvass_voice where canvass_id = ${canvassId}`.execute(db);
  return (rows[0]?.cells ?? []).map(([pcnCode, rule, ruleFrom]) => ({ pcnCode, rule, ruleFrom }));
}
