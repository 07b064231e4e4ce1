import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { rolesOfPersonOn } from '#register';
import type { RoleId } from '#register';
import type { Acting } from '../context.ts';
import type { Body } from '../domain/authority/grant.ts';
import { standsFor } from '../domain/authority/standsFor.ts';
import type { Forum } from '../domain/forum.ts';
import { isUuid } from '../domain/uuid.ts';
import type { Register } from '../queries/areas.ts';
import { forumOf, forumsOn } from '../queries/forums.ts';
import { isKeeper } from './requireKeeper.ts';

export const DELEGATE = 'governance.delegate';

/** Roles whose holders speak for the organisation at which they hold them. Whoever looks after the system speaks for nobody. */
const SPEAKS_FOR: readonly RoleId[] = ['gp-partner', 'practice-manager', 'clinical-director', 'lmc-officer', 'federation-director', 'icb-primary-care-manager', 'place-lead', 'forum-secretary', 'system-partner'];

/** The body as the record keeps it: a board as its organisation. Throws `Refused` where there is none. */
export async function requireBody(db: Kysely<unknown>, register: Register, body: Body, day: IsoDate, where: string): Promise<Body> {
  const missing = (what: string): Refused => new Refused({ code: 'body-unknown', what, where, todo: 'Choose one from the list.' });
  if (body.kind === 'organisation') {
    if (register.versionsOf(body.id).length > 0) return body;
    throw missing(`The register has no organisation “${body.id.slice(0, 40)}”.`);
  }
  if (body.kind === 'forum') {
    const forum = await forumOf(db, body.id, day);
    if (forum) return standsFor(body, forum, (code) => register.kindOf(code));
    throw missing(`There is no forum “${body.id.slice(0, 60)}”.`);
  }
  if (isUuid(body.id) && (await forumOfSeat(db, body.id)) !== null) return body;
  throw missing('There is no such seat.');
}

async function forumOfSeat(db: Kysely<unknown>, seatId: string): Promise<string | null> {
  const { rows } = await sql<{ forumCode: string }>`select forum_code as "forumCode" from seat where id = ${seatId} and withdrawn_at is null`.execute(db);
  return rows[0]?.forumCode ?? null;
}

/** Whether somebody may record what a body grants: they hold a role at it, keep the forum that it is, or sit in the seat. */
export async function speaksFor(db: Kysely<unknown>, register: Register, acting: Acting, giver: Body, day: IsoDate): Promise<boolean> {
  if (!acting.permissions.has(DELEGATE)) return false;
  if (acting.personId === null) return true;
  if (giver.kind === 'organisation') {
    const roles = await rolesOfPersonOn(db, acting.personId, day);
    const isAt = (code: string): boolean => code === giver.id || (register.kindOf(giver.id) === 'icb' && register.kindOf(code) === 'sub-icb-location' && register.ancestors(code, day).some((one) => one.code === giver.id));
    if (roles.some(({ role, organisationCode }) => SPEAKS_FOR.includes(role) && organisationCode !== null && isAt(organisationCode))) return true;
    return someKept(db, acting, (await boardsOf(db, register, giver, day)), day);
  }
  if (giver.kind === 'forum') {
    const forum = await forumOf(db, giver.id, day);
    return forum !== null && isKeeper(db, acting, forum, day);
  }
  const { rows } = await sql<{ holds: boolean }>`
    select exists (select 1 from seat_holding where seat_id = ${giver.id} and person_id = ${acting.personId} and capacity = 'holder' and withdrawn_at is null and valid @> ${day}::date) as holds`.execute(db);
  return rows[0]!.holds;
}

/** The forums that are the board of an organisation. */
async function boardsOf(db: Kysely<unknown>, register: Register, { id }: Body, day: IsoDate): Promise<Forum[]> {
  const forums = (await forumsOn(db, day)).filter(({ organisationCode }) => organisationCode === id);
  return forums.filter((forum) => standsFor({ kind: 'forum', id: forum.code }, forum, (code) => register.kindOf(code)).kind === 'organisation');
}

async function someKept(db: Kysely<unknown>, acting: Acting, forums: readonly Forum[], day: IsoDate): Promise<boolean> {
  for (const forum of forums) if (await isKeeper(db, acting, forum, day)) return true;
  return false;
}

/** Throws `Refused` for somebody who may not record what this body grants. */
export async function requireGiver(db: Kysely<unknown>, register: Register, acting: Acting, giver: Body, day: IsoDate): Promise<void> {
  if (await speaksFor(db, register, acting, giver, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not speak for the body that grants this.', todo: 'Somebody with a role at it, or who keeps the forum, can record what it grants or takes back.' });
}
