import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { json } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { safeNextPath } from '#platform/web/session.ts';
import { addPasskey, askForNewPasskey, askForPasskey, provePasskey } from '../passkeys.ts';
import type { SignInContext } from '../signInContext.ts';
import { enter } from './enter.ts';

/** The outer shape only: the library takes the answer apart and proves it. */
const answer = z.object({ id: z.string(), rawId: z.string(), type: z.literal('public-key'), response: z.record(z.string(), z.unknown()) }).loose();

/** What the passkey script asks of the server. Each answer bears the page's form token in a header. */
export function passkeyRoutes(context: SignInContext): PageDefinition[] {
  return [
    definePage({ method: 'POST', path: '/sign-in/passkey/question', who: 'anyone', limit: 'strict', handle: async () => json(await askForPasskey(context)) }),
    definePage({
      method: 'POST',
      path: '/sign-in/passkey',
      who: 'anyone',
      limit: 'strict',
      body: z.object({ response: answer, next: z.string().optional() }),
      handle: async ({ body, raw, rawReply }) => {
        const response = body.response as unknown as AuthenticationResponseJSON;
        await enter(context, { raw, rawReply }, 'passkey', async (transaction) => ({ personId: await provePasskey(context, transaction, response) }));
        return json({ next: safeNextPath(body.next) });
      },
    }),
    definePage({
      method: 'POST',
      path: '/account/passkeys/question',
      who: 'signed-in',
      limit: 'strict',
      handle: async ({ session }) => json(await askForNewPasskey(context, session)),
    }),
    definePage({
      method: 'POST',
      path: '/account/passkeys',
      who: 'signed-in',
      limit: 'strict',
      body: z.object({ response: answer, label: z.string().trim().max(60) }),
      handle: async ({ body, session }) => {
        const response = body.response as unknown as RegistrationResponseJSON;
        await addPasskey(context, session.personId, { response, label: body.label || 'Passkey' });
        return json({ next: '/account?done=passkey-added' });
      },
    }),
  ];
}
