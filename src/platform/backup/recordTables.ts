import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { SequenceState } from './manifest.ts';

/** A table of the record, as the database describes it. */
export interface RecordTable {
  name: string;
  /** In order, without generated ones: the database makes those again. */
  columns: { name: string; type: string }[];
  /** The primary key, by which the rows are put in order; empty where there is none. */
  key: string[];
}

const notOfAnExtension = (catalogue: string) => sql`not exists (select from pg_depend d where d.classid = ${sql.lit(catalogue)}::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Every table of the record, whatever module it is of. */
export async function tablesOf(database: Kysely<unknown>): Promise<RecordTable[]> {
  const { rows } = await sql<RecordTable>`
    select c.relname as name,
      (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(a.attname order by part.place), '[]')
        from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as part (attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and ${notOfAnExtension('pg_class')}
    order by c.relname`.execute(database);
  return rows;
}

export async function countRows(database: Kysely<unknown>, tables: RecordTable[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(database);
    counts.set(name, rows[0]!.count);
  }
  return counts;
}

/** Where each sequence stands. Sequences keep no snapshot: read after the rows, they are never behind them. */
export async function sequencesOf(database: Kysely<unknown>): Promise<SequenceState[]> {
  const { rows: names } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' and ${notOfAnExtension('pg_class')} order by 1`.execute(database);
  const states: SequenceState[] = [];
  for (const { name } of names) {
    const { rows } = await sql<{ lastValue: string; isCalled: boolean }>`select last_value::text as "lastValue", is_called as "isCalled" from ${sql.table(name)}`.execute(database);
    states.push({ name, ...rows[0]! });
  }
  return states;
}

/** Takes away all that migrations made, tables, sequences, functions and types, and leaves the list of them empty. */
export async function dropRecord(transaction: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('drop table if exists %s cascade', c.oid::regclass) as statement from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration' and ${notOfAnExtension('pg_class')}
    union all select format('drop sequence if exists %s cascade', c.oid::regclass) from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' and ${notOfAnExtension('pg_class')}
    union all select format('drop routine if exists %s cascade', c.oid::regprocedure) from pg_proc c
      where c.pronamespace = current_schema()::regnamespace and ${notOfAnExtension('pg_proc')}
    union all select format('drop type if exists %s cascade', c.oid::regtype) from pg_type c
      where c.typnamespace = current_schema()::regnamespace and c.typtype in ('d', 'e') and ${notOfAnExtension('pg_type')}`.execute(transaction);
  for (const { statement } of rows) await sql.raw(statement).execute(transaction);
  await sql`delete from migration`.execute(transaction);
}

/** Text forms that do not depend on where a database stands or how it was set up. */
export async function useExactText(transaction: Transaction<unknown>): Promise<void> {
  for (const setting of [`timezone = 'UTC'`, `datestyle = 'ISO, YMD'`, `intervalstyle = 'iso_8601'`, `bytea_output = 'hex'`, 'extra_float_digits = 1']) {
    await sql.raw(`set local ${setting}`).execute(transaction);
  }
}
