import type { ReactElement } from 'react';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { INCOME, INVESTMENT, incomePath, MONEY_CRUMBS } from './incomePaths.ts';

/** A practice, a PCN or an ICB whose income can be seen. */
export interface FoundBody {
  code: string;
  name: string;
  kind: string;
  patients: number;
}

const foundTable = (caption: string) =>
  defineTable<FoundBody>({
    id: 'found',
    caption,
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={incomePath(code)}>{name}</a> },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'kind', heading: 'What it is', kind: 'text', value: ({ kind }) => kind },
      { key: 'patients', heading: 'Patients', kind: 'number', value: ({ patients }) => Math.round(patients) },
    ],
    whenEmpty: 'Nothing in the payments has that in its name or as its code.',
  });

/** Where one begins: a practice is found by its name or its code. */
export function FindIncomePage({ asked, rows, year, query }: { asked: string; rows: readonly FoundBody[]; year: string; query: SentValues }): ReactElement {
  return (
    <Page title="Whole income" current="/funding" breadcrumbs={MONEY_CRUMBS}>
      <p>What a practice is paid, of its own and through its PCN, in one view: from NHS Payments to General Practice, up to {year}.</p>
      <form method="get" action={INCOME} className="funding-asked" role="search">
        <label className="nhsuk-label" htmlFor="income-q">Name or code of a practice, PCN or ICB</label>
        <input className="nhsuk-input nhsuk-input--width-20" id="income-q" name="q" type="text" defaultValue={asked} autoComplete="off" spellCheck={false} />
        <button type="submit" className="nhsuk-button">Find it</button>
      </form>
      <DataTable table={foundTable(asked ? `Found for “${asked}”` : `England and its ICBs, ${year}`)} rows={rows} query={query} basePath={INCOME} isDownloadHidden />
      <p><a href={INVESTMENT}>What was promised to general practice, and what arrived</a></p>
    </Page>
  );
}

/** Before any year of payments is held. */
export const NothingHeldPage = ({ title = 'Whole income' }: { title?: string }): ReactElement => (
  <Page title={title} current="/funding" breadcrumbs={MONEY_CRUMBS}>
    <p>No year of NHS Payments to General Practice is held yet, and income is read from it.</p>
    <p>
      NHS England publishes one file a year, from 2014/15 on. Load one or more on the page <a href="/data">Data</a>, or with <code>bin/chorus load FILE</code>; three or more years show how income changed.
    </p>
    <p><a href={INVESTMENT}>What was promised to general practice, and what arrived</a> needs no file.</p>
  </Page>
);
