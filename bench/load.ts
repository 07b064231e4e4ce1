import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { discardPrepared, findFiles, prepareFound } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import { literal, openStatistics } from '../src/platform/statistics/index.ts';
import { runChorus } from './chorusProcess.ts';
import { median, note, rounded, sayFigures, setting } from './figures.ts';
import { englandPaths, scratchFolder, sharedData } from './inputs.ts';

/**
 * All of England into an empty embedded record, through the command line as a person would; and the statistics path alone,
 * beside DuckDB's own copy of the same file.
 */
const AGES: Input = { folder: 'list-sizes', name: 'gp-reg-pat-prac-quin-age_2025-04.csv.gz' };
/** The largest files of appointments: a month by practice, and 28 months by area. */
const APPOINTMENTS: Input[] = [{ folder: 'appointments', name: 'Practice_Level_Crosstab_Oct_25.csv.gz' }, { folder: 'appointments', name: 'Regional_CSV_Jun23_to_Sep25.csv.gz' }];
/** The newest census of PCNs' staff; the older ones are in Windows letters, which DuckDB's own copy does not read. */
const CENSUS: Input = { folder: 'workforce', name: 'PCNWF_November_2025_Individual_Level.csv.gz' };
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 7);

interface Input {
  folder: string;
  name: string;
}

/** What `chorus load --json` says of a file. */
interface Outcome {
  rowsRead: number;
  rowsKept: number;
  rowsRefused: number;
}

async function wholeLoad(folder: string) {
  note('Loading organisations, list sizes and geography …');
  const ended = await runChorus(['load', ...englandPaths(), '--json'], { CHORUS_DATA: join(folder, 'whole') });
  const outcomes = JSON.parse(ended.out) as Outcome[];
  if (ended.exitCode > 1 || outcomes.some((outcome) => outcome.rowsKept === 0)) throw new Error(`Not every file was loaded:\n${ended.err.slice(-2_000)}`);
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    files: outcomes.length,
    rowsRead: sum((outcome) => outcome.rowsRead),
    rowsRefused: sum((outcome) => outcome.rowsRefused),
    wallSeconds: rounded(ended.wallSeconds),
    cpuSeconds: rounded(ended.cpuSeconds),
    peakMiB: Math.round(ended.peakMiB),
    target: { wallSecondsMax: 60, peakMiBMax: 1_536 },
  };
}

/** The payments to general practice, into the same record after the rest; beside it DuckDB's own copy of the same files. */
async function paymentsLoad(folder: string) {
  note('Loading the payments …');
  const ended = await runChorus(['load', sharedData('payments'), '--json'], { CHORUS_DATA: join(folder, 'whole') });
  const outcomes = JSON.parse(ended.out) as Outcome[];
  if (ended.exitCode > 1 || outcomes.some((outcome) => outcome.rowsKept === 0)) throw new Error(`Not every file of payments was loaded:\n${ended.err.slice(-2_000)}`);
  return { files: outcomes.length, rowsRead: outcomes.reduce((sum, { rowsRead }) => sum + rowsRead, 0), wallSeconds: rounded(ended.wallSeconds), cpuSeconds: rounded(ended.cpuSeconds), peakMiB: Math.round(ended.peakMiB) };
}

/** DuckDB's own copy of a file. Its sniffer takes names with commas in them for two cells; it is told what quotes are. */
function copiesInto(copies: string): (path: string) => string {
  mkdirSync(copies, { recursive: true });
  return (path) => `COPY (SELECT * FROM read_csv(${literal(path)}, quote = '"')) TO ${literal(join(copies, `${basename(path)}.parquet`))} (FORMAT parquet)`;
}

/** How long DuckDB takes to copy all that is in some folders. */
async function referenceSeconds(folder: string, folders: readonly string[]): Promise<number> {
  const copyOf = copiesInto(join(folder, 'copies'));
  const statistics = await openStatistics(folder);
  const cost = await costOf(async () => {
    for (const path of csvIn(folders)) await statistics.run(copyOf(path));
  });
  statistics.close();
  return cost.wallMs / 1_000;
}

async function statisticsPath(folder: string, input: Input) {
  const file = join(folder, basename(input.name, '.gz'));
  writeFileSync(file, gunzipSync(readFileSync(sharedData(input.folder, input.name))));
  const system = await openSystem(readSettings({ CHORUS_DATA: join(folder, `statistics-${basename(file)}`) }, folder), false);
  const copyOf = copiesInto(join(folder, `copies-${basename(file)}`));
  try {
    const { found } = await findFiles(system, [file]);
    if (!found[0]) throw new Error(`${input.name} was not recognised.`);
    note(`Checking and writing ${basename(file)} beside DuckDB's own copy, ${ROUNDS} times …`);
    const ours: Cost[] = [];
    const reference: Cost[] = [];
    let rows = 0;
    // The first round warms both up; they take turns, so that a busy moment hits both.
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await costOf(async () => {
        const prepared = await prepareFound(system, found[0]!, 'bench');
        rows = prepared.publication.rowsKept;
        discardPrepared(system, prepared);
      });
      const theirs = await costOf(() => system.statistics.run(copyOf(file)));
      if (round === 0) continue;
      ours.push(mine);
      reference.push(theirs);
    }
    const wallMs = (costs: Cost[]) => median(costs.map((cost) => cost.wallMs));
    const cpuMs = (costs: Cost[]) => median(costs.map((cost) => cost.cpuMs));
    return {
      file: basename(file),
      rows,
      rounds: ROUNDS,
      rowsPerSecond: Math.round((rows / wallMs(ours)) * 1_000),
      referenceRowsPerSecond: Math.round((rows / wallMs(reference)) * 1_000),
      wallMs: rounded(wallMs(ours)),
      referenceWallMs: rounded(wallMs(reference)),
      cpuMs: rounded(cpuMs(ours)),
      referenceCpuMs: rounded(cpuMs(reference)),
      rateRatio: rounded(wallMs(reference) / wallMs(ours)),
      cpuRateRatio: rounded(cpuMs(reference) / cpuMs(ours)),
      target: { rateRatioMin: 0.5 },
    };
  } finally {
    await system.close();
  }
}

const csvIn = (folders: readonly string[]): string[] => folders.flatMap((folder) => readdirSync(folder).filter((name) => /\.csv(\.gz)?$/.test(name)).map((name) => join(folder, name)));

interface Cost {
  wallMs: number;
  cpuMs: number;
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return { wallMs: performance.now() - started, cpuMs: (used.user + used.system) / 1_000 };
}

const folder = scratchFolder('load');
const whole = await wholeLoad(folder);
const payments = await paymentsLoad(folder);
const wholeReferenceSeconds = await referenceSeconds(folder, englandPaths());
const paymentsReferenceSeconds = await referenceSeconds(folder, [sharedData('payments')]);
const statisticsPaths = [];
for (const input of [AGES, ...APPOINTMENTS, CENSUS]) statisticsPaths.push(await statisticsPath(folder, input));
sayFigures({
  benchmark: 'load',
  whole: { ...whole, referenceSeconds: rounded(wholeReferenceSeconds), wallRatio: rounded(whole.wallSeconds / wholeReferenceSeconds) },
  payments: { ...payments, referenceSeconds: rounded(paymentsReferenceSeconds), wallRatio: rounded(payments.wallSeconds / paymentsReferenceSeconds) },
  statisticsPaths,
});
