import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { recognise } from '#platform/publications/index.ts';
import type { Dataset } from '#platform/publications/index.ts';
import { stageTable } from '#platform/publications/stage.ts';
import { openStatistics } from '#platform/statistics/index.ts';
import { modules } from '../../architecture.config.mjs';
import { commandLine } from '../testing/commandLine.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => name.test(path)).map((path) => join(folder, path));

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'sample', 'src', 'rules', 'tests', 'bench'].filter((folder) => existsSync(join(root, folder))).flatMap((folder) => filesIn(folder, /\.md$/)),
];

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
/** The cells of every table row, the row of dashes and the header included. */
const rowsOf = (text: string): string[][] => [...text.matchAll(/^\| ?(.+?) ?\|$/gm)].map(([, row]) => row!.split(/ ?\| ?/));
const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

test('every link in a document points at a file, and at a heading in it, that is there', () => {
  const broken = documents.flatMap((path) =>
    [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file, anchor] = target.split('#') as [string, string?];
        const aim = file === '' ? join(root, path) : join(root, dirname(path), file);
        return !existsSync(aim) || (anchor !== undefined && !anchorsOf(readFileSync(aim, 'utf8')).includes(anchor));
      })
      .map((target) => `${path}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every file that a document names in passing is there', () => {
  const isPath = (code: string): boolean => /^(?:src|docs|rules|sample|tests|bin)\/[\w./-]+$/.test(code);
  const missing = documents.flatMap((path) =>
    codeIn(read(path).replace(/^```.*?^```/gms, ''))
      .filter((code) => isPath(code) && !existsSync(join(root, code)))
      .map((code) => `${path}: ${code}`),
  );
  // The one that its reader is to make.
  expect(missing).toEqual(['docs/how-to/add-a-data-set.md: src/modules/register/datasets/bloodPressureChecks.ts']);
});

test('a picture is small enough to be read over a telephone', () => {
  const heavy = filesIn('docs/pictures', /\./).filter((path) => statSync(join(root, path)).size > 150_000);
  expect(heavy).toEqual([]);
});

test('every name in code that the glossary gives is in the code', () => {
  const source = filesIn('src', /\.(?:tsx?|sql)$/).filter((path) => !/\.test\.tsx?$/.test(path)).map(read).join('\n');
  const named = rowsOf(read('docs/glossary.md')).flatMap(([, , code]) => codeIn(code ?? ''));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(source))).toEqual([]);
});

test('the glossary explains a word once', () => {
  const words = rowsOf(read('docs/glossary.md')).map(([word]) => word!).filter((word) => word !== 'word' && !/^-+$/.test(word));
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test('the README lists the commands that there are, all of them', async () => {
  const console = commandLine();
  const namesIn = async (words: string[]): Promise<string[]> => {
    const { out } = await console.run([...words, '--help']);
    const listed = /^Commands:\n((?: .*\n?)+)/m.exec(out)?.[1] ?? '';
    return [...listed.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  };
  const commands: string[] = [];
  for (const name of await namesIn([])) {
    const parts = await namesIn([name]);
    commands.push(...(parts.length ? parts.map((part) => `${name} ${part}`) : [name]));
  }
  console.discard();
  const inReadme = rowsOf(read('README.md')).flatMap(([command]) => /^`bin\/chorus ([a-z -]+?)(?: [A-Z…]+)?`$/.exec(command ?? '')?.[1] ?? []);
  expect(inReadme.sort()).toEqual(commands.sort());
});

test('.env.example documents the settings that are read, and no other', () => {
  const documented = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  const settings = /const Environment = z\.object\(\{(.*?)^\}\)/ms.exec(read('src/app/settings.ts'))?.[1] ?? '';
  const known = [...settings.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(known.length).toBeGreaterThan(5);
  expect(documented.sort()).toEqual(known.sort());
});

test('ARCHITECTURE.md shows the modules as they are on the map', () => {
  const rows = rowsOf(read('ARCHITECTURE.md')).filter(([name]) => codeIn(name!).some((module) => module in modules));
  const map = Object.entries(modules).map(([name, { owns, mayUse }]) => [`\`${name}\``, owns, mayUse.join(', ') || '–']);
  expect(rows).toEqual(map);
});

test('the worked example of a data set loads its own example file', async () => {
  const page = read('docs/how-to/add-a-data-set.md');
  const block = (start: string): string => new RegExp(`^\`\`\`\\w+\\n(${start}.*?)^\`\`\``, 'ms').exec(page)![1]!;
  const folder = mkdtempSync(join(tmpdir(), 'chorus-documents-'));
  const statistics = await openStatistics(folder);
  try {
    const datasets = join(root, 'src/modules/register/datasets/');
    writeFileSync(join(folder, 'example.ts'), block('import type \\{ Dataset').replace("'./", `'${relative(folder, datasets)}/`));
    writeFileSync(join(folder, 'example.csv'), block('Practice code'));
    const { bloodPressureChecks } = (await import(join(folder, 'example.ts'))) as { bloodPressureChecks: Dataset };

    const firstRows = block('Practice code').trim().split('\n').map((line) => line.split(','));
    const found = recognise([{ name: 'example', firstRows }], [bloodPressureChecks]);
    if (!found.ok) throw new Error(found.refusal.what);
    const staged = await stageTable(statistics, join(folder, 'example.csv'), found.value.tables[0]!, join(folder, 'example.parquet'));
    expect(staged).toMatchObject({ rowsRead: 5, rowsKept: 3, rowsSetAside: 1, rowsRefused: 1, refusals: [{ line: 4, column: 'checks', value: '-43' }] });
  } finally {
    statistics.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
