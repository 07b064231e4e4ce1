import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import type { Driver, Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { KeptReads, keptDriver } from './keptReads.ts';

export type Engine = 'pglite' | 'postgresql';

export interface Database {
  engine: Engine;
  /** Typed by each module: `database.as<RegisterTables>()`. */
  as<Tables>(): Kysely<Tables>;
  /** Runs `work` in one transaction; a throw rolls all of it back. */
  inTransaction<Tables, Value>(work: (transaction: Transaction<Tables>) => Promise<Value>): Promise<Value>;
  /** Within `work`, what `as` selects is read once for all who ask the same, until somebody writes. Its rows are frozen. */
  keepingReads<Value>(work: () => Value): Value;
  /** Runs SQL text with several statements, as migrations have. */
  runScript(script: string): Promise<void>;
  close(): Promise<void>;
}

/** The oldest server that has temporal constraints. */
const OLDEST_SERVER = 180000;

export function databaseOver(engine: Engine, driver: () => Driver, runScript: Database['runScript']): Database {
  const plain = kyselyOver(driver);
  const reads = new KeptReads(plain);
  const kysely = kyselyOver(() => keptDriver(reads));
  return {
    engine,
    as: <Tables>() => kysely as unknown as Kysely<Tables>,
    async inTransaction<Tables, Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) {
      reads.end();
      return (plain as unknown as Kysely<Tables>).transaction().execute(work);
    },
    keepingReads: (work) => reads.run(work),
    runScript,
    close: () => plain.destroy(),
  };
}

const kyselyOver = (driver: () => Driver): Kysely<unknown> =>
  new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

/** Refuses a PostgreSQL server that is too old to guard two-fold time. */
export async function checkServerVersion(database: Database, where: string): Promise<void> {
  const { rows } = await sql<{ version: number; name: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name
  `.execute(database.as());
  const [server] = rows;
  if (server && server.version >= OLDEST_SERVER) return;
  throw new Refused({
    code: 'database-too-old',
    what: `This PostgreSQL is version ${server?.name ?? 'unknown'}; Chorus needs 18 or later.`,
    where,
    todo: 'Point DATABASE_URL at PostgreSQL 18 or later, or leave it unset to use the record that comes with Chorus.',
  });
}
