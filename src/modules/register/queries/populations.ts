import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { registerRevision } from './registerReader.ts';
import { literal } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';

declare const kindOfPopulation: unique symbol;
/**
 * How many people, counted one way. The contract's three populations are three types: the compiler refuses a
 * registered list where an adjusted one belongs, and the other way round.
 */
export type Population<Kind extends PopulationKind> = number & { readonly [kindOfPopulation]: Kind };
export type PopulationKind = 'registered' | 'pcn-raw' | 'pcn-adjusted' | 'contractor-weighted';
export type RegisteredPopulation = Population<'registered'>;
export type PcnRawPopulation = Population<'pcn-raw'>;
export type PcnAdjustedPopulation = Population<'pcn-adjusted'>;
export type ContractorWeightedPopulation = Population<'contractor-weighted'>;

/** One publication's counts, by practice. */
export interface PracticeCounts<Kind extends PopulationKind> {
  kind: Kind;
  asOf: string;
  /** `<data set>/<day>` */
  source: string;
  byPractice: Map<string, number>;
}

/** Ages youngest first; `bands` are the lowest ages: 0, 5, … */
export interface AgeCounts {
  asOf: string;
  source: string;
  bands: number[];
  byPractice: Map<string, { female: Int32Array; male: Int32Array }>;
}

export interface SummedPopulation {
  kind: PopulationKind;
  asOf: string;
  count: number;
  /** How many of the practices asked for the publication gives. */
  practices: number;
  source: string;
}

/** Reads the published counts. A publication never changes, so what was read of it is kept. */
export interface PopulationReader {
  /** The days for which totals are held, oldest first. */
  registeredDays(): Promise<string[]>;
  /** The newest registered lists of a day on or before the one asked. */
  registered(asAt: string): Promise<PracticeCounts<'registered'> | null>;
  /** Every publication of registered lists, oldest first: the list over time. */
  registeredSeries(): Promise<PracticeCounts<'registered'>[]>;
  pcnRaw(asAt: string): Promise<PracticeCounts<'pcn-raw'> | null>;
  pcnAdjusted(asAt: string): Promise<PracticeCounts<'pcn-adjusted'> | null>;
  contractorWeighted(asAt: string): Promise<PracticeCounts<'contractor-weighted'> | null>;
  ages(asAt: string): Promise<AgeCounts | null>;
  /** All kinds held on that day, added up over these practices and kept apart by kind. */
  summed(practices: Iterable<string>, asAt: string): Promise<SummedPopulation[]>;
}

/** Adds the counts of some practices; says how many of them the publication gives. */
export function addUp<Kind extends PopulationKind>({ byPractice }: PracticeCounts<Kind>, practices: Iterable<string>): { count: Population<Kind>; practices: number } {
  let count = 0;
  let found = 0;
  for (const code of practices) {
    const own = byPractice.get(code);
    if (own === undefined) continue;
    count += own;
    found += 1;
  }
  return { count: count as Population<Kind>, practices: found };
}

