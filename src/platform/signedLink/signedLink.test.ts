import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import type { Database } from '../database/index.ts';
import { readSignedLink, signedLinkKey, signLink } from './signedLink.ts';

const KEY = Buffer.alloc(32, 7);
const CLAIM = { purpose: 'answer', id: 'C1', personId: 'mina', expiresAt: new Date('2026-06-15T00:00:00Z') };
const TOKEN = signLink(KEY, CLAIM);
const before = new Date('2026-06-14T23:59:59.999Z');

describe('a signed link', () => {
  test('says for what and whose it is, until it expires', () => {
    expect(readSignedLink(KEY, 'answer', TOKEN, before)).toEqual({ id: 'C1', personId: 'mina' });
  });

  const [version, claim, signature] = TOKEN.split('.') as [string, string, string];
  const other = Buffer.from(JSON.stringify(['C2', 'mina', CLAIM.expiresAt.getTime()])).toString('base64url');
  const later = Buffer.from(JSON.stringify(['C1', 'mina', CLAIM.expiresAt.getTime() + 1])).toString('base64url');
  const sameBytes = signature.slice(0, -1) + String.fromCharCode(signature.charCodeAt(42) + 1);
  test.each([
    ['at the moment it expires', TOKEN, CLAIM.expiresAt],
    ['for another thing', `${version}.${other}.${signature}`, before],
    ['with a later end', `${version}.${later}.${signature}`, before],
    ['of another version', `v2.${claim}.${signature}`, before],
    ['without its signature', `${version}.${claim}.`, before],
    ['cut short', TOKEN.slice(0, -1), before],
    ['with something after it', `${TOKEN}.x`, before],
    ['with padding', `${TOKEN}=`, before],
    ['whose signature is spelt otherwise', `${version}.${claim}.${sameBytes}`, before],
    ['signed with another key', signLink(Buffer.alloc(32, 8), CLAIM), before],
    ['made for another purpose', signLink(KEY, { ...CLAIM, purpose: 'sign-in' }), before],
    ['that is nothing', '', before],
    ['that is a mere word', 'answer', before],
    ['with bytes that are no text', `${version}.\u0000ÿ.${signature}`, before],
  ])('%s is none', (_, token, now) => {
    expect(readSignedLink(KEY, 'answer', token, now)).toBeNull();
  });
});

onBothEngines('the key of signed links', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase(engine);
  });
  afterAll(() => database.close());

  test('is made once, also by two that need it first at once, and kept', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => signedLinkKey(database.as())));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
  });
});
