import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { pulseResults } from '../domain/staffPulse.ts';
import type { AnswerCounts, Statement, StatementResult } from '../domain/staffPulse.ts';
import { pulseRules } from '../pulseRules.ts';

/** A round of the pulse in one PCN. */
export interface StaffPulse {
  id: string;
  pcnCode: string;
  statements: readonly Statement[];
  opensOn: IsoDate;
  /** The last day. */
  closesOn: IsoDate;
}

const columns = sql`p.id, p.pcn_code as "pcnCode", p.statements, to_char(lower(p.open), 'YYYY-MM-DD') as "opensOn", to_char(upper(p.open) - 1, 'YYYY-MM-DD') as "closesOn"`;

export async function staffPulse(db: Kysely<unknown>, id: string): Promise<StaffPulse | null> {
  const { rows } = await sql<StaffPulse>`select ${columns} from staff_pulse p where p.id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Every round of a PCN, the newest first. */
export async function staffPulsesOf(db: Kysely<unknown>, pcnCode: string): Promise<StaffPulse[]> {
  const { rows } = await sql<StaffPulse>`select ${columns} from staff_pulse p where p.pcn_code = ${pcnCode} order by lower(p.open) desc`.execute(db);
  return rows;
}

const fillsAPost = (pcnCode: ReturnType<typeof sql>, personId: string, day: IsoDate) => sql`exists (
  select 1 from staff_member s join filling f on f.staff_id = s.id and upper_inf(f.recorded) and f.valid @> ${day}::date
  join post o on o.id = f.post_id where s.person_id = ${personId} and o.pcn_code = ${pcnCode})`;

/** Whether somebody fills a post of the PCN on a day: those are asked, and nobody else. */
export async function fillsPostOf(db: Kysely<unknown>, pcnCode: string, personId: string, day: IsoDate): Promise<boolean> {
  const { rows } = await sql<{ does: boolean }>`select ${fillsAPost(sql`${pcnCode}`, personId, day)} as does`.execute(db);
  return rows[0]!.does;
}

/** The rounds that are open on a day, ask this person, and have no answer of theirs. */
export async function pulsesToAnswer(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<StaffPulse[]> {
  const { rows } = await sql<StaffPulse>`
    select ${columns} from staff_pulse p where p.open @> ${day}::date and ${fillsAPost(sql`p.pcn_code`, personId, day)}
      and not exists (select 1 from staff_pulse_turn t where t.pulse_id = p.id and t.person_id = ${personId}) order by lower(p.open)`.execute(db);
  return rows;
}

export async function hasAnsweredPulse(db: Kysely<unknown>, pulseId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from staff_pulse_turn where pulse_id::text = ${pulseId} and person_id = ${personId}`.execute(db);
  return rows.length > 0;
}

/**
 * What came of a round that is closed on the day; null while it is open, so that no answer shows as it comes in, and where too few
 * answered. How many they were is not told then either.
 */
export async function resultsOfPulse(db: Kysely<unknown>, { id, statements, closesOn }: StaffPulse, day: IsoDate): Promise<StatementResult[] | null> {
  if (day <= closesOn) return null;
  const { rows } = await sql<{ statement: string; answer: keyof AnswerCounts; answers: number }>`select statement, answer, answers from staff_pulse_count where pulse_id::text = ${id}`.execute(db);
  const counts = new Map<string, Record<keyof AnswerCounts, number>>(statements.map((statement) => [statement.id, { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }]));
  for (const { statement, answer, answers } of rows) counts.get(statement)![answer] = answers;
  return pulseResults(statements, (statement) => counts.get(statement)!, pulseRules().round.answersLeast);
}