export function populationReader(database: Kysely<unknown>, statistics: Statistics, folder: string): PopulationReader {
  const kept = new Map<string, Promise<unknown>>();
  let list: { revision: number; publications: Promise<Publication[]> } | null = null;
  const keep = <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    let value = kept.get(key) as Promise<Value> | undefined;
    if (!value) kept.set(key, (value = read()));
    return value;
  };
  const held = async (dataset: string) => {
    const revision = await registerRevision(database);
    if (!list || list.revision !== revision) list = { revision, publications: publicationsHeld(database).then(inForce) };
    return (await list.publications).filter((one) => one.dataset === dataset && one.asOf !== null);
  };
  const newest = async (dataset: string, asAt: string) => (await held(dataset)).filter((one) => one.asOf! <= asAt).at(-1) ?? null;
  const counts = <Kind extends PopulationKind>(publication: Publication, kind: Kind, column: string, where: string): Promise<PracticeCounts<Kind>> =>
    keep(`${publication.id} ${kind}`, async () => {
      const { code, people } = await statistics.columns(`
        SELECT practice_code AS code, CAST(sum(${column}) AS INTEGER) AS people FROM read_parquet(${literal(join(folder, publication.tables[0]!.path))}) WHERE ${where} GROUP BY 1`);
      return { kind, asOf: publication.asOf!, source: `${publication.dataset}/${publication.asOf}`, byPractice: new Map(code!.map((one, row) => [one as string, people![row] as number])) };
    });
  const registeredOf = (publication: Publication) => counts(publication, 'registered', 'patients', `sex = 'ALL' AND age = 'ALL'`);
  const newestCounts = async <Kind extends PopulationKind>(dataset: string, asAt: string, kind: Kind, column: string, where: string) => {
    const publication = await newest(dataset, asAt);
    return publication && counts(publication, kind, column, where);
  };
  const reader: PopulationReader = {
    registeredDays: async () => (await held('patients-registered-totals')).map((one) => one.asOf!),
    registered: (asAt) => newestCounts('patients-registered-totals', asAt, 'registered', 'patients', `sex = 'ALL' AND age = 'ALL'`),
    registeredSeries: async () => Promise.all((await held('patients-registered-totals')).map(registeredOf)),
    pcnRaw: (asAt) => newestCounts('pcn-adjusted-population', asAt, 'pcn-raw', 'raw_patients', `upper(is_member) = 'YES'`),
    pcnAdjusted: (asAt) => newestCounts('pcn-adjusted-population', asAt, 'pcn-adjusted', 'adjusted_patients', `upper(is_member) = 'YES'`),
    contractorWeighted: (asAt) => newestCounts('contractor-weighted-population', asAt, 'contractor-weighted', 'weighted_patients', 'true'),
    async ages(asAt) {
      const publication = await newest('patients-registered-ages', asAt);
      return publication && keep(`${publication.id} ages`, () => readAges(statistics, folder, publication));
    },
    async summed(practices, asAt) {
      const codes = [...practices];
      const found = [await reader.registered(asAt), await reader.pcnRaw(asAt), await reader.pcnAdjusted(asAt), await reader.contractorWeighted(asAt)];
      return found.flatMap((one) => {
        if (!one) return [];
        const sum = addUp(one as PracticeCounts<PopulationKind>, codes);
        return sum.practices ? [{ kind: one.kind, asOf: one.asOf, count: sum.count, practices: sum.practices, source: one.source }] : [];
      });
    },
  };
  return reader;
}

async function readAges(statistics: Statistics, folder: string, publication: Publication): Promise<AgeCounts> {
  const { code, sex, band, people } = await statistics.columns(`
    SELECT code, sex, CAST(regexp_extract(age_band, '^[0-9]+') AS INTEGER) AS band, CAST(sum(patients) AS INTEGER) AS people
    FROM read_parquet(${literal(join(folder, publication.tables[0]!.path))})
    WHERE level = 'GP' AND sex IN ('FEMALE', 'MALE') AND age_band <> 'ALL' GROUP BY 1, 2, 3`);
  const bands = [...new Set(band as number[])].sort((a, b) => a - b);
  const place = new Map(bands.map((lowest, index) => [lowest, index]));
  const byPractice: AgeCounts['byPractice'] = new Map();
  for (let row = 0; row < code!.length; row += 1) {
    const key = code![row] as string;
    let own = byPractice.get(key);
    if (!own) byPractice.set(key, (own = { female: new Int32Array(bands.length), male: new Int32Array(bands.length) }));
    own[sex![row] === 'FEMALE' ? 'female' : 'male'][place.get(band![row] as number)!] = people![row] as number;
  }
  return { asOf: publication.asOf!, source: `${publication.dataset}/${publication.asOf}`, bands, byPractice };
}
