import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { defineOperation } from '#platform/openApi/index.ts';
import type { Operation } from '#platform/openApi/index.ts';
import type { RegisterContext } from '../context.ts';
import { organisationHistory, organisationHistoryAnswer } from '../queries/organisationHistory.ts';
import { organisationAnswer, organisationJson } from '../queries/organisationJson.ts';
import { organisationList, organisationListAnswer } from '../queries/organisationList.ts';
import { askedAt, askedAtParameters, codeParameter, kindParameter, limitParameter } from './askedAt.ts';

/** The value, or its refusal thrown for the edge to say. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

const oneOrganisation = z.object({ code: codeParameter.describe('The code of the organisation, such as A81001.') });

export function organisationOperations(context: RegisterContext): Operation[] {
  return [
    defineOperation({
      id: 'listOrganisations',
      path: '/api/v1/organisations',
      summary: 'Organisations on a day',
      description: 'In the order of their codes, a page at a time.',
      params: z.object({}),
      query: z.object({
        kind: kindParameter.optional().describe('Only bodies of this kind.'),
        status: z.enum(['open', 'closed', 'dormant'], 'Write open, closed or dormant').optional().describe('Only those of this status.'),
        within: codeParameter.optional().describe('Only what is in the body of this code, at whatever remove: the practices and PCNs of an ICB.'),
        q: z.string().max(100, 'Write at most 100 characters').optional().describe('Only those whose name has each of these words, or whose code begins with it.'),
        limit: limitParameter.optional().describe('How many at most; 50 where left out.'),
        cursor: z.string().max(60, 'Send back the nextCursor of an answer').optional().describe('The `nextCursor` of the answer before.'),
        ...askedAtParameters,
      }),
      answer: { name: 'OrganisationList', schema: organisationListAnswer },
      example: '/api/v1/organisations?kind=pcn&status=open&limit=3',
      async read({ query }) {
        const { limit = 50, cursor, kind, status, within, q } = query;
        const { next, ...page } = valueOf(await organisationList(context, { kind, status, within, q }, { ...askedAt(context, query), limit, after: codeOfCursor(cursor) }));
        return { ...page, nextCursor: next && cursorAfter(next) };
      },
    }),
    defineOperation({
      id: 'getOrganisation',
      path: '/api/v1/organisations/:code',
      summary: 'One organisation on a day',
      description: 'What it is, what it belongs to, what belongs to it, and whom it serves. `chorus org CODE --json` prints the same.',
      params: oneOrganisation,
      query: z.object(askedAtParameters),
      answer: { name: 'Organisation', schema: organisationAnswer },
      example: '/api/v1/organisations/A81001?as-at=2025-04-15',
      read: async ({ params, query }) => valueOf(await organisationJson(context, params.code, askedAt(context, query))),
    }),
    defineOperation({
      id: 'getOrganisationHistory',
      path: '/api/v1/organisations/:code/history',
      summary: 'One organisation over all days',
      params: oneOrganisation,
      query: z.object(askedAtParameters),
      answer: { name: 'OrganisationHistory', schema: organisationHistoryAnswer },
      example: '/api/v1/organisations/A81001/history',
      read: async ({ params, query }) => valueOf(await organisationHistory(context, params.code, askedAt(context, query))),
    }),
  ];
}

const CURSOR = /^after:([A-Z0-9][A-Z0-9-]{1,19})$/;

/** A cursor says no more than where the last page ended; callers are to take it as it is. */
const cursorAfter = (code: string): string => Buffer.from(`after:${code}`).toString('base64url');

function codeOfCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const code = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (code !== undefined) return code;
  throw new Refused({ code: 'invalid-parameter', what: 'This cursor is not one of ours.', where: 'cursor', todo: 'Send back the nextCursor of the answer before, as it came; leave it out for the first page.' });
}
