import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { DateField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { ledgerPath, paidPath, pcnCrumbs } from '../../remittances/web/paidPaths.ts';
import { BY_HAND, ENTRY_KINDS } from '../domain/entry.ts';
import type { FundState, Posting } from '../domain/entry.ts';
import { accountName } from '../domain/journal.ts';
import { sayEntry } from '../queries/ledger.ts';
import type { Ledger, LedgerEntry } from '../queries/ledger.ts';

export interface LedgerRow extends Posting {
  entry: LedgerEntry;
}

/** Every posting of the year, the latest entry first. */
export const rowsOf = ({ entries }: Ledger): LedgerRow[] => [...entries].reverse().flatMap((entry) => entry.postings.map((posting) => ({ ...posting, entry })));

export const postingsTable: Table<LedgerRow> = defineTable<LedgerRow>({
  id: 'postings',
  caption: 'Postings',
  columns: [
    { key: 'number', heading: 'Entry', kind: 'number', value: ({ entry }) => entry.number },
    { key: 'day', heading: 'Day', kind: 'date', value: ({ entry }) => entry.day, cell: ({ entry }) => sayDate(entry.day) },
    { key: 'what', heading: 'What happened', kind: 'text', filter: 'text', value: ({ entry }) => `${sayEntry(entry)}${entry.reversedBy === null ? '' : ` (taken back by entry ${entry.reversedBy})`}` },
    { key: 'account', heading: 'Account', kind: 'text', filter: 'text', value: accountName },
    { key: 'debit', heading: 'Debit', unit: '£', kind: 'number', value: ({ amountPence }) => (amountPence > 0 ? amountPence / 100 : null), cell: ({ amountPence }) => (amountPence > 0 ? sayPounds(amountPence) : '') },
    { key: 'credit', heading: 'Credit', unit: '£', kind: 'number', value: ({ amountPence }) => (amountPence < 0 ? -amountPence / 100 : null), cell: ({ amountPence }) => (amountPence < 0 ? sayPounds(-amountPence) : '') },
  ],
  source: { title: 'Kept in Chorus by the PCN' },
});

const SHOWN: readonly [keyof FundState, string, string][] = [
  ['duePence', 'Due', 'fallen due and not received'],
  ['receivedPence', 'Received', 'so far'],
  ['sharedPence', 'Shared', 'with practices'],
  ['spentPence', 'Spent', 'by the PCN'],
  ['committedPence', 'Committed', 'of what is held'],
  ['heldPence', 'Held', 'received, less shared and spent'],
];

export interface LedgerPageProps {
  pcn: { code: string; name: string };
  ledger: Ledger;
  keeps: boolean;
  query: SentValues;
  form: FormState;
  reversal: FormState;
  notice?: string;
}

export function LedgerPage({ pcn, ledger, keeps, query, form, reversal, notice }: LedgerPageProps): ReactElement {
  const { year, fund } = ledger;
  const path = ledgerPath(pcn.code);
  return (
    <Page title={`Ledger, ${year}`} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(form.errors ?? reversal.errors)} {...(notice ? { notice } : {})}>
      <dl className="money-balances">
        {SHOWN.map(([key, label, says]) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <strong>{sayPounds(fund[key])}</strong> <span className="money-quiet">{says}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {sayPounds(fund.freePence)} is held and not committed.
        {fund.duePence < 0 && ` More was received than was posted as due, by ${sayPounds(-fund.duePence)}.`}
      </p>
      {keeps && <KeeperForms pcnCode={pcn.code} ledger={ledger} form={form} reversal={reversal} />}
      {ledger.entries.length === 0 ? <p>Nothing was posted in this year. Payments are posted when a statement of payment is added.</p> : <DataTable table={postingsTable} rows={rowsOf(ledger)} query={query} basePath={path} />}
      <p className="money-links">
        <a href={`${path}/journal?${new URLSearchParams({ year })}`}>Download as a plain-text journal, for hledger</a> <a href={paidPath(pcn.code, year)}>Paid against due</a>
      </p>
    </Page>
  );
}

function KeeperForms({ pcnCode, ledger: { year, entries }, form, reversal }: { pcnCode: string; ledger: Ledger; form: FormState; reversal: FormState }): ReactElement {
  const path = ledgerPath(pcnCode);
  const back = entries.filter(({ reverses, reversedBy }) => reverses === null && reversedBy === null);
  return (
    <>
      <details className="nhsuk-details" open={Boolean(form.errors)}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Post by hand</span>
        </summary>
        <div className="nhsuk-details__text">
          <PostForm action={path} submit="Post it" form={form}>
            <input type="hidden" name="year" value={year} />
            <SelectField name="kind" label="What happened" empty="Choose one" options={BY_HAND.map((kind) => ({ value: kind, label: ENTRY_KINDS[kind].label }))} form={form} />
            <TextField name="amount" label="Amount, in pounds" width={10} inputMode="decimal" form={form} />
            <DateField name="day" label="Day" form={form} />
            <TextField name="words" label="What it was for" hint="Names no patient" form={form} />
            <TextField name="detail" label="Practice (optional)" hint="Its code, where it was shared with one" width={10} form={form} />
          </PostForm>
        </div>
      </details>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Post what fell due</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>What the statement of {year} has due for each month that has begun. What stands in the ledger already is not posted again; where a rate was raised, the difference is. Of the additional roles’ sum only claims that were approved are due; they are posted as they are approved.</p>
          <PostForm action={`${path}/due`} submit="Post what fell due" form={{}}>
            <input type="hidden" name="year" value={year} />
          </PostForm>
        </div>
      </details>
      {back.length > 0 && (
        <details className="nhsuk-details" open={Boolean(reversal.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Take an entry back</span>
          </summary>
          <div className="nhsuk-details__text">
            <p>An entry is never changed. It is taken back in full by its opposite, and both stay.</p>
            <PostForm action={`${path}/reverse`} submit="Take it back" form={reversal}>
              <input type="hidden" name="year" value={year} />
              <TextField name="number" label="Number of the entry" width={5} inputMode="numeric" form={reversal} />
              <TextField name="why" label="Why" form={reversal} />
            </PostForm>
          </div>
        </details>
      )}
    </>
  );
}
