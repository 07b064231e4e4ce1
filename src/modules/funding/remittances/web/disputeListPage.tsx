import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { STREAMS } from '../../contract/index.ts';
import { disputeNumber } from '../commands/disputes.ts';
import { DISPUTE_STATES } from '../domain/dispute.ts';
import type { Dispute } from '../queries/disputes.ts';
import { disputePath, DISPUTES, HOME_CRUMB, MONEY_CRUMB } from './paidPaths.ts';

export const disputesTable = (nameOf: (code: string) => string): Table<Dispute> =>
  defineTable<Dispute>({
    id: 'disputes',
    caption: 'Disputes',
    columns: [
      { key: 'number', heading: 'Number', kind: 'text', value: ({ id }) => disputeNumber(id), cell: ({ id }) => <a href={disputePath(id)}>{disputeNumber(id)}</a> },
      { key: 'pcn', heading: 'PCN', kind: 'text', filter: 'text', value: ({ pcnCode }) => `${nameOf(pcnCode)} (${pcnCode})` },
      { key: 'stream', heading: 'Stream', kind: 'text', filter: 'select', value: ({ stream }) => STREAMS[stream] },
      { key: 'for', heading: 'For', kind: 'text', value: ({ year, month }) => (month ? sayMonth(month) : year) },
      { key: 'claimed', heading: 'Claimed', unit: '£', kind: 'number', value: ({ claimedPence }) => claimedPence / 100, cell: ({ claimedPence }) => sayPounds(claimedPence) },
      { key: 'opened', heading: 'Opened', kind: 'date', value: ({ openedOn }) => openedOn },
      { key: 'state', heading: 'State', kind: 'text', filter: 'select', value: ({ state }) => sentenceCase(DISPUTE_STATES[state]) },
    ],
    source: { title: 'Kept in Chorus by the PCNs and their commissioners' },
  });

export const DisputeListPage = ({ disputes, table, query }: { disputes: readonly Dispute[]; table: Table<Dispute>; query: SentValues }): ReactElement => (
  <Page title="Disputes" current="/funding" breadcrumbs={[HOME_CRUMB, MONEY_CRUMB]}>
    <p>What PCNs were paid and do not agree with: each with its evidence, the commissioner’s answer and how it was settled. You see those of your own PCN, or those that you answer.</p>
    {disputes.length === 0 ? <p>No dispute concerns you. Who keeps a PCN’s money opens one from a line of what it was paid.</p> : <DataTable table={table} rows={disputes} query={query} basePath={DISPUTES} />}
  </Page>
);
