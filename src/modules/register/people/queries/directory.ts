import { sql } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { Directory } from '#platform/signIn/index.ts';
import { displayName } from '../../domain/displayName.ts';
import { personWithEmail } from '../commands/keepPerson.ts';
import { emailOf } from '../domain/email.ts';
import { permissionsOf, type PermissionTable } from '../domain/permissions.ts';
import { ROLES, type RoleId } from '../domain/roles.ts';
import { peopleOn, rolesOfPersonOn, type RoleOfPerson } from './people.ts';

/** "Clinical director, Riverside PCN (XU001)". */
export function sayRole({ role, organisationName, organisationCode }: Pick<RoleOfPerson, 'role' | 'organisationName' | 'organisationCode'>): string {
  const { label } = ROLES[role];
  if (organisationCode === null) return label;
  return organisationName ? `${label}, ${displayName(organisationName)} (${organisationCode})` : `${label}, ${organisationCode}`;
}

/** People as sign-in needs them: what somebody may do is worked out from the roles held today, each time. */
export function peopleDirectory({ database, now, permissionTable }: { database: Database; now: () => Date; permissionTable: PermissionTable }): Directory {
  const today = () => toIsoDate(now());
  return {
    personOf: async (personId) => {
      const { rows } = await sql<{ name: string; roles: RoleId[] | null }>`
        select name, (select array_agg(distinct role) from role_held
          where role_held.person_id = person_details.person_id and upper_inf(recorded) and valid @> ${today()}::date) as roles
        from person_details where person_id = ${personId}`.execute(database.as());
      const [person] = rows;
      return person ? { personId, name: person.name, permissions: permissionsOf(permissionTable, person.roles ?? []) } : null;
    },
    rolesOf: async (personId) => (await rolesOfPersonOn(database.as(), personId, today())).map(sayRole),
    personWithEmail: async (email) => {
      const address = emailOf(email);
      return address ? personWithEmail(database.as(), address) : null;
    },
    personas: async () =>
      (await peopleOn(database.as(), today())).map(({ personId, name, roles }) => ({ personId, name, roles: roles.map(sayRole), group: roles[0] ? ROLES[roles[0].role].label : 'No role today' })),
  };
}
