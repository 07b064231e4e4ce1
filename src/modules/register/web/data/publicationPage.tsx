import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { Publication, RowRefusal } from '#platform/publications/index.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { Page } from '#platform/web/page.tsx';
import { baseName, Line } from './datasetPage.tsx';

export const refusalsTable = defineTable<RowRefusal>({
  id: 'refusals',
  caption: 'Rows refused',
  columns: [
    { key: 'line', heading: 'Line', kind: 'number', value: ({ line }) => line },
    { key: 'column', heading: 'Column', kind: 'text', filter: 'select', value: ({ column }) => column },
    { key: 'value', heading: 'Value', kind: 'text', filter: 'text', value: ({ value }) => value },
    { key: 'reason', heading: 'Reason', kind: 'text', filter: 'select', value: ({ reason }) => reason },
  ],
  whenEmpty: 'No row of this file was refused.',
});

interface PublicationPageProps {
  publication: Publication;
  title: string;
  rows: readonly RowRefusal[];
  path: string;
  query: SentValues;
}

export function PublicationPage({ publication, title, rows, path, query }: PublicationPageProps): ReactElement {
  const { asOf, revision, dataset, fileName, loadedAt, rowsRead, rowsKept, rowsSetAside, rowsRefused } = publication;
  return (
    <Page title={asOf ? sayDate(asOf) : 'No day stated'} kicker={title} current="/data" breadcrumbs={[{ label: 'Data', href: '/data' }, { label: title, href: `/data/${dataset}` }]}>
      <dl className="nhsuk-summary-list">
        <Line label="File">{baseName(fileName)}</Line>
        <Line label="Version">{revision === 1 ? 'as first published' : `restated: version ${revision} of this day; the ones before it are kept`}</Line>
        <Line label="Loaded">{sayDate(loadedAt.toISOString().slice(0, 10))}</Line>
        <Line label="Rows read">{sayNumber(rowsRead)}</Line>
        <Line label="Kept">{sayNumber(rowsKept)}</Line>
        {rowsSetAside > 0 && <Line label="Set aside">{sayNumber(rowsSetAside)}, such as a total at the foot</Line>}
        <Line label="Refused">{sayNumber(rowsRefused)}</Line>
      </dl>
      {rowsRefused > rows.length && rows.length > 0 && <p>The first {sayNumber(rows.length)} of them are listed.</p>}
      <DataTable table={refusalsTable} rows={rows} query={query} basePath={path} />
    </Page>
  );
}
