import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit, type AuditEntry } from '#platform/audit/audit.ts';
import type { RoleSpan } from '../domain/planContacts.ts';
import type { RoleId } from '../domain/roles.ts';
import type { InTransaction, PeopleContext } from './peopleContext.ts';

/** What is believed now of one holding of a role. */
export interface Holding extends RoleSpan {
  holdingId: string;
  personId: string;
}

/** Tells of a change of roles in the chain: identifiers and dates, no name. */
export function auditRole(transaction: InTransaction, context: PeopleContext, action: string, { personId, holdingId, role, organisationCode, start, end }: Holding, at: Date): Promise<void> {
  const entry: AuditEntry = {
    by: context.by,
    action,
    subject: { module: 'register', kind: 'person', id: personId },
    detail: { holding: holdingId, role, organisation: organisationCode, start, end },
  };
  return appendAudit(transaction, entry, at);
}

/**
 * The moment to record a change at: now, or just after what was last recorded of this person, so that no belief is
 * ended in the moment that it began.
 */
export async function momentOf(transaction: InTransaction, personId: string, now: Date): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select to_char(greatest(${now.toISOString()}::timestamptz, max(lower(recorded)) + interval '1 microsecond', max(upper(recorded))) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from role_held where person_id = ${personId}`.execute(transaction);
  return rows[0]!.at;
}

/** Begins to believe in a holding. The database refuses one that overlaps another of the same role at the same place. */
export async function believe(transaction: InTransaction, holding: Holding, at: string): Promise<void> {
  const { holdingId, personId, role, organisationCode, start, end } = holding;
  try {
    await sql`
      insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded)
      values (${holdingId}, ${personId}, ${role}, ${organisationCode}, daterange(${start}::date, ${end}::date, '[]'), tstzrange(${at}::timestamptz, null))`.execute(transaction);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23P01') throw error;
    throw new Refused({
      code: 'role-overlaps',
      what: 'This person holds this role there already on some of these days.',
      where: [role, organisationCode, start].filter(Boolean).join(', '),
      todo: 'End or correct the other one first, or choose days that it does not cover.',
    });
  }
}

/** Stops believing in what is held of a holding; it stays on record as what was believed until then. */
export async function disbelieve(transaction: InTransaction, holdingId: string, at: string): Promise<void> {
  await sql`update role_held set recorded = tstzrange(lower(recorded), ${at}::timestamptz) where holding_id = ${holdingId} and upper_inf(recorded)`.execute(transaction);
}

export const newHolding = (personId: string, span: RoleSpan): Holding => ({ ...span, personId, holdingId: randomUUID() });

const lastDay = sql<IsoDate | null>`case when upper_inf(valid) then null else upper(valid) - 1 end`;

const holdingColumns = sql`holding_id as "holdingId", person_id as "personId", role, organisation_code as "organisationCode", lower(valid) as start, ${lastDay} as "end"`;

export async function heldNow(db: Kysely<unknown>, holdingId: string): Promise<Holding | null> {
  const { rows } = await sql<Holding>`select ${holdingColumns} from role_held where holding_id = ${holdingId} and upper_inf(recorded)`.execute(db);
  return rows[0] ?? null;
}

/** What was believed of a holding just before what is believed now (or before it was withdrawn). */
export async function heldBefore(db: Kysely<unknown>, holdingId: string): Promise<(Holding & { until: Date }) | null> {
  const { rows } = await sql<Holding & { until: Date }>`
    select ${holdingColumns}, upper(recorded) as until from role_held
    where holding_id = ${holdingId} and not upper_inf(recorded) order by upper(recorded) desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function holdingsOf(db: Kysely<unknown>, personIds: readonly string[]): Promise<Holding[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<Holding>`
    select ${holdingColumns} from role_held where person_id in (${sql.join(personIds)}) and upper_inf(recorded) order by lower(valid)`.execute(db);
  return rows;
}

/** The roles that a person holds on a day, as believed now. */
export async function rolesHeldOn(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<RoleId[]> {
  const { rows } = await sql<{ role: RoleId }>`
    select distinct role from role_held where person_id = ${personId} and upper_inf(recorded) and valid @> ${day}::date`.execute(db);
  return rows.map(({ role }) => role);
}
