import type { Permission } from '#platform/web/session.ts';
import { ROLE_IDS, type RoleId } from './roles.ts';

/** One line of the table of permissions: what may be done, and the roles whose holders may. */
export interface PermissionLine {
  permission: Permission;
  means: string;
  roles: readonly RoleId[];
  /**
   * Speaking for the organisation at which the role is held. Whoever looks after people gives such a role without having this
   * themselves: they are kept from it on purpose, and it is no power over the system.
   */
  isOfOffice?: true;
}

/** The register's own lines. Each module adds lines of its own; `permissionTable` joins them. */
export const REGISTER_PERMISSIONS: readonly PermissionLine[] = [
  { permission: 'register.edit', means: 'Add and correct organisations and relations', roles: ['register-editor', 'system-administrator'] },
  { permission: 'register.load', means: 'Load publications', roles: ['register-editor', 'system-administrator'] },
  { permission: 'people.read', means: 'See who holds which role', roles: ROLE_IDS },
  { permission: 'people.invite', means: 'Invite people, give and end roles', roles: ['icb-primary-care-manager', 'system-administrator'] },
  { permission: 'mail.read-outbox', means: 'Read mails that wait to be sent', roles: ['system-administrator'] },
  { permission: 'system.administer', means: 'Look after the system; erase a person', roles: ['system-administrator'] },
];

export type PermissionTable = readonly PermissionLine[];

/** Joins the modules' lines into the one table. A permission has one line, in one module. */
export function permissionTable(...lists: readonly (readonly PermissionLine[])[]): PermissionTable {
  const table = lists.flat();
  const names = table.map(({ permission }) => permission);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two modules add the permission ${twice}; give each its own name`);
  return table;
}

/** What the holder of these roles may do. */
export function permissionsOf(table: PermissionTable, roles: Iterable<RoleId>): ReadonlySet<Permission> {
  const held = new Set(roles);
  return new Set(table.filter((line) => line.roles.some((role) => held.has(role))).map(({ permission }) => permission));
}

/** Nobody gives or ends a role that lets its holder do more with the system than they may themselves. */
export function mayGive(table: PermissionTable, role: RoleId, own: ReadonlySet<Permission>): boolean {
  const overTheSystem = table.filter(({ isOfOffice }) => !isOfOffice);
  return own.has('people.invite') && [...permissionsOf(overTheSystem, [role])].every((permission) => own.has(permission));
}
