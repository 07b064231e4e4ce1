import { expect, test } from 'vitest';
import { PERMISSIONS } from '#app/people.ts';
import { mayGive, permissionsOf, ROLE_IDS } from '#register';
import type { RoleId } from '#register';

const OVER_THE_SYSTEM: RoleId[] = ['register-editor', 'system-administrator'];

test.each<[role: RoleId, gives: readonly RoleId[]]>([
  ['system-administrator', ROLE_IDS],
  ['icb-primary-care-manager', ROLE_IDS.filter((role) => !OVER_THE_SYSTEM.includes(role))],
  ['register-editor', []],
  ['forum-secretary', []],
  ['place-lead', []],
  ['practice-manager', []],
])('with every module’s permissions, a %s gives these roles and no other', (role, gives) => {
  const own = permissionsOf(PERMISSIONS, [role]);
  expect(ROLE_IDS.filter((given) => mayGive(PERMISSIONS, given, own))).toEqual(gives);
});

test('whoever looks after the system may not speak for anybody in general practice', () => {
  const own = permissionsOf(PERMISSIONS, ['system-administrator', 'register-editor']);
  expect(PERMISSIONS.filter(({ permission, isOfOffice }) => isOfOffice && own.has(permission))).toEqual([]);
});
