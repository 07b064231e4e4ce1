import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { RoleId } from '../domain/roles.ts';
import { rolesOfPersonOn } from './people.ts';

/** Whether somebody holds one of these roles on a day at an organisation of which `isAt` is true. The console, which is no person, holds all. */
export async function holdsRole(db: Kysely<unknown>, acting: Acting, roles: readonly RoleId[], day: IsoDate, isAt: (organisationCode: string) => boolean): Promise<boolean> {
  if (acting.personId === null) return true;
  const held = await rolesOfPersonOn(db, acting.personId, day);
  return held.some(({ role, organisationCode }) => (roles as readonly string[]).includes(role) && organisationCode !== null && isAt(organisationCode));
}
