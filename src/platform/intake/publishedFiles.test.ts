import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSources, hasValidNhsNumber, openSources, patientIdentifierHeader } from './index.ts';

const shared = process.env.CHORUS_SHARED ?? resolve(import.meta.dirname, '../../../../shared');
const data = join(shared, 'data');
const isPresent = existsSync(data);

describe.skipIf(!isPresent)(`the published files${isPresent ? '' : ` (skipped: there is no ${data}; set CHORUS_SHARED)`}`, () => {
  let work = '';
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'intake-published-'));
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  test('are all taken in, and none looks like patient data', async () => {
    for (const file of await findSources([data])) {
      for await (const source of openSources(file, work)) {
        for (const table of source.tables) {
          const [header = [], ...rows] = table.firstRows;
          expect([source.label, header.filter(patientIdentifierHeader)]).toEqual([source.label, []]);
          const cells = rows.flat().filter(hasValidNhsNumber);
          expect(cells.length, source.label).toBeLessThan(3);
        }
        await source.dispose();
      }
    }
    expect(await readdir(work)).toEqual([]);
  });

  test('give the PCN workbook as two tables with headers on one line', async () => {
    const [file] = await findSources([join(data, 'organisations', 'ePCN_2025-01.xlsx')]);
    for await (const source of openSources(file!, work)) {
      expect(source.tables.map(({ name }) => name)).toEqual(['PCNDetails', 'PCN Core Partner Details']);
      expect(source.tables[1]!.firstRows[0]!.slice(0, 3)).toEqual(['Partner Organisation Code', 'Partner Name', 'Practice Parent Sub ICB Loc Code']);
      expect(source.tables[1]!.firstRows[1]!.slice(0, 3)).toEqual(['A81001', 'THE DENSHAM SURGERY', '16C']);
      await source.dispose();
    }
  });
});
