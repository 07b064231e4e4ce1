import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { forumCheck } from '../../queries/forumCheck.ts';
import { holdingsOf, termsOf } from '../../queries/forumHistory.ts';
import { ForumPage } from './forumPage.tsx';
import { FORUMS } from './forumPaths.ts';
import { namesOn, rightsOver } from './forumRights.ts';

const NOTICES: Record<string, string> = {
  created: 'The forum was added. Add its seats next, the chair’s first.',
  terms: 'The terms were saved.',
  closed: 'The last day was saved: the forum closes after it.',
  'seat-added': 'The seat was added. It is vacant until you fill it.',
  'seat-withdrawn': 'The seat was taken back.',
};

/** The page of a forum. */
export const forumPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: `${FORUMS}/:code`,
    who: 'anyone',
    params: z.object({ code: z.string().max(80) }),
    query: z.object({ done: z.string().optional(), 'as-at': z.string().optional() }),
    async handle({ params: { code }, query, sentQuery, session }) {
      const day = parseIsoDate(query['as-at'] ?? '') ?? context.today();
      const check = await forumCheck(context, code, day);
      if (!check.ok) throw new Refused(check.refusal);
      const db = context.database.as<unknown>();
      return html(
        <ForumPage
          check={check.value}
          holdings={await holdingsOf(db, code)}
          versions={await termsOf(db, code)}
          nameOf={await namesOn(context, day)}
          rights={await rightsOver(context, session, check.value.forum)}
          today={context.today()}
          query={sentQuery}
          {...(NOTICES[query.done ?? ''] ? { notice: NOTICES[query.done ?? '']! } : {})}
        />,
      );
    },
  }),
];
