import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refused, type Refusal } from '#kernel/result.ts';

/** What the reader is told for what the server itself refuses before any handler runs. */
const SERVER_REFUSALS: Record<number, Refusal> = {
  404: { code: 'not-found', what: 'There is no page at this address.', todo: 'Check the address, or search for what you need.' },
  413: { code: 'too-large', what: 'What you sent is larger than this page takes.', todo: 'Send less, or a smaller file.' },
  415: { code: 'unknown-content', what: 'This page cannot read that kind of content.', todo: 'Send a form or JSON.' },
  429: { code: 'too-many-requests', what: 'There were too many requests from your network in a short time.', todo: 'Wait a minute and try again.' },
};

/** An error as a refusal with its status, or null where it is a fault of ours. */
export function refusalOf(error: FastifyError | Error): { refusal: Refusal; status: number | null } | null {
  if (error instanceof Refused) return { refusal: error.refusal, status: null };
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (!status || status < 400 || status >= 500) return null;
  const refusal = SERVER_REFUSALS[status] ?? { code: 'invalid-request', what: 'We could not read what was sent.', todo: 'Go back and try again.' };
  return { refusal, status };
}

export const pageNotFound: Refusal = SERVER_REFUSALS[404]!;

/** Sends a refusal to a program: the same three sentences, by name. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, status: number, refusal: Refusal): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send({ error: refusal, requestId: request.id });
}
