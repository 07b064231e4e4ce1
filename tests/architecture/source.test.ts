import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fileLines } from '../../architecture.config.mjs';
import { faultsOf, lineCount } from './sourceRules.ts';
import type { SourceFile } from './sourceRules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const filesIn = (folder: string): SourceFile[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: `${folder}/${path.replaceAll('\\', '/')}`, text: readFileSync(`${root}${folder}/${path}`, 'utf8') }));

test('our source keeps the rules', () => {
  const files = ['src', 'tests', 'bench', 'sample'].filter((folder) => existsSync(root + folder)).flatMap(filesIn);
  for (const file of files.filter((each) => lineCount(each) > fileLines.look)) {
    console.warn(`${file.path} has ${lineCount(file)} lines: past ${fileLines.look}, look for the second thing in it.`);
  }
  expect(files.flatMap(faultsOf)).toEqual([]);
});

const DOMAIN = 'src/modules/register/domain/opening.ts';

test.each([
  ['a file name that says nothing', 'src/platform/web/utils.ts', '', 'utils'],
  ['a folder name that says nothing', 'src/modules/register/helpers/openings.ts', '', 'helpers'],
  ['a file that is too long', 'src/platform/web/page.ts', 'const a = 1;\n'.repeat(fileLines.most + 1), '401 lines'],
  ['a value of any type', 'src/platform/web/page.ts', 'export const page = (body: any) => body;', ':1: `any`'],
  ['a silenced type check', 'src/platform/web/page.ts', '\n// @ts-ignore\nexport const page: number = "";', ':2: this silences'],
  ['a domain that looks at the clock', DOMAIN, 'export const now = () => Date.now();', '`Date.now` reaches for the clock'],
  ['a domain inside a part that looks at the clock', 'src/modules/register/people/domain/opening.ts', 'export const now = () => Date.now();', '`Date.now` reaches for the clock'],
  ['a domain that asks for today', DOMAIN, 'export const today = () => new Date();', '`new Date()` reaches for the clock'],
  ['a domain that throws dice', DOMAIN, 'export const toss = () => Math.random() > 0.5;', '`Math.random` reaches for chance'],
  ['a domain that reads the environment', DOMAIN, 'export const port = process.env.PORT;', '`process` reaches for the environment'],
  ['a domain that takes the environment apart', DOMAIN, 'const { env } = process;', '`process` reaches for the environment'],
  ['a domain that asks the network', DOMAIN, 'export const ask = () => fetch("/");', '`fetch` reaches for the outside'],
  ['a domain that prints', DOMAIN, 'console.log(1);', '`console` reaches for the outside'],
])('refuses %s', (_what, path, text, said) => {
  expect(faultsOf({ path, text }).join('\n')).toContain(said);
});

test.each([
  ['a moment that it is handed', DOMAIN, 'export const dayOf = (text: string) => new Date(text).getUTCDay();'],
  ['a word in a comment', DOMAIN, '// How any process.exit and Math.random are told of.\nexport const process1 = 1;'],
  ['a property that is called like one', DOMAIN, 'export const steps = (change: { process: string }) => change.process;'],
  ['the clock outside the domain', 'src/platform/clock/clock.ts', 'export const now = () => new Date();'],
])('allows %s', (_what, path, text) => {
  expect(faultsOf({ path, text })).toEqual([]);
});
