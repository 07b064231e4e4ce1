import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PlantedPosts } from './workforcePosts.ts';

const BATCH = 5_000;

/** Writes rows into a table, some thousands in a statement; each column with its type. */
async function insert(db: Kysely<unknown>, table: string, columns: Readonly<Record<string, string>>, rows: readonly unknown[][], also: Readonly<Record<string, string>> = {}): Promise<void> {
  const names = [...Object.keys(columns), ...Object.keys(also)].join(', ');
  const values = [...Object.values(columns).map((type, index) => (type === 'jsonb' ? `one -> ${index}` : `(one ->> ${index})::${type}`)), ...Object.values(also)].join(', ');
  for (let from = 0; from < rows.length; from += BATCH) {
    await sql`insert into ${sql.raw(table)} (${sql.raw(names)}) select ${sql.raw(values)} from jsonb_array_elements(${JSON.stringify(rows.slice(from, from + BATCH))}::jsonb) one on conflict do nothing`.execute(db);
  }
}

const [ENTERED, RECORDED] = [{ entered_at: 'now()', entered_by: `'console:bench'` }, { recorded: `tstzrange(now(), null)`, recorded_by: `'console:bench'` }];

/** Keeps all those posts as if PCNs had entered them: straight into the tables, as a command for each would take hours. */
export async function plantWorkforce(db: Kysely<unknown>, { words, staff, teams, posts, versions, fillings, away, records, worth }: PlantedPosts): Promise<void> {
  await insert(db, 'words_written', { id: 'uuid', words: 'text' }, words, { written_at: 'now()' });
  await insert(db, 'staff_member', { id: 'uuid', pcn_code: 'text', name_id: 'uuid' }, staff, ENTERED);
  await insert(db, 'network_team', { id: 'uuid', pcn_code: 'text', name: 'text' }, teams, { valid: `'[2019-07-01,)'`, ...ENTERED });
  await insert(db, 'post', { id: 'uuid', pcn_code: 'text', reference: 'text' }, posts, ENTERED);
  const facts = { role: 'text', title: 'text', wte: 'text', employer_code: 'text', home_practice_code: 'text', home_team_id: 'uuid', work_places: 'jsonb', line_manager_id: 'uuid', clinical_supervisor_id: 'uuid', meets_every_weeks: 'smallint', sits_at: 'text', funded_by: 'text', valid: 'daterange' };
  await insert(db, 'post_version', { post_id: 'uuid', ...facts }, versions, { region: `'national'`, ...RECORDED });
  await insert(db, 'filling', { id: 'uuid', post_id: 'uuid', staff_id: 'uuid', wte: 'text', valid: 'daterange', leaving_reason: 'text' }, fillings, RECORDED);
  await insert(db, 'staff_away', { id: 'uuid', staff_id: 'uuid', valid: 'daterange' }, away, { kind: `'away'`, ...RECORDED });
  await insert(db, 'load_record', { pcn_code: 'text', practice_code: 'text', post_id: 'uuid', kind: 'text', happened_on: 'date', minutes: 'integer' }, records, ENTERED);
  await insert(db, 'worth_count', { pcn_code: 'text', practice_code: 'text', role: 'text', kind: 'text', month: 'date', count: 'integer', minutes: 'integer' }, worth, ENTERED);
  await sql`analyze`.execute(db);
}
