import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { json } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { publicMeetings } from '../../queries/publicMeetings.ts';
import { publicDecisions, publicForums, publicPapers } from '../../queries/publicRegister.ts';
import { OPARL_LISTS, oparlBody, oparlId, oparlObjects, oparlSystem } from './oparlObjects.ts';
import type { OparlFacts, OparlList, OparlObject } from './oparlObjects.ts';
import { PUBLIC } from './registerTables.tsx';

const PER_PAGE = 100;
const list = z.enum(Object.keys(OPARL_LISTS) as [OparlList, ...OparlList[]]);
const query = z.object({ page: z.coerce.number().int().positive().default(1), organization: z.string().max(60).optional() });

/** The public register in OParl 1.1, for programs: docs/how-to/publish-papers.md says which parts. */
export function oparlPages(context: GovernanceContext): PageDefinition[] {
  const { publicUrl, siteName } = context;
  const base = `${publicUrl}${PUBLIC}/oparl`;
  const objects = async (): Promise<ReturnType<typeof oparlObjects>> => {
    const db = context.database.as<unknown>();
    const facts: OparlFacts = { base, publicUrl, siteName, forums: await publicForums(context), meetings: await publicMeetings(db), decisions: await publicDecisions(db), papers: await publicPapers(db) };
    return oparlObjects(facts);
  };
  const missing = new Refused({ code: 'oparl-not-found', what: 'There is nothing public at this address.', todo: `Begin at ${base}.` });

  return [
    definePage({ method: 'GET', path: `${PUBLIC}/oparl`, who: 'anyone', handle: async () => json(oparlSystem({ base, publicUrl, siteName })) }),
    definePage({ method: 'GET', path: `${PUBLIC}/oparl/body`, who: 'anyone', handle: async () => json(pageOf([oparlBody({ base, siteName })], `${base}/body`, {}, 1)) }),
    definePage({
      method: 'GET',
      path: `${PUBLIC}/oparl/body/:id`,
      who: 'anyone',
      params: z.object({ id: z.string().max(10) }),
      async handle({ params: { id } }) {
        if (id !== '1') throw missing;
        return json(oparlBody({ base, siteName }));
      },
    }),
    definePage({
      method: 'GET',
      path: `${PUBLIC}/oparl/:list`,
      who: 'anyone',
      params: z.object({ list }),
      query,
      async handle({ params: { list: name }, query: { page, organization } }) {
        const all = (await objects())[name];
        const wanted = organization === undefined ? all : all.filter((one) => [one['organization']].flat().includes(oparlId(base, 'organization', organization)));
        return json(pageOf(wanted, `${base}/${name}`, organization === undefined ? {} : { organization }, page));
      },
    }),
    definePage({
      method: 'GET',
      path: `${PUBLIC}/oparl/:list/:id`,
      who: 'anyone',
      params: z.object({ list, id: z.string().max(100) }),
      async handle({ params: { list: name, id } }) {
        const found = (await objects())[name].find((one) => one.id === oparlId(base, name, id));
        if (!found) throw missing;
        return json(found);
      },
    }),
  ];
}

/** One page of a list, with links to the others. */
function pageOf(all: readonly OparlObject[], address: string, filter: Record<string, string>, page: number): unknown {
  const totalPages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const linkTo = (number: number): string => `${address}?${new URLSearchParams({ ...filter, page: String(number) })}`;
  return {
    data: all.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    pagination: { totalElements: all.length, elementsPerPage: PER_PAGE, currentPage: page, totalPages },
    links: { first: linkTo(1), self: linkTo(page), last: linkTo(totalPages), ...(page > 1 ? { prev: linkTo(page - 1) } : {}), ...(page < totalPages ? { next: linkTo(page + 1) } : {}) },
  };
}
