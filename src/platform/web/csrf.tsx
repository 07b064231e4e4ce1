import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReactElement } from 'react';
import { useFrame } from './frame.ts';

export const CSRF_FIELD = '_csrf';
export const CSRF_HEADER = 'x-csrf-token';

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/**
 * The token as a form carries it: different on every page, so that a compressed page gives nothing away about
 * the secret (the BREACH attack), yet checkable against it.
 */
export function maskedToken(secret: string): string {
  const pad = randomBytes(32);
  return Buffer.concat([pad, xor(digest(secret), pad)]).toString('base64url');
}

export function isTokenFor(secret: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const bytes = Buffer.from(token, 'base64url');
  return bytes.length === 64 && timingSafeEqual(xor(bytes.subarray(32), bytes.subarray(0, 32)), digest(secret));
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ right[index]!));
}

/**
 * Whether the browser itself says that the request comes from this site's own pages. Sec-Fetch-Site cannot be
 * forged by a page, so where it is sent it decides; older browsers send Origin; a client that sends neither is
 * no browser and is left to the token.
 */
export function isOwnOrigin(headers: { 'sec-fetch-site'?: string; origin?: string }, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || headers.origin === new URL(publicUrl).origin;
}

/** Belongs in every POST form. */
export function CsrfField(): ReactElement {
  return <input type="hidden" name={CSRF_FIELD} value={useFrame().csrfToken()} />;
}
