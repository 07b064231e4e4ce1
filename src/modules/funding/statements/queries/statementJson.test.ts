import { expect, test } from 'vitest';
import type { Statement } from '../domain/statement.ts';
import { statementJson } from './statementJson.ts';

test('a practice that a publication lacks stands once, with every count that it would have had there', () => {
  const [source, other] = ['pcn-adjusted-population/2025-01-01', 'contractor-weighted-population/2025-01-01'];
  const statement = { lines: [], upTo: [], lacking: [{ basis: 'registered', practice: 'A', source }, { basis: 'pcn-adjusted', practice: 'A', source }, { basis: 'contractor-weighted', practice: 'A', source: other }] } as unknown as Statement;
  expect(statementJson(statement).lacking).toEqual([{ practice: 'A', source, bases: ['registered', 'pcn-adjusted'] }, { practice: 'A', source: other, bases: ['contractor-weighted'] }]);
});
