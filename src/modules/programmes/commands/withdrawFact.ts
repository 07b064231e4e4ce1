import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '../context.ts';
import { isOwnAnswer, TELLS_MORE_OF } from '../domain/fact.ts';
import type { FactKind } from '../domain/fact.ts';
import { notKept } from '../whoseProgrammes.ts';
import { lockProgramme } from './recordFact.ts';
import type { ProgrammesHouse } from './recordFact.ts';

const WORDS_MAX = 300;

/** Withdraws a fact, and those that tell more of it: they stay on record with the reason and count no more. A closing stands for ever, and so does what somebody else said themselves: their answer as a leader, or that they disagree. */
export async function withdrawFact(house: ProgrammesHouse, acting: Acting, { programmeId, factId, words }: { programmeId: string; factId: number; words: string }): Promise<FactKind> {
  const why = words.trim();
  const image = await house.register.reader.image();
  return house.database.inTransaction<unknown, FactKind>(async (transaction) => {
    const { programme, facts, rights, closedOn, number } = await lockProgramme(transaction, image, house, acting, programmeId);
    const fact = facts.find(({ id }) => id === factId);
    const isTheirs = fact !== undefined && (fact.kind === 'disagreement' || (fact.kind === 'leader-answer' && isOwnAnswer(fact, facts)));
    const isOwn = isTheirs && fact.by === acting.by;
    if (!rights.keeps && !isOwn) throw notKept(programme.organisationCode);
    if (!fact) throw new Refused({ code: 'fact-not-found', what: 'This is not on record, or was withdrawn already.', where: programme.id });
    if (fact.kind === 'close') throw new Refused({ code: 'closed-for-ever', what: 'That it was closed stays, with its reason.', where: 'words', todo: 'Start another programme if the work goes on.' });
    if (isTheirs && !isOwn) throw new Refused({ code: 'not-allowed', what: fact.kind === 'disagreement' ? 'Only who disagreed can withdraw it.' : 'Only who answered can withdraw it.', where: programme.id });
    if (closedOn !== null && fact.kind !== 'disagreement' && fact.kind !== 'figure') throw new Refused({ code: 'programme-closed', what: 'This programme is closed: what it rests on stays.', where: 'words', todo: 'Only a figure can still be corrected.' });
    if (why === '' || why.length > WORDS_MAX) throw new Refused({ code: 'words-missing', what: why === '' ? 'Nothing says why it is withdrawn.' : `This has ${why.length} characters; ${WORDS_MAX} are the most.`, where: 'words', todo: 'Say why, in a sentence.' });
    const at = house.now();
    const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words: why }, at);
    // What tells more of it goes too; a measure that settled a plan stands on its own.
    const gone = facts.filter(({ id, aboutId, kind }) => id === factId || (aboutId === factId && TELLS_MORE_OF[kind])).map(({ id }) => id);
    for (const id of gone) await sql`insert into programme_fact_end (fact_id, words_id, ended_at, ended_by) values (${id}, ${wordsId}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-programme-fact', subject: { module: 'programmes', kind: 'programme', id: `P${number}` }, detail: { fact: factId, kind: fact.kind, withThoseAbout: gone.length - 1 } }, at);
    return fact.kind;
  });
}
