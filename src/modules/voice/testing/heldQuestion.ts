import { sql } from 'kysely';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { seatsOn } from '#governance';
import type { Decision } from '#governance';
import { agreePosition } from '../commands/positions/agreePosition.ts';
import { draftQuestion } from '../commands/draftQuestion.ts';
import { moveQuestion } from '../commands/moveQuestion.ts';
import type { MandateTerms } from '../domain/mandate.ts';
import type { PositionDraft } from '../domain/position.ts';
import type { QuestionDraft } from '../domain/questionDraft.ts';
import { draftOf, LEADERSHIP_TEAM, type VoicePlace } from './voicePlace.ts';

/** The partnership in which the questions of these tests are decided. */
export const PARTNERSHIP = 'upper-ashvale-together';

/** A question whose canvass is closed. The canvass is planted: how one is held is tested where it stands. */
export async function canvassedQuestion(place: VoicePlace, database: Database, more: Partial<QuestionDraft> = {}): Promise<string> {
  const id = await draftQuestion(place.voice, place.acting('cara'), LEADERSHIP_TEAM, draftOf({ options: ['Move it', 'Leave it', 'Share it'], ...more }));
  const now = place.voice.now();
  await database.inTransaction(async (transaction) => {
    await sql`insert into canvass (question_id, place_code, decision_type, opened_on, opened_at, opened_by, closes_on, place_rule, place_rule_from, closed_at, closed_by)
      values (${id}, 'PL-1', 'ordinary', '2026-05-01', '2026-05-01T09:00:00Z', 'cara', '2026-05-15', '{}', 'default', '2026-05-16T09:00:00Z', 'chorus')`.execute(transaction);
    await moveQuestion(transaction, { questionId: id, event: 'open-canvass', met: ['constituents'], by: 'cara' }, now);
  });
  return id;
}

export async function seatIdsOf(database: Database, forumCode: string, titles: readonly string[], day = '2026-06-01'): Promise<string[]> {
  return (await seatsOn(database.as(), forumCode, isoDate(day))).filter(({ title }) => titles.includes(title)).map(({ id }) => id);
}

/** A position as its chair records it. `more` is what the test is about. */
export async function positionDraft(database: Database, more: Partial<PositionDraft> = {}): Promise<PositionDraft> {
  return {
    want: 'The clinic at the hub', reasons: 'Patients asked for it', accept: 'Two days a week: our fall-back', refuse: 'No clinic at all: our limit', mustReturn: 'Any charge to practices', changeReason: '',
    agreedHow: 'chair', agreedOn: isoDate('2026-06-01'), meetingId: null, seatIds: await seatIdsOf(database, LEADERSHIP_TEAM, ['Chair', 'Mill PCN', 'Weir PCN', 'LMC']), ...more,
  };
}

/** A question with an agreed position. */
export async function agreedQuestion(place: VoicePlace, database: Database, more: Partial<QuestionDraft> = {}): Promise<string> {
  const id = await canvassedQuestion(place, database, more);
  await agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database));
  return id;
}

/** A mandate for the general practice seat of the partnership, with limits that nobody outside may see: 7,654,321 pence and two days a week. */
export const mandateTerms = (more: Partial<MandateTerms> = {}): MandateTerms => ({
  forumCode: PARTNERSHIP, itemId: null, representatives: ['pat'], options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'excluded' }],
  ranges: [{ name: 'Rent', unit: 'pounds', least: null, most: 7_654_321 }], conditions: [{ words: 'Only with a lift', returnFirst: false }], returnWhen: 'Anything about staff', returnBy: null, endsOn: isoDate('2026-07-31'), ...more,
});

/** A decision of the partnership on a question, as governance would record it. */
export const decisionOn = (questionId: string, more: Partial<Decision> = {}): Decision => ({
  id: 'd1', forumCode: PARTNERSHIP, takenOn: isoDate('2026-06-01'), way: 'outside', meetingId: null, itemId: null, subject: { module: 'voice', kind: 'question', id: questionId }, matter: null, amountPence: null,
  withinCode: 'PL-1', outcome: 'agreed', decided: 'The clinic moves.', reasons: 'It is nearer.', optionId: 'a', terms: { Rent: 5_000_000 }, representatives: ['pat'], recordedAt: new Date('2026-06-01T12:00:00Z'),
  standing: 'stands', findings: [], owed: [], ...more,
});
