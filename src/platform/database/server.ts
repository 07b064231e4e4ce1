import pg from 'pg';
import { PostgresDriver } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { checkServerVersion, databaseOver } from './database.ts';
import type { Database } from './database.ts';

const DATE = 1082;
const BIGINT = 20;

/** A PostgreSQL server at `url` (18 or later). Never prints the address, which holds a password. */
export async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => {
        if (oid === DATE) return (text: string) => text;
        if (oid === BIGINT) return Number;
        return pg.types.getTypeParser(oid, format);
      }) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that the server drops must not end the process; the next query says what is wrong.
  pool.on('error', () => {});
  const database = databaseOver('postgresql', () => new PostgresDriver({ pool }), async (script) => {
    const client = await pool.connect();
    try {
      await client.query(script);
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  });
  try {
    await checkServerVersion(database, 'DATABASE_URL');
  } catch (error) {
    await database.close();
    if (error instanceof Refused) throw error;
    throw new Refused({
      code: 'database-does-not-answer',
      what: `The PostgreSQL server does not answer (${error instanceof Error ? error.message || error.name : String(error)}).`,
      where: 'DATABASE_URL',
      todo: 'Start the server or mend the address; or leave DATABASE_URL unset to use the record that comes with Chorus.',
    });
  }
  return database;
}
