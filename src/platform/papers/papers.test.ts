import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import { contentOf, pathOfDigest, sweepOrphanPapers } from './paperFiles.ts';
import { addPaper, paperOf, receivePaper } from './papers.ts';

const NOW = new Date('2026-06-01T12:00:00Z');

onBothEngines('papers', (engine) => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    folder = mkdtempSync(join(tmpdir(), 'chorus-papers-'));
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const add = async (fileName: string, words: string, title = '') => {
    const received = await receivePaper(folder, { fileName, bytes: Buffer.from(words) });
    return database.inTransaction((transaction) => addPaper(transaction, received, { title, by: 'sam' }, NOW));
  };

  test('a paper is kept under the digest of its content, once however often it comes', async () => {
    const paper = await add('C:\\papers\\Hub costs.txt', 'What it costs', ' The costs of the hub ');
    const again = await add('copy.txt', 'What it costs');
    expect(paper).toMatchObject({ fileName: 'Hub costs.txt', title: 'The costs of the hub', mediaType: 'text/plain; charset=utf-8', bytes: 13, addedBy: 'sam' });
    expect(again).toMatchObject({ digest: paper.digest, title: 'copy' });
    expect(readdirSync(join(folder, paper.digest.slice(0, 2)))).toEqual([paper.digest]);
    expect(contentOf(folder, paper).toString()).toBe('What it costs');
    expect(await paperOf(database.as(), paper.id)).toEqual(paper);
    expect(await paperOf(database.as(), 'nothing')).toBeNull();
  });

  test('a file that was changed on disk, or is gone, is not given out', async () => {
    const paper = await add('a.txt', 'as it was');
    writeFileSync(pathOfDigest(folder, paper.digest), 'as it is');
    expect(() => contentOf(folder, paper)).toThrow('not as it was');
    rmSync(pathOfDigest(folder, paper.digest));
    expect(() => contentOf(folder, paper)).toThrow('missing');
  });

  test('what no paper names is swept: at once by who is alone, after an hour beside others', async () => {
    const kept = await add('b.txt', 'named');
    const orphan = await receivePaper(folder, { fileName: 'c.txt', bytes: Buffer.from('not named') });
    const path = pathOfDigest(folder, orphan.digest);
    const part = join(folder, `${'0'.repeat(64)}.abcdef01.part`);
    const stranger = join(folder, 'ab', 'cd.pdf');
    mkdirSync(join(folder, 'ab'), { recursive: true });
    writeFileSync(part, 'half');
    writeFileSync(stranger, 'not ours');
    expect(await sweepOrphanPapers(database.as(), folder, false)).toEqual([]);
    utimesSync(path, new Date(0), new Date(0));
    expect(await sweepOrphanPapers(database.as(), folder, false)).toEqual([path]);
    expect(await sweepOrphanPapers(database.as(), folder, true)).toEqual([part]);
    expect([path, part, stranger, pathOfDigest(folder, kept.digest)].map((one) => existsSync(one))).toEqual([false, false, true, true]);
  });

  test('an orphan that is added again is young again', async () => {
    const { digest } = await receivePaper(folder, { fileName: 'd.txt', bytes: Buffer.from('once more') });
    utimesSync(pathOfDigest(folder, digest), new Date(0), new Date(0));
    await receivePaper(folder, { fileName: 'd.txt', bytes: Buffer.from('once more') });
    expect(await sweepOrphanPapers(database.as(), folder, false)).toEqual([]);
  });

  test('a title beyond 300 characters is refused', async () => {
    await expect(add('e.txt', 'long', 'x'.repeat(301))).rejects.toThrow('more than 300');
  });

  test('a paper’s row is never changed', async () => {
    await expect(database.runScript(`update paper set title = 'x'`)).rejects.toThrow('never changed');
  });
});
