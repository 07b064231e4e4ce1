import { sql } from 'kysely';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { RegisterContext } from '../../context.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import { RegisterImage } from '../../domain/registerImage.ts';
import type { ImageRelation, ImageVersion } from '../../domain/registerImage.ts';

const MAP = 'patients-registered-map/2025-04-01';

function body(code: string, kind: OrganisationKind, name: string, rest: Partial<ImageVersion> = {}): ImageVersion & { code: string; kind: OrganisationKind } {
  return { code, kind, name, from: '2020-04-01', to: null, postcode: null, address: null, status: 'open', isListed: true, source: MAP, ...rest };
}

function relation(fromCode: string, kind: ImageRelation['kind'], toCode: string, slot: string | null, rest: Partial<ImageRelation> = {}): ImageRelation {
  return { fromCode, kind, toCode, slot, from: '2020-04-01', to: null, source: MAP, ...rest };
}

/**
 * A small invented system: two PCNs of one ICB; Ash Tree moved from the one to the other on 1 July 2025, Beech closed on
 * 1 March 2025, and a federation that somebody entered.
 */
export const inventedImage = (): RegisterImage =>
  new RegisterImage(
    [
      body('QZZ', 'icb', 'NHS Borderland Integrated Care Board', { from: '2022-07-01' }),
      body('99Z', 'sub-icb-location', 'NHS BORDERLAND ICB - 99Z'),
      body('U99901', 'pcn', 'NORTH HILL PCN'),
      body('U99902', 'pcn', 'SOUTH DALE PCN'),
      body('Z99001', 'practice', 'ASH TREE SURGERY', { postcode: 'ZZ1 1AA', address: '1 HIGH STREET, TOWN', to: '2025-01-01', source: 'epraccur/2024-06-01' }),
      body('Z99001', 'practice', 'ASH TREE MEDICAL CENTRE', { postcode: 'ZZ1 1AB', address: '2 HIGH STREET, TOWN', from: '2025-01-01', source: 'epraccur/2025-06-01' }),
      body('Z99002', 'practice', 'BEECH SURGERY', { to: '2025-03-02' }),
      body('Z99002', 'practice', 'BEECH SURGERY', { from: '2025-03-02', status: 'closed', isListed: false, source: 'epraccur/2025-06-01' }),
      body('Z99003', 'practice', 'CEDAR SURGERY'),
      body('E99000001', 'local-authority', 'Borderland', { source: 'councils', isListed: false }),
      body('BD-GF1', 'gp-federation', 'Borderland GP Federation', { source: 'entered', isListed: false }),
    ],
    [
      relation('99Z', 'part-of', 'QZZ', 'icb', { from: '2022-07-01' }),
      relation('U99901', 'part-of', '99Z', 'sub-icb'),
      relation('U99902', 'part-of', '99Z', 'sub-icb'),
      ...['Z99001', 'Z99002', 'Z99003'].flatMap((code) => [
        relation(code, 'commissioned-by', '99Z', 'sub-icb', code === 'Z99002' ? { to: '2025-03-02' } : {}),
        relation(code, 'part-of', 'QZZ', 'icb', { from: '2022-07-01', ...(code === 'Z99002' ? { to: '2025-03-02' } : {}) }),
      ]),
      relation('Z99001', 'member', 'U99901', 'pcn', { to: '2025-07-01' }),
      relation('Z99001', 'member', 'U99902', 'pcn', { from: '2025-07-01' }),
      relation('Z99002', 'member', 'U99901', 'pcn', { to: '2025-03-02' }),
      relation('Z99003', 'member', 'U99902', 'pcn'),
      relation('Z99003', 'member', 'BD-GF1', null, { source: 'entered' }),
    ],
  );

export const PEOPLE: Record<string, number> = { Z99001: 3904, Z99003: 5100 };

/** The register's context over the invented image, its populations and an empty record; today is 15 October 2025. */
export function inventedContext(database: Database, isSample = false): RegisterContext {
  const image = inventedImage();
  const source = 'patients-registered-totals/2025-04-01';
  const unasked = (): never => {
    throw new Error('The API does not ask for this');
  };
  const summed: RegisterContext['populations']['summed'] = async (practices) => {
    const known = [...practices].filter((code) => code in PEOPLE);
    return known.length ? [{ kind: 'registered', asOf: '2025-04-01', count: known.reduce((sum, code) => sum + PEOPLE[code]!, 0), practices: known.length, source }] : [];
  };
  return {
    database,
    statistics: undefined as never,
    statisticsFolder: '',
    reader: {
      image: async () => image,
      imageWithin: async () => image,
      revision: async () => (await sql<{ revision: number }>`select revision from register_revision`.execute(database.as())).rows[0]!.revision,
    },
    populations: { summed, registeredDays: unasked, registered: async () => ({ kind: 'registered', asOf: '2025-04-01', source, byPractice: new Map(Object.entries(PEOPLE)) }), registeredSeries: unasked, pcnRaw: unasked, pcnAdjusted: unasked, contractorWeighted: unasked, ages: unasked },
    boundaries: { geography: unasked },
    now: () => new Date('2025-10-15T09:00:00Z'),
    today: () => isoDate('2025-10-15'),
    isSample,
  };
}

/** One publication as if it had been loaded, so that there is one to list. */
export async function holdPublication(database: Database, dataset: string, asOf: string, revision = 1): Promise<void> {
  await sql`
    insert into publication (dataset, as_of, revision, digest, file_name, loaded_at, loaded_by, rows_read, rows_kept, rows_set_aside, rows_refused, tables)
    values (${dataset}, ${asOf}, ${revision}, ${`${dataset} ${revision}`}, 'a.csv', '2025-09-01T08:00:00Z', 'console:test', 3, 3, 0, 0, '[]')`.execute(database.as());
}
