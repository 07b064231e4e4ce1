import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { leavesOf } from '#platform/explanation/working.ts';
import type { Working } from '#platform/explanation/working.ts';
import type { Figure, Stream, StreamId } from '../../contract/index.ts';
import { SUCCESSION_RULE } from './closedPractices.ts';
import type { ClosedPractice } from './closedPractices.ts';
import { pcnStatement } from './pcnStatement.ts';
import { practiceStatement } from './practiceLines.ts';
import { sumOfStatements } from './sumOfStatements.ts';
import { yearFacts } from './yearFacts.ts';
import { ratesOf } from './yearRates.ts';

const YEAR = financialYear('2025/26');
const streamOf = (id: StreamId, value: string, paidTo: Stream['paidTo']): Stream => {
  const figure: Figure = { id: `${id}/rate`, stream: id, title: 'Rate', unit: '£ a year', basis: 'registered', values: [{ from: isoDate('2025-04-01'), to: null, published: isoDate('2025-03-31'), value, status: 'reported', source: { title: 'A circular', address: '', locator: '' } }] };
  return { id, title: id, paidTo, says: '', figures: [figure] };
};
const STREAMS = [streamOf('core-pcn', '2', 'pcn'), streamOf('network-participation', '1', 'practice')];
const byPractice = new Map([['A', 1_000], ['B', 2_000], ['Z', 600]]);

/** Z closed on a day; the one that took its place is known from that day's next month on, or nobody is. */
const closed = (closedOn: string, heir: string | null, fromMonth = 0): ClosedPractice => ({ code: 'Z', closedOn: isoDate(closedOn), lastPcn: 'U1', heirs: Array.from({ length: 12 }, (_, month) => (month < fromMonth ? null : heir)) });
const facts = (...found: ClosedPractice[]) => yearFacts({
  year: YEAR, knownOn: null, ...ratesOf(STREAMS, YEAR, null), nameOf: (code) => `Name of ${code}`, closed: found,
  counts: { registered: { asOf: isoDate('2025-01-01'), source: 'lists/2025-01-01', byPractice } },
});
const year = <Value>(value: Value): Value[] => Array.from({ length: 12 }, () => value);
const pcn = { code: 'U1', name: 'One PCN', months: year(['A', 'B']) };
const rulesOf = (working: Working): string[] => (working.kind === 'step' ? [working.rule, ...working.parts.flatMap(rulesOf)] : []);

describe('a practice that closed after the count, with a successor', () => {
  const known = facts(closed('2025-04-01', 'A'));
  const statement = pcnStatement(known, pcn);
  test('counts with its successor’s PCN: £2 and £1 for each of 3,600 patients', () => {
    expect(statement.lines.map(({ id, amountPence }) => [id, amountPence]).sort()).toEqual([['core-pcn/rate', 720_000], ['network-participation/rate', 360_000]]);
    expect(statement.populations).toEqual([{ basis: 'registered', asOf: '2025-01-01', source: 'lists/2025-01-01', count: 3_600, practices: 3 }]);
    expect(statement.lacking).toEqual([]);
  });
  test('stands in the working under a rule of its own, and in a note that says whose rule it is', () => {
    const { working } = statement.lines.find(({ stream }) => stream === 'core-pcn')!;
    expect(rulesOf(working!)).toContain(SUCCESSION_RULE);
    expect(leavesOf(working!).map(({ value }) => value.valueOf())).toEqual([2, 1_000, 2_000, 600]);
    expect(statement.notes[0]).toBe('Name of Z (Z) closed and Name of A (A) took its place: its patients count here from 1 April 2025.');
    expect(statement.notes[1]).toContain('Those of a practice that closed count with the one that took its place, where the register knows it. The contract’s words on a change in mid-year are not held: this rule is Chorus’s own.');
  });
  test('what is paid to practices goes to the successor, to the same penny in its own statement', () => {
    const own = practiceStatement(known, { code: 'A', name: 'Name of A', months: year('U1') });
    expect([own.totalPence, own.populations[0]!.count, own.populations[0]!.practices]).toEqual([160_000, 1_600, 2]);
    expect(statement.lines.find(({ stream }) => stream === 'network-participation')!.parts).toEqual([{ code: 'A', amountPence: 160_000 }, { code: 'B', amountPence: 200_000 }]);
    expect(own.notes).toContain('Name of Z (Z) closed and Name of A (A) took its place: its patients count here from 1 April 2025.');
  });
  test('that was a member until October is paid for once in every month', () => {
    const half = pcnStatement(facts(closed('2025-09-30', 'A', 6)), { ...pcn, months: [...year(['A', 'B', 'Z']).slice(0, 6), ...year(['A', 'B']).slice(6)] });
    expect(half.totalPence).toBe(720_000 + 360_000);
    expect(half.lacking).toEqual([]);
  });
  test('in another PCN counts there and no longer here', () => {
    const elsewhere = pcnStatement(facts(closed('2025-04-01', 'C')), pcn);
    expect([elsewhere.totalPence, elsewhere.lacking]).toEqual([900_000, []]);
  });
});

describe('a practice that closed after the count, without a known successor', () => {
  const known = facts(closed('2025-04-01', null));
  const statement = pcnStatement(known, pcn);
  test('is in no line, and is listed as lacking by the PCN in which it was last', () => {
    expect(statement.totalPence).toBe(900_000);
    expect(statement.lacking).toEqual([{ basis: 'registered', practice: 'Z', source: 'lists/2025-01-01', closedOn: '2025-04-01' }]);
    expect(statement.notes[0]).toBe('Name of Z (Z) was closed from 1 April 2025, and the register does not know which practice took its place: from then on its patients are in no line.');
    expect(pcnStatement(known, { ...pcn, code: 'U2' }).lacking).toEqual([]);
  });
  test('is counted among those that England’s statement lacks', () => {
    const england = sumOfStatements({ code: 'ENGLAND', name: 'England', kind: 'england', notes: [] }, known, [statement]);
    expect(england.notes).toEqual(['1 practice that closed after patients were counted has no successor in the register, so no line counts its patients from then on: Z.']);
  });
});
