import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import { Refused, type Refusal } from '#kernel/result.ts';
import { auditTail } from '#platform/audit/audit.ts';
import type { Acting, VoiceContext } from '../context.ts';
import { ANSWERING_ROLES, type AnswerChoice } from '../domain/canvass/canvass.ts';

export interface AnswerGiven {
  canvassId: string;
  /** For which of the organisations that the person answers for. */
  organisationCode: string;
  choice: AnswerChoice;
  words?: string;
  wouldChange?: string;
  way: 'link' | 'signed-in';
}

export const ANSWER = 'voice.answer';
export const WORDS_MAX = 2_000;

const answeringRoles = [...new Set(Object.values(ANSWERING_ROLES).flat())];

type Verdict = 'answered' | 'not-yours' | 'not-asked' | 'closed' | 'not-found';

const REFUSALS: Record<Exclude<Verdict, 'answered'>, Refusal> = {
  'not-yours': { code: 'not-allowed', what: 'You do not answer for this organisation.', todo: 'Its practice manager or a partner can; for a federation a director, for an LMC an officer.' },
  'not-asked': { code: 'not-asked', what: 'This organisation is not asked in this canvass: it was not part of the place on the day on which it was opened.', todo: 'Tell the leadership team what you think; it counts in the next canvass.' },
  closed: { code: 'canvass-closed', what: 'This canvass is closed, so the answer was not recorded.', todo: 'The answer given before it closed counts.' },
  'not-found': { code: 'canvass-not-found', what: 'There is no canvass with this number.', todo: 'Open it from its question.' },
};

/**
 * Gives or changes the answer of an organisation. It is the organisation's: any of its people may change it, and what was
 * said before is kept. Authorised, stored and audited in one statement, `answer_canvass` in the record: an answer either
 * stands before the close and counts, or is refused. The words are kept apart as everywhere, by the same statement.
 */
export async function answerCanvass({ database, now: clock }: Pick<VoiceContext, 'database' | 'now'>, acting: Acting, given: AnswerGiven): Promise<void> {
  const { canvassId, organisationCode, choice, way } = given;
  const words = given.words?.trim() || null;
  const wouldChange = given.wouldChange?.trim() || null;
  if (choice === 'block' && !words) throw new Refused({ code: 'block-without-words', what: 'A block stops others, so it needs a reason.', where: 'words', todo: 'Say in a sentence why.' });
  if ([words, wouldChange].some((text) => text && text.length > WORDS_MAX)) throw new Refused({ code: 'too-long', what: `An answer has at most ${WORDS_MAX} characters.`, where: 'words', todo: 'Say it shorter.' });
  if (acting.personId === null || (way === 'signed-in' && !acting.permissions.has(ANSWER))) throw new Refused(REFUSALS['not-yours']);

  const now = clock();
  const salt = randomBytes(16).toString('base64url');
  const digest = createHash('sha256').update(JSON.stringify([salt, canvassId, organisationCode, choice, words, wouldChange])).digest('hex');
  // The digest proves the answer to whoever holds it, and tells a reader of the chain neither who it is for nor what it says.
  const tail = auditTail({ by: acting.by, action: 'answer-canvass', subject: { module: 'voice', kind: 'canvass', id: canvassId }, detail: { digest, way } }, now);
  const verdict = await database.inTransaction<unknown, Verdict>(async (transaction) => {
    const { rows } = await sql<{ verdict: Verdict }>`
      select answer_canvass(${canvassId}, ${organisationCode}, ${acting.personId}, ${answeringRoles}, ${choice}, ${words}, ${wouldChange}, ${way},
        ${now.toISOString()}, ${toIsoDate(now)}, ${salt}, ${tail}) as verdict`.execute(transaction);
    return rows[0]!.verdict;
  });
  if (verdict !== 'answered') throw new Refused({ ...REFUSALS[verdict], where: organisationCode });
}
