import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disagreementsIn, settle } from './settle.ts';
import type { SettleRule } from './settle.ts';
import type { Statement } from './statement.ts';

const RULE: SettleRule = { seriesByRank: ['roll', 'gazette', 'map'], isCarriedBack: false };

/** What a publication that only shows how things stand says, from the first of a run to the first without it. */
const seen = (series: string, value: string | null, firstSeen: string, lastSeen: string, to: string | null = null): Statement => ({
  code: 'A1', value, from: firstSeen, to, series, firstSeen, lastSeen, isDated: false,
});
/** What a publication that gives days says. */
const dated = (series: string, value: string, from: string | null, to: string | null, firstSeen: string, lastSeen = firstSeen): Statement => ({
  code: 'A1', value, from, to, series, firstSeen, lastSeen, isDated: true,
});
const spans = (statements: Statement[], rule: Partial<SettleRule> = {}) => settle(statements, { ...RULE, ...rule }).map(({ from, to, value, source }) => [from, to, value, source]);

describe('precedence', () => {
  test('a publication that gives the days wins over one that shows how things stood, up to its own day', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', 'N2', '2023-01-01', '2024-12-01')])).toEqual([
      ['2020-01-01', null, 'N1', 'roll/2024-06-01'],
    ]);
  });

  test('of two that give the days, the newer one wins', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2022-01-01'), dated('roll', 'N2', '2021-01-01', null, '2024-01-01')])).toEqual([
      ['2020-01-01', '2021-01-01', 'N1', 'roll/2022-01-01'],
      ['2021-01-01', null, 'N2', 'roll/2024-01-01'],
    ]);
  });

  test('after its own day, the newest news wins', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', 'N2', '2024-09-01', '2024-12-01')])).toEqual([
      ['2020-01-01', '2024-09-01', 'N1', 'roll/2024-06-01'],
      ['2024-09-01', null, 'N2', 'map/2024-09-01'],
    ]);
  });

  test('a publication that only repeats itself does not undo what another has noticed since', () => {
    expect(spans([seen('map', 'N1', '2024-01-01', '2024-12-01'), seen('gazette', 'N2', '2024-06-01', '2024-06-01')])).toEqual([
      ['2024-01-01', '2024-06-01', 'N1', 'map/2024-01-01'],
      ['2024-06-01', null, 'N2', 'gazette/2024-06-01'],
    ]);
  });

  test('of two of the same day, the one that ranks higher wins', () => {
    const [a, b] = [seen('map', 'N1', '2024-01-01', '2024-01-01'), seen('gazette', 'N2', '2024-01-01', '2024-01-01')];
    expect(spans([a, b])).toEqual([['2024-01-01', null, 'N2', 'gazette/2024-01-01']]);
    expect(spans([b, a])).toEqual(spans([a, b]));
  });

  test('before any publication spoke, the earliest value stands where it is carried back', () => {
    const statements = [seen('map', 'N1', '2024-01-01', '2024-03-01', '2024-04-01'), seen('map', 'N2', '2024-04-01', '2024-04-01')];
    expect(spans(statements, { isCarriedBack: true })).toEqual([
      [null, '2024-04-01', 'N1', 'map/2024-01-01'],
      ['2024-04-01', null, 'N2', 'map/2024-04-01'],
    ]);
    expect(spans(statements)[0]![0]).toBe('2024-01-01');
  });
});

test('nothing said is nothing settled', () => {
  expect(settle([], RULE)).toEqual([]);
});

