import { expect, test } from 'vitest';
import { draftsFromCensus, draftsShown } from './censusDrafts.ts';
import type { CensusPost, StandingPost } from './censusDrafts.ts';

const pharmacist = (wte: number | null, isBought = false): CensusPost => ({ role: 'clinical-pharmacist', title: 'Clinical pharmacist', wte, isBought });
const manager: CensusPost = { role: null, title: 'Manager of the PCN', wte: 1, isBought: false };
const lines = (posts: readonly CensusPost[], standing: readonly StandingPost[] = []) =>
  draftsFromCensus(posts, standing).flatMap(({ title, drafts }) => drafts.map(({ reference, wte, isTicked, note }) => [title, reference, wte, isTicked, note]));

test('each post that the census counts is one draft, the additional roles first, and those of another kind are not ticked', () => {
  expect(lines([manager, pharmacist(0.5), pharmacist(1)])).toEqual([
    ['Clinical pharmacist', 'CP1', '1', true, null], ['Clinical pharmacist', 'CP2', '0.5', true, null], ['Manager of the PCN', 'MP1', '1', false, null],
  ]);
});

test('as many of a role as stand already are left unticked, and their references are not given again', () => {
  const standing = [{ reference: 'cp1', role: 'clinical-pharmacist', title: 'Clinical pharmacist' }, { reference: 'CP3', role: 'paramedic', title: 'Paramedic' }];
  expect(lines([pharmacist(1), pharmacist(1)], standing).map(([, reference, , isTicked, note]) => [reference, isTicked, note])).toEqual([['CP2', false, 'You have a post of this role already'], ['CP4', true, null]]);
});

test.each([[1.4, 'counts 1.4 WTE as one; a post has at most 1'], [0, 'has no WTE for it'], [null, 'has no WTE for it']])('a WTE of %s is for a person to enter, and the post is not ticked', (wte, says) => {
  const [[, , typed, isTicked, note]] = lines([pharmacist(wte)]) as [[string, string, string, boolean, string]];
  expect([typed, isTicked]).toEqual(['', false]);
  expect(note).toContain(says);
});

test('two thirds, as published to six places, is kept so', () => {
  expect(lines([pharmacist(0.666667)])[0]![2]).toBe('0.666667');
});

test('too many for one page are begun with role by role, those first that are not there yet', () => {
  const posts = [manager, ...Array.from({ length: 5 }, () => pharmacist(1))];
  const roles = draftsFromCensus(posts, [{ reference: 'OWN1', role: 'clinical-pharmacist', title: 'Clinical pharmacist' }]);
  expect(draftsShown(roles, '', 6)).toEqual({ toChoose: [], roles, left: 0 });
  expect(draftsShown(roles, '', 5)).toEqual({ toChoose: roles, roles: [], left: 0 });
  const shown = draftsShown(roles, 'clinical-pharmacist', 3);
  expect([shown.roles.map(({ title, wte, drafts }) => [title, wte, drafts.map(({ reference }) => reference)]), shown.left]).toEqual([[['Clinical pharmacist', 5, ['CP2', 'CP3', 'CP4']]], 1]);
  expect(draftsShown(roles, 'other manager of the pcn', 5).roles.map(({ title }) => title)).toEqual(['Manager of the PCN']);
});
