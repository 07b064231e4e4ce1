import type { ReactElement } from 'react';
import type { FoundBy, SearchHit } from '../../domain/searchIndex.ts';
import { Page } from '#platform/web/page.tsx';
import { SearchBox } from './searchBox.tsx';
import { SearchHits } from './searchHits.tsx';

const APPROXIMATE = new Set<FoundBy>(['similar-words', 'similar-code', 'some-words']);

/** What was found, or how to search. */
export function SearchPage({ text, hits, hasMore }: { text: string; hits: readonly SearchHit[]; hasMore: boolean }): ReactElement {
  const isApproximate = hits[0] !== undefined && APPROXIMATE.has(hits[0].foundBy);
  return (
    <Page title={text === '' ? 'Search' : `Search: ${text}`} search={text}>
      <SearchBox text={text} isSmall />
      {text !== '' && (
        <p role="status">
          {hits.length === 0 && 'Nothing like that is in the register.'}
          {hits.length > 0 && isApproximate && 'Nothing is called exactly that. These come nearest.'}
          {hits.length > 0 && !isApproximate && (hasMore ? `The first ${hits.length}, the nearest first. Add a word to find fewer.` : `${hits.length} found, the nearest first.`)}
        </p>
      )}
      {hits.length > 0 && <SearchHits hits={hits} />}
      {hits.length === 0 && (
        <ul>
          <li>Type a part of a name, a code such as A81001, or a postcode.</li>
          <li>
            Or <a href="/england">walk down from England</a> to a place.
          </li>
        </ul>
      )}
    </Page>
  );
}
