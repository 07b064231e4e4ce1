import type { Refusal } from '#kernel/result.ts';
import { Refused } from '#kernel/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endSession, giveSession, requireKnown, startSession, tokenOf } from '../sessions.ts';
import type { InTransaction, SignInContext, WayIn } from '../signInContext.ts';

/** Proves who somebody is, within the transaction that signs them in: a proof that is used up stands or falls with it. */
type Proof<Value extends { personId: string }> = (transaction: InTransaction) => Promise<Value>;

/** Signs a browser in. The one way to a session: proof, end of the browser's old session, new session, cookie. */
export async function enter<Value extends { personId: string }>(
  context: SignInContext,
  { raw, rawReply }: { raw: FastifyRequest; rawReply: FastifyReply },
  wayIn: WayIn,
  prove: Proof<Value>,
): Promise<Value> {
  const now = context.now();
  const { token, proven } = await context.database.inTransaction<unknown, { token: string; proven: Value }>(async (transaction) => {
    const proven = await prove(transaction);
    const oldToken = tokenOf(raw, context.publicUrl);
    if (oldToken) await endSession(transaction, oldToken, now);
    return { token: await startSession(transaction, proven.personId, wayIn, now), proven };
  });
  // Asked after the transaction, which holds the embedded record's only turn. A session of nobody known opens no page.
  await requireKnown(context, proven.personId);
  giveSession(rawReply, token, context.publicUrl);
  return proven;
}

export const refusalIn = (error: unknown): Refusal | null => (error instanceof Refused ? error.refusal : null);
