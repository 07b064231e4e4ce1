import { sql } from 'kysely';
import { Refused, type Refusal } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { safeNextPath } from '#platform/web/session.ts';
import { digestOf, newSecret } from './secret.ts';
import type { InTransaction, LinkOrder } from './signInContext.ts';

const MINUTE_MS = 60_000;
const LIFE_MS: Record<LinkOrder['purpose'], number> = {
  'sign-in': 15 * MINUTE_MS,
  console: 15 * MINUTE_MS,
  invitation: 14 * 24 * 60 * MINUTE_MS,
};

/** How long a link may be used, in words. */
export const LIFE_WORDS: Record<LinkOrder['purpose'], string> = { 'sign-in': '15 minutes', console: '15 minutes', invitation: '14 days' };

/** Makes a link that signs one person in once, and gives its address. The record keeps its digest only. */
export async function makeLink(transaction: InTransaction, order: LinkOrder, publicUrl: string, now: Date): Promise<string> {
  const { personId, purpose, by } = order;
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + LIFE_MS[purpose]);
  await sql`
    insert into sign_in_link (token_digest, person_id, purpose, next_path, made_at, expires_at)
    values (${digestOf(token)}, ${personId}, ${purpose}, ${safeNextPath(order.nextPath)}, ${now.toISOString()}, ${expiresAt.toISOString()})`.execute(transaction);
  await appendAudit(transaction, { by, action: 'make-sign-in-link', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: { purpose } }, now);
  return new URL(`/sign-in/link/${token}`, publicUrl).href;
}

const LINKS_AN_HOUR_MAX = 5;

/** Whether this person was sent as many links in the last hour as anyone needs. */
export async function hasEnoughLinks(transaction: InTransaction, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ made: number }>`
    select count(*)::int as made from sign_in_link
    where person_id = ${personId} and purpose = 'sign-in' and made_at > ${new Date(now.getTime() - 60 * MINUTE_MS).toISOString()}`.execute(transaction);
  return rows[0]!.made >= LINKS_AN_HOUR_MAX;
}

const UNUSABLE: Record<'unknown' | 'used' | 'expired', Refusal> = {
  unknown: {
    code: 'link-unknown',
    what: 'This sign-in link is not one of ours, or a part of it is missing.',
    todo: 'Copy the whole link from the mail, or ask for a new one on the sign-in page.',
  },
  used: {
    code: 'link-used',
    what: 'This sign-in link has been used. Each link signs you in once.',
    todo: 'Ask for a new link on the sign-in page.',
  },
  expired: {
    code: 'link-expired',
    what: 'This sign-in link is too old.',
    todo: 'Ask for a new link on the sign-in page.',
  },
};

interface LinkRow {
  personId: string;
  nextPath: string;
  usedAt: Date | null;
  expiresAt: Date;
}

/** Reads whether a link could be used, and changes nothing: a mail scanner may follow it as often as it likes. */
export async function whyUnusable(database: Database, token: string, now: Date): Promise<Refusal | null> {
  const { rows } = await sql<LinkRow>`
    select person_id as "personId", next_path as "nextPath", used_at as "usedAt", expires_at as "expiresAt"
    from sign_in_link where token_digest = ${digestOf(token)}`.execute(database.as());
  return refusalOf(rows[0], now);
}

/** Uses a link up and says whose it is. Two browsers that press the button at once: one of them is refused. */
export async function useLink(transaction: InTransaction, token: string, now: Date): Promise<{ personId: string; nextPath: string }> {
  const { rows } = await sql<LinkRow>`
    select person_id as "personId", next_path as "nextPath", used_at as "usedAt", expires_at as "expiresAt"
    from sign_in_link where token_digest = ${digestOf(token)} for update`.execute(transaction);
  const refusal = refusalOf(rows[0], now);
  if (refusal) throw new Refused(refusal);
  await sql`update sign_in_link set used_at = ${now.toISOString()} where token_digest = ${digestOf(token)}`.execute(transaction);
  return { personId: rows[0]!.personId, nextPath: rows[0]!.nextPath };
}

function refusalOf(link: LinkRow | undefined, now: Date): Refusal | null {
  if (!link) return UNUSABLE.unknown;
  if (link.usedAt) return UNUSABLE.used;
  return link.expiresAt <= now ? UNUSABLE.expired : null;
}
