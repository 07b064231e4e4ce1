import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import { literal } from '../src/platform/statistics/index.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, note, sayFigures, seeded } from './figures.ts';
import { englandFolder, scratchFolder, sharedData } from './inputs.ts';
import { oneByOne, SEED } from './underLoad.ts';

/**
 * The access page of the practices of one PCN, with every measure over thirty months: October 2025 as published for all who are in the file, and
 * twenty-nine months before it generated from it for these practices alone. One after the other, as a quiet machine answers.
 */
const MONTHS_BEFORE = 29;
const VISITS = 20_000;
const CROSSTAB = 'Practice_Level_Crosstab_Oct_25.csv.gz';
const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `01SEP2025`, as the published file writes a month. */
function monthBefore(by: number): string {
  const month = new Date(Date.UTC(2025, 9 - by, 1));
  return `01${MONTH_NAMES[month.getUTCMonth()]}${month.getUTCFullYear()}`;
}

async function prepared(data: string): Promise<string[]> {
  const system = await openSystem(readSettings({ CHORUS_DATA: data }, '/'), false);
  try {
    const published = `read_csv(${literal(sharedData('appointments', CROSSTAB))}, all_varchar = true, quote = '"')`;
    const [largest] = await system.statistics.rows<{ pcn: string }>(`SELECT PCN_CODE AS pcn FROM ${published} WHERE PCN_CODE NOT IN ('U') GROUP BY 1 ORDER BY count(DISTINCT GP_CODE) DESC, 1 LIMIT 1`);
    const own = `SELECT * FROM ${published} WHERE PCN_CODE = ${literal(largest!.pcn)}`;
    const practices = (await system.statistics.rows<{ code: string }>(`SELECT DISTINCT GP_CODE AS code FROM (${own}) ORDER BY 1`)).map(({ code }) => code);
    const folder = join(scratchFolder('access'), 'months');
    mkdirSync(folder);
    for (let by = 1; by <= MONTHS_BEFORE; by += 1) {
      // Each count strays by up to a fifth, the same on every run.
      const strayed = `greatest(1, round(COUNT_OF_APPOINTMENTS::INTEGER * (0.8 + 0.4 * (hash(GP_CODE, HCP_TYPE, APPT_MODE, TIME_BETWEEN_BOOK_AND_APPT, ${by}) % 1000) / 1000)))::INTEGER`;
      await system.statistics.run(`COPY (SELECT * REPLACE (${literal(monthBefore(by))} AS APPOINTMENT_MONTH_START_DATE, ${strayed} AS COUNT_OF_APPOINTMENTS) FROM (${own})) TO ${literal(join(folder, `before-${by}.csv`))} (FORMAT csv, HEADER)`);
    }
    const { found } = await findFiles(system, [sharedData('appointments', CROSSTAB), sharedData('online-consultations'), folder]);
    for (const source of found) {
      await loadFile(system, source, 'console:bench');
      await source.dispose();
    }
    return practices;
  } finally {
    await system.close();
  }
}

const drawn = (practices: readonly string[], seed: number): Visit[] => {
  const draw = endlessly([...practices], seeded(seed));
  return Array.from({ length: VISITS }, () => ({ page: 'practice', path: `/access/${draw()}?month=2025-10` }));
};

const data = await englandFolder();
note(`October 2025 by practice, and ${MONTHS_BEFORE} generated months before it of one PCN …`);
const practices = await prepared(data);
sayFigures({ benchmark: 'accessPages', months: MONTHS_BEFORE + 1, practices: practices.length, ...(await oneByOne(data, { visits: drawn(practices, SEED), others: drawn(practices, SEED + 1) })), target: { p95MsMax: 80 } });
