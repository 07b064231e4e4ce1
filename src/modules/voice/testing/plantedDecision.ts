import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import type { Finding } from '#governance';
import { draftQuestion } from '../commands/draftQuestion.ts';
import { moveQuestion } from '../commands/moveQuestion.ts';
import type { QuestionDraft } from '../domain/questionDraft.ts';
import type { AnswerChoice } from '../domain/canvass/canvass.ts';
import { PRACTICES } from '#governance/testing';
import { draftOf, LEADERSHIP_TEAM, type VoicePlace } from './voicePlace.ts';

interface Planted {
  /** What practices said, by code; left out, nobody was canvassed. */
  answers?: Partial<Record<keyof typeof PRACTICES, AnswerChoice>>;
  takenOn?: string;
  standing?: 'stands' | 'marked' | 'provisional' | 'recommendation';
  findings?: Finding[];
  way?: 'meeting' | 'chairs-action' | 'urgent-action' | 'outside';
  question?: Partial<QuestionDraft>;
  isWithheld?: boolean;
  optionId?: string;
}

const RULE = JSON.stringify({ votes: 'practice', quorum: { of: 'practices', share: '1/2' }, threshold: 'simple' });

/** A question of the invented place with its canvass and a decision on it, put into the tables as they would have come there. */
export async function plantDecision(database: Database, place: VoicePlace, planted: Planted = {}): Promise<{ questionId: string; decisionId: string }> {
  const { answers, takenOn = '2026-06-01', standing = 'stands', findings = [], way = 'chairs-action', question = {}, isWithheld = false, optionId = null } = planted;
  const db = database.as<unknown>();
  const questionId = await draftQuestion(place.voice, place.acting('pat'), LEADERSHIP_TEAM, draftOf(question));
  if (answers) await plantCanvass(database, questionId, takenOn, answers);
  const subject = JSON.stringify({ module: 'voice', kind: 'question', id: questionId });
  const { rows } = await sql<{ id: string }>`
    insert into decision (forum_code, taken_on, way, subject, within_code, outcome, decided, reasons, standing, findings, option_id, is_private, private_reason, recorded_at, recorded_by)
    values ('upper-ashvale-together', ${takenOn}, ${way}, ${subject}::jsonb, 'PL-1', 'agreed', 'The clinic moves in <b>September</b>.', 'It is nearer to most.', ${standing}, ${JSON.stringify(findings)}::jsonb,
      ${optionId}, ${isWithheld}, ${isWithheld ? 'It names a member of staff.' : null}, ${`${takenOn}T12:00:00Z`}, 'pat') returning id`.execute(db);
  await database.inTransaction<unknown, unknown>((transaction) => moveQuestion(transaction, { questionId, event: 'record-decision', met: ['decision'], by: 'pat' }, place.voice.now()));
  return { questionId, decisionId: rows[0]!.id };
}

async function plantCanvass(database: Database, questionId: string, takenOn: string, answers: NonNullable<Planted['answers']>): Promise<void> {
  const db = database.as<unknown>();
  const { rows } = await sql<{ id: string }>`
    insert into canvass (question_id, place_code, decision_type, opened_on, opened_at, opened_by, closes_on, place_rule, place_rule_from, closed_at, closed_by)
    values (${questionId}, 'PL-1', 'ordinary', ${takenOn}::date - 10, ${takenOn}::date - 10, 'pat', ${takenOn}::date - 3, '{"threshold": "simple", "quorumShare": "1/2", "countsBodies": false}', 'chorus-default', ${takenOn}::date - 2, 'pat') returning id`.execute(db);
  const canvassId = rows[0]!.id;
  for (const pcn of ['UZ001', 'UZ002', '']) await sql`insert into canvass_voice (canvass_id, pcn_code, rule, rule_from) values (${canvassId}, ${pcn}, ${RULE}::jsonb, 'agreement')`.execute(db);
  for (const [code, { pcn, list }] of Object.entries(PRACTICES)) await sql`insert into canvass_constituent (canvass_id, organisation_code, kind, pcn_code, patients, partners) values (${canvassId}, ${code}, 'practice', ${pcn ?? ''}, ${list}, 1)`.execute(db);
  for (const [code, kind] of [['GF-1', 'federation'], ['LM-1', 'lmc']]) await sql`insert into canvass_constituent (canvass_id, organisation_code, kind) values (${canvassId}, ${code}, ${kind})`.execute(db);
  for (const [code, choice] of Object.entries(answers)) {
    await sql`insert into canvass_answer (canvass_id, organisation_code, choice, way, person_id, at, salt) values (${canvassId}, ${code}, ${choice}, 'link', 'mina', ${takenOn}::date - 5, 'salt')`.execute(db);
  }
}
