import type { ReactElement } from 'react';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { MemberGroup } from '../../domain/membersOf.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import type { MemberRow } from './memberTable.tsx';
import { OrganisationFrame } from './organisationFrame.tsx';
import type { ShownOrganisation } from './shownOrganisation.ts';

interface MembersPageProps {
  shown: ShownOrganisation;
  /** The kind whose table is shown; null where nobody is in it. */
  group: MemberGroup | null;
  table: Table<MemberRow> | null;
  rows: readonly MemberRow[];
  query: SentValues;
}

/** Who is in a body: one kind at a time. */
export function MembersPage({ shown, group, table, rows, query }: MembersPageProps): ReactElement {
  const path = `${organisationPath(shown.organisation.code)}/members`;
  return (
    <OrganisationFrame shown={shown} tab="members" keep={group ? { kind: group.kind } : undefined}>
      {shown.members.length > 1 && (
        <nav className="register-kinds" aria-label="Kinds of member">
          <ul>
            {shown.members.map(({ kind, members }) => (
              <li key={kind}>
                <a href={`${path}?${new URLSearchParams([['kind', kind], ...new URLSearchParams(shown.at.query)]).toString()}`} aria-current={kind === group?.kind ? 'true' : undefined}>
                  {sentenceCase(members.length === 1 ? ORGANISATION_KINDS[kind].label : ORGANISATION_KINDS[kind].plural)} <span>{sayNumber(members.length)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {table ? <DataTable table={table} rows={rows} query={query} basePath={path} /> : <p className="register-none">Nobody is recorded as being in it on this day.</p>}
    </OrganisationFrame>
  );
}
