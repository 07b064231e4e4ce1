import { describe, expect, it } from 'vitest';
import { isOwnOrigin, isTokenFor, maskedToken } from './csrf.tsx';

describe('the form token', () => {
  it('differs on every page and is good for its own secret only', () => {
    const [first, second] = [maskedToken('secret'), maskedToken('secret')];
    expect(first).not.toBe(second);
    expect(isTokenFor('secret', first) && isTokenFor('secret', second)).toBe(true);
    expect(isTokenFor('another', first)).toBe(false);
  });

  it.each([undefined, '', 'x', ['a', 'b'], 'A'.repeat(86)])('refuses %o', (token) => {
    expect(isTokenFor('secret', token)).toBe(false);
  });
});

describe('where a request comes from', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://chorus.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://chorus.example' }, true],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'null' }, false],
    [{}, true],
  ])('%o is our own page: %s', (headers, expected) => {
    expect(isOwnOrigin(headers, 'https://chorus.example/')).toBe(expected);
  });
});
