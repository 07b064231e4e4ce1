import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '../../architecture.config.mjs';
import config from '../../.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Each breach of an import rule as "rule: from -> to". */
async function breachesIn(baseDir: string): Promise<string[]> {
  const { forbidden, options } = config;
  // The compiler's settings would be looked for in the folder one is in; what the paths mean stands in package.json.
  const { tsConfig: _settings, ...how } = options;
  const { output } = await cruise(['src'], { ...how, ruleSet: { forbidden }, validate: true, baseDir }, { ...how.enhancedResolveOptions });
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

test('our imports keep the map of modules', async () => {
  const advice = new Map(config.forbidden.map(({ name, comment }) => [name, comment]));
  const breaches = await breachesIn(root);
  expect(breaches.map((breach) => `${breach}\n  ${advice.get(breach.split(':')[0] ?? '')}`)).toEqual([]);
});

test('a module uses only modules above it on the map', () => {
  const names = Object.keys(modules);
  for (const [name, { mayUse }] of Object.entries(modules)) {
    for (const used of mayUse) expect(names.indexOf(used), `${name} uses ${used}`).toBeLessThan(names.indexOf(name));
  }
});

/** One small program that breaks every rule. */
const BAD: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: { '#kernel/*': './src/kernel/*', '#platform/*': './src/platform/*', '#register': './src/modules/register/index.ts', '#voice': './src/modules/voice/index.ts', '#voice/domain': './src/modules/voice/domain/index.ts' },
    dependencies: { kysely: '1' },
    devDependencies: { vitest: '1' },
  }),
  'node_modules/kysely/package.json': JSON.stringify({ name: 'kysely', version: '1.0.0', main: 'index.js' }),
  'node_modules/kysely/index.js': '',
  'node_modules/vitest/package.json': JSON.stringify({ name: 'vitest', version: '1.0.0', main: 'index.js' }),
  'node_modules/vitest/index.js': '',
  'src/kernel/day.ts': `import '#platform/clock.ts';`,
  'src/platform/clock.ts': `import '#register';`,
  'src/platform/log.ts': `import '../app/main.ts';`,
  'src/platform/lonely.ts': `export const alone = 1;`,
  'src/platform/ringA.ts': `import './ringB.ts';`,
  'src/platform/ringB.ts': `import './ringA.ts';`,
  'src/platform/mail.ts': `import './nowhere.ts';`,
  'src/platform/tool.ts': `import 'vitest';`,
  'src/platform/tested.ts': `import './testing/fake.ts';`,
  'src/platform/testing/fake.ts': `export const fake = 1;`,
  'src/app/main.ts': `import '../modules/register/storage/tables.ts';`,
  'src/modules/register/index.ts': `import './storage/tables.ts'; import '#voice';`,
  'src/modules/register/storage/tables.ts': `import '../web/page.ts';`,
  'src/modules/register/web/page.ts': `import '../storage/tables.ts';`,
  'src/modules/register/api/list.ts': `import { sql } from 'kysely';`,
  'src/modules/register/domain/settle.ts': `import { readFileSync } from 'node:fs'; import type { Day } from '../../../kernel/day.ts';`,
  'src/modules/register/domain/typed.ts': `import type { Sql } from 'kysely';`,
  'src/modules/register/people/domain/plan.ts': `import '../../index.ts'; import './say.ts'; import '#voice/domain';`,
  'src/modules/register/people/domain/say.ts': `export const said = 1;`,
  'src/modules/register/people/cli/people.ts': `import '../storage/peopleTable.ts';`,
  'src/modules/register/people/storage/peopleTable.ts': `import '../cli/people.ts';`,
  'src/modules/voice/domain/index.ts': `export const asked = 1;`,
  'src/modules/voice/index.ts': `import '../register/index.ts';`,
  'src/modules/voice/queries/seats.ts': `import '../../register/storage/tables.ts';`,
  'src/modules/voice/queries/seats.test.ts': `import '../../register/storage/tables.ts';`,
  'src/modules/weather/index.ts': `import '#kernel/day.ts';`,
};

let broken: string[];
const folder = mkdtempSync(join(tmpdir(), 'chorus-architecture-'));

beforeAll(async () => {
  for (const [path, text] of Object.entries(BAD)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  broken = await breachesIn(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['register-uses-only-the-platform: src/modules/register/index.ts -> src/modules/voice/index.ts'],
  ['module-is-on-the-map: src/modules/weather/index.ts -> src/kernel/day.ts'],
  ['module-through-its-door: src/modules/voice/queries/seats.ts -> src/modules/register/storage/tables.ts'],
  ['test-through-the-doors: src/modules/voice/queries/seats.test.ts -> src/modules/register/storage/tables.ts'],
  ['module-by-its-name: src/modules/voice/index.ts -> src/modules/register/index.ts'],
  ['app-through-the-door: src/app/main.ts -> src/modules/register/storage/tables.ts'],
  ['nothing-uses-the-app: src/platform/log.ts -> src/app/main.ts'],
  ['platform-knows-no-module: src/platform/clock.ts -> src/modules/register/index.ts'],
  ['kernel-imports-nothing: src/kernel/day.ts -> src/platform/clock.ts'],
  ['domain-is-pure: src/modules/register/domain/settle.ts -> fs'],
  ['domain-is-pure: src/modules/register/people/domain/plan.ts -> src/modules/register/index.ts'],
  ['edge-not-to-storage: src/modules/register/people/cli/people.ts -> src/modules/register/people/storage/peopleTable.ts'],
  ['storage-not-to-the-edge: src/modules/register/people/storage/peopleTable.ts -> src/modules/register/people/cli/people.ts'],
  ['edge-not-to-storage: src/modules/register/web/page.ts -> src/modules/register/storage/tables.ts'],
  ['edge-not-to-storage: src/modules/register/api/list.ts -> node_modules/kysely/index.js'],
  ['storage-not-to-the-edge: src/modules/register/storage/tables.ts -> src/modules/register/web/page.ts'],
  ['no-cycles: src/platform/ringA.ts -> src/platform/ringB.ts'],
  ['no-orphans: src/platform/lonely.ts -> src/platform/lonely.ts'],
  ['no-tests-in-the-program: src/platform/tested.ts -> src/platform/testing/fake.ts'],
  ['program-needs-no-tools: src/platform/tool.ts -> node_modules/vitest/index.js'],
  ['every-import-resolves: src/platform/mail.ts -> ./nowhere.ts'],
])('catches %s', (breach) => {
  expect(broken).toContain(breach);
});

test('every rule is shown to catch something', () => {
  const caught = new Set(broken.map((breach) => breach.slice(0, breach.indexOf(':'))));
  // One direction stands for all: they are made from the map by one line.
  const named = config.forbidden.map(({ name }) => name).filter((name) => !/-uses-only-/.test(name));
  expect(named.filter((name) => !caught.has(name))).toEqual([]);
});

test('a domain computes with a domain beside it and with what another module’s domain offers', () => {
  const plan = broken.filter((breach) => breach.startsWith('domain-is-pure: src/modules/register/people/domain/plan.ts'));
  expect(plan).toEqual(['domain-is-pure: src/modules/register/people/domain/plan.ts -> src/modules/register/index.ts']);
});

test('a domain may import types of what it may not run', () => {
  expect(broken.filter((breach) => breach.startsWith('domain-is-pure: src/modules/register/domain/typed.ts'))).toEqual([]);
});
