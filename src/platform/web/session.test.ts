import { describe, expect, it } from 'vitest';
import { mayUseByPermission, safeNextPath, type Session } from './session.ts';

const session: Session = { personId: 'p1', name: 'Ada', permissions: new Set(['edit-register']), csrfToken: 'secret' };

describe('who may use a route', () => {
  it.each([
    [null, 'anyone', true],
    [null, 'signed-in', false],
    [null, 'edit-register', false],
    [session, 'signed-in', true],
    [session, 'edit-register', true],
    [session, 'restore-backup', false],
  ])('%o may use %s: %s', (who, permission, expected) => {
    expect(mayUseByPermission(who, permission)).toBe(expected);
  });
});

describe('where to go after signing in', () => {
  it.each([
    ['/organisations/A81001?as-at=2025-04-01', '/organisations/A81001?as-at=2025-04-01'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/x/..//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    [undefined, '/'],
  ])('%s leads to %s', (next, expected) => {
    expect(safeNextPath(next)).toBe(expected);
  });
});
