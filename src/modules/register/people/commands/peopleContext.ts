import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Actor } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import type { Permission } from '#platform/web/session.ts';
import type { PermissionTable } from '../domain/permissions.ts';

/** What another module ends with a person who is erased, after `lastDay`, in the same transaction; asked before anything is audited. */
export type PersonErased = (transaction: Transaction<unknown>, erased: { personId: string; lastDay: IsoDate; by: Actor }, now: Date) => Promise<void>;

/** What stays the same whoever acts. */
export interface PeopleHouse {
  database: Database;
  now: () => Date;
  /** Links are built from it. */
  publicUrl: string;
  siteName: string;
  permissionTable: PermissionTable;
  onErased?: readonly PersonErased[];
}

/** The house, with who acts in it and what they may do. */
export interface PeopleContext extends PeopleHouse {
  by: Actor;
  permissions: ReadonlySet<Permission>;
}

/** Whoever has the machine's console may do everything, and is audited as the console. */
export const atConsole = (house: PeopleHouse, user: string): PeopleContext => ({
  ...house,
  by: `console:${user}`,
  permissions: new Set(house.permissionTable.map(({ permission }) => permission)),
});

export function authorise({ permissions }: PeopleContext, permission: Permission): void {
  if (permissions.has(permission)) return;
  throw new Refused({
    code: 'not-allowed',
    what: `Your roles do not let you do this (it needs “${permission}”).`,
    todo: 'Ask an administrator for a role that does.',
  });
}

export type InTransaction = Transaction<unknown>;
