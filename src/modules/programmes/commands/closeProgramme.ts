import { Refused } from '#kernel/result.ts';
import type { Acting, ProgrammesContext } from '../context.ts';
import { publishedMonths } from '../queries/measureSeries.ts';
import { whetherItHolds } from '../queries/whetherItHolds.ts';
import { factsOf, programmeNumber } from '../storage/factRows.ts';
import { notKept } from '../whoseProgrammes.ts';
import { keepFact, lockProgramme } from './recordFact.ts';

/** Closes a programme. While the chart does not hold it takes a reason, which is shown for ever. Gives whether the change had held. */
export async function closeProgramme(context: ProgrammesContext, acting: Acting, { programmeId, words }: { programmeId: string; words: string }): Promise<boolean> {
  // Published figures are read before the transaction: the record that comes with Chorus has one connection.
  const number = programmeNumber(programmeId);
  const before = number === null ? [] : (await factsOf(context.database.as<unknown>(), [`P${number}`])).get(`P${number}`)!.standing;
  const published = await publishedMonths(context, before);
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, boolean>(async (transaction) => {
    const { programme, facts, closedOn, rights, number: locked } = await lockProgramme(transaction, image, context, acting, programmeId);
    if (!rights.keeps) throw notKept(programme.organisationCode);
    if (closedOn !== null) throw new Refused({ code: 'closed-already', what: 'This programme is closed already.', where: 'words', todo: 'Nothing more is needed.' });
    const day = context.today();
    const { state, because } = whetherItHolds(facts, published, { startedOn: programme.startedOn, day });
    const isSustained = state === 'met';
    if (!isSustained && words.trim() === '') throw new Refused({ code: 'victory-too-soon', what: `The change does not hold yet: ${because.join(' ')}`, where: 'words', todo: 'Keep it open, or say why it is closed all the same. The reason is shown for ever.' });
    await keepFact(transaction, acting, { programmeNumber: locked, fact: { kind: 'close', on: day, detail: { isSustained }, words } }, context.now());
    return isSustained;
  });
}
