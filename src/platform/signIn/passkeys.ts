import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { putChallenge, takeChallenge } from './challenge.ts';
import type { InTransaction, SignInContext } from './signInContext.ts';

export interface Passkey {
  id: string;
  label: string;
  madeAt: Date;
  usedAt: Date | null;
}

/** Passkeys belong to a name, not to an address of numbers: browsers refuse them at 127.0.0.1. */
export const hasPasskeys = (publicUrl: string): boolean => !/^(\[|[\d.]+$)/.test(new URL(publicUrl).hostname);

/** Loaded when somebody first uses a passkey: the site should not wait for it at every start. */
const webAuthn = () => import('@simplewebauthn/server');

const houseOf = (publicUrl: string) => ({ expectedOrigin: new URL(publicUrl).origin, expectedRPID: new URL(publicUrl).hostname });

export async function passkeysOf({ database }: SignInContext, personId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select id, label, made_at as "madeAt", used_at as "usedAt" from passkey where person_id = ${personId} order by made_at`.execute(database.as());
  return rows;
}

/** What the browser needs to make a passkey. It is shown by the person's name and known by their number alone. */
export async function askForNewPasskey(context: SignInContext, person: { personId: string; name: string }): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const held = await passkeysOf(context, person.personId);
  const options = await (await webAuthn()).generateRegistrationOptions({
    rpName: context.siteName,
    rpID: new URL(context.publicUrl).hostname,
    userName: person.name,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.personId),
    attestationType: 'none',
    excludeCredentials: held.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await putChallenge(context.database, { kind: 'passkey-add', secret: options.challenge, personId: person.personId, facts: {} }, context.now());
  return options;
}

export async function addPasskey(context: SignInContext, personId: string, { response, label }: { response: RegistrationResponseJSON; label: string }): Promise<void> {
  const now = context.now();
  const expectedChallenge = async (challenge: string): Promise<boolean> =>
    (await takeChallenge(context.database.as(), 'passkey-add', challenge, now))?.personId === personId;
  const { verified, registrationInfo } = await (await webAuthn()).verifyRegistrationResponse({ response, expectedChallenge, ...houseOf(context.publicUrl) }).catch(() => {
    throw notAccepted;
  });
  if (!verified || !registrationInfo) throw notAccepted;
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql`
      insert into passkey (id, person_id, label, public_key, counter, transports, made_at)
      values (${id}, ${personId}, ${label}, ${Buffer.from(publicKey).toString('base64url')}, ${counter}, ${transports}, ${now.toISOString()})
      on conflict (id) do nothing returning id`.execute(transaction);
    if (rows.length === 0) throw notAccepted;
    await appendAudit(transaction, { by: personId, action: 'add-passkey', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: { passkey: id } }, now);
  });
}

export async function removePasskey(context: SignInContext, personId: string, id: string): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql`delete from passkey where id = ${id} and person_id = ${personId} returning id`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'passkey-not-found', what: 'You have no such passkey; it may have been removed already.', todo: 'Go back to your account.' });
    await appendAudit(transaction, { by: personId, action: 'remove-passkey', subject: { module: 'sign-in', kind: 'person', id: personId }, detail: { passkey: id } }, context.now());
  });
}

/** What the browser needs to use a passkey. It names nobody: the browser offers the passkeys that it has. */
export async function askForPasskey(context: SignInContext): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await (await webAuthn()).generateAuthenticationOptions({ rpID: new URL(context.publicUrl).hostname, userVerification: 'required' });
  await putChallenge(context.database, { kind: 'passkey-use', secret: options.challenge, personId: null, facts: {} }, context.now());
  return options;
}

/** Whose passkey answered, within the transaction that signs them in. */
export async function provePasskey(context: SignInContext, transaction: InTransaction, response: AuthenticationResponseJSON): Promise<string> {
  const now = context.now();
  const { rows } = await sql<{ personId: string; publicKey: string; counter: number }>`
    select person_id as "personId", public_key as "publicKey", counter from passkey where id = ${response.id} for update`.execute(transaction);
  const [held] = rows;
  if (!held) throw notAccepted;
  const { verified, authenticationInfo } = await (await webAuthn()).verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) => Boolean(await takeChallenge(transaction, 'passkey-use', challenge, now)),
    ...houseOf(context.publicUrl),
    credential: { id: response.id, publicKey: new Uint8Array(Buffer.from(held.publicKey, 'base64url')), counter: held.counter },
  }).catch(() => {
    throw notAccepted;
  });
  if (!verified) throw notAccepted;
  await sql`update passkey set counter = ${authenticationInfo.newCounter}, used_at = ${now.toISOString()} where id = ${response.id}`.execute(transaction);
  return held.personId;
}

const notAccepted = new Refused({
  code: 'passkey-not-accepted',
  what: 'That passkey could not be accepted.',
  todo: 'Try again, or sign in with a link by e-mail.',
});
