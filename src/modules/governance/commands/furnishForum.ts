import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../context.ts';
import type { Forum } from '../domain/forum.ts';
import { forumOf, seatsOn } from '../queries/forums.ts';
import { requireKeeper } from './requireKeeper.ts';

export const SET_UP = 'governance.set-up';

/** What a command over forums works with. */
export type ForumHouse = Pick<GovernanceContext, 'database' | 'now' | 'today'>;

/** Whether somebody may furnish a forum: who keeps it, and whoever sets up forums while this one has no chair. */
export async function mayFurnish(db: Kysely<unknown>, acting: Acting, forum: Forum, day: IsoDate, isKeeper: boolean): Promise<boolean> {
  if (isKeeper) return true;
  if (!acting.permissions.has(SET_UP)) return false;
  return !(await seatsOn(db, forum.code, day)).some(({ office, holder }) => office === 'chair' && holder !== null);
}

/** Holds a forum until the transaction ends, for somebody who may furnish it; throws `Refused` for everybody else. */
export async function requireFurnisher(transaction: Transaction<unknown>, acting: Acting, forumCode: string, day: IsoDate): Promise<Forum> {
  await sql`select 1 from forum where code = ${forumCode} for update`.execute(transaction);
  const forum = await forumOf(transaction, forumCode, day);
  if (forum && (await mayFurnish(transaction, acting, forum, day, false))) return forum;
  return requireKeeper(transaction, acting, forumCode, day);
}

export async function requireOrganisation(db: Kysely<unknown>, code: string, where: string): Promise<void> {
  const { rows } = await sql`select 1 from organisation where code = ${code}`.execute(db);
  if (rows.length > 0) return;
  throw new Refused({ code: 'organisation-unknown', what: 'The register has no organisation with this code.', where: `${where}: ${code}`, todo: 'Check the code, or search for the organisation by name.' });
}

export async function requirePerson(db: Kysely<unknown>, personId: string): Promise<void> {
  const { rows } = await sql`select 1 from person_details where person_id = ${personId}`.execute(db);
  if (rows.length > 0) return;
  throw new Refused({ code: 'person-unknown', what: 'Nobody known here has this number.', where: `person: ${personId}`, todo: 'Choose a person from the list, or invite them first.' });
}

/** Tells of a change of a forum in the chain. */
export const auditForum = (transaction: Transaction<unknown>, { by }: Acting, action: string, forumCode: string, detail: Record<string, string | number | boolean | null>, now: Date): Promise<void> =>
  appendAudit(transaction, { by, action, subject: { module: 'governance', kind: 'forum', id: forumCode }, detail }, now);
