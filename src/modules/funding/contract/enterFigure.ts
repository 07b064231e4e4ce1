import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, FundingContext } from '../context.ts';
import { ENTER_RATES } from '../permissions.ts';
import { contractStreams } from './contractRules.ts';
import { decideFigureEntry } from './domain/figureEntry.ts';
import type { FigureEntry } from './domain/figureEntry.ts';
import { enteredFigures, withEntered } from './enteredFigures.ts';

export type RatesHouse = Pick<FundingContext, 'database' | 'now' | 'today'>;

function requireRates({ permissions }: Acting): void {
  if (!permissions.has(ENTER_RATES)) throw new Refused({ code: 'not-allowed', what: 'You do not enter rates of the network contract.', todo: 'A primary care manager of the ICB or whoever looks after the system does.' });
}

/** Enters a value of a figure with its source; gives its id. */
export async function enterFigure({ database, now, today }: RatesHouse, acting: Acting, entry: FigureEntry): Promise<string> {
  requireRates(acting);
  return database.inTransaction<unknown, string>(async (transaction) => {
    // Two who enter the same at once take turns, so that the second is told.
    await sql`lock table figure_entered in share row exclusive mode`.execute(transaction);
    const figures = [...withEntered(contractStreams(), await enteredFigures(transaction)).values()].flatMap((stream) => stream.figures);
    const decided = decideFigureEntry(figures, entry, today());
    if (!decided.ok) throw new Refused(decided.refusal);
    const { figure, from, to, published, value, sourceTitle, sourceAddress, locator, isReadInDocument } = decided.value;
    const status = isReadInDocument ? 'confirmed' : 'unverified';
    const { rows } = await sql<{ id: string }>`
      insert into figure_entered (figure, holds_from, holds_to, published, value, source_title, source_address, locator, status, entered_at, entered_by)
      values (${figure}, ${from}, ${to}, ${published}, ${value}, ${sourceTitle}, ${sourceAddress}, ${locator}, ${status}, ${now().toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await appendAudit(transaction, { by: acting.by, action: 'enter-figure', subject: { module: 'funding', kind: 'figure-entered', id }, detail: { figure, from, to, published, value, status } }, now());
    return id;
  });
}

/** Takes back what was entered by mistake. It stays on record that it was entered. */
export async function withdrawFigure({ database, now }: RatesHouse, acting: Acting, id: string): Promise<void> {
  requireRates(acting);
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql<{ figure: string; isWithdrawn: boolean }>`select figure, withdrawn_at is not null as "isWithdrawn" from figure_entered where id::text = ${id} for update`.execute(transaction);
    const found = rows[0];
    if (!found) throw new Refused({ code: 'figure-entered-not-found', what: 'There is no such entered rate.', todo: 'Choose one from the list of rates.' });
    if (found.isWithdrawn) throw new Refused({ code: 'withdrawn-already', what: 'It was withdrawn already.', todo: 'Nothing more is needed.' });
    await sql`update figure_entered set withdrawn_at = ${now().toISOString()}, withdrawn_by = ${acting.by} where id::text = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-figure', subject: { module: 'funding', kind: 'figure-entered', id }, detail: { figure: found.figure } }, now());
  });
}
