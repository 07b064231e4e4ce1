import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { checkContractRules } from './checkContract.ts';
import type { ContractRules } from './checkContract.ts';
import { contractStreams } from './contractRules.ts';
import type { Stream } from './contractRules.ts';
import { contractCoverage, coverageOf } from './coverageRules.ts';
import type { StreamCoverage } from './coverageRules.ts';
import type { Figure, FigureValue } from './domain/figure.ts';
import { streamCases } from './streamCases.ts';
import type { StreamCase } from './streamCases.ts';

const whole = (): ContractRules => ({ streams: contractStreams(), coverage: contractCoverage(), cases: streamCases() });

/** The rules as they stand, with one thing of enhanced access changed. */
function changed({ figure, values, coverage, cases }: { figure?: (figure: Figure) => Figure[]; values?: (values: readonly FigureValue[]) => readonly FigureValue[]; coverage?: Partial<StreamCoverage>; cases?: readonly StreamCase[] }): ContractRules {
  const rules = whole();
  const stream = rules.streams.get('enhanced-access')!;
  const figures = stream.figures.flatMap((one) => (figure ?? ((same) => [same]))({ ...one, values: (values ?? ((same) => same))(one.values) }));
  const covered = { ...rules.coverage.streams['enhanced-access']!, ...coverage };
  return {
    streams: new Map<Stream['id'], Stream>([...rules.streams, ['enhanced-access', { ...stream, figures }]]),
    coverage: { ...rules.coverage, streams: { ...rules.coverage.streams, 'enhanced-access': covered } },
    cases: cases ? new Map([...rules.cases, ['enhanced-access', cases]]) : rules.cases,
  };
}

const first = (change: Partial<FigureValue>) => ({ values: ([one, ...rest]: readonly FigureValue[]) => [{ ...one!, ...change }, ...rest] });
const yearly = financialYear('2025/26');
const goodCase = streamCases().get('enhanced-access')![0]!;

test('the rules of the contract stand without a fault', () => expect(checkContractRules()).toEqual([]));

test.each<[string, ContractRules, string]>([
  ['a missing source', changed(first({ source: { title: '', address: '', locator: 'p. 1' } })), 'its source is missing'],
  ['a missing place in a source', changed(first({ source: { title: 'T', address: 'A', locator: ' ' } })), 'where in its source it stands is missing'],
  ['no day of publication', changed(first({ published: '' as FigureValue['published'] })), 'the day of its publication is missing'],
  ['an end before its beginning', changed(first({ to: isoDate('2022-10-01') })), 'it ends on 2022-10-01, before it begins'],
  ['dates that do not ascend', changed({ values: (values) => values.toReversed() }), 'its dates come before those of the value above it'],
  ['two values of the same two dates', changed({ values: ([one, ...rest]) => [one!, one!, ...rest] }), 'two values begin on 2022-10-01 and were published on 2022-04-01'],
  ['a value that would come back', changed(first({ to: null })), 'the value from 2022-10-01 would come back'],
  ['a gap', changed({ values: (values) => values.filter(({ from }) => from !== '2023-04-01') }), 'it has no value on 2023-04-01'],
  ['a figure that no formula reads', changed({ figure: (one) => [one, { ...one, id: 'enhanced-access/bonus' }] }), 'the figure is read by no formula'],
  ['two figures of one id', changed({ figure: (one) => [one, one] }), 'two figures have this id'],
  ['a formula that reads what is not there', changed({ figure: () => [] }), 'the formula “per-head” reads a figure that is not there'],
  ['a formula that cannot read a unit', changed({ figure: (one) => [{ ...one, unit: '£ a point' }] }), 'the formula “per-head” cannot read what is counted in “£ a point”'],
  ['a year of which nothing is said', changed({ coverage: { absent: [] } }), 'nothing is said of this year'],
  ['a year that is two things', changed({ coverage: { absent: [{ year: yearly, says: 'x', todo: null }, { year: financialYear('2026/27'), says: 'x', todo: null }] } }), 'the year is said to be two things'],
  ['a supported year without its figures', changed({ coverage: { parts: [] } }), 'it is said to be supported and has no figure on 2022-04-01'],
  [
    'one population paid twice',
    changed({ figure: (one) => [one, { ...one, id: 'enhanced-access/again' }], coverage: { figures: { ...contractCoverage().streams['enhanced-access']!.figures, again: { formula: 'per-head', from: isoDate('2022-10-01'), to: isoDate('2026-04-01') } } } }),
    'another figure of the same population is paid on 2022-10-01 too',
  ],
  ['a case that comes to something else', changed({ cases: [{ ...goodCase, pence: 1 }] }), 'expected 1 pence, and it comes to 18650000'],
  ['a case without its population', changed({ cases: [{ ...goodCase, facts: {} }] }), 'needs pcn-adjusted, which is not among the facts'],
  ['a case of a part that is not there', changed({ cases: [{ ...goodCase, part: 'part/none' }] }), 'there is no part “part/none”'],
  ['no cases', { ...whole(), cases: new Map() }, 'it has no cases'],
  ['no file of a stream', { ...whole(), streams: new Map() }, 'there is no such file'],
  ['a stream that is not inventoried', { ...whole(), coverage: { ...contractCoverage(), streams: {} } }, 'the stream is not listed'],
  ['a formula that nothing feeds', { ...whole(), coverage: { ...contractCoverage(), streams: {} } }, 'no figure feeds this formula'],
])('finds %s', (_what, rules, says) => expect(checkContractRules(rules).map((fault) => fault.says)).toContainEqual(expect.stringContaining(says)));

