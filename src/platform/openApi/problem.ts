import { z } from 'zod';
import { sayRefusal, type Refusal } from '#kernel/result.ts';
import { json, type PageReply } from '../web/reply.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A refusal to a program, by RFC 9457: the same three sentences that a page shows, each by its name. */
export const problemAnswer = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().describe('What is wrong, in a sentence.'),
    status: z.int().describe('The HTTP status.'),
    detail: z.string().describe('What is wrong, where, and what to do, as one paragraph.'),
    code: z.string().describe('The stable name of this refusal, such as `organisation-not-found`.'),
    what: z.string().describe('What is wrong.'),
    where: z.string().optional().describe('Where it is: a parameter, a code, a day.'),
    todo: z.string().optional().describe('What the caller can do now.'),
  })
  .describe('Why there is no answer, and what to do about it.');

export type Problem = z.output<typeof problemAnswer>;

export function problemReply(refusal: Refusal, status: number): PageReply {
  const { code, what, where, todo } = refusal;
  const problem: Problem = { type: 'about:blank', title: what, status, detail: sayRefusal(refusal), code, what, ...(where && { where }), ...(todo && { todo }) };
  return json(problem, status, PROBLEM_TYPE);
}
