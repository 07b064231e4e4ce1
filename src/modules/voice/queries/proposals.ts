import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { ProposalEvent, ProposalState } from '../domain/proposalLife.ts';

export interface Proposal {
  id: string;
  forumCode: string;
  placeCode: string;
  organisationCode: string;
  title: string;
  /** Null once its author is erased. */
  why: string | null;
  better: string | null;
  evidence: string | null;
  links: string[];
  about: SubjectRef[];
  state: ProposalState;
  madeAt: Date;
  madeBy: string;
  /** The practices and PCNs behind it today, the one that began it first. */
  supporters: string[];
  /** The question that it became. */
  questionId: string | null;
}

async function proposalsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select proposal.id, forum_code as "forumCode", place_code as "placeCode", organisation_code as "organisationCode", title,
      why.words as why, better.words as better, evidence.words as evidence, links, about, state, made_at as "madeAt", made_by as "madeBy",
      coalesce((select json_agg(s.organisation_code order by s.organisation_code <> proposal.organisation_code, s.joined_at, s.id) from proposal_support s where s.proposal_id = proposal.id and s.left_at is null), '[]') as supporters,
      (select question.id from question where question.proposal_id = proposal.id order by made_at desc limit 1) as "questionId"
    from proposal left join words_written why on why.id = why_words left join words_written better on better.id = better_words left join words_written evidence on evidence.id = evidence_words
    where ${where} order by made_at desc, proposal.id desc`.execute(db);
  return rows;
}

/** Null where there is no such proposal. */
export const proposalOf = async (db: Kysely<unknown>, id: string): Promise<Proposal | null> => (await proposalsWhere(db, sql`proposal.id = ${id}`))[0] ?? null;

/** Every proposal, the newest first. */
export const proposalList = (db: Kysely<unknown>): Promise<Proposal[]> => proposalsWhere(db, sql`true`);

export interface ProposalStep {
  event: ProposalEvent | 'begin';
  toState: ProposalState;
  at: Date;
  by: string;
  reason: string | null;
  questionId: string | null;
}

/** Each step of its life, the first first. */
export async function proposalSteps(db: Kysely<unknown>, id: string): Promise<ProposalStep[]> {
  const { rows } = await sql<ProposalStep>`
    select event, to_state as "toState", at, by, words as reason, question_id as "questionId"
    from proposal_step left join words_written on words_written.id = reason_words where proposal_id = ${id} order by proposal_step.id`.execute(db);
  return rows;
}
