import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrations } from '../src/app/migrations.ts';
import { verifyAudit } from '../src/platform/audit/audit.ts';
import { migrate, openEmbedded } from '../src/platform/database/index.ts';
import type { Database } from '../src/platform/database/index.ts';

/**
 * How long `chorus audit verify` takes over a long chain in the embedded record, and as a ratio to hashing the same bytes
 * alone. `npx tsx bench/audit.ts [entries]` prints one JSON object.
 */
const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const BATCH = 10_000;
const START = Date.UTC(2025, 0, 1);

interface Link {
  sequence: number;
  at: string;
  previousHash: string;
  hash: string;
  text: string;
}

/** A valid chain. `verifyAudit` itself proves that it is built as the platform builds it. */
function* chain(): Generator<Link> {
  let previousHash = '0'.repeat(64);
  for (let sequence = 1; sequence <= ENTRIES; sequence += 1) {
    const at = new Date(START + sequence * 1000).toISOString();
    const text = JSON.stringify([previousHash, sequence, at, 'bench', 'count-up', 'bench', 'number', String(sequence), { count: sequence, isEven: sequence % 2 === 0 }]);
    const hash = createHash('sha256').update(text).digest('hex');
    yield { sequence, at, previousHash, hash, text };
    previousHash = hash;
  }
}

async function plant(database: Database): Promise<void> {
  let batch: Link[] = [];
  const write = async () => {
    await sql`
      insert into audit_entry (sequence, at, by, action, subject_module, subject_kind, subject_id, detail, previous_hash, hash)
      select (one ->> 0)::bigint, (one ->> 1)::timestamptz, 'bench', 'count-up', 'bench', 'number', one ->> 0,
        jsonb_build_object('count', (one ->> 0)::bigint, 'isEven', (one ->> 0)::bigint % 2 = 0), one ->> 2, one ->> 3
      from jsonb_array_elements(${JSON.stringify(batch.map(({ sequence, at, previousHash, hash }) => [sequence, at, previousHash, hash]))}::jsonb) as one`.execute(database.as());
    batch = [];
  };
  for (const link of chain()) {
    batch.push(link);
    if (batch.length === BATCH) await write();
  }
  if (batch.length) await write();
}

/** By the clock, and of this process's own computing, which a busy machine does not stretch. */
async function secondsOf(work: () => Promise<void> | void): Promise<{ clock: number; computing: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - start) / 1000, computing: (user + system) / 1e6 };
}

const folder = mkdtempSync(join(tmpdir(), 'chorus-bench-audit-'));
try {
  const database = await openEmbedded(join(folder, 'record'));
  await migrate(database, migrations);
  await plant(database);
  let isIntact = false;
  const verify = await secondsOf(async () => {
    isIntact = (await verifyAudit(database.as())).isIntact;
  });
  await database.close();
  let last = '';
  const hash = await secondsOf(() => {
    for (const link of chain()) last = link.hash;
  });
  if (!isIntact || last === '') throw new Error('The planted chain does not verify');
  process.stdout.write(`${JSON.stringify({ bench: 'audit', engine: 'pglite', entries: ENTRIES, verifySeconds: verify, hashSeconds: hash, ratio: verify.computing / hash.computing, rssMaxMb: process.resourceUsage().maxRSS / 1024 }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
