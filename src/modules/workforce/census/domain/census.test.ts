import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { pcnsLike, middleOf, perTenThousand } from './alike.ts';
import { changesBetween, rolesOverTime, standingOf, unknownRoles } from './census.ts';
import type { CensusLine } from './census.ts';
import { keyOfName, nameOfRole } from './censusRole.ts';

const line = (name: string, posts: number, wte: number, more: Partial<CensusLine> = {}): CensusLine => ({ name, staffGroup: 'Other Direct Patient Care staff', posts, wte, boughtPosts: 0, boughtWte: 0, withoutWte: 0, ...more });
const mapping = new Map([['pharmacist', 'clinical-pharmacist'], ['pharmacists', 'clinical-pharmacist'], ['manager', 'not-an-additional-role']]);
const titles = { mapping, titleOf: () => 'Clinical pharmacist' };

test.each([
  ['Pharmacists', 'Pharmacist', 'Pharmacist'], ['Other Nurses', 'Other', 'Other Nurses'], ['Pharmacists', null, 'Pharmacists'], ['Pharmacists', '  ', 'Pharmacists'],
])('the role %s, in detail %s, is called %s', (role, detailed, name) => expect(nameOfRole(role, detailed)).toBe(name));

test('capitals, spaces and dashes make no other role', () => {
  expect(keyOfName(' Clinical  Director – Medical')).toBe(keyOfName('clinical director - medical'));
});

test('a role that was called differently in two censuses is one row, and one that nobody knows stands by its own name', () => {
  const roles = rolesOverTime([
    { asOf: isoDate('2021-12-31'), lines: [line('Pharmacists', 2, 1.5), line('Herbalist', 1, 0.4)] },
    { asOf: isoDate('2022-03-31'), lines: [line('Pharmacist', 3, 2.2, { withoutWte: 1 }), line('Manager', 1, 1)] },
  ], titles);
  expect(roles.map(({ title, kind, names, at }) => [title, kind, names.join('+'), ...at.map((one) => one && `${one.posts}/${one.wte}`)])).toEqual([
    ['Clinical pharmacist', 'additional', 'Pharmacist+Pharmacists', '2/1.5', '3/2.2'],
    ['Herbalist', 'unknown', 'Herbalist', '1/0.4', '0/0'],
    ['Manager', 'other', 'Manager', '0/0', '1/1'],
  ]);
  expect(changesBetween(roles, 0, 1)!.map(({ title, posts, wte }) => [title, posts, wte])).toEqual([['Manager', 1, 1], ['Clinical pharmacist', 1, 0.7], ['Herbalist', -1, -0.4]]);
});

test('a census that does not have the PCN gives no zeros, and nothing is said to have changed', () => {
  const roles = rolesOverTime([{ asOf: isoDate('2021-12-31'), lines: [] }, { asOf: isoDate('2022-03-31'), lines: [line('Pharmacist', 1, 1)] }], titles);
  expect(roles[0]!.at[0]).toBeNull();
  expect(changesBetween(roles, 0, 1)).toBeNull();
});

test('unknown roles are kept and counted', () => {
  expect(unknownRoles([line('Herbalist', 1, 0.4), line('Herbalist', 2, 0.1), line('Pharmacist', 9, 9)], mapping)).toEqual([{ name: 'Herbalist', staffGroup: 'Other Direct Patient Care staff', posts: 3, wte: 0.5 }]);
});

test('every post of a census stands in exactly one role, and the WTE of the roles adds up to the census', () => {
  const lines = fc.array(fc.record({ name: fc.constantFrom('Pharmacist', 'Pharmacists', 'Manager', 'Herbalist', 'Baker'), posts: fc.integer({ min: 1, max: 40 }), hundredths: fc.integer({ min: 0, max: 4_000 }) }), { maxLength: 20 });
  fc.assert(fc.property(lines, (some) => {
    const all = some.map(({ name, posts, hundredths }) => line(name, posts, hundredths / 100));
    const roles = rolesOverTime([{ asOf: isoDate('2022-03-31'), lines: all }], titles);
    const whole = standingOf(all);
    expect(roles.reduce((sum, { at }) => sum + (at[0]?.posts ?? 0), 0)).toBe(whole.posts);
    expect(roles.reduce((sum, { at }) => sum + (at[0]?.wte ?? 0), 0)).toBeCloseTo(whole.wte, 3);
  }));
});

const traits = (code: string, patients: number, practices: number, deprivation: number | null = null) => ({ code, patients, practices, deprivation });
const PLENTY = { pcns: 2, patientsLeast: 5_000 };

test('PCNs alike are those of about as many patients and practices; itself and those too small are left out', () => {
  const all = [traits('U1', 40_000, 5), traits('U2', 41_000, 5), traits('U3', 120_000, 12), traits('U4', 38_000, 4), traits('U5', 900, 1)];
  expect(pcnsLike(all[0]!, all, PLENTY).map(({ code }) => code)).toEqual(['U2', 'U4']);
});

test('of two that are as large, the one as deprived is nearer; one without a score is not pushed away', () => {
  const all = [traits('U1', 40_000, 5, 30), traits('U2', 40_000, 5, 10), traits('U3', 40_000, 5, 31), traits('U4', 40_000, 5, null)];
  expect(pcnsLike(all[0]!, all, { ...PLENTY, pcns: 3 }).map(({ code }) => code)).toEqual(['U4', 'U3', 'U2']);
});

test('rates are for each 10,000 patients, and their middle lies between the quarters', () => {
  expect(perTenThousand(6, 40_000)).toBe(1.5);
  expect(middleOf([1, 2, 3, 4, 5])).toEqual({ median: 3, lower: 2, upper: 4 });
  expect(middleOf([])).toBeNull();
});
