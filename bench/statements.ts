import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { financialYear, yearsBetween } from '../src/kernel/financialYear.ts';
import type { FinancialYear } from '../src/kernel/financialYear.ts';
import { contextsOf } from '../src/app/contexts.ts';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { FundingContext } from '../src/modules/funding/context.ts';
import { allStatements } from '../src/modules/funding/index.ts';
import type { AllStatements } from '../src/modules/funding/index.ts';
import { literal } from '../src/platform/statistics/index.ts';
import { median, note, rounded, sayFigures, seeded, setting } from './figures.ts';
import { englandFolder, scratchFolder, sharedData } from './inputs.ts';

/**
 * Every statement in England, PCNs and practices, worked out with the working of every line: of 2025/26, by the adjusted
 * populations that were published; and of all years, by populations generated for those that are not held. Beside it the same streams
 * of the same year without any working, as one SQL query over the same members and counts.
 */
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 5);
const YEAR = financialYear('2025/26');
const YEARS = yearsBetween(financialYear('2019/20'), YEAR);

/** Counts for every practice of the register, of the 1 January of whichever year is asked for. */
function withGenerated({ register, ...context }: FundingContext, codes: readonly string[]): FundingContext {
  const random = seeded(20_260_401);
  const byPractice = new Map(codes.map((code) => [code, 2_000 + Math.floor(random() * 16_000)]));
  const counts = <Kind extends string>(kind: Kind) => async (asOf: string) => ({ kind, asOf, source: `generated/${asOf}`, byPractice });
  const populations = { ...register.populations, registered: counts('registered'), pcnRaw: counts('pcn-raw'), pcnAdjusted: counts('pcn-adjusted'), contractorWeighted: counts('contractor-weighted') };
  return { ...context, register: { ...register, populations } };
}

/** Made anew each time: `earned` keeps nothing from one working-out to the next. */
async function made(context: FundingContext, year: FinancialYear): Promise<AllStatements> {
  const all = await allStatements(context, { year, knownOn: null, earned: new Map() });
  if (!all.ok) throw new Error(all.refusal.what);
  return all.value;
}

async function secondsOf(work: () => Promise<unknown>) {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - started) / 1000, computing: (user + system) / 1e6 };
}

const settings = readSettings({ CHORUS_DATA: await englandFolder() }, '/');
const system = await openSystem(settings, false);
try {
  const { found } = await findFiles(system, [sharedData('network-contract', 'pcn_adjusted_population_2025-26.csv')]);
  for (const source of found) {
    await loadFile(system, source, 'console:bench');
    await source.dispose();
  }
  const published = contextsOf(system, settings).funding;
  const image = await published.register.reader.image();
  const generated = withGenerated(published, [...image.codes()].filter((code) => image.kindOf(code) === 'practice'));

  note('One year …');
  const one: { clock: number; computing: number }[] = [];
  let all = await made(published, YEAR);
  for (let round = 0; round < ROUNDS; round += 1) one.push(await secondsOf(async () => void (all = await made(published, YEAR))));
  note('All years …');
  let statements = 0;
  const every = await secondsOf(async () => {
    for (const year of YEARS) {
      const { pcns, practices } = await made(generated, year);
      statements += pcns.size + practices.size;
    }
  });

  note('The same in SQL …');
  const file = join(scratchFolder('statements'), 'member.csv');
  writeFileSync(file, `pcn,practice,month\n${all.year.pcns.flatMap(({ code, months }) => months.flatMap((members, month) => (members ?? []).map((practice) => `${code},${practice},${month}\n`))).join('')}`);
  await system.statistics.run(`CREATE TABLE member AS SELECT * FROM read_csv(${literal(file)}, header = true)`);
  const rates = all.year.facts.rates.flatMap(({ stream, figure: { id, basis }, months }) => (basis === 'registered' || basis === 'pcn-adjusted' ? months.flatMap((value, month) => (value ? [`(${literal(id)}, ${literal(stream.id)}, ${literal(basis)}, ${month}, ${value.value})`] : [])) : []));
  const [publication] = await system.statistics.rows<{ file: string }>(`SELECT file FROM glob(${literal(join(published.statisticsFolder, 'pcn-adjusted-population', '**', '*.parquet'))})`);
  const sql = `
    WITH rate(figure, stream, basis, month, value) AS (VALUES ${rates.join(', ')}),
    counted AS (SELECT practice_code AS practice, 'registered' AS basis, CAST(raw_patients AS BIGINT) AS people FROM read_parquet(${literal(publication!.file)}) WHERE upper(is_member) = 'YES'
      UNION ALL SELECT practice_code, 'pcn-adjusted', CAST(adjusted_patients AS BIGINT) FROM read_parquet(${literal(publication!.file)}) WHERE upper(is_member) = 'YES')
    SELECT member.pcn, rate.figure, CAST(sum(people * rate.value / 12) AS DOUBLE) AS pounds FROM member JOIN counted USING (practice) JOIN rate USING (basis, month) GROUP BY 1, 2`;
  const bare: { clock: number; computing: number }[] = [];
  let pounds = 0;
  for (let round = 0; round < ROUNDS; round += 1) bare.push(await secondsOf(async () => void (pounds = (await system.statistics.rows<{ pounds: number }>(sql)).reduce((sum, row) => sum + row.pounds, 0))));

  const due = [...all.pcns.values()].reduce((sum, { totalPence, upTo }) => sum + totalPence + upTo.reduce((most, { stream, amountPence }) => most + (stream === 'capacity-and-access-improvement' ? amountPence : 0), 0), 0) / 100;
  if (Math.abs(due - pounds) > 1_000) throw new Error(`The statements come to £${due} and the query to £${pounds}.`);
  const seconds = (runs: readonly { clock: number; computing: number }[]) => ({ clock: rounded(median(runs.map(({ clock }) => clock))), computing: rounded(median(runs.map(({ computing }) => computing))) });
  sayFigures({
    benchmark: 'statements',
    year: YEAR,
    pcns: all.pcns.size,
    practices: all.practices.size,
    oneYearSeconds: seconds(one),
    allYears: { years: YEARS.length, statements, seconds: { clock: rounded(every.clock), computing: rounded(every.computing) } },
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    sqlSeconds: seconds(bare),
    ratio: rounded(median(one.map(({ clock }) => clock)) / median(bare.map(({ clock }) => clock))),
    target: { oneYearSecondsMax: 2, allYearsSecondsMax: 15, peakMemoryMiBMax: 1024 },
  });
} finally {
  await system.close();
}
