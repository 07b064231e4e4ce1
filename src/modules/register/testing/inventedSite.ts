import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import type { Session } from '#platform/web/session.ts';
import type { RegisterContext } from '../context.ts';
import type { Relation, Version } from '../domain/deriveRegister.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import type { Boundary, Geography } from '../queries/boundaries.ts';
import { populationReader } from '../queries/populations.ts';
import type { PopulationReader, PracticeCounts } from '../queries/populations.ts';
import { raiseRevision, registerReader } from '../queries/registerReader.ts';
import { compareRegister, writeChange } from '../storage/applyRegister.ts';
import { registerAssets } from '../web/registerAssets.ts';

/** The day on which the tests of the pages take place. */
export const TODAY = '2025-06-01';
const LOADED = new Date('2025-05-20T09:00:00Z');
const MAP = 'patients-registered-map/2025-03-01';
const EPRACCUR = 'epraccur/2025-04-01';

const stands = (code: string, name: string, more: Partial<Version> = {}): Version => ({
  code, name, from: '2022-07-01', to: null, postcode: null, address: null, status: 'open', isListed: true, source: MAP, ...more,
});
const is = (kind: Relation['kind'], slot: string | null, fromCode: string, toCode: string, from = '2022-07-01', to: string | null = null): Relation => ({
  kind, slot, fromCode, toCode, from, to, source: MAP, endSource: to === null ? null : EPRACCUR,
});

const kinds: Record<string, OrganisationKind> = {
  YZZ: 'nhs-region', QZZ: 'icb', QZY: 'icb', ZZS: 'sub-icb-location', 'PLACE-1': 'place', UZ001: 'pcn', UZ002: 'pcn',
  ZZA01: 'practice', ZZA02: 'practice', ZZA03: 'practice', ZZA04: 'practice', RZZ: 'nhs-trust',
};

const versions: Version[] = [
  stands('YZZ', 'Vale and Fells'),
  stands('QZZ', 'NHS Ashvale Integrated Care Board'),
  stands('QZY', 'NHS Birchmoor Integrated Care Board'),
  stands('ZZS', 'NHS ASHVALE ICB - ZZS'),
  stands('PLACE-1', 'Upper Ashvale', { source: 'entered', isListed: false }),
  stands('UZ001', 'ASH PCN', { from: '2022-10-01' }),
  stands('UZ002', 'BIRCH PCN'),
  stands('ZZA01', 'THE OLD MILL SURGERY', { from: '1990-04-01', to: '2024-02-01', source: EPRACCUR, postcode: 'ZZ1 1AA' }),
  stands('ZZA01', 'THE MILL SURGERY', { from: '2024-02-01', source: EPRACCUR, postcode: 'ZZ1 1AA', address: '1 MILL LANE, ASHVALE' }),
  stands('ZZA02', 'FORD HOUSE', { from: '1990-04-01', source: EPRACCUR }),
  stands('ZZA03', 'WEIR PRACTICE', { from: '1990-04-01', source: EPRACCUR }),
  stands('ZZA04', 'LOCK PRACTICE', { from: '1990-04-01', to: '2024-10-01', source: EPRACCUR }),
  stands('ZZA04', 'LOCK PRACTICE', { from: '2024-10-01', status: 'closed', isListed: false, source: EPRACCUR }),
  stands('RZZ', 'ASHVALE HOSPITALS <NHS> TRUST', { isListed: false, source: 'etr/2025-01-01' }),
];

const inAshvale = ['ZZA01', 'ZZA02', 'ZZA03', 'ZZA04'];
const relations: Relation[] = [
  is('part-of', 'region', 'QZZ', 'YZZ'),
  is('part-of', 'icb', 'ZZS', 'QZZ'),
  is('part-of', 'icb', 'RZZ', 'QZZ'),
  is('part-of', null, 'PLACE-1', 'QZZ'),
  is('part-of', 'sub-icb', 'UZ001', 'ZZS', '2022-10-01'),
  is('part-of', 'sub-icb', 'UZ002', 'ZZS'),
  ...inAshvale.flatMap((code) => [is('commissioned-by', 'sub-icb', code, 'ZZS'), is('part-of', 'icb', code, 'QZZ')]),
  is('member', 'pcn', 'ZZA01', 'UZ002', '2022-07-01', '2024-07-01'),
  is('member', 'pcn', 'ZZA01', 'UZ001', '2024-07-01'),
  is('member', 'pcn', 'ZZA02', 'UZ001', '2022-10-01'),
  is('member', 'pcn', 'ZZA03', 'UZ002'),
  is('member', null, 'UZ001', 'PLACE-1', '2022-10-01'),
];

const disagreement = { code: 'ZZA01', about: 'pcn', from: '2025-03-01', to: '2025-05-01', applied: 'UZ001', claims: [{ value: 'UZ001', source: 'epcn/2025-04-01' }, { value: 'UZ002', source: MAP }] };

