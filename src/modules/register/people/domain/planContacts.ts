import { parseIsoDate, type IsoDate } from '#kernel/isoDate.ts';
import type { Permission } from '#platform/web/session.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import type { ContactColumn, ContactRow, RowRefusal } from './contactsFile.ts';
import { emailOf } from './email.ts';
import { mayGive, type PermissionTable } from './permissions.ts';
import { isRoleId, ROLE_IDS, whyNotHeldAt, type RoleId } from './roles.ts';

/** A role at an organisation (none: in the system as a whole), from its first day to its last (null: it goes on). */
export interface RoleSpan {
  role: RoleId;
  organisationCode: string | null;
  start: IsoDate;
  end: IsoDate | null;
}

export interface ContactFacts {
  kindOf: (organisationCode: string) => OrganisationKind | null;
  /** Who has an address now, and the roles that they are believed to hold. */
  heldBy: (email: string) => { personId: string; roles: readonly RoleSpan[] } | null;
  table: PermissionTable;
  permissions: ReadonlySet<Permission>;
}

export interface PlannedPerson {
  /** Null for somebody who is not known yet. */
  personId: string | null;
  email: string;
  name: string;
  adds: RoleSpan[];
}

export interface ContactPlan {
  people: PlannedPerson[];
  unchanged: number;
  refusals: RowRefusal[];
}

/** Decides what a contacts file would change, row by row, and why it cannot where it cannot. */
export function planContacts(rows: readonly ContactRow[], facts: ContactFacts): ContactPlan {
  const plan: ContactPlan = { people: [], unchanged: 0, refusals: [] };
  const byEmail = new Map<string, PlannedPerson>();
  for (const row of rows) {
    const read = readRow(row, facts);
    if ('refusal' in read) {
      plan.refusals.push(read.refusal);
      continue;
    }
    const { email, name, span } = read;
    const known = facts.heldBy(email);
    const planned = byEmail.get(email) ?? { personId: known?.personId ?? null, email, name, adds: [] };
    const others = [...(known?.roles ?? []), ...planned.adds].filter(({ role, organisationCode }) => role === span.role && organisationCode === span.organisationCode);
    if (others.some((other) => other.start === span.start && other.end === span.end)) {
      plan.unchanged += 1;
      continue;
    }
    const clash = others.find((other) => overlap(other, span));
    if (clash) {
      const reason = `This person holds this role there already, from ${clash.start}${clash.end ? ` to ${clash.end}` : ''}. Leave the row out, or correct the role on the person’s page first.`;
      plan.refusals.push(refusal(row, 'start', reason));
      continue;
    }
    planned.adds.push(span);
    if (!byEmail.has(email)) plan.people.push(planned);
    byEmail.set(email, planned);
  }
  return plan;
}

/** Whether two spans share a day. */
export function overlap(left: { start: string; end: string | null }, right: { start: string; end: string | null }): boolean {
  return (left.end === null || right.start <= left.end) && (right.end === null || left.start <= right.end);
}

const refusal = (row: ContactRow, column: ContactColumn, reason: string): RowRefusal => ({ line: row.line, column, value: row[column], reason });

function readRow(row: ContactRow, { kindOf, table, permissions }: ContactFacts): { email: string; name: string; span: RoleSpan } | { refusal: RowRefusal } {
  const no = (column: ContactColumn, reason: string): { refusal: RowRefusal } => ({ refusal: refusal(row, column, reason) });
  const email = emailOf(row.email);
  if (!email) return no('email', 'This is not an e-mail address.');
  const name = row.name.replace(/\s+/g, ' ').trim();
  if (!name || name.length > 120) return no('name', 'Give a name of 1 to 120 letters.');
  if (!isRoleId(row.role)) return no('role', `There is no such role. The roles are ${ROLE_IDS.join(', ')}.`);
  if (!mayGive(table, row.role, permissions)) return no('role', 'You may not give this role: it lets its holder do more than you may.');
  const organisationCode = row.organisation_code.trim().toUpperCase() || null;
  const kind = organisationCode === null ? null : kindOf(organisationCode);
  if (organisationCode !== null && kind === null) return no('organisation_code', 'The register has no organisation with this code.');
  const misfit = whyNotHeldAt(row.role, kind);
  if (misfit) return no('organisation_code', misfit);
  const start = parseIsoDate(row.start);
  if (!start) return no('start', 'Give the first day as a date, such as 2025-04-01.');
  const end = row.end.trim() === '' ? null : parseIsoDate(row.end);
  if (row.end.trim() !== '' && !end) return no('end', 'Give the last day as a date, such as 2026-03-31, or leave it empty.');
  if (end && end < start) return no('end', 'The last day is before the first.');
  return { email, name, span: { role: row.role, organisationCode, start, end } };
}