test('a year that cannot be worked out says why, and what would mend it', () => {
  expect(coverageOf('core-pcn', financialYear('2026/27'))).toEqual({ state: 'absent', says: 'The rates of 2026/27 were not found.', todo: 'Enter them with their source under Rates.' });
  expect(coverageOf('clinical-director', yearly)).toEqual({ state: 'not-applicable', says: 'It is part of core PCN funding since April 2024.' });
  expect(coverageOf('enhanced-access', financialYear('2022/23'))).toEqual({ state: 'supported', says: 'It began in October 2022.' });
  expect(coverageOf('core-pcn', financialYear('2018/19')).state).toBe('absent');
});

describe('a rate that was entered', () => {
  const value = (change: Partial<FigureValue> = {}): FigureValue => ({ from: isoDate('2026-04-01'), to: null, published: isoDate('2026-03-20'), value: '8.7', status: 'unverified', source: { title: 'Network contract 2026/27', address: '', locator: 'p. 12' }, ...change });
  const entered = (id: Stream['id'], ...names: string[]): Stream => {
    const stream = contractStreams().get(id)!;
    return { ...stream, figures: stream.figures.map((figure) => (names.includes(figure.id.slice(id.length + 1)) ? { ...figure, values: [...figure.values, value()] } : figure)) };
  };
  const next = financialYear('2026/27');
  test('makes its stream supported in its year, and says that it is not verified', () => {
    expect(coverageOf('enhanced-access', next, { inForce: entered('enhanced-access', 'rate') })).toEqual({ state: 'supported', says: 'As it was entered from Network contract 2026/27, not verified.', rests: [value()] });
    expect(coverageOf('enhanced-access', next, { inForce: entered('enhanced-access') }).state).toBe('absent');
  });
  test('of two leaves the other not known, by its name', () => {
    expect(coverageOf('core-pcn', next, { inForce: entered('core-pcn', 'registered') })).toMatchObject({ state: 'absent', says: expect.stringMatching(/ was entered; .* of 2026\/27 is not known\.$/) as string });
    expect(coverageOf('core-pcn', next, { inForce: entered('core-pcn', 'registered', 'adjusted') }).state).toBe('supported');
  });
});
