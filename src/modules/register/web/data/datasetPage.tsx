import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { Dataset, Publication } from '#platform/publications/index.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { Page } from '#platform/web/page.tsx';
import { HowToLoad } from './dataPage.tsx';
import { sayAge, sayRhythm } from './datasetAge.ts';
import type { DatasetAge } from '../../domain/datasetAge.ts';

/** Numbers of restated publications begin at 2. */
const sayRevision = (revision: number): string => (revision === 1 ? 'first' : `restated, ${revision}`);

export function vintagesTable(dataset: Dataset): Table<Publication> {
  return defineTable<Publication>({
    id: 'vintages',
    caption: 'Held',
    columns: [
      { key: 'day', heading: 'Of the day', kind: 'date', value: ({ asOf }) => asOf, cell: ({ id, asOf }) => <a href={`/data/publications/${id}`}>{asOf ? sayDate(asOf) : 'no day stated'}</a> },
      { key: 'revision', heading: 'Version', kind: 'text', value: ({ revision }) => sayRevision(revision) },
      { key: 'rows', heading: 'Rows kept', kind: 'number', value: ({ rowsKept }) => rowsKept },
      { key: 'refused', heading: 'Refused', kind: 'number', value: ({ rowsRefused }) => rowsRefused, cell: ({ id, rowsRefused }) => (rowsRefused ? <a href={`/data/publications/${id}`}>{sayNumber(rowsRefused)}</a> : '0') },
      { key: 'file', heading: 'File', kind: 'text', value: ({ fileName }) => baseName(fileName) },
      { key: 'loaded', heading: 'Loaded', kind: 'date', value: ({ loadedAt }) => loadedAt.toISOString().slice(0, 10) },
    ],
    source: { title: dataset.title, href: dataset.address },
    whenEmpty: 'None is held yet. Download one from its publisher and load it.',
  });
}

export const baseName = (fileName: string): string => fileName.split(/[/\\]/).at(-1)!;

/** The site where a publication is offered; what nobody publishes, such as a commissioner's own counts, has a page of this site. */
const siteOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : 'its page here');

interface DatasetPageProps {
  dataset: Dataset;
  age: DatasetAge;
  rows: readonly Publication[];
  table: Table<Publication>;
  path: string;
  query: SentValues;
  hasLoading: boolean;
}

export function DatasetPage({ dataset, age, rows, table, path, query, hasLoading }: DatasetPageProps): ReactElement {
  return (
    <Page title={dataset.title} kicker="Publication" current="/data" breadcrumbs={[{ label: 'Data', href: '/data' }]}>
      <p>{dataset.whatFor}</p>
      <dl className="nhsuk-summary-list">
        <Line label="Published by">
          {dataset.publisher}, {sayRhythm(dataset.everyMonths)}: <a href={dataset.address}>{siteOf(dataset.address)}</a>
        </Line>
        <Line label="Newest held">{age.newest ? `${age.newest.asOf ? `${sayDate(age.newest.asOf)}, ` : ''}${sayAge(age)}` : 'none yet'}</Line>
        <Line label={age.newest ? 'A newer one would bring' : 'It would bring'}>{dataset.newerOneBrings}</Line>
      </dl>
      <HowToLoad hasLoading={hasLoading} />
      <DataTable table={table} rows={rows} query={query} basePath={path} />
    </Page>
  );
}

export function Line({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">{label}</dt>
      <dd className="nhsuk-summary-list__value">{children}</dd>
    </div>
  );
}
