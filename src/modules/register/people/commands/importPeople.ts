import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import type { ContactRow, RowRefusal } from '../domain/contactsFile.ts';
import { emailOf } from '../domain/email.ts';
import { planContacts, type ContactPlan } from '../domain/planContacts.ts';
import { auditRole, believe, holdingsOf, momentOf, newHolding } from './keepRoles.ts';
import { makePerson, sendInvitation } from './keepPerson.ts';
import { authorise, type InTransaction, type PeopleContext } from './peopleContext.ts';

/** What an import did; with refusals it did nothing. */
export interface ImportOutcome {
  refusals: RowRefusal[];
  peopleMade: number;
  rolesAdded: number;
  rowsUnchanged: number;
}

/** Says what an import would change, and changes nothing. */
export async function planImport(context: PeopleContext, rows: readonly ContactRow[]): Promise<ContactPlan> {
  authorise(context, 'people.invite');
  return planContacts(rows, await factsFor(context, context.database.as<unknown>(), rows));
}

/**
 * Makes people known and gives them roles, from the rows of a contacts file: all of them, or none where one row
 * cannot be taken. Rows that are so already change nothing, so importing twice is importing once.
 */
export async function importPeople(context: PeopleContext, rows: readonly ContactRow[], { sendInvitations }: { sendInvitations: boolean }): Promise<ImportOutcome> {
  authorise(context, 'people.invite');
  const now = context.now();
  return context.database.inTransaction<unknown, ImportOutcome>(async (transaction) => {
    const plan = planContacts(rows, await factsFor(context, transaction, rows));
    const outcome = { refusals: plan.refusals, peopleMade: 0, rolesAdded: 0, rowsUnchanged: plan.unchanged };
    if (plan.refusals.length > 0) return outcome;
    for (const { personId: known, email, name, adds } of plan.people) {
      const personId = known ?? (await makePerson(transaction, context, { name, email }, now));
      await addRoles(transaction, context, personId, adds);
      if (!known && sendInvitations) await sendInvitation(transaction, context, { personId, name, email }, now);
      outcome.peopleMade += known ? 0 : 1;
      outcome.rolesAdded += adds.length;
    }
    return outcome;
  });
}

async function addRoles(transaction: InTransaction, context: PeopleContext, personId: string, adds: ContactPlan['people'][number]['adds']): Promise<void> {
  const at = await momentOf(transaction, personId, context.now());
  for (const span of adds) {
    const holding = newHolding(personId, span);
    await believe(transaction, holding, at);
    await auditRole(transaction, context, 'add-role', holding, context.now());
  }
}

async function factsFor({ permissionTable, permissions }: PeopleContext, db: Kysely<unknown>, rows: readonly ContactRow[]): Promise<Parameters<typeof planContacts>[1]> {
  const codes = distinct(rows.map((row) => row.organisation_code.trim().toUpperCase()));
  const emails = distinct(rows.map((row) => emailOf(row.email) ?? ''));
  const kinds = new Map((await kindsOf(db, codes)).map(({ code, kind }) => [code, kind]));
  const people = await peopleWith(db, emails);
  const holdings = await holdingsOf(db, people.map(({ personId }) => personId));
  const held = new Map(people.map(({ email, personId }) => [email, { personId, roles: holdings.filter((each) => each.personId === personId) }]));
  return { kindOf: (code) => kinds.get(code) ?? null, heldBy: (email) => held.get(email) ?? null, table: permissionTable, permissions };
}

const distinct = (texts: string[]): string[] => [...new Set(texts)].filter(Boolean);

async function kindsOf(db: Kysely<unknown>, codes: readonly string[]): Promise<{ code: string; kind: OrganisationKind }[]> {
  if (codes.length === 0) return [];
  return (await sql<{ code: string; kind: OrganisationKind }>`select code, kind from organisation where code in (${sql.join(codes)})`.execute(db)).rows;
}

async function peopleWith(db: Kysely<unknown>, emails: readonly string[]): Promise<{ email: string; personId: string }[]> {
  if (emails.length === 0) return [];
  return (await sql<{ email: string; personId: string }>`select email, person_id as "personId" from person_details where email in (${sql.join(emails)})`.execute(db)).rows;
}
