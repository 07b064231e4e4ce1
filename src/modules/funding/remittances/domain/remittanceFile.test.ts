import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { remittanceWords } from '../remittanceWords.ts';
import { readMonth } from './month.ts';
import { readRemittances } from './remittanceFile.ts';
import { streamMeant } from './streamWords.ts';

const HEADER = 'Payee code,Month,Description,Amount,Reference,Paid on';
const read = (...lines: string[]) => readRemittances([HEADER, ...lines].join('\n'), { wordings: remittanceWords(), today: isoDate('2026-06-01') });

it('reads a statement: the stream by its words, the amount in pence, a recovery as a negative amount', () => {
  const { entries, refusals } = read('U12345,2025-04,PCN Enhanced Access Apr 25,"£26,581.25",REF1,30/04/2025', 'a81001,April 2025,CAIP,(10.50),REF2,2025-05-30', 'U12345,05/2025,Something new,-3,REF3,2025-05-30');
  expect(refusals).toEqual([]);
  expect(entries).toEqual([
    { line: 2, payeeCode: 'U12345', month: '2025-04-01', description: 'PCN Enhanced Access Apr 25', stream: 'enhanced-access', amountPence: 2_658_125, reference: 'REF1', paidOn: '2025-04-30' },
    { line: 3, payeeCode: 'A81001', month: '2025-04-01', description: 'CAIP', stream: 'capacity-and-access-improvement', amountPence: -1_050, reference: 'REF2', paidOn: '2025-05-30' },
    { line: 4, payeeCode: 'U12345', month: '2025-05-01', description: 'Something new', stream: null, amountPence: -300, reference: 'REF3', paidOn: '2025-05-30' },
  ]);
});

test.each([
  ['a payee that is no code', '???,2025-04,IIF,1,R,2025-04-30', 'payee_code', 'payee’s code'],
  ['no month', 'U12345,2025-13,IIF,1,R,2025-04-30', 'month', 'such as 2025-04'],
  ['an amount of three decimals', 'U12345,2025-04,IIF,1.234,R,2025-04-30', 'amount', 'in pounds'],
  ['nothing paid', 'U12345,2025-04,IIF,0.00,R,2025-04-30', 'amount', '£0 is no payment'],
  ['no reference', 'U12345,2025-04,IIF,1,,2025-04-30', 'reference', 'reference'],
  ['no description', 'U12345,2025-04,,1,R,2025-04-30', 'description', 'words of the statement'],
  ['a day that is none', 'U12345,2025-04,IIF,1,R,31/02/2025', 'paid_on', 'day on which'],
  ['a day to come', 'U12345,2025-04,IIF,1,R,2026-06-02', 'paid_on', '2 June 2026, and today is 1 June 2026'],
  ['more fields than the first line names', 'U12345,2025-04,IIF,1,000,R,2025-04-30', '', '7 fields; the first line names 6'],
])('refuses %s, with its line', (_, line, column, words) => {
  const { refusals } = read('U12345,2025-04,IIF,1,R0,2025-04-30', line);
  expect(refusals).toEqual([{ line: 3, column, value: expect.any(String) as string, reason: expect.stringContaining(words) as string }]);
});

it('refuses the same payment on two lines, naming both; another reference is another payment', () => {
  expect(read('U12345,2025-04,IIF,1,R,2025-04-30', 'U12345,2025-04,IIF,1,R,2025-04-30').refusals).toMatchObject([{ line: 3, reason: expect.stringContaining('line 2') as string }]);
  expect(read('U12345,2025-04,IIF,1,R,2025-04-30', 'U12345,2025-04,IIF,1,S,2025-04-30').refusals).toEqual([]);
});

describe('a file in other columns', () => {
  test.each([
    ['Payee,Period,Amount', 'lacks payee_code, month, description, reference, paid_on'],
    [`${HEADER},VAT`, 'it has vat, which is not read'],
    ['', 'must name the columns payee_code, month, description, amount, reference, paid_on'],
  ])('%s is refused whole, with what was expected', (header, words) => {
    const { entries, refusals } = readRemittances(`${header}\nU12345,1,2`, { wordings: [], today: isoDate('2026-06-01') });
    expect([entries, refusals.length, refusals[0]!.line]).toEqual([[], 1, 1]);
    expect(refusals[0]!.reason).toContain(words);
  });

  it('and one without lines, or whose quotation mark is open, says so', () => {
    expect(read().refusals[0]!.reason).toContain('no lines');
    expect(read('"U12345,2025-04').refusals[0]!.reason).toContain('quotation mark');
  });
});

test.each([['2025-04', '2025-04-01'], ['2025-04-01', '2025-04-01'], ['4/2025', '2025-04-01'], ['Apr-25', '2025-04-01'], ['September 2025', '2025-09-01'], ['2025-04-15', null], ['Apr', null]])('the month %s is read as %s', (text, month) => {
  expect(readMonth(text)).toBe(month);
});

test.each([
  ['enhanced-access', 'enhanced-access'], ['Investment & Impact Fund achievement', 'investment-and-impact-fund'], ['PCN ARRS CLAIM M3', 'additional-roles-sum'],
  ['ARRS and IIF together', null], ['Leadership & Management', 'leadership-and-management'], ['Rent', null],
])('the words “%s” mean %s', (words, stream) => {
  expect(streamMeant(words, remittanceWords())).toBe(stream);
});
