import * as client from 'openid-client';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { putChallenge, takeChallenge } from './challenge.ts';
import { newSecret } from './secret.ts';

export interface OpenIdConnectSettings {
  /** `OIDC_ISSUER`, `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button calls the provider; "your organisation's account" where left out. */
  label?: string;
}

export interface OpenIdConnect {
  label: string;
  /** Where to send the browser, and the secret that this browser alone must bring back. */
  begin(nextPath: string): Promise<{ authorizationUrl: string; browserSecret: string }>;
  /** Trades the provider's answer for an address that the provider has verified. */
  finish(answer: URLSearchParams, browserSecret: string): Promise<{ email: string; nextPath: string }>;
}

interface OpenIdConnectContext {
  settings: OpenIdConnectSettings;
  database: Database;
  publicUrl: string;
  now: () => Date;
}

export const CALLBACK_PATH = '/sign-in/openid-connect/callback';

const verifiedClaims = z.object({ email: z.email(), email_verified: z.literal(true) });

/** Speaks to one provider: authorisation code with PKCE, state and nonce. The provider is looked up when first needed. */
export function openIdConnect({ settings, database, publicUrl, now }: OpenIdConnectContext): OpenIdConnect {
  const callback = new URL(CALLBACK_PATH, publicUrl).href;
  let found: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined;
      throw notAnswering(error);
    });
    return found;
  };

  return {
    label: settings.label ?? 'your organisation’s account',
    begin: async (nextPath) => {
      const config = await configuration();
      const [browserSecret, state, nonce, verifier] = [newSecret(), client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      await putChallenge(database, { kind: 'openid-connect', secret: browserSecret, personId: null, facts: { state, nonce, verifier, nextPath } }, now());
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { authorizationUrl: url.href, browserSecret };
    },
    finish: async (answer, browserSecret) => {
      const challenge = await takeChallenge(database.as(), 'openid-connect', browserSecret, now());
      if (!challenge) throw notOurs;
      const { state, nonce, verifier, nextPath } = challenge.facts as Record<'state' | 'nonce' | 'verifier' | 'nextPath', string>;
      const config = await configuration();
      const claims = await trade(config, new URL(`${callback}?${answer.toString()}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier });
      const verified = verifiedClaims.safeParse(claims);
      if (!verified.success) throw notVerified;
      return { email: verified.data.email, nextPath };
    },
  };
}

/** The ID token's claims; where it leaves the address out, those of the provider's userinfo. */
async function trade(config: client.Configuration, url: URL, checks: client.AuthorizationCodeGrantChecks): Promise<unknown> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, checks);
    const claims = tokens.claims();
    if (claims?.['email'] || !claims || !config.serverMetadata().userinfo_endpoint) return claims;
    return await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  } catch (error) {
    if (error instanceof client.ClientError || error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError) throw notOurs;
    throw notAnswering(error);
  }
}

function discover({ issuer, clientId, clientSecret }: OpenIdConnectSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  // Plain http is for a provider on this machine, as in tests; anywhere else the answer could be forged.
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return client.discovery(url, clientId, clientSecret, undefined, { timeout: 10, execute: isLocal ? [client.allowInsecureRequests] : [] });
}

const notOurs = new Refused({
  code: 'openid-connect-refused',
  what: 'The answer of your organisation’s sign-in is not one that this browser asked for, or it came too late.',
  todo: 'Start again on the sign-in page.',
});

const notVerified = new Refused({
  code: 'openid-connect-unverified',
  what: 'Your organisation’s sign-in did not give us an e-mail address that it has verified.',
  todo: 'Sign in with a link by e-mail instead.',
});

const notAnswering = (error: unknown): Refused =>
  new Refused({
    code: 'openid-connect-does-not-answer',
    what: `Your organisation’s sign-in does not answer (${error instanceof Error ? error.name : 'fault'}).`,
    where: 'OIDC_ISSUER',
    todo: 'Try again in a minute, or sign in with a link by e-mail.',
  });
