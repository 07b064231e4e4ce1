import { join } from 'node:path';
import { publicationsHeld, inForce } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { monthsOf, sourceOf, talliesOf } from './accessTallies.ts';
import type { AppointmentSeries, MonthHeld, PublicationTallies, TallyRow } from './accessTallies.ts';

/** What a publication says of a code in a month, with the publication that says it. */
export interface HeldRow extends TallyRow {
  from: PublicationTallies;
}

export interface OnlineRow {
  submissions: number | null;
  patients: number | null;
  /** 0 where the supplier took no part. */
  participation: number | null;
  source: string;
}

export interface CoverageRow {
  includedPractices: number;
  openPractices: number;
  includedPatients: number;
  source: string;
}

/** Everything of access that is held, as long as the publications are the same. */
export interface AccessHeld {
  /** Goes up with every publication and every change of the register. */
  revision: number;
  /** The months of each series, oldest first. */
  months: Readonly<Record<AppointmentSeries | 'online', readonly string[]>>;
  /** What is in force of a month: of each sub-ICB location the publication that was loaded last. */
  rows(series: AppointmentSeries, month: string): Promise<ReadonlyMap<string, HeldRow>>;
  /** Every publication that holds a month, in the order in which they were loaded. */
  publicationsOf(series: AppointmentSeries, month: string): Promise<PublicationTallies[]>;
  /** Of how many codes a month is held, without adding anything up, and how often a sub-ICB location was spoken of again. */
  countsOf(month: string): { byPractice: number; byArea: number; restated: number };
  online(month: string): ReadonlyMap<string, OnlineRow>;
  coverage(month: string): ReadonlyMap<string, CoverageRow>;
}

interface Memory {
  tallies: Map<number, Promise<PublicationTallies>>;
  months: Map<number, Promise<Map<string, MonthHeld>>>;
  held: { revision: number; made: Promise<AccessHeld> } | null;
}

const memories = new WeakMap<PerformanceContext['statistics'], Memory>();
/** A publication never changes: what was read of one is kept for as long as its store is open. */
const memoryOf = ({ statistics }: PerformanceContext): Memory => {
  let memory = memories.get(statistics);
  if (!memory) memories.set(statistics, (memory = { tallies: new Map(), months: new Map(), held: null }));
  return memory;
};

/** What is held now; made anew when a publication was loaded or the register changed. */
export async function accessHeld(context: PerformanceContext): Promise<AccessHeld> {
  const memory = memoryOf(context);
  const revision = await context.register.reader.revision();
  if (memory.held?.revision !== revision) {
    const made = readHeld(context, memory, revision);
    memory.held = { revision, made };
    made.catch(() => (memory.held = null));
  }
  return memory.held.made;
}

async function readHeld(context: PerformanceContext, memory: Memory, revision: number): Promise<AccessHeld> {
  const publications = await publicationsHeld(context.database.as());
  // The order of loading: what came last speaks.
  const ofSeries = (dataset: string) => publications.filter((one) => one.dataset === dataset).sort((a, b) => a.id - b.id);
  const byPractice = ofSeries('appointments-by-practice');
  const byArea = ofSeries('appointments-by-area');
  const index = { 'appointments-by-practice': await indexOf(context, memory, 'appointments-by-practice', byPractice), 'appointments-by-area': await indexOf(context, memory, 'appointments-by-area', byArea) };
  const online = await readOnline(context, inForce(ofSeries('online-consultations')));
  const coverage = await readCoverage(context, ofSeries('appointments-coverage'));
  const kept = new Map<string, Promise<ReadonlyMap<string, HeldRow>>>();
  const publicationsOf = (series: AppointmentSeries, month: string) => Promise.all(index[series].filter(({ months }) => months.has(month)).map(({ publication }) => keptTallies(context, memory, series, publication)));
  return {
    revision,
    months: { 'appointments-by-practice': monthsIn(index['appointments-by-practice']), 'appointments-by-area': monthsIn(index['appointments-by-area']), online: [...online.keys()].sort() },
    publicationsOf,
    async rows(series, month) {
      const key = `${series} ${month}`;
      let rows = kept.get(key);
      if (!rows) kept.set(key, (rows = publicationsOf(series, month).then((all) => rowsInForce(all, month))));
      return rows;
    },
    countsOf: (month) => ({
      byPractice: codesIn(index['appointments-by-practice'], month, ({ practices }) => practices),
      byArea: codesIn(index['appointments-by-area'], month, ({ areas }) => areas.size),
      restated: Object.values(index).reduce((sum, indexed) => sum + timesRestated(indexed, month), 0),
    }),
    online: (month) => online.get(month) ?? new Map(),
    coverage: (month) => coverage.get(month) ?? new Map(),
  };
}

