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

test('areas whose names bear the same signs are not taken for one, and a name that is a sign is a name', () => {
  const named = (code: string, icb: [string, string], subIcb: [string, string] | null): NamedPractice => ({ ...practice(code, icb[0], subIcb?.[0] ?? null, 'meets'), icb: { code: icb[0], name: icb[1] }, subIcb: subIcb && { code: subIcb[0], name: subIcb[1] } });
  const areas = byArea([named('A', ['E', 'North|Q1'], ['01', 'South']), named('B', ['Q1|E', 'North'], ['01', 'South']), named('C', ['Q2', '~'], null), named('D', ['Q2', '~'], ['~', '~']), practice('E', null, null, 'meets')], 1);
  expect(areas.map((area) => area.practices.map(({ code }) => code).join())).toEqual(['B', 'A', 'D', 'C', 'E']);
});
