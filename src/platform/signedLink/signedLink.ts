import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a link lets its bearer do: one thing, for one person, until a moment. It is good for nothing else. */
export interface SignedClaim {
  /** Which kind of thing, such as `answer-canvass`: a link made for one purpose fits no other. */
  purpose: string;
  /** Of which one. */
  id: string;
  personId: string;
  /** The first moment at which it no longer holds. */
  expiresAt: Date;
}

const VERSION = 'v1';
const KEY_BYTES = 32;
const KEY_SETTING = 'signed-link-key';

/** The key of this record, made when it is first needed. Two who need it first at once get the same one. */
export async function signedLinkKey(db: Kysely<unknown>): Promise<Buffer> {
  const kept = await keptKey(db);
  if (kept) return kept;
  await sql`insert into setting (name, value) values (${KEY_SETTING}, to_jsonb(${randomBytes(KEY_BYTES).toString('base64url')}::text)) on conflict (name) do nothing`.execute(db);
  const made = await keptKey(db);
  if (!made) throw new Error('The key of signed links was not kept.');
  return made;
}

async function keptKey(db: Kysely<unknown>): Promise<Buffer | null> {
  const { rows } = await sql<{ key: string }>`select value #>> '{}' as key from setting where name = ${KEY_SETTING}`.execute(db);
  return rows[0] ? Buffer.from(rows[0].key, 'base64url') : null;
}

/** The claim as a token for an address: `v1.<claim>.<signature>`, nothing in it secret but the signature. */
export function signLink(key: Buffer, { purpose, id, personId, expiresAt }: SignedClaim): string {
  const claim = Buffer.from(JSON.stringify([id, personId, expiresAt.getTime()])).toString('base64url');
  return `${VERSION}.${claim}.${signatureOf(key, purpose, claim)}`;
}

/**
 * Whose link it is and for what; null for one that was altered, has expired, was made for another purpose or is none of
 * ours. Whoever asks is told no more: the refusal is the same for all of them.
 */
export function readSignedLink(key: Buffer, purpose: string, token: string, now: Date): { id: string; personId: string } | null {
  const [version, claim, signature, ...more] = token.split('.');
  if (version !== VERSION || claim === undefined || signature === undefined || more.length > 0) return null;
  // Both as text, so that no other spelling of the same bytes passes.
  const [expected, given] = [Buffer.from(signatureOf(key, purpose, claim)), Buffer.from(signature)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const [id, personId, expiresAt] = JSON.parse(Buffer.from(claim, 'base64url').toString()) as [string, string, number];
  return expiresAt > now.getTime() ? { id, personId } : null;
}

const signatureOf = (key: Buffer, purpose: string, claim: string): string => createHmac('sha256', key).update(JSON.stringify([VERSION, purpose, claim])).digest('base64url');
