import { expect, test } from 'vitest';
import { elsewhere } from './elsewhere.ts';

test.each([['practice', ['/access/A81001', '/funding/statements/A81001']], ['pcn', ['/access/A81001', '/funding/statements/A81001']], ['icb', ['/access/A81001']], ['nhs-trust', []]])('the page of a %s leads to %j', (kind, paths) => {
  expect(elsewhere({ code: 'A81001', kind }).map(({ href }) => href)).toEqual(paths);
});
