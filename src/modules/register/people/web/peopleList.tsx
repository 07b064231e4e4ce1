import type { ReactElement } from 'react';
import { toIsoDate } from '#kernel/isoDate.ts';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable, type Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '../../domain/displayName.ts';
import type { PeopleHouse } from '../commands/peopleContext.ts';
import { sayRole } from '../queries/directory.ts';
import { peopleOn, type PersonInList } from '../queries/people.ts';
import { ROLES } from '../domain/roles.ts';
import { HOME_CRUMB, PEOPLE, personPath } from './peoplePaths.ts';

const tableWith = (columns: Table<PersonInList>['columns']): Table<PersonInList> =>
  defineTable<PersonInList>({ id: 'people', caption: 'People and the roles they hold today', columns, whenEmpty: 'Nobody is known here yet.' });

const NAME: Table<PersonInList>['columns'][number] = {
  key: 'name',
  heading: 'Name',
  kind: 'text',
  filter: 'text',
  value: ({ name }) => name,
  cell: ({ personId, name }) => <a href={personPath(personId)}>{name}</a>,
};
const ROLE: Table<PersonInList>['columns'][number] = {
  key: 'roles',
  heading: 'Roles today',
  kind: 'text',
  filter: 'text',
  value: ({ roles }) => roles.map(sayRole).join('; ') || null,
  cell: ({ roles }) =>
    roles.length === 0
      ? 'No role today'
      : roles.map(({ holdingId, role, organisationCode, organisationName }) => (
          <div key={holdingId}>
            {ROLES[role].label}
            {organisationCode && (
              <>
                , <a href={`/organisations/${organisationCode}`}>{displayName(organisationName ?? organisationCode)}</a>
              </>
            )}
          </div>
        )),
};
const EMAIL: Table<PersonInList>['columns'][number] = { key: 'email', heading: 'E-mail', kind: 'text', filter: 'text', value: ({ email }) => email };

const publicTable = tableWith([NAME, ROLE]);
/** Addresses are for those who invite. */
const inviterTable = tableWith([NAME, ROLE, EMAIL]);

export function peopleList({ database, now }: PeopleHouse): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: PEOPLE,
      who: 'people.read',
      handle: async ({ sentQuery, path, frame }) => {
        const rows = await peopleOn(database.as(), toIsoDate(now()));
        const table = frame.mayUse('people.invite') ? inviterTable : publicTable;
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: now() }));
        return html(<PeoplePage table={table} rows={rows} query={sentQuery} path={path} />);
      },
    }),
  ];
}

function PeoplePage({ table, rows, query, path }: { table: Table<PersonInList>; rows: PersonInList[]; query: SentValues; path: string }): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="People" current={PEOPLE} breadcrumbs={[HOME_CRUMB]}>
      {mayUse('people.invite') && (
        <p>
          <a className="nhsuk-button nhsuk-button--secondary nhsuk-u-margin-right-3" href={`${PEOPLE}/invite`}>
            Invite a person
          </a>
          <a className="nhsuk-button nhsuk-button--secondary" href={`${PEOPLE}/import`}>
            Import contacts
          </a>
        </p>
      )}
      <DataTable table={table} rows={rows} query={query} basePath={path} />
    </Page>
  );
}