/** An invented register in a record, as loading would have left it. */
export async function plantInventedRegister(database: Database): Promise<void> {
  await database.inTransaction(async (transaction) => {
    const change = await compareRegister(transaction, { organisations: new Map(Object.entries(kinds)), versions, relations, disagreements: [disagreement] });
    await writeChange(transaction, change, LOADED);
    for (const [dataset, asOf] of [['patients-registered-map', '2025-03-01'], ['patients-registered-totals', '2024-09-01'], ['patients-registered-totals', '2025-03-01'], ['patients-registered-ages', '2025-03-01'], ['pcn-adjusted-population', '2025-01-01']]) {
      await sql`insert into publication (dataset, as_of, revision, digest, file_name, loaded_at, loaded_by, rows_read, rows_kept, rows_set_aside, rows_refused, tables)
        values (${dataset}, ${asOf}::date, 1, ${`${dataset} ${asOf}`}, 'invented.csv', ${LOADED}, 'console:test', 1, 1, 0, 0, '[]')`.execute(transaction);
    }
    await raiseRevision(transaction);
  });
}

const square = (code: string, name: string, west: number): Boundary => ({
  code, name, geometry: { type: 'Polygon', coordinates: [[[west, 53], [west, 53.4], [west + 0.5, 53.4], [west + 0.5, 53], [west, 53]]] as never },
});

const geography: Geography = {
  coordinates: new Map([['ZZA01', { longitude: -1.8, latitude: 53.1 }], ['ZZA02', { longitude: -1.7, latitude: 53.2 }]]),
  icbs: [square('QZZ', 'NHS Ashvale Integrated Care Board', -2), square('QZY', 'NHS Birchmoor Integrated Care Board', -1.5)],
  subIcbs: [square('ZZS', 'NHS Ashvale ICB - ZZS', -2)],
  sources: ['practice-coordinates', 'icb-boundaries', 'sub-icb-boundaries'],
};

const counts = <Kind extends 'registered' | 'pcn-raw' | 'pcn-adjusted'>(kind: Kind, source: string, byPractice: Record<string, number>): PracticeCounts<Kind> => ({
  kind, source, asOf: source.split('/')[1]!, byPractice: new Map(Object.entries(byPractice)),
});

const autumn = counts('registered', 'patients-registered-totals/2024-09-01', { ZZA01: 900, ZZA02: 2_000, ZZA03: 2_900, ZZA04: 400 });
const spring = counts('registered', 'patients-registered-totals/2025-03-01', { ZZA01: 1_000, ZZA02: 2_100, ZZA03: 3_000 });
const ages = (older: number, younger: number) => ({ female: Int32Array.of(younger, older), male: Int32Array.of(younger, older) });

/** Counts read from memory, and everything else as the record has it. */
function populationsOf(database: Database): PopulationReader {
  return {
    ...populationReader(database.as(), {} as Statistics, ''),
    registered: async (asAt) => [spring, autumn].find(({ asOf }) => asOf <= asAt) ?? null,
    registeredSeries: async () => [autumn, spring],
    pcnRaw: async () => counts('pcn-raw', 'pcn-adjusted-population/2025-01-01', { ZZA01: 950, ZZA02: 2_050, ZZA03: 2_950 }),
    pcnAdjusted: async () => counts('pcn-adjusted', 'pcn-adjusted-population/2025-01-01', { ZZA01: 1_111, ZZA02: 2_000, ZZA03: 2_900 }),
    ages: async () => ({ asOf: '2025-03-01', source: 'patients-registered-ages/2025-03-01', bands: [0, 65], byPractice: new Map([['ZZA01', ages(250, 250)], ['ZZA03', ages(0, 1_500)]]) }),
  };
}

export const inventedContext = (database: Database): RegisterContext => ({
  database,
  statistics: {} as Statistics,
  statisticsFolder: '',
  reader: registerReader(database.as()),
  populations: populationsOf(database),
  boundaries: { geography: async () => geography },
  now: () => new Date(`${TODAY}T12:00:00Z`),
  today: () => isoDate(TODAY),
  isSample: false,
});

export const ada: Session = { personId: 'p1', name: 'Ada Invented', permissions: new Set(), csrfToken: 'invented-token' };

/** A site with these pages only. With the header `x-test-signed-in` it is Ada who asks. */
export const inventedSite = (routes: PageDefinition[]): Promise<FastifyInstance> =>
  createServer({
    publicUrl: 'http://localhost:3000',
    site: { name: 'Chorus', navigation: [] },
    access: { sessionOf: async (request) => (request.headers['x-test-signed-in'] ? ada : null), mayUse: mayUseByPermission },
    log: makeRequestLog('silent'),
    assets: registerAssets(),
    routes,
  });