test('a publication that says "none" ends what another gives without an end, and is named as the one that says so', () => {
  const settled = settle([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', null, '2024-09-01', '2024-12-01')], RULE);
  expect(settled).toEqual([{ from: '2020-01-01', to: '2024-09-01', value: 'N1', source: 'roll/2024-06-01', endSource: 'map/2024-09-01' }]);
});

test('the same value from one source and then another is one span', () => {
  expect(spans([seen('map', 'N1', '2024-01-01', '2024-01-01', '2024-02-01'), seen('gazette', 'N1', '2024-02-01', '2024-02-01')])).toEqual([
    ['2024-01-01', null, 'N1', 'map/2024-01-01'],
  ]);
});

test('values that are the same but for their spelling are one span', () => {
  expect(spans([seen('map', 'The Elms', '2024-01-01', '2024-01-01', '2024-02-01'), seen('map', 'THE ELMS', '2024-02-01', '2024-02-01')], { sameAs: (value) => value.toUpperCase() })).toEqual([
    ['2024-01-01', null, 'The Elms', 'map/2024-01-01'],
  ]);
});

describe('a series that gives the days and says a thing again with other days', () => {
  test('with an end: the end counts, on the days before the earlier publication too', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), dated('roll', 'N1', '2020-01-01', '2024-05-01', '2025-01-01')])).toEqual([
      ['2020-01-01', '2024-05-01', 'N1', 'roll/2025-01-01'],
    ]);
  });
  test('with a later beginning: the earlier one stands for the days before it', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), dated('roll', 'N1', '2021-01-01', '2022-01-01', '2025-01-01')])).toEqual([
      ['2020-01-01', '2022-01-01', 'N1', 'roll/2024-06-01'],
    ]);
  });
  test('and takes the end back: there is none', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', null, '2024-01-01', '2026-01-01'), dated('roll', 'N1', '2020-01-01', '2024-05-01', '2025-01-01')])).toEqual([
      ['2020-01-01', null, 'N1', 'roll/2024-01-01'],
    ]);
  });
  test('a second membership of the same network is not the first one said again', () => {
    expect(spans([dated('roll', 'N1', '2020-01-01', '2021-01-01', '2024-01-01', '2025-01-01'), dated('roll', 'N1', '2022-01-01', null, '2025-01-01')])).toHaveLength(2);
  });
});

describe('disagreements', () => {
  const found = (statements: Statement[], rule: SettleRule = RULE) => disagreementsIn('pcn', statements, settle(statements, rule), rule);

  test('name both claims, the days that both vouch for, and what was applied', () => {
    expect(found([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', 'N2', '2023-01-01', '2024-12-01')])).toEqual([
      {
        code: 'A1', about: 'pcn', from: '2023-01-01', to: '2024-06-01', applied: 'N1',
        claims: [{ value: 'N2', source: 'map/2023-01-01' }, { value: 'N1', source: 'roll/2024-06-01' }],
      },
    ]);
  });
  test('are none where one speaks after the other has stopped', () => {
    expect(found([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', 'N2', '2024-09-01', '2024-12-01')])).toEqual([]);
    expect(found([dated('roll', 'N1', '2020-01-01', '2023-01-01', '2024-06-01'), seen('map', 'N2', '2023-01-01', '2024-12-01')])).toEqual([]);
  });
  test('are none within a series, nor about spelling', () => {
    expect(found([seen('map', 'N1', '2024-01-01', '2024-02-01'), seen('map', 'N2', '2024-01-01', '2024-02-01')])).toEqual([]);
    expect(found([seen('map', 'n1', '2024-01-01', '2024-02-01'), seen('roll', 'N1', '2024-01-01', '2024-02-01')], { ...RULE, sameAs: (value) => value.toUpperCase() })).toEqual([]);
  });
  test('one may say "none"', () => {
    expect(found([dated('roll', 'N1', '2020-01-01', null, '2024-06-01'), seen('map', null, '2023-01-01', '2024-12-01')])[0]).toMatchObject({ applied: 'N1', claims: [{ value: null }, { value: 'N1' }] });
  });
});

const days = Array.from({ length: 8 }, (_, month) => `2024-0${month + 1}-01`);
const aDay = fc.constantFrom(...days);
const aStatement: fc.Arbitrary<Statement> = fc
  .record({ isDated: fc.boolean(), value: fc.constantFrom('N1', 'N2', 'N3', null), series: fc.constantFrom('roll', 'gazette', 'map'), bounds: fc.tuple(aDay, aDay, aDay, fc.option(aDay)) })
  .map(({ isDated, value, series, bounds: [from, one, other, end] }) => {
    const [firstSeen, lastSeen] = one < other ? [one, other] : [other, one];
    const start = isDated ? from : firstSeen;
    return { code: 'A1', value: value ?? (isDated ? 'N4' : null), from: start, to: end !== null && end > start ? end : null, series, firstSeen, lastSeen, isDated };
  });

test('the order of the statements decides nothing, and spans never overlap', () => {
  const shuffled = fc.array(aStatement, { maxLength: 8 }).chain((statements) => fc.tuple(fc.constant(statements), fc.shuffledSubarray(statements, { minLength: statements.length })));
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      const settled = settle(one, RULE);
      expect(settle(other, RULE)).toEqual(settled);
      for (const [index, span] of settled.entries()) {
        const next = settled[index + 1];
        expect(span.to === null || span.to > (span.from ?? '')).toBe(true);
        if (next) expect(span.to !== null && span.to <= next.from!).toBe(true);
      }
    }),
  );
});
