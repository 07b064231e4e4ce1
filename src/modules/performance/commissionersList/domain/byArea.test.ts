import { expect, test } from 'vitest';
import { byArea, sayArea } from './byArea.ts';
import type { NamedPractice } from './byArea.ts';

const body = (code: string) => ({ code, name: `Body ${code}` });
const practice = (code: string, icb: string | null, subIcb: string | null, verdict: 'meets' | 'does-not-meet' | 'no-data'): NamedPractice => ({
  code, name: `Practice ${code}`, icb: icb === null ? null : body(icb), subIcb: subIcb === null ? null : body(subIcb), met: verdict === 'meets' ? 1 : 0, unknown: verdict === 'no-data' ? 1 : 0,
  findings: [{ criterion: 'one', verdict, count: null, of: null, value: null, rank: null, among: null, places: null, cut: null, chance: null, says: '', before: null }],
});

test('a list is broken down by ICB and sub-ICB location, nobody twice and nobody lost', () => {
  const practices = [practice('D', null, null, 'meets'), practice('A', 'QB', '02B', 'meets'), practice('B', 'QA', '01A', 'no-data'), practice('C', 'QB', '01B', 'does-not-meet'), practice('E', 'QB', '02B', 'no-data')];
  const areas = byArea(practices, 1);
  expect(areas.map((area) => [sayArea(area), area.practices.map(({ code }) => code).join(), area.listed, area.met[0]])).toEqual([
    ['Body QA (QA), Body 01A (01A)', 'B', 0, { meets: 0, noData: 1 }], ['Body QB (QB), Body 01B (01B)', 'C', 0, { meets: 0, noData: 0 }],
    ['Body QB (QB), Body 02B (02B)', 'A,E', 1, { meets: 1, noData: 1 }], ['In no ICB that the register knows', 'D', 1, { meets: 1, noData: 0 }],
  ]);
  expect(byArea([], 1)).toEqual([]);
});
