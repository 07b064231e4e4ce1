import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { SEE_POSTS } from '../../permissions.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { saidByPost } from '../../you/web/postSayings.tsx';
import { belongingOfPcn } from '../queries/belongingOfPcn.ts';
import { BelongingPage } from './belongingPage.tsx';
import { belongingTable, inOrder } from './belongingTable.tsx';

/** Where the posts of a PCN belong, for those of the PCN. */
export const belongingPages = (context: WorkforceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/workforce/pcns/:code/belonging', who: SEE_POSTS, params: z.object({ code: z.string().max(20).transform((code) => code.trim().toUpperCase()) }),
    async handle({ params: { code }, session, sentQuery }) {
      const answer = await belongingOfPcn(context, actingOf(session), { pcnCode: code, on: context.today() });
      const said = answer.isKeeper ? await saidByPost(context, code, answer.posts.map(({ post }) => post)) : new Map<string, string>();
      const file = await downloadOf(context, sentQuery, [withRows(belongingTable(answer.isKeeper, said), inOrder(answer.posts))]);
      const name = displayName((await context.register.reader.image()).nameOf(code, context.today()));
      return file ?? html(<BelongingPage pcn={{ code, name }} answer={answer} said={said} query={sentQuery} />);
    },
  }),
];
