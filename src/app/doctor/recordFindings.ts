import { sql } from 'kysely';
import { verifyAudit } from '#platform/audit/audit.ts';
import { registerFaults } from '#register';
import { migrations } from '../migrations.ts';
import type { Settings } from '../settings.ts';
import type { System } from '../system.ts';
import { fine, sayCount, warn, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** A server whose clock is this far from ours would date what is written wrongly. */
const SKEW_MS_MAX = 60_000;
/** No Chorus ran before this. */
const EARLIEST_CLOCK = new Date('2025-01-01T00:00:00Z');

/** The record: engine, schema, numbering, audit, clock, mail, register. */
export async function recordFindings(system: System, settings: Settings): Promise<Finding[]> {
  return [
    await engineFinding(system),
    await schemaFinding(system),
    ...(await numberingFindings(system)),
    await auditFinding(system),
    ...(await clockFindings(system)),
    await mailFinding(system, settings),
    ...(await registerFindings(system)),
  ];
}

async function engineFinding({ database }: System): Promise<Finding> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(database.as());
  return fine('record', database.engine === 'pglite' ? `Opens; the embedded PostgreSQL ${rows[0]!.version}.` : `Opens; PostgreSQL ${rows[0]!.version}.`);
}

async function schemaFinding({ database }: System): Promise<Finding> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(database.as());
  const applied = new Set(rows.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !applied.has(name));
  return missing.length
    ? wrong('schema', `${sayCount(missing.length, 'migration')} not applied, such as ${missing[0]!.name}: the running Chorus is older than its files.`, 'Start Chorus again.')
    : fine('schema', `All ${migrations.length} migrations are applied.`);
}

/** A counter behind the rows that it numbers gives the next row a number that is taken. */
async function numberingFindings({ database }: System): Promise<Finding[]> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.oid::regclass::text as table, quote_ident(a.attname) as column, pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''`.execute(database.as());
  const findings: Finding[] = [];
  for (const { table, column, sequence } of rows) {
    const { rows: found } = await sql<{ isBehind: boolean }>`
      select (select max(${sql.raw(column)}) from ${sql.raw(table)}) > (select case when is_called then last_value else last_value - 1 end from ${sql.raw(sequence)}) as "isBehind"`.execute(database.as());
    if (found[0]?.isBehind) findings.push(wrong('record', `The numbering of ${table} is behind its rows: the next row cannot be added.`, `Run in the record: select setval('${sequence}', (select max(${column}) from ${table})).`));
  }
  return findings;
}

async function auditFinding({ database }: System): Promise<Finding> {
  const verdict = await verifyAudit(database.as());
  if (verdict.isIntact) return fine('audit', `The chain is whole: ${sayCount(verdict.entries, 'entry', 'entries')}.`);
  return wrong('audit', `The chain breaks at entry ${verdict.brokenAt}: ${verdict.why}.`, 'Somebody changed the record past Chorus. Keep a copy of it, and compare it with your backups; chorus audit verify says more.');
}

async function clockFindings({ database, register }: System): Promise<Finding[]> {
  const now = register.now();
  const { rows } = await sql<{ last: Date | null; theirs: Date }>`select (select max(at) from audit_entry) as last, clock_timestamp() as theirs`.execute(database.as());
  const { last, theirs } = rows[0]!;
  if (now < EARLIEST_CLOCK) return [wrong('clock', `This machine thinks it is ${now.toISOString().slice(0, 10)}.`, 'Set the clock: what is written is dated by it.')];
  if (last && last.getTime() - now.getTime() > SKEW_MS_MAX) return [wrong('clock', `This machine thinks it is ${now.toISOString()}, before the newest audit entry (${last.toISOString()}).`, 'Set the clock: what is written is dated by it.')];
  const skew = Math.abs(theirs.getTime() - now.getTime());
  if (skew > SKEW_MS_MAX) return [warn('clock', `The database’s clock and this machine’s are ${Math.round(skew / 1000)} seconds apart.`, 'Set both by the same time server.')];
  return [fine('clock', 'The clock is later than everything on record.')];
}

async function mailFinding({ database }: System, { smtpUrl }: Settings): Promise<Finding> {
  const { rows } = await sql<{ waiting: number; failed: number; givenUp: number }>`
    select count(*) filter (where next_attempt_at is not null) as waiting, count(*) filter (where next_attempt_at is not null and failure is not null) as failed,
      count(*) filter (where next_attempt_at is null and sent_at is null and failure is not null) as "givenUp" from mail`.execute(database.as());
  const { waiting, failed, givenUp } = rows[0]!;
  if (smtpUrl === null) {
    return waiting
      ? warn('mail', `No mail server is set, and ${sayCount(waiting, 'mail')} wait${waiting === 1 ? 's' : ''} in the outbox.`, 'Set SMTP_URL, or read the outbox in the site and pass the mails on.')
      : fine('mail', 'No mail server is set; mails would wait in the outbox, and none does.');
  }
  if (failed + givenUp === 0) return fine('mail', `A mail server is set; ${sayCount(waiting, 'mail')} waiting.`);
  return warn('mail', `The mail server did not take ${sayCount(failed + givenUp, 'mail')}${givenUp ? `; of these ${givenUp} will not be tried again` : ''}.`, 'The outbox in the site says why; check SMTP_URL and MAIL_FROM.');
}

async function registerFindings({ database }: System): Promise<Finding[]> {
  const { organisations, relations, faults } = await registerFaults(database.as());
  if (faults.length === 0) return [fine('register', `${sayCount(organisations, 'organisation')} and ${sayCount(relations, 'relation')} as known now fit together.`)];
  return faults.map(({ what, examples, count }) => wrong('register', `${sayCount(count, 'time')}: ${what}, such as ${examples.join(', ')}.`, 'Load the newest organisation files again; if it stays, report it with this line.'));
}
