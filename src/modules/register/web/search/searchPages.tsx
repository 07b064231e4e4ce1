import { z } from 'zod';
import { html, json, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { RegisterContext } from '../../context.ts';
import { displayName } from '../../domain/displayName.ts';
import { keptByDay } from '../../domain/keptByDay.ts';
import { searchIndexOf } from '../../domain/searchIndex.ts';
import type { SearchIndex } from '../../domain/searchIndex.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { sayHit } from './searchHits.tsx';
import { SearchPage } from './searchPage.tsx';

/** The index of a register as it stands on a day: made when first asked, and again only when the register changes or the day does. */
export const searchIndexAt = keptByDay(searchIndexOf);

/** Past this there is no walking through a list: a longer name finds it sooner. */
const HITS_MAX = 50;
const SUGGESTIONS_MAX = 8;
const SUGGEST_FROM_SIGNS = 2;
const query = z.object({ q: z.string().max(200).optional().default('') });

export function searchPages(context: RegisterContext): PageDefinition[] {
  const indexNow = async (): Promise<SearchIndex> => searchIndexAt(await context.reader.image(), context.today());
  return [
    definePage({
      method: 'GET',
      path: '/search',
      who: 'anyone',
      summary: 'Find an organisation by name, code or postcode',
      query,
      handle: async ({ query: { q } }) => {
        const index = await indexNow();
        const exact = index.exactCode(q);
        if (exact !== null) return redirect303(organisationPath(exact));
        // One more than is shown tells whether there are more.
        const hits = index.find(q, HITS_MAX + 1);
        return html(<SearchPage text={q.trim()} hits={hits.slice(0, HITS_MAX)} hasMore={hits.length > HITS_MAX} />);
      },
    }),
    definePage({
      method: 'GET',
      path: '/search/suggestions',
      who: 'anyone',
      summary: 'What a search would find, while it is typed',
      query,
      handle: async ({ query: { q } }) => {
        if (q.trim().length < SUGGEST_FROM_SIGNS) return json([]);
        const hits = (await indexNow()).find(q, SUGGESTIONS_MAX);
        return json(hits.map((hit) => ({ code: hit.code, name: displayName(hit.name), about: sayHit(hit), href: organisationPath(hit.code) })));
      },
    }),
  ];
}
