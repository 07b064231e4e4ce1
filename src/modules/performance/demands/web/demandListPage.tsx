import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { ASKED_OF, lastDue, nextDue, toDoOf } from '../domain/demand.ts';
import type { Demand } from '../domain/demand.ts';

export const DEMANDS = '/demands';

export const demandsTable = (today: IsoDate): Table<Demand> =>
  defineTable<Demand>({
    id: 'demands',
    caption: 'Demands from above',
    columns: [
      { key: 'asks', heading: 'What is asked', kind: 'text', filter: 'text', value: ({ asks }) => asks ?? 'Words erased', cell: ({ id, asks }) => <a href={`${DEMANDS}/${id}`}>{asks ?? 'Words erased'}</a> },
      { key: 'of', heading: 'Of whom', kind: 'text', filter: 'select', value: ({ of }) => ASKED_OF[of] },
      { key: 'by', heading: 'By whom', kind: 'text', value: ({ by }) => by },
      { key: 'clause', heading: 'Clause', kind: 'text', value: ({ clause }) => (clause ? `${clause.contract}: ${clause.clause}` : 'None: no contract asks it') },
      { key: 'due', heading: 'By when', kind: 'date', value: (demand) => nextDue(demand, today) ?? lastDue(demand), cell: (demand) => sayDue(demand, today) },
      { key: 'todo', heading: 'What a practice has to do', kind: 'text', value: (demand) => toDoOf(demand, 'practice').says },
    ],
    whenEmpty: 'No demand is in the register.',
    source: { title: 'The rules of Chorus, each with its source, and what was entered here' },
  });

function sayDue(demand: Demand, today: IsoDate): string {
  const [next, last] = [nextDue(demand, today), lastDue(demand)];
  if (next) return sayDate(next);
  return last === null ? 'No day is named' : `${sayDate(last)}, which is past`;
}

export const DemandListPage = ({ demands, table, query, mayAdd }: { demands: readonly Demand[]; table: Table<Demand>; query: SentValues; mayAdd: boolean }): ReactElement => (
  <Page title="What is owed by whom" current="/performance" breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Performance', href: '/performance' }]}>
    <p>What was asked from above: of whom, under which clause of which contract, and by when. What a contract requires stands apart from what is an instruction to somebody else. Where a practice has nothing to do, it says so.</p>
    {mayAdd && (
      <p>
        <a className="nhsuk-button" href={`${DEMANDS}/new`}>Add a demand</a>
      </p>
    )}
    <DataTable table={table} rows={demands} query={query} basePath={DEMANDS} />
  </Page>
);
