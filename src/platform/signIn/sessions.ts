import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit, type Actor } from '#platform/audit/audit.ts';
import { siteCookie } from '#platform/web/cookie.ts';
import type { Session } from '#platform/web/session.ts';
import { digestOf, newSecret } from './secret.ts';
import type { InTransaction, SignInContext, WayIn } from './signInContext.ts';

const HOUR_MS = 60 * 60_000;
const IDLE_MS = 12 * HOUR_MS;
const LIFE_MS = 7 * 24 * HOUR_MS;
/** A session's last use is written this often, so that reading pages hardly writes. */
const SEEN_EVERY_MS = 10 * 60_000;

const cookieOf = (publicUrl: string) => siteCookie(publicUrl, 'chorus-session');

/** Starts a session within the transaction that proved who it is, and gives the token for the browser. */
export async function startSession(transaction: InTransaction, personId: string, wayIn: WayIn, now: Date): Promise<string> {
  const token = newSecret();
  const at = now.toISOString();
  await sql`delete from session where seen_at < ${before(now, IDLE_MS)} or started_at < ${before(now, LIFE_MS)}`.execute(transaction);
  await sql`insert into session (token_digest, person_id, way_in, started_at, seen_at)
    values (${digestOf(token)}, ${personId}, ${wayIn}, ${at}, ${at})`.execute(transaction);
  await appendAudit(transaction, { by: personId, action: 'sign-in', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: { wayIn } }, now);
  return token;
}

/** Gives the browser its new session. Whatever session it had before is ended by `endSession`, never carried over. */
export function giveSession(reply: FastifyReply, token: string, publicUrl: string): void {
  const { name, options } = cookieOf(publicUrl);
  void reply.setCookie(name, token, { ...options, maxAge: LIFE_MS / 1000 });
}

export const tokenOf = (request: FastifyRequest, publicUrl: string): string | null => request.cookies[cookieOf(publicUrl).name] ?? null;

interface SessionRow {
  personId: string;
  startedAt: Date;
  seenAt: Date;
}

/** The person whose browser asks, with what their roles let them do today; null where nobody is signed in. */
export async function sessionOf(context: SignInContext, request: FastifyRequest): Promise<Session | null> {
  const token = tokenOf(request, context.publicUrl);
  if (!token) return null;
  const { database, directory } = context;
  const now = context.now();
  const { rows } = await sql<SessionRow>`
    select person_id as "personId", started_at as "startedAt", seen_at as "seenAt" from session where token_digest = ${digestOf(token)}`.execute(database.as());
  const row = rows.find(({ startedAt, seenAt }) => now.getTime() - seenAt.getTime() < IDLE_MS && now.getTime() - startedAt.getTime() < LIFE_MS);
  const person = row && (await directory.personOf(row.personId));
  if (!row || !person) return null;
  if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY_MS) {
    await sql`update session set seen_at = ${now.toISOString()} where token_digest = ${digestOf(token)}`.execute(database.as());
  }
  return { personId: person.personId, name: person.name, permissions: person.permissions, csrfToken: csrfTokenOf(token) };
}

/** Made from the session's token, so that the record holds nothing that a form could be forged with. */
const csrfTokenOf = (token: string): string => createHash('sha256').update(`forms of ${token}`).digest('base64url');

/** Signs this browser out. */
export async function signOut(context: SignInContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = tokenOf(request, context.publicUrl);
  const { name, options } = cookieOf(context.publicUrl);
  void reply.clearCookie(name, options);
  if (!token) return;
  const now = context.now();
  await context.database.inTransaction<unknown, void>((transaction) => endSession(transaction, token, now));
}

export async function endSession(transaction: InTransaction, token: string, now: Date): Promise<void> {
  const { rows } = await sql<{ personId: string }>`delete from session where token_digest = ${digestOf(token)} returning person_id as "personId"`.execute(transaction);
  const personId = rows[0]?.personId;
  if (personId) await appendAudit(transaction, { by: personId, action: 'sign-out', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: {} }, now);
}

/** Signs a person out everywhere and spoils the links that they have not used. */
export async function endSessionsOf(transaction: InTransaction, personId: string, by: Actor, now: Date): Promise<void> {
  const { rows } = await sql`delete from session where person_id = ${personId} returning person_id`.execute(transaction);
  await sql`update sign_in_link set used_at = ${now.toISOString()} where person_id = ${personId} and used_at is null`.execute(transaction);
  await appendAudit(transaction, { by, action: 'sign-out-everywhere', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: { sessions: rows.length } }, now);
}

/** Forgets all that lets an erased person in. */
export async function forgetPerson(transaction: InTransaction, personId: string, by: Actor, now: Date): Promise<void> {
  await endSessionsOf(transaction, personId, by, now);
  await sql`delete from passkey where person_id = ${personId}`.execute(transaction);
  await sql`delete from sign_in_challenge where person_id = ${personId}`.execute(transaction);
}

export interface OpenSession {
  wayIn: WayIn;
  startedAt: Date;
  seenAt: Date;
}

export async function openSessionsOf({ database, now }: SignInContext, personId: string): Promise<OpenSession[]> {
  const { rows } = await sql<OpenSession>`
    select way_in as "wayIn", started_at as "startedAt", seen_at as "seenAt" from session
    where person_id = ${personId} and seen_at > ${before(now(), IDLE_MS)} and started_at > ${before(now(), LIFE_MS)}
    order by seen_at desc`.execute(database.as());
  return rows;
}

/** Refuses to open a session for somebody who is no longer known. */
export async function requireKnown({ directory }: SignInContext, personId: string): Promise<void> {
  if (await directory.personOf(personId)) return;
  throw new Refused({ code: 'person-gone', what: 'This person is no longer known here.', todo: 'Ask an administrator to invite you again.' });
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();
