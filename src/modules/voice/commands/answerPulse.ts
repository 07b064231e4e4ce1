import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { isTrustStep } from '../domain/pulse.ts';
import { isAskedIn, pulseOf } from '../queries/pulses.ts';

const WORDS_MAX = 2_000;

export const pulseNotFound = (id: string): Refused => new Refused({ code: 'pulse-not-found', what: 'You are not asked this.', where: id, todo: 'What you are asked is on your home page.' });

/**
 * One answer a person: it raises a count and leaves no row of its own, so it can neither be led back to its giver nor
 * changed. That somebody has answered is kept, and audited without what.
 */
export async function answerPulse(context: VoiceContext, { by, personId }: Acting, pulseId: string, { trust, words }: { trust: number; words: string | null }): Promise<void> {
  const [today, now] = [context.today(), context.now()];
  const image = await context.register.reader.image();
  if (!isTrustStep(trust)) throw new Refused({ code: 'no-choice', what: 'No step of the scale was chosen.', where: 'trust', todo: 'Choose one.' });
  if ((words?.length ?? 0) > WORDS_MAX) throw new Refused({ code: 'too-many-words', what: `This is longer than ${WORDS_MAX} characters.`, where: 'words', todo: 'Say it in fewer words.' });
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const pulse = await pulseOf(transaction, pulseId);
    if (!pulse || personId === null || !(await isAskedIn(transaction, image, pulse.placeCode, personId, today))) throw pulseNotFound(pulseId);
    if (today < pulse.opensOn || today > pulse.closesOn) throw new Refused({ code: 'pulse-closed', what: 'This is closed.', todo: 'What came of it is on the page about trust.' });
    const { rows } = await sql`insert into pulse_turn (pulse_id, person_id) values (${pulseId}, ${personId}) on conflict do nothing returning person_id`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'already-answered', what: 'You have answered this year.', todo: 'You need do nothing more. Because nobody can tell which answer is yours, it cannot be changed.' });
    await sql`update pulse_count set answers = answers + 1 where pulse_id = ${pulseId} and trust = ${trust}`.execute(transaction);
    const wordsId = await keepWordsIfAny(transaction, { personId, words }, now);
    if (wordsId) await sql`insert into pulse_words (pulse_id, words_id) values (${pulseId}, ${wordsId})`.execute(transaction);
    await appendAudit(transaction, { by, action: 'answer-pulse', subject: { module: 'voice', kind: 'pulse', id: pulseId }, detail: {} }, now);
  });
}
