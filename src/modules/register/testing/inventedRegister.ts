import { sql } from 'kysely';
import { isoDate, toIsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { RegisterContext } from '../context.ts';
import { permissionsOf, permissionTable, REGISTER_PERMISSIONS } from '../people/domain/permissions.ts';
import type { PermissionLine, PermissionTable } from '../people/domain/permissions.ts';
import type { RoleId } from '../people/domain/roles.ts';
import { populationReader } from '../queries/populations.ts';
import { registerReader } from '../queries/registerReader.ts';

/** The day on which the tests of modules begin. */
export const DAY = isoDate('2026-06-01');

/** The practices of the invented place: three in one PCN, two in the other, one in none. */
export const PRACTICES: Record<string, { pcn: string | null; list: number }> = {
  ZZA01: { pcn: 'UZ001', list: 4_000 },
  ZZA02: { pcn: 'UZ001', list: 6_000 },
  ZZA03: { pcn: 'UZ001', list: 10_000 },
  ZZB01: { pcn: 'UZ002', list: 12_000 },
  ZZB02: { pcn: 'UZ002', list: 8_000 },
  ZZC01: { pcn: null, list: 2_000 },
};

const BODIES: [code: string, kind: string, name: string][] = [
  ['QZZ', 'icb', 'Ashvale ICB'], ['PL-1', 'place', 'Upper Ashvale'], ['PB-1', 'place-based-partnership', 'Upper Ashvale Together'], ['E99', 'local-authority', 'Ashvale Council'],
  ['RZZ', 'nhs-trust', 'Ashvale Hospitals'], ['GF-1', 'gp-federation', 'Ashvale Federation'], ['LM-1', 'lmc', 'Ashvale LMC'], ['UZ001', 'pcn', 'Mill PCN'], ['UZ002', 'pcn', 'Weir PCN'],
];

const RELATIONS: [from: string, kind: string, to: string, slot: string | null][] = [
  ['PL-1', 'part-of', 'QZZ', null], ['UZ001', 'part-of', 'PL-1', null], ['UZ002', 'part-of', 'PL-1', null], ['E99', 'covers', 'PL-1', null], ['PB-1', 'covers', 'PL-1', null],
  ['LM-1', 'covers', 'PL-1', null],
  ...Object.keys(PRACTICES).map((code): [string, string, string, null] => [code, 'member', 'GF-1', null]),
  ...Object.entries(PRACTICES).flatMap(([code, { pcn }]): [string, string, string, string][] => [[code, 'part-of', 'QZZ', 'icb'], ...(pcn ? [[code, 'member', pcn, 'pcn'] as [string, string, string, string]] : [])]),
  ['ZZC01', 'part-of', 'PL-1', null],
];

/** Everybody in the invented place, by what they are called in the tests. */
export const PEOPLE = {
  cara: ['Dr Cara Director', 'clinical-director', 'UZ001'],
  colin: ['Dr Colin Director', 'clinical-director', 'UZ002'],
  mina: ['Mina Manager', 'practice-manager', 'ZZA01'],
  milo: ['Milo Manager', 'practice-manager', 'ZZA02'],
  petra: ['Dr Petra Partner', 'gp-partner', 'ZZA03'],
  paul: ['Dr Paul Partner', 'gp-partner', 'ZZB01'],
  mona: ['Mona Manager', 'practice-manager', 'ZZB02'],
  maud: ['Maud Manager', 'practice-manager', 'ZZC01'],
  lena: ['Dr Lena Officer', 'lmc-officer', 'LM-1'],
  fred: ['Fred Director', 'federation-director', 'GF-1'],
  pat: ['Dr Pat Lead', 'place-lead', 'PL-1'],
  ivy: ['Ivy Commissioner', 'icb-primary-care-manager', 'QZZ'],
  boris: ['Boris Member', 'icb-board-member', 'QZZ'],
  tara: ['Tara Trust', 'system-partner', 'RZZ'],
  sam: ['Sam Secretary', 'forum-secretary', 'PB-1'],
  adam: ['Adam Administrator', 'system-administrator', 'QZZ'],
} as const satisfies Record<string, readonly [string, RoleId, string]>;
export type PersonKey = keyof typeof PEOPLE;

/** A small place with its practices, PCNs and people. */
export interface InventedRegister {
  register: RegisterContext;
  acting(key: PersonKey): Acting;
  console: Acting;
  permissionTable: PermissionTable;
  /** Makes it another moment: `2026-06-03` is noon of that day. */
  setNow(moment: string): void;
}

/** Plants the place and its people; `lines` are the permission lines of the modules that are tested. */
export async function inventedRegister(database: Database, ...lines: (readonly PermissionLine[])[]): Promise<InventedRegister> {
  const db = database.as();
  const bodies = [...BODIES, ...Object.keys(PRACTICES).map((code): [string, string, string] => [code, 'practice', `Practice ${code}`])];
  for (const [code, kind, name] of bodies) {
    await sql`insert into organisation (code, kind) values (${code}, ${kind})`.execute(db);
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) values (${code}, ${name}, 'open', true, 'entered', '[2000-01-01,)', '[2020-01-01,)')`.execute(db);
  }
  for (const [from, kind, to, slot] of RELATIONS) {
    await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values (${kind}, ${from}, ${to}, ${slot}, 'entered', '[2022-07-01,)', '[2022-07-01,)')`.execute(db);
  }
  await sql`update register_revision set revision = revision + 1`.execute(db);
  for (const [key, [name, role, organisation]] of Object.entries(PEOPLE)) {
    await sql`insert into person (id, made_at) values (${key}, '2024-01-01')`.execute(db);
    await sql`insert into person_details (person_id, name, email, salt) values (${key}, ${name}, ${`${key}@example.org`}, 'salt')`.execute(db);
    await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values (${`h-${key}`}, ${key}, ${role}, ${organisation}, '[2024-01-01,)', '[2024-01-01,)')`.execute(db);
  }

  let moment = new Date(`${DAY}T12:00:00Z`);
  const now = () => moment;
  const today = () => toIsoDate(moment);
  const register: RegisterContext = {
    database, statistics: {} as Statistics, statisticsFolder: '', reader: registerReader(db), boundaries: { geography: async () => null } as unknown as RegisterContext['boundaries'], now, today, isSample: false,
    populations: {
      ...populationReader(db, {} as Statistics, ''),
      registered: async () => ({ kind: 'registered', asOf: '2026-04-01', source: 'patients-registered-totals/2026-04-01', byPractice: new Map(Object.entries(PRACTICES).map(([code, { list }]) => [code, list])) }),
    },
  };
  const table = permissionTable(REGISTER_PERMISSIONS, ...lines);
  return {
    register,
    permissionTable: table,
    acting: (key) => ({ by: key, personId: key, permissions: permissionsOf(table, [PEOPLE[key][1]]) }),
    console: { by: 'console:test', personId: null, permissions: new Set(table.map(({ permission }) => permission)) },
    setNow: (text) => void (moment = new Date(text.length === 10 ? `${text}T12:00:00Z` : text)),
  };
}
