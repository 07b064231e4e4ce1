import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveRegister } from './deriveRegister.ts';
import type { Register, StatementGroup } from './deriveRegister.ts';
import type { Statement } from './statement.ts';

const RULES = { seriesByRank: ['epcn', 'epraccur', 'etr', 'eccg', 'patients-registered-map'], icbEstablishedOn: '2022-07-01' };
const MAP = 'patients-registered-map';

/** What one map after another shows of a code: from the first of them to the first without it. */
const shown = (code: string, value: string | null, firstSeen: string, to: string | null = null, series = MAP): Statement => ({
  code, value, from: firstSeen, to, series, firstSeen, lastSeen: firstSeen, isDated: false,
});
const given = (code: string, value: string, from: string | null, to: string | null, series: string, madeOn: string): Statement => ({
  code, value, from, to, series, firstSeen: madeOn, lastSeen: madeOn, isDated: true,
});
const group = (kind: string, about: string, ...statements: Statement[]): StatementGroup => ({ kind, about, statements });
const derive = (...groups: StatementGroup[]): Register => deriveRegister(groups, RULES);
const versionsOf = ({ versions }: Register, code: string) => versions.filter((one) => one.code === code).map(({ from, to, status, isListed }) => [from, to, status, isListed ? 'listed' : 'not listed']);

describe('a practice', () => {
  const opened = group('practice', 'status', given('A1', 'open', '1974-04-01', '2024-04-01', 'epraccur', '2025-01-01'), given('A1', 'closed', '2024-04-01', null, 'epraccur', '2025-01-01'));

  test('is open from its opening and closed from the day after its last', () => {
    expect(versionsOf(derive(opened), 'A1')).toEqual([['1974-04-01', '2024-04-01', 'open', 'not listed'], ['2024-04-01', null, 'closed', 'not listed']]);
  });
  test('is listed in the map in force, whatever the organisation files say of it', () => {
    expect(versionsOf(derive(opened, group('practice', 'listed', shown('A1', 'yes', '2024-03-01', '2024-05-01'))), 'A1')).toEqual([
      ['1974-04-01', '2024-03-01', 'open', 'not listed'],
      ['2024-03-01', '2024-04-01', 'open', 'listed'],
      ['2024-04-01', '2024-05-01', 'closed', 'listed'],
      ['2024-05-01', null, 'closed', 'not listed'],
    ]);
  });
  test('that no organisation file knows is open while listed and closed when no longer', () => {
    const listed = group('practice', 'listed', shown('A1', 'yes', '2025-06-01'), shown('A1', 'yes', '2025-01-01', '2025-03-01'));
    expect(versionsOf(derive(listed), 'A1')).toEqual([
      ['2025-01-01', '2025-03-01', 'open', 'listed'],
      ['2025-03-01', '2025-06-01', 'closed', 'not listed'],
      ['2025-06-01', null, 'open', 'listed'],
    ]);
  });
  test('is dormant from the file that shows it so to the first that does not', () => {
    const status = group('practice', 'status', { ...given('A1', 'open', '1974-04-01', null, 'epraccur', '2023-01-01'), lastSeen: '2025-01-01' });
    const dormant = group('practice', 'dormant', shown('A1', 'yes', '2023-01-01', '2024-01-01', 'epraccur'));
    expect(versionsOf(derive(status, dormant), 'A1')).toEqual([
      ['1974-04-01', '2023-01-01', 'open', 'not listed'],
      ['2023-01-01', '2024-01-01', 'dormant', 'not listed'],
      ['2024-01-01', null, 'open', 'not listed'],
    ]);
  });
  test('has its earliest name for the days before any file gave one, and its code where none does', () => {
    const names = derive(opened, group('practice', 'name', shown('A1', 'THE ELMS', '2023-01-01', null, 'epraccur')));
    expect(new Set(names.versions.map(({ name }) => name))).toEqual(new Set(['THE ELMS']));
    expect(derive(opened).versions[0]!.name).toBe('A1');
  });
});

