import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSources, openSources } from './index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intake-find-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (...names: string[]) => {
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), 'a,b\n');
  }
};
const short = (files: { label: string; refusal?: { code: string } }[]) => files.map(({ label, refusal }) => [label.slice(folder.length + 1), refusal?.code]);

test('lists a folder in order, all the way down, without what only describes it', async () => {
  await put('b.csv', 'a/z.csv.gz', 'a/y.zip', 'a/README.md', 'a/notes.md', '.hidden.csv', '.git/x.csv', 'c.xlsx', 'd.GEOJSON', 'readme.txt');
  expect(short(await findSources([folder]))).toEqual([
    ['a/y.zip', undefined],
    ['a/z.csv.gz', undefined],
    ['b.csv', undefined],
    ['c.xlsx', undefined],
    ['d.GEOJSON', undefined],
  ]);
});

test('lists what it cannot read with its refusal, beside what it can', async () => {
  await put('a.csv', 'b.pdf');
  expect(short(await findSources([folder, join(folder, 'gone.csv')]))).toEqual([
    ['a.csv', undefined],
    ['b.pdf', 'unknown-kind-of-file'],
    ['gone.csv', 'no-such-file'],
  ]);
});

test('lists a file once, and is not led round in circles', async () => {
  await put('a.csv');
  await symlink(folder, join(folder, 'again'));
  expect(short(await findSources([join(folder, 'a.csv'), folder]))).toEqual([['a.csv', undefined]]);
});

test('opening a file that was refused, or has gone since, is refused', async () => {
  await put('b.pdf', 'a.csv');
  const [a, b] = await findSources([folder]);
  await rm(join(folder, 'a.csv'));
  await expect(openSources(a!, folder).next()).rejects.toMatchObject({ refusal: { code: 'no-such-file', where: a!.label } });
  await expect(openSources(b!, folder).next()).rejects.toMatchObject({ refusal: { code: 'unknown-kind-of-file' } });
});
