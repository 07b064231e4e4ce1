import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '#platform/database/index.ts';

/** How a record was before a test had it. */
export interface FreshRecord {
  /** Tables, indices, functions and constraints by the transaction that made them, triggers by whether they run, and what the session has set. */
  shape: string;
  /** The rows that migrations put in, of each table as JSON. */
  rows: ReadonlyMap<string, string>;
  tables: readonly string[];
}

const SHAPE = sql<{ shape: string }>`
  select md5(string_agg(part, ',' order by part)) as shape from (
    select concat_ws(':', 'relation', oid, xmin) as part from pg_class where relnamespace = 'public'::regnamespace
    union all select concat_ws(':', 'trigger', oid, tgenabled) from pg_trigger
    union all select concat_ws(':', 'function', oid, xmin) from pg_proc where pronamespace = 'public'::regnamespace
    union all select concat_ws(':', 'constraint', oid, xmin) from pg_constraint where connamespace = 'public'::regnamespace
    union all select concat_ws(':', 'setting', name, setting) from pg_settings where source = 'session' and name not in ('session_replication_role', 'lock_timeout', 'transaction_isolation')
  ) as parts`;

export async function freshRecord(database: Database): Promise<FreshRecord> {
  const db = database.as();
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const { rows: held } = await sql<{ all: string | null }>`select json_agg(one)::text as all from ${sql.table(name)} as one`.execute(db);
    if (held[0]!.all) rows.set(name, held[0]!.all);
  }
  return { shape: (await SHAPE.execute(db)).rows[0]!.shape, rows, tables: tables.map(({ name }) => name) };
}

/**
 * Makes a record what it was before a test had it: every row gone but those of the migrations, every number given anew.
 * False where a test has changed more than rows: such a record is not to be used again.
 */
export async function makeEmptyAgain(database: Database, fresh: FreshRecord): Promise<boolean> {
  try {
    return await database.inTransaction(async (transaction) => {
      if ((await SHAPE.execute(transaction)).rows[0]!.shape !== fresh.shape) return false;
      await emptyTables(transaction, fresh);
      return true;
    });
  } catch {
    return false;
  }
}

async function emptyTables(transaction: Transaction<unknown>, { rows, tables }: FreshRecord): Promise<void> {
  // Neither the triggers that keep rows from being deleted nor those of foreign keys run for a replica.
  await sql`set local session_replication_role = replica`.execute(transaction);
  await sql`set local lock_timeout = '10s'`.execute(transaction);
  await sql.raw(`do $$ begin ${tables.map((name) => `delete from "${name}";`).join(' ')} end $$`).execute(transaction);
  for (const [name, held] of rows) await sql`insert into ${sql.table(name)} select * from json_populate_recordset(null::${sql.table(name)}, ${held})`.execute(transaction);
  await sql`select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences where last_value is not null`.execute(transaction);
}
