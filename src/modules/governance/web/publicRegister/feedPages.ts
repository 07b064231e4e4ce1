import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { download } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { forumOf } from '../../queries/forums.ts';
import { publicDecisions } from '../../queries/publicRegister.ts';
import { decisionsFeed } from './decisionsFeed.ts';
import { PUBLIC, publicForumPath } from './registerTables.tsx';

const TYPE = 'application/atom+xml; charset=utf-8';

/** Decisions for a feed reader: all of them, or one forum's. */
export const feedPages = ({ database, today, now, publicUrl, siteName }: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: `${PUBLIC}/decisions.atom`,
    who: 'anyone',
    async handle() {
      const body = await decisionsFeed(await publicDecisions(database.as()), { title: `${siteName}: decisions`, path: `${PUBLIC}/decisions.atom`, publicUrl, now: now() });
      return download({ fileName: 'decisions.atom', contentType: TYPE, body });
    },
  }),
  definePage({
    method: 'GET',
    path: `${PUBLIC}/forums/:code/decisions.atom`,
    who: 'anyone',
    params: z.object({ code: z.string().max(60) }),
    async handle({ params: { code } }) {
      const forum = await forumOf(database.as(), code, today());
      if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: code, todo: 'Choose one from the public register.' });
      const body = await decisionsFeed(await publicDecisions(database.as(), code), { title: `${forum.name}: decisions`, path: `${publicForumPath(code)}/decisions.atom`, publicUrl, now: now() });
      return download({ fileName: `${code}-decisions.atom`, contentType: TYPE, body });
    },
  }),
];
