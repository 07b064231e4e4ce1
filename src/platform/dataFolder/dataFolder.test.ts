import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refused } from '#kernel/result.ts';
import { knock, openDoor, takeDataFolder } from './index.ts';

const HOLDER = fileURLToPath(new URL('testing/holdDataFolder.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chorus-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function refusalOf(taking: Promise<unknown>) {
  const error = await taking.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused) || !error.refusal.where || !error.refusal.todo) throw new Error(`Not a whole refusal: ${String(error)}`);
  return error.refusal;
}

/** Another process with the folder; settles when it has taken it, or has ended without. */
async function anotherWith(path: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', HOLDER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    void ended.then(() => resolve('ended'));
  });
  return { said, kill: () => (child.kill('SIGKILL'), ended) };
}

test('a folder is made where there is none, and can be taken again after it was let go', async () => {
  const path = join(folder, 'a', 'b');
  (await takeDataFolder(path)).release();
  (await takeDataFolder(path)).release();
  expect(readdirSync(path).sort()).toEqual(['chorus.json', 'owner.lock', 'papers', 'statistics', 'work']);
  expect(readdirSync(join(path, 'work'))).toEqual([]);
});

test('a second process is refused while the first has it, and not after the first was killed', async () => {
  const first = await anotherWith(folder);
  expect(first.said).toBe('taken');
  expect(await refusalOf(takeDataFolder(folder))).toMatchObject({ code: 'data-folder-in-use', where: folder });
  expect((await anotherWith(folder)).said).toBe('data-folder-in-use');
  await first.kill();
  (await takeDataFolder(folder)).release();
});

test('the same process is refused too, by any path to it, and does not lose its lock by asking', async () => {
  const held = await takeDataFolder(folder);
  expect(await refusalOf(takeDataFolder(`${folder}/../${folder.split('/').at(-1)}`))).toMatchObject({ code: 'data-folder-in-use' });
  expect((await anotherWith(folder)).said).toBe('data-folder-in-use');
  held.release();
});

test('a folder that is shared, as its record is on a server, is taken by all who ask', async () => {
  const both = [await takeDataFolder(folder, { isShared: true }), await takeDataFolder(folder, { isShared: true })];
  for (const one of both) one.release();
});

test.each([
  ['newer', '{"format": 2}', 'format 2'],
  ['unknown', '{}', 'format unknown'],
  ['broken', 'x', 'format unknown'],
  ['empty', 'null', 'format unknown'],
])('a folder of a %s format is refused, and let go', async (_, text, says) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'chorus.json'), text);
  expect(await refusalOf(takeDataFolder(folder))).toMatchObject({ code: 'data-folder-of-another-version', what: expect.stringContaining(says) });
  expect(readFileSync(join(folder, 'chorus.json'), 'utf8')).toBe(text);
  writeFileSync(join(folder, 'chorus.json'), '{"format": 1}');
  (await takeDataFolder(folder)).release();
});

test('a path that cannot be a folder is refused', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await refusalOf(takeDataFolder(join(folder, 'file', 'data')))).toMatchObject({ code: 'data-folder-not-writable' });
});

test('a folder whose lock cannot be opened is refused', async () => {
  mkdirSync(join(folder, 'owner.lock'));
  expect(await refusalOf(takeDataFolder(folder))).toMatchObject({ code: 'data-folder-not-writable' });
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written is refused (root may write everywhere, so it is not tested as root)', async () => {
  chmodSync(folder, 0o555);
  expect(await refusalOf(takeDataFolder(folder))).toMatchObject({ code: 'data-folder-not-writable' });
});

test('a process killed while it makes the folder leaves one that can be taken', async () => {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const path = join(folder, String(attempt));
    const child = spawn(process.execPath, ['--import', 'tsx', HOLDER, path], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (!existsSync(join(path, 'work')) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, attempt * 8));
    child.kill('SIGKILL');
    await ended;
    (await takeDataFolder(path)).release();
  }
});

test('the door runs what is asked and says how it ended', async () => {
  const socket = join(folder, 'owner.sock');
  const door = await openDoor(socket, async (request, output) => {
    output.out(`ran ${request.arguments.join(' ')}`);
    output.err('with care');
    return 3;
  });
  const heard: string[] = [];
  const request = { arguments: ['load', 'a b'], workingFolder: '/', columns: null, isTerminal: false };
  expect(await knock(socket, request, { out: (text) => heard.push(text), err: (text) => heard.push(text) })).toBe(3);
  expect(heard).toEqual(['ran load a b', 'with care']);
  door?.close();
});

test('nobody answers at a socket that a killed owner left, and the next owner takes its place', async () => {
  const socket = join(folder, 'owner.sock');
  const request = { arguments: [], workingFolder: '/', columns: null, isTerminal: false };
  const silent = { out: () => {}, err: () => {} };
  expect(await knock(socket, request, silent)).toBeNull();
  const dead = await anotherWith(folder);
  await dead.kill();
  expect(existsSync(socket)).toBe(true);
  expect(await knock(socket, request, silent)).toBeNull();
  const door = await openDoor(socket, async () => 0);
  expect(await knock(socket, request, silent)).toBe(0);
  door?.close();
});

test('a command that breaks ends as refused, and the door stays open', async () => {
  const socket = join(folder, 'owner.sock');
  const door = await openDoor(socket, async ({ arguments: [what] }) => {
    if (what === 'break') throw new Error('broken');
    return 0;
  });
  const heard: string[] = [];
  const ask = (what: string) => knock(socket, { arguments: [what], workingFolder: '/', columns: null, isTerminal: false }, { out: () => {}, err: (text) => heard.push(text) });
  expect([await ask('break'), await ask('work')]).toEqual([1, 0]);
  expect(heard.join('')).toContain('broken');
  door?.close();
});
