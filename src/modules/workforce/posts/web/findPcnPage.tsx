import type { ReactElement } from 'react';
import { Page } from '#platform/web/page.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { peoplePath, WORKFORCE } from './postPaths.ts';

/** Where somebody's posts are, for whoever sees those of several PCNs or of none. */
export const FindPcnPage = ({ mine }: { mine: readonly SeenPcn[] }): ReactElement => (
  <Page title="People and roles" current={WORKFORCE} breadcrumbs={[{ label: 'Home', href: '/' }]}>
    {mine.length === 0 ? (
      <p>You work in no PCN whose posts you may see. What is published of every PCN’s roles is on its page: find it with the search above.</p>
    ) : (
      <ul className="nhsuk-list nhsuk-list--bullet">
        {mine.map(({ code, name }) => (
          <li key={code}>
            <a href={peoplePath(code)}>{name}</a>
          </li>
        ))}
      </ul>
    )}
    <p>
      <a href="/workforce/you">Your post and people</a>
    </p>
    <p>
      <a href="/workforce/census">The census of all PCNs</a>
    </p>
  </Page>
);
