import type { ReactElement } from 'react';
import { displayName } from '../../domain/displayName.ts';

export const organisationPath = (code: string, query = ''): string => `/organisations/${encodeURIComponent(code)}${query}`;

/** An organisation by its name, with its code small after it. `query` keeps the dates of the page. */
export function OrganisationLink({ code, name, query = '' }: { code: string; name: string; query?: string }): ReactElement {
  return (
    <>
      <a href={organisationPath(code, query)}>{displayName(name)}</a>{' '}
      {name !== code && <span className="nhsuk-u-secondary-text-color">{code}</span>}
    </>
  );
}