describe('an integrated care board', () => {
  const listed = (...statements: Statement[]) => derive(group('icb', 'listed', ...statements));

  test('that the first map held shows was there from the day on which all were established', () => {
    expect(versionsOf(listed(shown('QAA', 'yes', '2025-03-01')), 'QAA')[0]).toEqual(['2022-07-01', '2025-03-01', 'open', 'not listed']);
  });
  test('that only a later map shows began with it', () => {
    const register = listed(shown('QAA', 'yes', '2025-03-01', '2026-04-01'), shown('QZZ', 'yes', '2026-04-01'));
    expect(versionsOf(register, 'QZZ')).toEqual([['2026-04-01', null, 'open', 'listed']]);
    expect(versionsOf(register, 'QAA').at(-1)).toEqual(['2026-04-01', null, 'closed', 'not listed']);
  });
});

test.each([
  ['that closed before the boards came', '2021-04-01', 'ccg'],
  ['that closed on the day they came', '2022-07-01', 'ccg'],
  ['that closed later', '2023-04-01', 'sub-icb-location'],
])('a location %s is of the right kind', (_, closedFrom, kind) => {
  const register = derive(group('sub-icb-location', 'status', given('01A', 'open', '2013-04-01', closedFrom, 'eccg', '2026-01-01'), given('01A', 'closed', closedFrom, null, 'eccg', '2026-01-01')));
  expect(register.organisations.get('01A')).toBe(kind);
});

describe('a relation', () => {
  const practice = group('practice', 'status', given('A1', 'open', '2000-01-01', null, 'epraccur', '2025-01-01'));
  const network = group('pcn', 'status', given('U1', 'open', '2019-07-01', '2023-04-01', 'epcn', '2025-01-01'), given('U1', 'closed', '2023-04-01', null, 'epcn', '2025-01-01'));
  const membership = (from: string, value = 'U1') => group('practice', 'pcn', given('A1', value, from, null, 'epcn', '2025-01-01'));

  test('begins and ends within the lives of both bodies', () => {
    expect(derive(practice, network, membership('2010-01-01')).relations).toMatchObject([{ kind: 'member', slot: 'pcn', fromCode: 'A1', toCode: 'U1', from: '2019-07-01', to: '2023-04-01' }]);
  });
  test('to what the register does not know, or to itself, or after the end of either, is none', () => {
    expect(derive(practice, membership('2010-01-01')).relations).toEqual([]);
    expect(derive(practice, membership('2010-01-01', 'A1')).relations).toEqual([]);
    expect(derive(practice, network, membership('2023-04-01')).relations).toEqual([]);
  });
  test('that two publications give differently is one, and a disagreement', () => {
    const other = group('pcn', 'listed', shown('U2', 'yes', '2021-01-01'));
    const register = derive(practice, network, other, membership('2019-07-01'), group('practice', 'pcn', shown('A1', 'U2', '2021-01-01')));
    expect(register.relations.filter(({ slot }) => slot === 'pcn')).toHaveLength(1);
    expect(register.disagreements).toMatchObject([{ code: 'A1', about: 'pcn', applied: 'U1', from: '2021-01-01', to: '2021-01-01' }]);
  });
});

test('a disagreement that two rows of a publication have in the same words is listed once', () => {
  const twice = group('practice', 'pcn', given('A1', 'U1', '2019-07-01', null, 'epcn', '2025-01-01'), given('A1', 'U1', '2020-07-01', null, 'epcn', '2025-01-01'), shown('A1', 'U2', '2024-01-01'));
  expect(derive(group('practice', 'listed', shown('A1', 'yes', '2024-01-01')), twice).disagreements).toHaveLength(1);
});

test('a practice’s code in the network’s column by a slip does not make a network of it', () => {
  const register = derive(group('pcn', 'listed', shown('A1', 'yes', '2025-01-01')), group('practice', 'listed', shown('A1', 'yes', '2025-01-01')));
  expect(register.organisations).toEqual(new Map([['A1', 'practice']]));
  expect(register.versions).toHaveLength(1);
});

const day = fc.constantFrom(...Array.from({ length: 9 }, (_, month) => `2024-0${month + 1}-01`));
const statement = (codes: string[], values: (string | null)[], series: string[]): fc.Arbitrary<Statement> =>
  fc.record({ code: fc.constantFrom(...codes), value: fc.constantFrom(...values), series: fc.constantFrom(...series), isDated: fc.boolean(), days: fc.tuple(day, day, day, fc.option(day)) }).map(
    ({ code, value, series, isDated, days: [start, one, other, end] }) => {
      const [firstSeen, lastSeen] = one < other ? [one, other] : [other, one];
      const from = isDated ? start : firstSeen;
      return { code, value: isDated ? (value ?? values[0]!) : value, from, to: end !== null && end > from ? end : null, series, firstSeen, lastSeen, isDated };
    },
  );
