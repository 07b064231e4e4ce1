import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { toIsoDate, type IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import { mayGive, permissionsOf } from '../domain/permissions.ts';
import type { RoleSpan } from '../domain/planContacts.ts';
import { ROLE_IDS, whyNotHeldAt, type RoleId } from '../domain/roles.ts';
import { auditRole, believe, disbelieve, heldBefore, heldNow, momentOf, newHolding, type Holding } from './keepRoles.ts';
import { authorise, type InTransaction, type PeopleContext } from './peopleContext.ts';

/** Gives a person a role. Gives the number of the new holding. */
export async function addRole(context: PeopleContext, personId: string, span: RoleSpan): Promise<string> {
  authoriseRole(context, span.role);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    await requirePerson(transaction, personId);
    await requireFit(transaction, span);
    const holding = newHolding(personId, span);
    await believe(transaction, holding, await momentOf(transaction, personId, context.now()));
    await auditRole(transaction, context, 'add-role', holding, context.now());
    return holding.holdingId;
  });
}

/** Ends a role on a day, its last. A role that was never held is withdrawn instead. */
export async function endRole(context: PeopleContext, { holdingId, lastDay }: { holdingId: string; lastDay: IsoDate }): Promise<void> {
  await changeHolding(context, holdingId, 'end-role', (held) => {
    if (lastDay >= held.start) return { ...held, end: lastDay };
    throw new Refused({
      code: 'role-ends-before-it-begins',
      what: `This role began on ${held.start}, so it cannot have ended on ${lastDay}.`,
      where: 'last day',
      todo: 'Give a later day; or, if the role was entered by mistake, say so instead.',
    });
  });
}

/** Takes back a role that was entered by mistake. It stays on record that it was believed until now. */
export async function withdrawRole(context: PeopleContext, holdingId: string): Promise<void> {
  await changeHolding(context, holdingId, 'withdraw-role', () => null);
}

const UNDO_MINUTES = 15;

/** Puts a holding back to what was believed before its last change, soon after that change. */
export async function undoRoleChange(context: PeopleContext, holdingId: string): Promise<void> {
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const current = await heldNow(transaction, holdingId);
    const before = await heldBefore(transaction, holdingId);
    const held = current ?? before;
    if (!held) throw unknownHolding;
    authoriseRole(context, held.role);
    await requirePerson(transaction, held.personId);
    await requireRecent(transaction, holdingId, now);
    const at = await momentOf(transaction, held.personId, now);
    if (current) await disbelieve(transaction, holdingId, at);
    if (before) await believe(transaction, before, at);
    await auditRole(transaction, context, 'undo-role-change', before ?? held, now);
    await requireAdministrator(transaction, context);
  });
}

async function changeHolding(context: PeopleContext, holdingId: string, action: string, change: (held: Holding) => Holding | null): Promise<void> {
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const held = await heldNow(transaction, holdingId);
    if (!held) throw unknownHolding;
    authoriseRole(context, held.role);
    await requirePerson(transaction, held.personId);
    const changed = change(held);
    const at = await momentOf(transaction, held.personId, now);
    await disbelieve(transaction, holdingId, at);
    if (changed) await believe(transaction, changed, at);
    await auditRole(transaction, context, action, changed ?? held, now);
    await requireAdministrator(transaction, context);
  });
}

function authoriseRole(context: PeopleContext, role: RoleId): void {
  authorise(context, 'people.invite');
  if (mayGive(context.permissionTable, role, context.permissions)) return;
  throw new Refused({
    code: 'not-allowed',
    what: 'You may not give or end this role: it lets its holder do more than you may.',
    where: role,
    todo: 'Ask a system administrator.',
  });
}

async function requirePerson(db: Kysely<unknown>, personId: string): Promise<void> {
  const { rows } = await sql`select 1 from person_details where person_id = ${personId}`.execute(db);
  if (rows.length > 0) return;
  throw new Refused({ code: 'person-not-found', what: 'Nobody known here has this number.', where: personId, todo: 'Choose a person from the list of people.' });
}

async function requireFit(db: Kysely<unknown>, { role, organisationCode }: RoleSpan): Promise<void> {
  const { rows } = await sql<{ kind: OrganisationKind }>`select kind from organisation where code = ${organisationCode}`.execute(db);
  if (organisationCode !== null && rows.length === 0) {
    throw new Refused({ code: 'organisation-unknown', what: 'The register has no organisation with this code.', where: organisationCode, todo: 'Check the code, or search for the organisation by name.' });
  }
  const misfit = whyNotHeldAt(role, rows[0]?.kind ?? null);
  if (misfit) throw new Refused({ code: 'role-not-held-there', what: misfit, where: organisationCode ?? 'organisation', todo: 'Choose another role or another organisation.' });
}

/** Undo is for slips; what has stood for a while is corrected, not undone. */
async function requireRecent(db: Kysely<unknown>, holdingId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ changed: Date }>`select max(greatest(lower(recorded), upper(recorded))) as changed from role_held where holding_id = ${holdingId}`.execute(db);
  if (now.getTime() - rows[0]!.changed.getTime() <= UNDO_MINUTES * 60_000) return;
  throw new Refused({ code: 'too-late-to-undo', what: `A change can be undone for ${UNDO_MINUTES} minutes, and this one is older.`, todo: 'Add or end the role instead.' });
}

/** Refuses a change that would leave nobody to look after the system; the console is the way out of that, not into it. */
export async function requireAdministrator(transaction: InTransaction, { permissionTable, by, now }: PeopleContext): Promise<void> {
  if (by.startsWith('console:')) return;
  const roles = ROLE_IDS.filter((role) => permissionsOf(permissionTable, [role]).has('system.administer'));
  const { rows } = await sql`
    select 1 from role_held join person_details using (person_id)
    where role in (${sql.join(roles)}) and upper_inf(recorded) and valid @> ${toIsoDate(now())}::date limit 1`.execute(transaction);
  if (rows.length > 0) return;
  throw new Refused({ code: 'last-administrator', what: 'This would leave the system without an administrator.', todo: 'Give somebody else that role first.' });
}

const unknownHolding = new Refused({ code: 'role-not-found', what: 'This role is not held, or was changed by somebody else.', todo: 'Open the person’s page again.' });
