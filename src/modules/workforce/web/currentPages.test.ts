import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MODULE = fileURLToPath(new URL('..', import.meta.url));

test('every page of people and roles says so to the main menu, which shows where one is', () => {
  const unsaid = readdirSync(MODULE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx')).flatMap((file) => [...readFileSync(`${MODULE}/${file}`, 'utf8').matchAll(/<Page\s[^>]*?>/g)].map(([tag]) => ({ file, tag })))
    .filter(({ tag }) => !/current=(\{WORKFORCE\}|"\/workforce")/.test(tag));
  expect(unsaid).toEqual([]);
});
