import { z } from 'zod';
import { defineOperation } from '#platform/openApi/index.ts';
import type { Operation } from '#platform/openApi/index.ts';
import type { RegisterContext } from '../context.ts';
import { registerDatasets } from '../datasets/index.ts';
import { changesAnswer, changesJson } from '../queries/changesJson.ts';
import { countsAnswer, countsJson } from '../queries/countsJson.ts';
import { DISAGREEMENT_SUBJECTS, disagreementsAnswer, disagreementsJson } from '../queries/disagreementsJson.ts';
import { publicationList, publicationListAnswer } from '../queries/publicationList.ts';
import { askedAt, askedAtParameters, codeParameter, dayParameter, daySent } from './askedAt.ts';
import { valueOf } from './organisations.ts';

const datasetIds = registerDatasets.map(({ id }) => id) as [string, ...string[]];

export function registerOperations(context: RegisterContext): Operation[] {
  return [
    defineOperation({
      id: 'listChanges',
      path: '/api/v1/changes',
      summary: 'What happened between two days',
      description: 'Found by comparing how things stood. `chorus changes --json` prints the same.',
      params: z.object({}),
      query: z.object({
        from: dayParameter.describe('What happened after this day.'),
        to: dayParameter.optional().describe('… and up to this day; `as-at` where left out.'),
        within: codeParameter.optional().describe('Only within the body of this code, on either day.'),
        ...askedAtParameters,
      }),
      answer: { name: 'Changes', schema: changesAnswer },
      example: '/api/v1/changes?from=2025-03-01&to=2025-11-01',
      async read({ query }) {
        const { asAt, knownAt } = askedAt(context, query);
        return valueOf(await changesJson(context, { from: daySent(query.from), to: query.to === undefined ? asAt : daySent(query.to), within: query.within, knownAt }));
      },
    }),
    defineOperation({
      id: 'countOrganisations',
      path: '/api/v1/counts',
      summary: 'How many organisations of each kind',
      description: '`chorus register counts --json` prints the same.',
      params: z.object({}),
      query: z.object(askedAtParameters),
      answer: { name: 'Counts', schema: countsAnswer },
      example: '/api/v1/counts?as-at=2025-11-01',
      read: async ({ query }) => countsJson(context, askedAt(context, query)),
    }),
    defineOperation({
      id: 'listDisagreements',
      path: '/api/v1/disagreements',
      summary: 'Where publications disagree',
      description: 'Every claim is kept with its publication; `applied` is what the register shows by its rule of precedence.',
      params: z.object({}),
      query: z.object({
        about: z.enum(DISAGREEMENT_SUBJECTS, `Write one of ${DISAGREEMENT_SUBJECTS.join(', ')}`).optional().describe('Only those about this.'),
        within: codeParameter.optional().describe('Only of what is in the body of this code, and of itself.'),
        ...askedAtParameters,
      }),
      answer: { name: 'Disagreements', schema: disagreementsAnswer },
      example: '/api/v1/disagreements?about=pcn',
      read: async ({ query }) => valueOf(await disagreementsJson(context, { ...askedAt(context, query), about: query.about, within: query.within })),
    }),
    defineOperation({
      id: 'listPublications',
      path: '/api/v1/publications',
      summary: 'The publications held',
      params: z.object({}),
      query: z.object({ dataset: z.enum(datasetIds, `Write one of ${datasetIds.join(', ')}`).optional().describe('Only of this data set.'), ...askedAtParameters }),
      answer: { name: 'Publications', schema: publicationListAnswer },
      example: '/api/v1/publications?dataset=epraccur',
      read: async ({ query }) => publicationList(context, { ...askedAt(context, query), dataset: query.dataset }),
    }),
  ];
}
