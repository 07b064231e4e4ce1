import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, Kysely, QueryResult } from 'kysely';

type Rows = QueryResult<unknown>;

/** What one request reads. It is over once the request itself has written something. */
interface Scope {
  isOver: boolean;
  reads: Promise<Map<string, Promise<Rows>>> | null;
}

/** How many answers are kept, and how many values one may hold; what is larger is read again each time. */
const ANSWERS_MAX = 5_000;
const VALUES_MAX = 20_000;

/** A statement that changes nothing. */
const isQuestion = (text: string): boolean => /^\s*(?:select|with)\b/i.test(text) && !/\b(?:insert|update|delete|merge)\s|\bappend_audit\s*\(/i.test(text);
/** A question without a lock, whose answer would not be another by itself a moment later. */
const isKeepable = (text: string): boolean => isQuestion(text) && !/\b(?:now|random|nextval|clock_timestamp|pg_\w+)\s*\(|\bcurrent_/i.test(text);

/**
 * Keeps answers of the database for as long as nobody has written to it. PostgreSQL names what a statement sees by
 * its snapshot, and two that see the same snapshot read the same rows: so one small question at the first read of a
 * request tells whether the answers of the request before still hold. Whoever wrote, and by whichever process, the
 * snapshot is another. An answer is shared by all who asked, and therefore frozen.
 */
export class KeptReads {
  private readonly plain: Kysely<unknown>;
  private readonly scopes = new AsyncLocalStorage<Scope>();
  private kept = { snapshot: '', answers: new Map<string, Promise<Rows>>() };

  constructor(plain: Kysely<unknown>) {
    this.plain = plain;
  }

  run<Value>(work: () => Value): Value {
    return this.scopes.run({ isOver: false, reads: null }, work);
  }

  /** Something was written in this request: from now on it reads afresh. */
  end(): void {
    const scope = this.scopes.getStore();
    if (scope) scope.isOver = true;
  }

  async ask(query: CompiledQuery): Promise<Rows> {
    const scope = this.scopes.getStore();
    if (!scope || scope.isOver) return this.plain.executeQuery(query);
    if (!isKeepable(query.sql)) {
      if (!isQuestion(query.sql)) scope.isOver = true;
      return this.plain.executeQuery(query);
    }
    const answers = await (scope.reads ??= this.answersNow());
    const key = `${query.sql}\n${JSON.stringify(query.parameters)}`;
    const known = answers.get(key);
    if (known) return known;
    const answer = this.plain.executeQuery(query);
    if (answers.size >= ANSWERS_MAX) answers.clear();
    answers.set(key, answer);
    try {
      const found = await answer;
      if (!isFrozenWhole(found.rows)) answers.delete(key);
      return found;
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  }

  private async answersNow(): Promise<Map<string, Promise<Rows>>> {
    const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(this.plain);
    const { snapshot } = rows[0]!;
    if (snapshot !== this.kept.snapshot) this.kept = { snapshot, answers: new Map() };
    return this.kept.answers;
  }
}

/** Freezes an answer to its last value; false, and nothing frozen, where it holds too many to keep. */
function isFrozenWhole(rows: readonly unknown[]): boolean {
  const found: object[] = [rows];
  let values = 0;
  for (const one of found) {
    for (const value of Object.values(one)) {
      if (++values > VALUES_MAX) return false;
      if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) found.push(value);
    }
  }
  found.forEach((one) => Object.freeze(one));
  return true;
}

/** The driver of a Kysely that asks through what is kept. It holds no connection of its own, so it begins no transaction. */
export function keptDriver(reads: KeptReads): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) => (await reads.ask(query)) as QueryResult<Row>,
    // eslint-disable-next-line require-yield -- What is kept is not streamed.
    streamQuery: async function* () {
      throw new Error('What is kept is not streamed.');
    },
  };
  const noTransaction = async (): Promise<never> => {
    throw new Error('A transaction is begun by `inTransaction`.');
  };
  return { init: async () => {}, acquireConnection: async () => connection, releaseConnection: async () => {}, beginTransaction: noTransaction, commitTransaction: noTransaction, rollbackTransaction: noTransaction, destroy: async () => {} };
}
