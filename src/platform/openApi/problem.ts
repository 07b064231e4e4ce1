import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import { statusOfRefusal } from '../web/refusalPage.tsx';
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

export function problemOf(refusal: Refusal): Problem {
  const { code, what, where, todo } = refusal;
  const detail = [where ? `${what} (${where})` : what, todo].filter(Boolean).join(' ');
  return { type: 'about:blank', title: what, status: statusOfRefusal(code), detail, code, what, ...(where && { where }), ...(todo && { todo }) };
}

export function problemReply(refusal: Refusal): PageReply {
  const problem = problemOf(refusal);
  return json(problem, problem.status, PROBLEM_TYPE);
}
