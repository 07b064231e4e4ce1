import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import type { PermissionLine } from '#register';
import { inventedRegister } from '#register/testing';
import type { InventedRegister, PersonKey } from '#register/testing';
import type { GovernanceContext } from '../context.ts';
import { GOVERNANCE_PERMISSIONS } from '../permissions.ts';

export { DAY, PEOPLE, PRACTICES } from '#register/testing';
export type { PersonKey } from '#register/testing';

/** The seats of the leadership team `upper-ashvale-gp`; a key in brackets deputises. */
const LEADERSHIP: [title: string, sector: string, office: string | null, represents: string | null, holder: PersonKey | null, deputy: PersonKey | null][] = [
  ['Chair', 'general-practice', 'chair', null, 'pat', null],
  ['Mill PCN', 'general-practice', 'clinical-director', 'UZ001', 'cara', 'mina'],
  ['Weir PCN', 'general-practice', 'clinical-director', 'UZ002', 'colin', null],
  ['LMC', 'lmc', null, 'LM-1', 'lena', null],
  ['Federation', 'federation', null, 'GF-1', 'fred', null],
  ['Commissioner', 'commissioner', null, 'QZZ', 'ivy', null],
];
/** And of the place-based partnership `upper-ashvale-together`. */
const PARTNERSHIP: typeof LEADERSHIP = [
  ['Chair', 'commissioner', 'chair', 'QZZ', 'ivy', 'sam'],
  ['General practice', 'general-practice', null, 'PL-1', 'pat', 'cara'],
  ['Hospitals', 'nhs-trust', null, 'RZZ', 'tara', null],
  ['Council', 'local-authority', 'director-of-public-health', 'E99', null, null],
];

export interface InventedPlace extends InventedRegister {
  governance: GovernanceContext;
}

/** Plants a small place, its people, its leadership team and its partnership; `more` are the permission lines of modules above. */
export async function inventedPlace(database: Database, more: readonly PermissionLine[] = []): Promise<InventedPlace> {
  const place = await inventedRegister(database, GOVERNANCE_PERMISSIONS, more);
  await plantForum(database, { code: 'upper-ashvale-gp', kind: 'gp-leadership-team', name: 'Upper Ashvale GP Leadership Team', organisation: 'GF-1', form: 'own-members' }, LEADERSHIP);
  await plantForum(database, { code: 'upper-ashvale-together', kind: 'place-based-partnership', name: 'Upper Ashvale Together', organisation: 'PB-1', form: 'icb-committee' }, PARTNERSHIP);
  const { register } = place;
  const { now, today } = register;
  return {
    ...place,
    governance: { database, register, now, today, publicUrl: 'https://chorus.example', siteName: 'Chorus', papersFolder: '', describeSubject: async () => null, decisionChecks: [], onDecision: [] },
  };
}

async function plantForum(database: Database, { code, kind, name, organisation, form }: { code: string; kind: string; name: string; organisation: string; form: string }, seats: typeof LEADERSHIP): Promise<void> {
  const db = database.as();
  await sql`insert into forum (code, kind, name, organisation_code, place_code, opened_on, entered_at, entered_by) values (${code}, ${kind}, ${name}, ${organisation}, 'PL-1', '2024-04-01', '2024-04-01', 'console:test')`.execute(db);
  await sql`insert into forum_terms (forum_code, valid, governance_form, quorum, decision_rule, meets_in_public, report_days, entered_at, entered_by)
    values (${code}, '[2024-04-01,)', ${form}, '{"least": 3, "sectors": ["general-practice"]}', '{"kind": "majority", "castingVote": "chair", "weighted": false}', true, 14, '2024-04-01', 'console:test')`.execute(db);
  for (const [title, sector, office, represents, holder, deputy] of seats) {
    const { rows } = await sql<{ id: string }>`
      insert into seat (forum_code, title, sector, office, represents_code, filling, is_voting, valid, entered_at, entered_by)
      values (${code}, ${title}, ${sector}, ${office}, ${represents}, 'nominated', true, '[2024-04-01,)', '2024-04-01', 'console:test') returning id`.execute(db);
    for (const [person, capacity] of [[holder, 'holder'], [deputy, 'deputy']] as const) {
      if (person) await sql`insert into seat_holding (seat_id, person_id, capacity, valid, entered_at, entered_by) values (${rows[0]!.id}, ${person}, ${capacity}, '[2024-04-01,)', '2024-04-01', 'console:test')`.execute(db);
    }
  }
}
