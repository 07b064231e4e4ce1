import { contextsOf } from '../src/app/contexts.ts';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import { publicationsHeld } from '../src/platform/publications/index.ts';
import { literal } from '../src/platform/statistics/index.ts';
import { accessOfAll } from '../src/modules/performance/access/index.ts';
import type { AccessKind } from '../src/modules/performance/access/index.ts';
import { join } from 'node:path';
import { median, note, rounded, sayFigures, setting } from './figures.ts';
import { englandFolder, sharedData } from './inputs.ts';

/**
 * Every measure of access of every practice, PCN and ICB in October 2025, with nothing kept in memory: beside it a plain query of
 * DuckDB's that adds up the same measures by practice, and no more.
 */
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 5);
const MONTH = '2025-10-01';
const KINDS: readonly AccessKind[] = ['practice', 'pcn', 'icb'];

const settings = readSettings({ CHORUS_DATA: await englandFolder() }, '/');
const system = await openSystem(settings, false);
try {
  const { found } = await findFiles(system, [sharedData('appointments')]);
  for (const source of found) {
    await loadFile(system, source, 'console:bench');
    await source.dispose();
  }
  const { performance: access } = contextsOf(system, settings);
  await access.register.reader.image();
  const held = (await publicationsHeld(system.database.as())).find(({ dataset }) => dataset === 'appointments-by-practice')!;
  const parquet = literal(join(system.folder.statistics, held.tables[0]!.path));
  const within = "booked IN ('Same Day', '1 Day', '2 to 7 Days', '8  to 14 Days')";
  const eight = "category IN ('General Consultation Acute', 'General Consultation Routine', 'Unplanned Clinical Activity', 'Clinical Triage', 'Walk-in', 'Home Visit', 'Care Home Visit', 'Care Related Encounter but does not fit into any other category')";
  const plain = `SELECT practice_code, sum(appointments)::DOUBLE AS a, ${["how = 'Face-to-Face'", "booked = 'Same Day'", within, `${within} AND ${eight}`, eight, "status = 'DNA'", "status IN ('DNA', 'Attended')", "who = 'GP'", "category = 'Unmapped'"]
    .map((where, index) => `(sum(appointments) FILTER (${where}))::DOUBLE AS m${index}`).join(', ')} FROM read_parquet(${parquet}) GROUP BY 1`;
  const ours: number[] = [];
  const reference: number[] = [];
  let organisations = 0;
  note(`Every measure of ${MONTH}, ${ROUNDS} times …`);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    // A store of its own name keeps nothing from one round to the next.
    const fresh = { ...access, statistics: { ...access.statistics } };
    organisations = 0;
    for (const kind of KINDS) organisations += (await accessOfAll(fresh, { month: MONTH, kind })).size;
    const between = performance.now();
    await system.statistics.columns(plain);
    if (round === 0) continue;
    ours.push(between - started);
    reference.push(performance.now() - between);
  }
  sayFigures({
    benchmark: 'access', month: MONTH, organisations, rows: held.rowsKept, rounds: ROUNDS,
    wallMs: rounded(median(ours)), referenceWallMs: rounded(median(reference)), ratio: rounded(median(ours) / median(reference)), target: { wallMsMax: 1_000 },
  });
} finally {
  await system.close();
}
