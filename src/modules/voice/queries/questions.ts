import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { QuestionEvent, QuestionState } from '../domain/questionLife.ts';

export interface QuestionOption {
  id: string;
  label: string;
}

export interface Question {
  id: string;
  placeCode: string;
  /** The leadership team that carries it. */
  forumCode: string;
  decidesForumCode: string | null;
  title: string;
  asks: string;
  options: QuestionOption[];
  decisionType: string;
  matter: string | null;
  amountPence: number | null;
  about: SubjectRef[];
  proposalId: string | null;
  state: QuestionState;
  madeAt: Date;
  madeBy: string;
  leadPersonId: string | null;
}

const columns = sql`id, place_code as "placeCode", forum_code as "forumCode", decides_forum_code as "decidesForumCode", title, asks, options,
  decision_type as "decisionType", matter, amount_pence::float8 as "amountPence", about, proposal_id as "proposalId", state, made_at as "madeAt", made_by as "madeBy",
  lead_person_id as "leadPersonId"`;

/** Null where there is no such question. */
export async function questionOf(db: Kysely<unknown>, id: string): Promise<Question | null> {
  const { rows } = await sql<Question>`select ${columns} from question where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Every question, the newest first. */
export async function questionList(db: Kysely<unknown>): Promise<Question[]> {
  const { rows } = await sql<Question>`select ${columns} from question order by made_at desc, id desc`.execute(db);
  return rows;
}

export interface QuestionStep {
  event: QuestionEvent | 'draft' | 'change';
  from: QuestionState | null;
  to: QuestionState;
  at: Date;
  by: string;
  reason: string | null;
  detail: Record<string, unknown>;
}

/** Each step of its life, the first first. */
export async function stepsOf(db: Kysely<unknown>, questionId: string): Promise<QuestionStep[]> {
  const { rows } = await sql<QuestionStep>`
    select event, from_state as "from", to_state as "to", at, by, reason, detail from question_event where question_id = ${questionId} order by question_event.id`.execute(db);
  return rows;
}
