import { createHash } from 'node:crypto';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { statusOfRefusal } from '../web/refusalPage.tsx';
import { json, type PageReply } from '../web/reply.ts';
import type { PageRequest } from '../web/route.ts';

export interface AnswerForm {
  contentType: string;
  /** All that an answer follows from beside its address: what is stored, the day. While it is the same, so is the answer. */
  stateOf: () => Promise<string>;
  /** How this interface says no, with the HTTP status that goes with it. */
  refusal: (refusal: Refusal, status: number) => PageReply;
}

/** The caller may keep an answer and asks each time whether it still stands. */
const KEEP = 'private, no-cache';

type AnyRequest = Pick<PageRequest<unknown, unknown, unknown>, 'raw' | 'rawReply'>;

/**
 * Answers a reading request of a program: 304 where the caller has it already, a refusal in the interface's own form,
 * and a fault logged here and told without its details.
 */
export async function conditionalAnswer({ raw, rawReply }: AnyRequest, { contentType, stateOf, refusal }: AnswerForm, read: () => Promise<unknown>): Promise<PageReply> {
  try {
    const tag = entityTag(await stateOf(), raw.url);
    if (isKnown(raw.headers['if-none-match'], tag)) {
      void rawReply.header('etag', tag).header('cache-control', KEEP);
      return json(undefined, 304, contentType);
    }
    const value = await read();
    void rawReply.header('etag', tag).header('cache-control', KEEP);
    return json(value, 200, contentType);
  } catch (error) {
    if (error instanceof Refused) return refusal(error.refusal, statusOfRefusal(error.refusal.code));
    raw.log.error({ err: error }, 'request failed');
    return refusal({ code: 'fault', what: 'Something went wrong on our side.', todo: 'Try again in a minute.' }, 500);
  }
}

/** Weak, as a proxy may pack the answer. */
function entityTag(state: string, url: string): string {
  return `W/"${createHash('sha256').update(`${state}\n${url}`).digest('base64url').slice(0, 27)}"`;
}

function isKnown(header: string | undefined, tag: string): boolean {
  const bare = (text: string): string => text.trim().replace(/^W\//, '');
  return header !== undefined && header.split(',').some((each) => bare(each) === bare(tag));
}
