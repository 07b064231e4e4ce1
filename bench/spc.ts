import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { computeSpc, spcOf } from '../src/modules/performance/charts/domain/spc.ts';
import type { SpcSettings } from '../src/modules/performance/charts/domain/spc.ts';
import { spcWorkspace } from '../src/modules/performance/charts/domain/spcWorkspace.ts';
import { median, note, rounded, sayFigures, seeded, setting } from './figures.ts';

/**
 * Statistical process control over a hundred thousand series of 36 points, noise with a shift in every third: in the workspace, as
 * answers of their own, and as NHSRplotthedots works it out where R has it. Beside them one pass over the same numbers, reading only.
 */
const SERIES = setting('CHORUS_BENCH_SERIES', 100_000);
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 7);
const POINTS = 36;
const R_SERIES = setting('CHORUS_BENCH_R_SERIES', 200);
const SEED = 20_260_601;
const SETTINGS: SpcSettings = { improvement: 'increase', screensOutliers: true };

function generated(): Float64Array[] {
  const random = seeded(SEED);
  return Array.from({ length: SERIES }, (_, number) => Float64Array.from({ length: POINTS }, (__, point) => 500 + 60 * (random() + random() + random() - 1.5) + (number % 3 === 0 && point >= 24 ? 60 : 0)));
}

/** Series a second: the middle of the rounds, the first of which only warms up. */
function rate(work: () => void): number {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    work();
    if (round > 0) rates.push(SERIES / ((performance.now() - started) / 1_000));
  }
  return Math.round(median(rates));
}

/** Series a second of NHSRplotthedots, one call each as an analyst's loop makes it; null where R or the package is not there. */
function rateOfR(all: readonly Float64Array[]): { seriesPerSecond: number; version: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'chorus-spc-'));
  try {
    const file = join(folder, 'series.csv');
    writeFileSync(file, all.slice(0, R_SERIES).map((values) => values.join(',')).join('\n'));
    const script = `suppressMessages(library(NHSRplotthedots)); m <- as.matrix(read.csv("${file}", header = FALSE)); d <- seq(as.Date("2023-01-01"), by = "month", length.out = ${POINTS});
      one <- function(v) suppressWarnings(ptd_spc(data.frame(v = v, d = d), v, d)); invisible(one(m[1, ]));
      s <- proc.time()[["elapsed"]]; for (i in seq_len(nrow(m))) one(m[i, ]); cat(nrow(m) / (proc.time()[["elapsed"]] - s), as.character(packageVersion("NHSRplotthedots")))`;
    const [perSecond, version] = execFileSync('Rscript', ['-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split(' ');
    return { seriesPerSecond: rounded(Number(perSecond)), version: version ?? 'unknown' };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const all = generated();
const space = spcWorkspace(POINTS);
let special = 0;
const workspace = rate(() => {
  for (const values of all) {
    computeSpc(space, values, POINTS, SETTINGS);
    special += space.cause[POINTS - 1]! > 0 ? 1 : 0;
  }
});
const plain = all.map((values) => [...values]);
const answers = rate(() => {
  for (const values of plain) special += spcOf(values, SETTINGS).variation === 'common_cause' ? 0 : 1;
});
let total = 0;
const reading = rate(() => {
  for (const values of all) for (let point = 0; point < POINTS; point += 1) total += values[point]!;
});
note(`${special} last points were special, of ${2 * SERIES * (ROUNDS + 1)}; the sum was ${Math.round(total)}.`);
const r = rateOfR(all);
if (!r) note('R with NHSRplotthedots is absent here: no ratio to it.');
sayFigures({
  series: SERIES,
  points: POINTS,
  seriesPerSecond: workspace,
  asAnswersPerSecond: answers,
  reference: { what: 'one pass over the same numbers, adding them', seriesPerSecond: reading },
  ratioToReference: rounded(workspace / reading, 4),
  nhsrplotthedots: r ? { ...r, series: R_SERIES, timesFaster: Math.round(workspace / r.seriesPerSecond), timesFasterAsAnswers: Math.round(answers / r.seriesPerSecond), target: 'at least 1,000 times' } : 'absent: Rscript with the package NHSRplotthedots was not found on this machine',
});
