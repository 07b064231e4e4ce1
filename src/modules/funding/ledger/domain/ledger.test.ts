import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { balanced, balancesOf, enoughFor, ENTRY_KINDS, postingsOf, reversalOf, stateOfFund } from './entry.ts';
import type { EntryKind, Posting } from './entry.ts';
import { plainTextJournal } from './journal.ts';

const kinds = Object.keys(ENTRY_KINDS) as EntryKind[];
const amounts = fc.integer({ min: -1e12, max: 1e12 }).filter((pence) => pence !== 0);
const anEntry = fc.tuple(fc.constantFrom(...kinds), fc.array(fc.record({ detail: fc.constantFrom(null, 'ZZA01', 'enhanced-access'), amountPence: amounts }), { minLength: 1, maxLength: 5 }));

describe('laws of the ledger', () => {
  test('an entry of any kind and any amounts balances', () => {
    fc.assert(fc.property(anEntry, ([kind, parts]) => void expect(balanced(postingsOf(kind, parts)).ok).toBe(true)));
  });

  test('all balances add up to nothing, and what is held is what was received less what was shared and spent', () => {
    fc.assert(
      fc.property(fc.array(anEntry), (entries) => {
        const balances = balancesOf(entries.flatMap(([kind, parts]) => postingsOf(kind, parts)));
        expect(Object.values(balances).reduce((sum, pence) => sum + pence, 0)).toBe(0);
        const fund = stateOfFund(balances);
        expect(fund.heldPence).toBe(fund.receivedPence - fund.sharedPence - fund.spentPence);
        expect(fund.freePence + fund.committedPence).toBe(fund.heldPence);
      }),
    );
  });

  test('an entry and its reversal leave every account as it was', () => {
    fc.assert(fc.property(anEntry, ([kind, parts]) => void expect(new Set(Object.values(balancesOf([...postingsOf(kind, parts), ...reversalOf(postingsOf(kind, parts))])))).toEqual(new Set([0]))));
  });

  test('however often shares are locked anew, the fund is short of the last version alone', () => {
    const versions = fc.array(fc.array(fc.record({ detail: fc.constantFrom('ZZA01', 'ZZA02', 'ZZA03'), amountPence: fc.integer({ min: 1, max: 1e9 }) }), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(versions, (locked) => {
        const entries = locked.flatMap((parts, index) => [...(index === 0 ? [] : [reversalOf(postingsOf('shared', locked[index - 1]!))]), postingsOf('shared', parts)]);
        for (const postings of entries) expect(balanced(postings).ok).toBe(true);
        const lastPence = locked.at(-1)!.reduce((sum, { amountPence }) => sum + amountPence, 0);
        expect(stateOfFund(balancesOf(entries.flat()))).toMatchObject({ sharedPence: lastPence, heldPence: -lastPence });
        expect(readJournal(plainTextJournal('A fund', null, entries.map((postings, index) => ({ number: index + 1, day: '2026-06-01', description: 'Shared', postings }))))).toEqual(entries.map(() => 0n));
      }),
      { numRuns: 40 },
    );
  });

  test('every transaction of the journal adds up to nothing, whatever its description says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anEntry, fc.string({ unit: 'binary' }))), (entries) => {
        const journal = plainTextJournal('A fund', null, entries.map(([[kind, parts], description], index) => ({ number: index + 1, day: '2025-04-30', description, postings: postingsOf(kind, parts) })));
        const transactions = readJournal(journal);
        expect(transactions.length).toBe(entries.length);
        for (const pence of transactions) expect(pence).toBe(0n);
      }),
      { numRuns: 40 },
    );
  });
});

/** A strict little reader of plain-text journals: the sum of each transaction; throws for any line that is not as it should be. */
function readJournal(text: string): bigint[] {
  const sums: bigint[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith(';') || /^(commodity £1,000\.00|account [a-z]+:[a-z]+(:[A-Za-z0-9-]+)?)$/.test(line)) continue;
    if (/^\d{4}-\d\d-\d\d \S/.test(line)) {
      sums.push(0n);
      continue;
    }
    const [, sign, pounds, pence] = /^ {4}[a-z]+:[a-z]+(?::[A-Za-z0-9-]+)? {2}£(-?)(\d+)\.(\d\d)$/.exec(line) ?? [];
    if (pounds === undefined) throw new Error(`Not a line of a journal: ${line}`);
    sums[sums.length - 1]! += BigInt(`${sign}${pounds}${pence}`);
  }
  return sums;
}

it('writes a journal as hledger reads it', () => {
  const text = plainTextJournal('Fund of Mill PCN (UZ001), 2025/26', { day: '2025-04-01', postings: [{ account: 'assets:held', detail: null, amountPence: 5 }, { account: 'income:received', detail: null, amountPence: -5 }] }, [
    { number: 2, day: '2025-04-30', description: 'Locum; second\nhalf | 2', postings: postingsOf('spent', [{ detail: null, amountPence: 123_456 }]) },
  ]);
  expect(text).toBe(
    '; Fund of Mill PCN (UZ001), 2025/26\n; Amounts are positive to the debit. Every transaction adds up to nothing.\ncommodity £1,000.00\naccount assets:held\naccount expenses:spent\naccount income:received\n\n2025-04-01 Brought forward\n    assets:held  £0.05\n    income:received  £-0.05\n\n2025-04-30 (2) Locum, second half , 2\n    expenses:spent  £1234.56\n    assets:held  £-1234.56\n',
  );
});

test.each<[string, Posting[], string]>([
  ['do not add up', [{ account: 'assets:held', detail: null, amountPence: 100 }, { account: 'income:received', detail: null, amountPence: -99 }], '£0.01'],
  ['are nothing', [], '0 postings'],
  ['are of no whole penny', [{ account: 'assets:held', detail: null, amountPence: 0.5 }, { account: 'income:received', detail: null, amountPence: -0.5 }], '0.5 pence'],
])('postings that %s are refused', (_, postings, words) => {
  expect(balanced(postings)).toMatchObject({ ok: false, refusal: { what: expect.stringContaining(words) as string } });
});

const fund = stateOfFund(balancesOf([...postingsOf('received', [{ detail: null, amountPence: 10_000 }]), ...postingsOf('committed', [{ detail: null, amountPence: 4_000 }])]));
test.each<[EntryKind, number, string | null]>([
  ['spent', 6_000, null], ['spent', 6_001, 'more-than-there-is'], ['shared', 6_001, 'more-than-there-is'], ['committed', 6_001, 'more-than-there-is'],
  ['commitment-spent', 4_000, null], ['commitment-spent', 4_001, 'more-than-committed'], ['commitment-released', 4_001, 'more-than-committed'], ['received', 1e9, null], ['due', 1e9, null],
])('of £100 held and £40 committed, %s of %i pence: %s', (kind, pence, code) => {
  const result = enoughFor(kind, pence, fund);
  expect(result.ok ? null : result.refusal.code).toBe(code);
});
