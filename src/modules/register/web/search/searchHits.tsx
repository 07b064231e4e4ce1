import type { ReactElement } from 'react';
import { sentenceCase } from '#kernel/sayWords.ts';
import { displayName } from '../../domain/displayName.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { SearchHit } from '../../domain/searchIndex.ts';
import { organisationPath } from '../changes/organisationLink.tsx';

/** What a search found, the best first: each a link, with what tells it from its namesakes. */
export function SearchHits({ hits, query = '' }: { hits: readonly SearchHit[]; query?: string }): ReactElement {
  return (
    <ol className="register-hits">
      {hits.map((hit) => (
        <li key={hit.code}>
          <a href={organisationPath(hit.code, query)}>{displayName(hit.name)}</a>
          <span>{sayHit(hit)}</span>
        </li>
      ))}
    </ol>
  );
}

/** `GP practice · A81001 · TS18 1HU · closed`. */
export function sayHit({ kind, code, postcode, isOpen, otherName }: SearchHit): string {
  const { label } = ORGANISATION_KINDS[kind];
  return [sentenceCase(label), code, postcode, isOpen ? null : 'closed', otherName && `also known as ${displayName(otherName)}`].filter(Boolean).join(' · ');
}
