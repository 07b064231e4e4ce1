import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { databaseOver } from './database.ts';
import type { Database } from './database.ts';

const DATE = 1082;
const BIGINT = 20;

/** PostgreSQL in this process, its files in `folder`. One process at a time: the data folder's lock sees to that. */
export async function openEmbedded(folder: string): Promise<Database> {
  const engine = await createEngine(folder);
  return databaseOver('pglite', () => new EmbeddedDriver(engine), async (script) => {
    try {
      await engine.exec(script);
    } catch (error) {
      await engine.exec('rollback');
      throw error;
    }
  });
}

async function createEngine(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({
      dataDir: folder,
      extensions: { btree_gist },
      // A day stays the text it is; a count fits a number.
      parsers: { [DATE]: (text: string) => text, [BIGINT]: Number },
    });
  } catch (error) {
    throw new Refused({
      code: 'record-does-not-open',
      what: `The embedded record cannot be opened (${error instanceof Error ? error.message : String(error)}).`,
      where: folder,
      todo: 'Free some space if the disk is full, and try again. If it stays so, restore a backup into an empty folder.',
    });
  }
}

/** PGlite is a single session, so a connection is a turn: whoever holds it is alone until it is released. */
class EmbeddedDriver implements Driver {
  private readonly engine: PGlite;
  private lastTurn: Promise<void> = Promise.resolve();
  private endTurn: () => void = () => {};
  private readonly connection: DatabaseConnection;

  constructor(engine: PGlite) {
    this.engine = engine;
    this.connection = {
      executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
        const result = await engine.query<Row>(query.sql, query.parameters as unknown[]);
        return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
      },
      // eslint-disable-next-line require-yield -- PGlite has no cursors to stream from.
      streamQuery: async function* () {
        throw new Error('The embedded record does not stream.');
      },
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.lastTurn;
    let end = () => {};
    this.lastTurn = new Promise((resolve) => (end = resolve));
    await before;
    this.endTurn = end;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.endTurn();
  }

  async beginTransaction(): Promise<void> {
    await this.engine.exec('begin');
  }

  async commitTransaction(): Promise<void> {
    await this.engine.exec('commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.engine.exec('rollback');
  }

  async destroy(): Promise<void> {
    await this.engine.close();
  }
}