/** Runs of maps that list it, as a set of months makes them. */
const listings = (kind: string, codes: string[]) =>
  fc.array(fc.tuple(fc.constantFrom(...codes), fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 })), { maxLength: 3 }).map((chosen) => {
    const statements = [...new Map(chosen)].flatMap(([code, months]) =>
      months.filter((month) => !months.includes(month - 1)).map((first) => {
        let last = first;
        while (months.includes(last + 1)) last += 1;
        return { ...shown(code, 'yes', `2024-0${first}-01`, last === 8 ? null : `2024-0${last + 1}-01`), lastSeen: `2024-0${last}-01` };
      }),
    );
    return group(kind, 'listed', ...statements);
  });
const some = (kind: string, about: string, codes: string[], values: (string | null)[], series: string[]) => fc.array(statement(codes, values, series), { maxLength: 6 }).map((statements) => group(kind, about, ...statements));

const anyGroups = fc.tuple(
  some('practice', 'status', ['A1', 'A2'], ['open', 'closed'], ['epraccur']),
  some('practice', 'name', ['A1', 'A2'], ['Elm', 'Oak'], ['epraccur', MAP]),
  listings('practice', ['A1', 'A2']),
  some('practice', 'pcn', ['A1', 'A2'], ['U1', 'U2', 'A1', null], ['epcn', MAP]),
  some('pcn', 'status', ['U1', 'U2', 'A2'], ['open', 'closed'], ['epcn']),
  listings('pcn', ['U1', 'U2']),
  listings('icb', ['QAA', 'U1']),
  some('practice', 'icb', ['A1', 'A2'], ['QAA', null], ['epraccur', MAP]),
);

const inOrder = (register: Register) => ({
  organisations: [...register.organisations].sort(),
  versions: register.versions.map((one) => JSON.stringify(one)).sort(),
  relations: register.relations.map((one) => JSON.stringify(one)).sort(),
  disagreements: register.disagreements.map((one) => JSON.stringify(one)).sort(),
});
const overlaps = (spans: { from: string | null; to: string | null }[]): boolean =>
  [...spans].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).some((span, index, all) => index > 0 && (all[index - 1]!.to ?? '~') > (span.from ?? ''));
const by = <Row>(rows: Row[], key: (row: Row) => string): Row[][] => [...rows.reduce((groups, row) => groups.set(key(row), [...(groups.get(key(row)) ?? []), row]), new Map<string, Row[]>()).values()];

describe('whatever the publications say', () => {
  test('their order and that of their statements decide nothing', () => {
    const shuffled = anyGroups.chain((groups) =>
      fc.tuple(fc.constant(groups), fc.tuple(...groups.map((one) => fc.shuffledSubarray(one.statements, { minLength: one.statements.length }))).chain((statements) => {
        const other = groups.map((one, index) => ({ ...one, statements: statements[index]! }));
        return fc.shuffledSubarray(other, { minLength: other.length });
      })),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => {
      expect(inOrder(derive(...other))).toEqual(inOrder(derive(...one)));
    }));
  });

  test('the versions of a code never overlap, and neither do the relations in a slot', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const { versions, relations } = derive(...groups);
        expect(by(versions, ({ code }) => code).filter(overlaps)).toEqual([]);
        expect(by(relations, ({ fromCode, slot }) => `${fromCode} ${slot}`).filter(overlaps)).toEqual([]);
      }),
    );
  });

  test('every relation lies within the lives of both bodies, and every span has days', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const { versions, relations } = derive(...groups);
        for (const { from, to } of [...versions, ...relations]) expect((from ?? '') < (to ?? '~')).toBe(true);
        for (const { fromCode, toCode, from, to } of relations) {
          for (const code of [fromCode, toCode]) {
            const own = versions.filter((version) => version.code === code);
            expect(own.some((version) => (version.from ?? '') <= (from ?? ''))).toBe(true);
            expect(own.some((version) => (version.to ?? '~') >= (to ?? '~'))).toBe(true);
          }
        }
      }),
    );
  });
});
