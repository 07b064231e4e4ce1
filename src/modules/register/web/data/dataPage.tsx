import type { ReactElement } from 'react';
import type { Dataset, Publication } from '#platform/publications/index.ts';
import { useFrame } from '#platform/web/frame.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { Page } from '#platform/web/page.tsx';
import { sayAge } from './datasetAge.ts';
import type { DatasetAge } from '../../domain/datasetAge.ts';

export interface DatasetRow {
  dataset: Dataset;
  held: readonly Publication[];
  age: DatasetAge;
}

export const datasetsTable = defineTable<DatasetRow>({
  id: 'publications',
  caption: 'Publications that Chorus knows',
  columns: [
    {
      key: 'title',
      heading: 'Publication',
      kind: 'text',
      filter: 'text',
      value: ({ dataset }) => dataset.title,
      cell: ({ dataset }) => (
        <>
          <a href={`/data/${dataset.id}`}>{dataset.title}</a>
          <br />
          <span className="nhsuk-u-secondary-text-color">{dataset.whatFor}</span>
        </>
      ),
    },
    { key: 'newest', heading: 'Newest held', kind: 'date', value: ({ age }) => age.newest?.asOf ?? null },
    {
      key: 'age',
      heading: 'How old',
      kind: 'text',
      sortable: false,
      value: ({ age }) => sayAge(age),
    },
    { key: 'vintages', heading: 'Held', kind: 'number', value: ({ held }) => held.length },
    { key: 'publisher', heading: 'Publisher', kind: 'text', filter: 'select', value: ({ dataset }) => dataset.publisher, cell: ({ dataset }) => <a href={dataset.address}>{dataset.publisher}</a> },
  ],
});

export function DataPage({ rows, query, hasLoading }: { rows: readonly DatasetRow[]; query: SentValues; hasLoading: boolean }): ReactElement {
  const old = rows.filter(({ age }) => age.isNewerLikely).length;
  const missing = rows.filter(({ age }) => age.newest === null).length;
  return (
    <Page title="Data" current="/data">
      <p>
        Everything the register shows is published by others, except the <a href="/local-bodies">local bodies</a>. Chorus keeps each publication as it came; a restated one stands beside the one before it.
      </p>
      {(old > 0 || missing > 0) && (
        <p>
          {[old > 0 && `For ${old} ${old === 1 ? 'publication' : 'publications'} a newer one is likely out`, missing > 0 && `${missing} ${missing === 1 ? 'is' : 'are'} not held yet`].filter(Boolean).join('; ')}.
        </p>
      )}
      <HowToLoad hasLoading={hasLoading} />
      <DataTable table={datasetsTable} rows={rows} query={query} basePath="/data" />
    </Page>
  );
}

/** The button for those who may load here, the command for everybody. */
export function HowToLoad({ hasLoading }: { hasLoading: boolean }): ReactElement {
  const { mayUse } = useFrame();
  const mayLoad = hasLoading && mayUse('register.load');
  return (
    <>
      {mayLoad && (
        <p>
          <a href="/data/load">Load a file</a>
        </p>
      )}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">How to load {mayLoad ? 'large files or whole folders' : 'a publication'}</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>Download the file from its publisher, as it is: CSV, gzip, zip or Excel. Then, on the machine that runs Chorus:</p>
          <pre className="register-command" tabIndex={0}>bin/chorus load FILE-OR-FOLDER</pre>
          <p>Chorus finds out from its content what it is. Add --dry-run to see first what would change.</p>
        </div>
      </details>
    </>
  );
}
