import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const { bundled } = createRequire(import.meta.url)('../../bin/bundle.cjs') as { bundled(root: string): Promise<string> };

const SOURCES: Record<string, string> = {
  'package.json': '{ "type": "module", "imports": { "#kernel/*": "./src/kernel/*" } }',
  'package-lock.json': '{}',
  'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx" } }',
  'src/kernel/greeting.ts': "export const greeting = (name: string): string => 'Hello ' + name;\nexport const here = import.meta.dirname;\nexport const url = import.meta.url;",
  'src/app/main.ts': "import { greeting, here, url } from '#kernel/greeting.ts';\nexport const main = (): string[] => [greeting('Ada'), here, url];\nexport const later = async () => (await import('./late.ts')).late;",
  'src/app/late.ts': "export const late = 'late';",
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chorus-bundle-'));
  for (const [path, text] of Object.entries(SOURCES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const kept = () => readdirSync(join(root, 'node_modules', '.cache', 'chorus'));
const load = async () => (await import(/* @vite-ignore */ pathToFileURL(await bundled(root)).href)) as { main(): string[]; later(): Promise<string> };

test('runs as the sources would, which go on to know where they lie, and reads its other parts late', async () => {
  const program = await load();
  expect(program.main()).toEqual(['Hello Ada', join(root, 'src/kernel'), pathToFileURL(join(root, 'src/kernel/greeting.ts')).href]);
  expect(await program.later()).toBe('late');
});

test('is made once for the same sources, also by two at once, and leaves nothing half made', async () => {
  const [one, two] = await Promise.all([bundled(root), bundled(root)]);
  expect(one).toBe(two);
  expect(await bundled(root)).toBe(one);
  expect(kept()).toHaveLength(1);
});

test('is made anew when a source is changed, added or taken away', async () => {
  const first = await bundled(root);
  writeFileSync(join(root, 'src/kernel/greeting.ts'), SOURCES['src/kernel/greeting.ts']!.replace('Hello', 'Welcome'));
  const second = await bundled(root);
  expect(((await import(/* @vite-ignore */ pathToFileURL(second).href)) as { main(): string[] }).main()[0]).toBe('Welcome Ada');
  writeFileSync(join(root, 'src/kernel/other.ts'), '');
  expect(new Set([first, second, await bundled(root)]).size).toBe(3);
});

test('is not kept for ever, and that of sources that do not hold together is not kept at all', async () => {
  const old = dirname(await bundled(root));
  utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
  writeFileSync(join(root, 'src/app/late.ts'), 'export const late = 1;');
  await bundled(root);
  expect(kept()).toHaveLength(1);
  writeFileSync(join(root, 'src/app/late.ts'), 'export const = ;');
  await expect(bundled(root)).rejects.toThrow();
  expect(kept()).toHaveLength(1);
});

test('is given up where nothing can be kept', async () => {
  writeFileSync(join(root, 'node_modules'), '');
  await expect(bundled(root)).rejects.toThrow();
});
