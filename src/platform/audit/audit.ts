import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';

/** Who did it: a person, or the console (`console:<user>`), or Chorus itself (`chorus`). Never a name or an address. */
export type Actor = string;

/** What another module, or this one, calls a thing. */
export interface SubjectRef {
  module: string;
  kind: string;
  id: string;
}

export interface AuditEntry {
  by: Actor;
  /** Verb-noun, such as `load-publication`. */
  action: string;
  subject: SubjectRef;
  /** Identifiers, counts and digests; never words somebody wrote, a name or an address. */
  detail: Record<string, string | number | boolean | null>;
}

export interface AuditRow extends AuditEntry {
  sequence: number;
  at: string;
  previous_hash: string;
  hash: string;
}

const GENESIS = '0'.repeat(64);

/** An entry as JSON cells, the keys of its detail in a fixed order. */
function cellsOf({ by, action, subject: { module, kind, id }, detail }: AuditEntry, at: string): unknown[] {
  const sorted = Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [at, by, action, module, kind, id, sorted];
}

/** What the hash covers. */
const linkOf = (row: Omit<AuditRow, 'hash'>): string => JSON.stringify([row.previous_hash, row.sequence, ...cellsOf(row, row.at)]);

const hashOf = (row: Omit<AuditRow, 'hash'>): string => createHash('sha256').update(linkOf(row)).digest('hex');

/** An entry as `append_audit` takes it in SQL: for a statement that writes and audits at once. */
export const auditTail = (entry: AuditEntry, now: Date): string => JSON.stringify(cellsOf(entry, now.toISOString()));

/** Adds to the chain, inside the transaction of the write that it tells of: both stand or neither. */
export async function appendAudit(transaction: Transaction<unknown>, entry: AuditEntry, now: Date): Promise<void> {
  await sql`select append_audit(${auditTail(entry, now)})`.execute(transaction);
}

export type AuditVerdict = { isIntact: true; entries: number; lastHash: string } | { isIntact: false; entries: number; brokenAt: number; why: string };

const BATCH = 20_000;

type AuditCells = [sequence: number, at: string, by: string, action: string, module: string, kind: string, id: string, detail: AuditRow['detail'], previousHash: string, hash: string];

/** Walks the whole chain and says where it breaks, if it does. */
export async function verifyAudit(database: Kysely<unknown>): Promise<AuditVerdict> {
  let previousHash = GENESIS;
  let entries = 0;
  // From below 1, so that an entry slipped in before the first is found too.
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    // One JSON text a batch: a million small cells cost far more one by one.
    const { rows } = await sql<{ batch: AuditCells[] | null }>`
      select json_agg(json_build_array(sequence, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), by, action, subject_module,
        subject_kind, subject_id, detail, previous_hash, hash) order by sequence) as batch
      from (select * from audit_entry where sequence > ${after} order by sequence limit ${sql.lit(BATCH)}) as next`.execute(database);
    const batch = rows[0]?.batch ?? [];
    for (const [sequence, at, by, action, module, kind, id, detail, previous_hash, hash] of batch) {
      const expected = entries + 1;
      const row: AuditRow = { sequence, at, by, action, subject: { module, kind, id }, detail, previous_hash, hash };
      if (row.sequence !== expected) return { isIntact: false, entries, brokenAt: expected, why: `entry ${expected} is missing` };
      if (row.previous_hash !== previousHash) return { isIntact: false, entries, brokenAt: expected, why: 'it does not follow from the entry before it' };
      if (hashOf(row) !== row.hash) return { isIntact: false, entries, brokenAt: expected, why: 'its words were changed after it was written' };
      previousHash = row.hash;
      entries = expected;
      after = expected;
    }
    if (batch.length < BATCH) return { isIntact: true, entries, lastHash: previousHash };
  }
}
