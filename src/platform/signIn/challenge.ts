import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { digestOf } from './secret.ts';

type ChallengeKind = 'passkey-add' | 'passkey-use' | 'openid-connect';

interface Challenge {
  kind: ChallengeKind;
  /** What the browser or the provider has to bring back. */
  secret: string;
  /** Who it is put to, where known. */
  personId: string | null;
  facts: Record<string, string>;
}

const LIFE_MS = 5 * 60_000;

/** Remembers a question that was put, for five minutes. */
export async function putChallenge(database: Database, challenge: Challenge, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + LIFE_MS).toISOString();
  const db = database.as<unknown>();
  await sql`delete from sign_in_challenge where expires_at <= ${now.toISOString()}`.execute(db);
  await sql`insert into sign_in_challenge (digest, kind, person_id, facts, expires_at)
    values (${digestOf(challenge.secret)}, ${challenge.kind}, ${challenge.personId}, ${JSON.stringify(challenge.facts)}::jsonb, ${expiresAt})`.execute(db);
}

/** Takes a question back with its facts; a second answer to it finds nothing. */
export async function takeChallenge(db: Kysely<unknown>, kind: ChallengeKind, secret: string, now: Date): Promise<Pick<Challenge, 'personId' | 'facts'> | null> {
  const { rows } = await sql<Pick<Challenge, 'personId' | 'facts'>>`
    delete from sign_in_challenge where digest = ${digestOf(secret)} and kind = ${kind} and expires_at > ${now.toISOString()}
    returning person_id as "personId", facts`.execute(db);
  return rows[0] ?? null;
}
