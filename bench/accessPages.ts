import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { contextsOf } from '../src/app/contexts.ts';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import { ACCESS_MEASURES, accessSeries } from '../src/modules/performance/access/index.ts';
import { accessChartFiles } from '../src/modules/performance/access/web/accessCharts.tsx';
import { literal } from '../src/platform/statistics/index.ts';
import type { Statistics } from '../src/platform/statistics/index.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, note, sayFigures, seeded } from './figures.ts';
import { englandFolder, scratchFolder, sharedData } from './inputs.ts';
import { oneByOne, SEED } from './underLoad.ts';

/**
 * The access page of the practices of one PCN, with ten charts of thirty months: October 2025 as published for all who are in the file, and
 * the months that are not published by practice generated for these alone. One after the other, as a quiet machine answers.
 */
const MONTHS_BEFORE = 29;
const CHARTS = 10;
const VISITS = 20_000;
const CROSSTAB = 'Practice_Level_Crosstab_Oct_25.csv.gz';
const ONLINE = 'oc_submissions_by_practice_2025-03_to_2025-08.csv.gz';
const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const monthBefore = (by: number): Date => new Date(Date.UTC(2025, 9 - by, 1));
/** `01SEP2025`, as the file of appointments writes a month. */
const inLetters = (month: Date): string => `01${MONTH_NAMES[month.getUTCMonth()]}${month.getUTCFullYear()}`;

const published = (folder: string, name: string): string => `read_csv(${literal(sharedData(folder, name))}, all_varchar = true, quote = '"')`;
const copy = (rows: string, path: string): string => `COPY (${rows}) TO ${literal(path)} (FORMAT csv, HEADER)`;
/** Each count strays by up to a fifth, the same on every run. */
const strayed = (count: string, by: number, ...words: string[]): string => `greatest(1, round(${count}::INTEGER * (0.8 + 0.4 * (hash(${words.join(', ')}, ${by}) % 1000) / 1000)))::INTEGER`;

/** Writes the months that are not published, of the practices of the PCN with most; gives their codes. */
async function generateMonths(statistics: Statistics, folder: string): Promise<string[]> {
  const crosstab = published('appointments', CROSSTAB);
  const [largest] = await statistics.rows<{ pcn: string }>(`SELECT PCN_CODE AS pcn FROM ${crosstab} WHERE PCN_CODE NOT IN ('U') GROUP BY 1 ORDER BY count(DISTINCT GP_CODE) DESC, 1 LIMIT 1`);
  const own = `SELECT * FROM ${crosstab} WHERE PCN_CODE = ${literal(largest!.pcn)}`;
  const practices = (await statistics.rows<{ code: string }>(`SELECT DISTINCT GP_CODE AS code FROM (${own}) ORDER BY 1`)).map(({ code }) => code);
  const online = published('online-consultations', ONLINE);
  const ofAugust = `SELECT * FROM ${online} WHERE month = '2025-08-01' AND gp_code IN (${practices.map(literal).join(', ')})`;
  const arePublished = new Set((await statistics.rows<{ month: string }>(`SELECT DISTINCT month FROM ${online}`)).map(({ month }) => month));
  for (let by = 0; by <= MONTHS_BEFORE; by += 1) {
    const month = monthBefore(by);
    const first = month.toISOString().slice(0, 10);
    const appointments = strayed('COUNT_OF_APPOINTMENTS', by, 'GP_CODE', 'HCP_TYPE', 'APPT_MODE', 'TIME_BETWEEN_BOOK_AND_APPT');
    if (by > 0) await statistics.run(copy(`SELECT * REPLACE (${literal(inLetters(month))} AS APPOINTMENT_MONTH_START_DATE, ${appointments} AS COUNT_OF_APPOINTMENTS) FROM (${own})`, join(folder, `appointments-${first}.csv`)));
    if (!arePublished.has(first)) await statistics.run(copy(`SELECT * REPLACE (${literal(first)} AS month, ${strayed('submissions', by, 'gp_code')} AS submissions) FROM (${ofAugust})`, join(folder, `online-${first}.csv`)));
  }
  return practices;
}

async function prepared(data: string): Promise<string[]> {
  const settings = readSettings({ CHORUS_DATA: data }, '/');
  const system = await openSystem(settings, false);
  try {
    const folder = join(scratchFolder('access'), 'months');
    mkdirSync(folder);
    const practices = await generateMonths(system.statistics, folder);
    const { found } = await findFiles(system, [sharedData('appointments', CROSSTAB), sharedData('online-consultations'), folder]);
    for (const source of found) {
      await loadFile(system, source, 'console:bench');
      await source.dispose();
    }
    const { performance: context } = contextsOf(system, settings);
    const charted = [];
    for (const code of practices) if (accessChartFiles(await accessSeries(context, { code, measures: ACCESS_MEASURES })).length >= CHARTS) charted.push(code);
    if (charted.length === 0) throw new Error(`No practice’s page has ${CHARTS} charts.`);
    return charted;
  } finally {
    await system.close();
  }
}

const drawn = (practices: readonly string[], seed: number): Visit[] => {
  const draw = endlessly([...practices], seeded(seed));
  return Array.from({ length: VISITS }, () => ({ page: 'practice', path: `/access/${draw()}?month=2025-10` }));
};

const data = await englandFolder();
note(`October 2025 by practice, and ${MONTHS_BEFORE} months before it of one PCN …`);
const practices = await prepared(data);
sayFigures({ benchmark: 'accessPages', months: MONTHS_BEFORE + 1, charts: CHARTS, practices: practices.length, ...(await oneByOne(data, { visits: drawn(practices, SEED), others: drawn(practices, SEED + 1) })), target: { p95MsMax: 80 } });
