import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allStatements, ENGLAND, statementOf } from '#funding';
import type { AllStatements } from '#funding';
import { contextsOf } from '#app/contexts.ts';
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { readSettings } from '#app/settings.ts';
import { openSystem } from '#app/system.ts';
import type { System } from '#app/system.ts';
import { financialYear } from '#kernel/financialYear.ts';
import '../../testing/madeRecord.ts';

const data = join(process.env.CHORUS_SHARED ?? resolve(import.meta.dirname, '../../../../shared'), 'data');
const workbook = join(data, 'network-contract/pcn_adjusted_population_2025-26.csv');
const isPresent = existsSync(workbook);
const YEAR = financialYear('2025/26');

// Where the result counts for others, a missing input is a failure.
test.runIf(process.env.CI !== undefined)('the published files are here in CI', () => {
  expect(isPresent, `there is no ${workbook}; set CHORUS_SHARED`).toBe(true);
});

/** The workbook read the plainest way there is: of each practice that was a member on 1 January, its adjusted population. */
function adjustedOf(): Map<string, number> {
  const rows = parse(readFileSync(workbook), { columns: true, bom: true, relax_column_count: true }) as Record<string, string>[];
  return new Map(rows.filter((row) => row['PCN member January 25']?.toLowerCase() === 'yes').map((row) => [row['Practice Code']!, Number(row['Adjusted Population']!.replaceAll(',', ''))]));
}

describe.skipIf(!isPresent)(`England’s statement for 2025/26 beside the published populations${isPresent ? '' : ` (skipped: there is no ${workbook}; set CHORUS_SHARED)`}`, () => {
  let folder = '';
  let system: System;
  let all: AllStatements;
  let adjusted: Map<string, number>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chorus-statements-'));
    const settings = readSettings({ CHORUS_DATA: folder }, folder);
    system = await openSystem(settings, false);
    const { found } = await findFiles(system, [join(data, 'organisations'), workbook]);
    for (const source of found) {
      await loadFile(system, source, 'console:test');
      await source.dispose();
    }
    const result = await allStatements(contextsOf(system, settings).funding, { year: YEAR, knownOn: null });
    if (!result.ok) throw new Error(result.refusal.what);
    all = result.value;
    adjusted = adjustedOf();
  }, 300_000);
  afterAll(async () => {
    await system?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Of each month the adjusted populations of those who were members on its first day, over the twelve months. */
  const memberMonths = () => all.year.pcns.flatMap(({ months }) => months.flatMap((members) => members ?? [])).reduce((sum, code) => sum + (adjusted.get(code) ?? 0), 0);

  test('pays enhanced access at £8.427 for every adjusted patient of a member practice, to within half a penny a line', async () => {
    const england = await statementOf(contextsOf(system, readSettings({ CHORUS_DATA: folder }, folder)).funding, { code: ENGLAND, year: YEAR, knownOn: null });
    if (!england.ok) throw new Error(england.refusal.what);
    const line = england.value.lines.find(({ id }) => id === 'enhanced-access/rate')!;
    const lines = [...all.pcns.values()].flatMap(({ lines: own }) => own.filter(({ figure }) => figure === 'enhanced-access/rate')).length;
    expect(Math.abs(line.amountPence - (842.7 * memberMonths()) / 12)).toBeLessThanOrEqual(lines / 2);
    // NHS England multiplies all adjusted patients; less than two in a hundred were in practices that left in the year, or that no PCN has.
    const whole = [...adjusted.values()].reduce((sum, count) => sum + count, 0);
    expect(line.amountPence / (842.7 * whole)).toBeGreaterThan(0.985);
    expect(line.amountPence / (842.7 * whole)).toBeLessThanOrEqual(1);
  });
  test('is the sum of its PCNs, line by line', async () => {
    const england = await statementOf(contextsOf(system, readSettings({ CHORUS_DATA: folder }, folder)).funding, { code: ENGLAND, year: YEAR, knownOn: null });
    if (!england.ok) throw new Error(england.refusal.what);
    expect(england.value.totalPence).toBe([...all.pcns.values()].reduce((sum, { totalPence }) => sum + totalPence, 0));
    for (const { parts, amountPence, monthsPence } of england.value.lines) {
      expect(parts.reduce((sum, part) => sum + part.amountPence, 0)).toBe(amountPence);
      expect(monthsPence.reduce((sum, pence) => sum + pence, 0)).toBe(amountPence);
    }
  });
  test('names every member practice that the workbook lacks', () => {
    const lacking = new Set([...all.pcns.values()].flatMap((statement) => statement.lacking.filter(({ basis }) => basis === 'pcn-adjusted').map(({ practice }) => practice)));
    const expected = new Set(all.year.practices.map(({ code }) => code).filter((code) => !adjusted.has(code)));
    expect([...lacking].sort()).toEqual([...expected].sort());
  });
});
