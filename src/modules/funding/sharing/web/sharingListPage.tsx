import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { SHARING_METHODS } from '../domain/shareOut.ts';
import type { Sharing } from '../queries/sharings.ts';
import { sharingCrumbs, sharingPath, sharingsPath } from './sharingPaths.ts';

export const sayState = ({ state, replacedBy }: Pick<Sharing, 'state' | 'replacedBy'>): string => (state === 'draft' ? 'Draft' : state === 'withdrawn' ? 'Withdrawn' : replacedBy ? 'Locked, replaced' : 'Locked');

/** A PCN's versions; `own` are the practices of whoever looks. */
export const sharingsTable = (own: readonly string[]): Table<Sharing> =>
  defineTable<Sharing>({
    id: 'sharing',
    caption: 'Sums shared out',
    columns: [
      { key: 'title', heading: 'Money', kind: 'text', filter: 'text', value: ({ title }) => title, cell: ({ id, pcnCode, title }) => <a href={sharingPath(pcnCode, id)}>{title}</a> },
      { key: 'on', heading: 'From', kind: 'date', value: ({ on }) => on },
      { key: 'method', heading: 'Shared', kind: 'text', filter: 'select', value: ({ method }) => SHARING_METHODS[method].label },
      { key: 'sum', heading: 'Sum', unit: '£', kind: 'number', value: ({ sumPence }) => sumPence / 100, cell: ({ sumPence }) => sayPounds(sumPence) },
      { key: 'costs', heading: 'Costs', unit: '£', kind: 'number', value: ({ costs }) => costs.reduce((sum, { amountPence }) => sum + amountPence, 0) / 100 },
      ...own.map((code) => ({ key: `own-${code}`, heading: `Share of ${code}`, unit: '£', kind: 'number' as const, value: ({ shares }: Sharing) => { const share = shares.find((one) => one.code === code); return share ? share.pence / 100 : null; } })),
      { key: 'state', heading: 'State', kind: 'text', filter: 'select', value: sayState },
    ],
    source: { title: 'Kept in Chorus by the PCN' },
    whenEmpty: 'Nothing has been shared out yet.',
  });

export interface SharingListPageProps {
  pcn: { code: string; name: string };
  isKeeper: boolean;
  sharings: readonly Sharing[];
  table: Table<Sharing>;
  query: SentValues;
  notice?: string;
}

export function SharingListPage({ pcn, isKeeper, sharings, table, query, notice }: SharingListPageProps): ReactElement {
  const path = sharingsPath(pcn.code);
  return (
    <Page title="Sharing out" kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={sharingCrumbs(pcn)} notice={notice}>
      <p>How the PCN shares what it receives among its practices: after costs, to the penny, with the working. {isKeeper ? 'Practices see a version once it is locked.' : 'You see the versions that are locked.'}</p>
      {isKeeper && (
        <p>
          <a className="nhsuk-button" href={`${path}/new`}>
            Share a sum out
          </a>
        </p>
      )}
      {sharings.length === 0 ? (
        <p className="chorus-table__empty">
          {isKeeper ? 'Nothing has been shared out yet. Have the sum that was received ready, what was paid from it first, and how the practices agreed to share it.' : 'Nothing has been shared out yet. When the PCN’s manager or clinical director locks a version, it stands here.'}
        </p>
      ) : (
        <DataTable table={table} rows={sharings} query={query} basePath={path} />
      )}
    </Page>
  );
}