interface Indexed {
  publication: Publication;
  months: Map<string, MonthHeld>;
}

const indexOf = (context: PerformanceContext, memory: Memory, series: AppointmentSeries, publications: Publication[]): Promise<Indexed[]> =>
  Promise.all(publications.map(async (publication) => {
    let months = memory.months.get(publication.id);
    if (!months) memory.months.set(publication.id, (months = monthsOf(context, series, publication)));
    return { publication, months: await months };
  }));

/** A later file of the same place takes the place of an earlier one, so that the greatest stands for those of one place. */
function codesIn(indexed: Indexed[], month: string, count: (held: MonthHeld) => number): number {
  const places = new Map<string, number>();
  for (const { months } of indexed) {
    const held = months.get(month);
    if (held) places.set([...held.areas].sort().join(' '), count(held));
  }
  return [...places.values()].reduce((sum, one) => sum + one, 0);
}

function timesRestated(indexed: Indexed[], month: string): number {
  const spoken = new Set<string>();
  let times = 0;
  for (const { months } of indexed) {
    const areas = [...(months.get(month)?.areas ?? [])];
    if (areas.some((area) => spoken.has(area))) times += 1;
    for (const area of areas) spoken.add(area);
  }
  return times;
}

const monthsIn = (indexed: Indexed[]): string[] => [...new Set(indexed.flatMap(({ months }) => [...months.keys()]))].sort();

function keptTallies(context: PerformanceContext, memory: Memory, series: AppointmentSeries, publication: Publication): Promise<PublicationTallies> {
  let tallies = memory.tallies.get(publication.id);
  if (!tallies) memory.tallies.set(publication.id, (tallies = talliesOf(context, series, publication)));
  return tallies;
}

/** A later publication of a month takes the place of all that an earlier one said of the same sub-ICB location, and of the same code. */
export function rowsInForce(publications: readonly PublicationTallies[], month: string): Map<string, HeldRow> {
  const rows = new Map<string, HeldRow>();
  const spoken = new Set<string>();
  for (const from of [...publications].reverse()) {
    const own = [...(from.months.get(month)?.values() ?? [])];
    for (const row of own) if (!spoken.has(row.subIcbCode) && !rows.has(row.code)) rows.set(row.code, { ...row, from });
    for (const { subIcbCode } of own) spoken.add(subIcbCode);
  }
  return rows;
}

async function readOnline(context: PerformanceContext, publications: Publication[]): Promise<Map<string, Map<string, OnlineRow>>> {
  const months = new Map<string, Map<string, OnlineRow>>();
  for (const publication of publications) {
    const columns = await context.statistics.columns(`
      SELECT CAST(date_trunc('month', month) AS DATE)::VARCHAR AS month, practice_code AS code, CAST(sum(submissions) AS DOUBLE) AS submissions,
        CAST(max(registered_patients) AS DOUBLE) AS patients, max(participation) AS participation
      FROM read_parquet(${literal(join(context.statisticsFolder, publication.tables[0]!.path))}) GROUP BY 1, 2`);
    const source = sourceOf(publication);
    for (const [row, month] of (columns.month as string[]).entries()) {
      let codes = months.get(month);
      if (!codes) months.set(month, (codes = new Map()));
      const number = (name: string) => columns[name]![row] as number | null;
      codes.set(columns.code![row] as string, { submissions: number('submissions'), patients: number('patients'), participation: number('participation'), source });
    }
  }
  return months;
}

async function readCoverage(context: PerformanceContext, publications: Publication[]): Promise<Map<string, Map<string, CoverageRow>>> {
  const months = new Map<string, Map<string, CoverageRow>>();
  for (const publication of publications) {
    const rows = await context.statistics.rows<{ month: string; code: string; included: number; open: number; patients: number }>(`
      SELECT month::VARCHAR AS month, sub_icb_code AS code, CAST(included_practices AS DOUBLE) AS included, CAST(open_practices AS DOUBLE) AS open, CAST(included_patients AS DOUBLE) AS patients
      FROM read_parquet(${literal(join(context.statisticsFolder, publication.tables[0]!.path))})`);
    for (const { month, code, included, open, patients } of rows) {
      let codes = months.get(month);
      if (!codes) months.set(month, (codes = new Map()));
      codes.set(code, { includedPractices: included, openPractices: open, includedPatients: patients, source: sourceOf(publication) });
    }
  }
  return months;
}
