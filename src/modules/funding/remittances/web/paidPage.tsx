import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { yearAfter } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayList } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { STREAMS } from '../../contract/index.ts';
import { disputeNumber } from '../commands/disputes.ts';
import type { PaidMonth, PaidStream } from '../domain/paidAgainstDue.ts';
import { isNobodysFault, REASONS } from '../domain/reasons.ts';
import type { Dispute } from '../queries/disputes.ts';
import type { PaidOfPcn } from '../queries/paid.ts';
import type { RemittanceSent } from '../queries/remittances.ts';
import { disputePath, DISPUTES, ledgerPath, newDisputePath, paidPath, pcnCrumbs, uploadPath } from './paidPaths.ts';
import { RemittancesSent } from './withdrawRemittancePages.tsx';

const SOURCES = [{ title: 'Due: the statement of the network contract by Chorus’s rules' }, { title: 'Paid: statements of payment that the PCN sent in' }];
const pounds = (pence: number): number => pence / 100;

export const paidStreamsTable: Table<PaidStream> = defineTable<PaidStream>({
  id: 'streams',
  caption: 'The year by stream',
  columns: [
    { key: 'stream', heading: 'Stream', kind: 'text', value: ({ stream }) => STREAMS[stream] },
    { key: 'due', heading: 'Due', unit: '£', kind: 'number', value: ({ duePence, isDueKnown }) => (isDueKnown ? pounds(duePence) : null), cell: ({ duePence, isDueKnown }) => (isDueKnown ? sayPounds(duePence) : 'not known') },
    { key: 'paid', heading: 'Paid', unit: '£', kind: 'number', value: ({ paidPence }) => pounds(paidPence), cell: ({ paidPence }) => sayPounds(paidPence) },
    { key: 'difference', heading: 'Difference', unit: '£', kind: 'number', value: ({ differencePence, isDueKnown }) => (isDueKnown ? pounds(differencePence) : null), cell: ({ differencePence, isDueKnown }) => (isDueKnown ? sayPounds(differencePence) : '–') },
  ],
  source: SOURCES,
});

export const paidMonthsTable: Table<PaidMonth> = defineTable<PaidMonth>({
  id: 'months',
  caption: 'Month by month',
  columns: [
    { key: 'stream', heading: 'Stream', kind: 'text', filter: 'select', value: ({ stream }) => STREAMS[stream] },
    { key: 'month', heading: 'Month', kind: 'date', value: ({ month }) => month, cell: ({ month }) => sayMonth(month) },
    { key: 'due', heading: 'Due', unit: '£', kind: 'number', value: ({ duePence, isDueKnown }) => (isDueKnown ? pounds(duePence) : null), cell: ({ duePence, isDueKnown, isToCome }) => (!isDueKnown ? 'not known' : isToCome ? 'not over yet' : sayPounds(duePence)) },
    { key: 'paid', heading: 'Paid', unit: '£', kind: 'number', value: ({ paidPence }) => pounds(paidPence), cell: ({ paidPence }) => sayPounds(paidPence) },
    { key: 'difference', heading: 'Difference', unit: '£', kind: 'number', value: ({ differencePence, isDueKnown }) => (isDueKnown ? pounds(differencePence) : null), cell: ({ differencePence, isDueKnown }) => (isDueKnown ? sayPounds(differencePence) : '–') },
    { key: 'reason', heading: 'Likeliest reason', kind: 'text', filter: 'text', value: ({ reason }) => (reason ? REASONS[reason.kind] : '') },
    { key: 'says', heading: 'Why', kind: 'text', value: ({ reason }) => reason?.says ?? '' },
    { key: 'arithmetic', heading: 'Arithmetic', kind: 'text', value: ({ reason }) => reason?.arithmetic ?? '' },
  ],
  source: SOURCES,
});

export interface PaidPageProps {
  paid: PaidOfPcn;
  keeps: boolean;
  disputes: readonly Dispute[];
  sent: readonly RemittanceSent[];
  query: SentValues;
  notice?: string;
}

export function PaidPage({ paid, keeps, disputes, sent, query, notice }: PaidPageProps): ReactElement {
  const { code, name, year, streams } = paid;
  const differing = streams.flatMap(({ months }) => months).filter(({ reason }) => reason !== null && !isNobodysFault(reason));
  const path = paidPath(code);
  const isEmpty = paid.paidPence === 0 && streams.every(({ months }) => months.every(({ payments }) => payments.length === 0));
  return (
    <Page title={`Paid against due, ${year}`} kicker={`${name} (${code})`} current="/funding" breadcrumbs={pcnCrumbs(paid)} {...(notice ? { notice } : {})}>
      <Sum paid={paid} />
      {keeps && (
        <p>
          <a className="nhsuk-button" href={uploadPath(code)}>
            Add a statement of payment
          </a>
        </p>
      )}
      {isEmpty && <p>No payment for this year is on record. {keeps ? 'Add the statement of payment that the nominated payee gets each month.' : 'The PCN’s manager or clinical director adds its statements of payment.'}</p>}
      {differing.length > 0 && !isEmpty && <Differences paid={paid} months={differing} keeps={keeps} disputes={disputes} />}
      {!isEmpty && <NotClaimed paid={paid} />}
      {(paid.isDueKnown || !isEmpty) && <DataTable table={paidStreamsTable} rows={streams} query={query} basePath={path} />}
      {!isEmpty && <DataTable table={shortMonths} rows={streams.flatMap(({ months }) => months)} query={query} basePath={path} />}
      {paid.unmatched.length > 0 && <Payments heading="Payments whose words name no stream" says="They count in the total, and in no stream. A line in the rules’ list of words names them." lines={paid.unmatched} />}
      {paid.elsewhere.length > 0 && <Payments heading="Payments to somebody else" says="They stand on this PCN’s statements, and their payee is not its own: they are not counted." lines={paid.elsewhere} />}
      <RemittancesSent code={code} year={year} keeps={keeps} sent={sent} />
      <Notes paid={paid} />
      <p className="money-links">
        <a href={paidPath(code, yearAfter(year, -1))}>The year before</a> <a href={paidPath(code, yearAfter(year))}>The year after</a> <a href={ledgerPath(code, year)}>Ledger</a> <a href={DISPUTES}>Disputes</a>
      </p>
    </Page>
  );
}

/** How what was paid stands to what is due; where nothing is known to be due, that. */
function Sum({ paid: { differencePence, duePence, isDueKnown, paidPence, statement, streams, today, unclaimedPence, year } }: { paid: PaidOfPcn }): ReactElement {
  if (!isDueKnown) {
    return (
      <p className="money-sum">
        {sayPounds(paidPence)} paid. <strong>What is due in {year} is not known</strong>, so nothing can be said of a difference. Below is what is missing.
      </p>
    );
  }
  const unknown = streams.filter((one) => !one.isDueKnown && one.paidPence !== 0);
  const owedPence = differencePence + unclaimedPence;
  return (
    <p className="money-sum">
      {sayPounds(paidPence)} paid, {sayPounds(duePence - unclaimedPence)} due to {sayDate(today)}{unclaimedPence !== 0 && ' without what was not claimed'}: <strong>{owedPence === 0 ? 'no difference' : `${sayPounds(Math.abs(owedPence))} ${owedPence < 0 ? 'less' : 'more'} than is due`}</strong>
      {unknown.length > 0 && `, without what was paid for ${sayList(unknown.map(({ stream }) => STREAMS[stream]))}, of which it is not known what is due`}.
      {statement.totalStatus !== 'confirmed' && ` What is due rests on figures that are ${statement.totalStatus}.`}
    </p>
  );
}

/** Additional roles differ every month that less is claimed than may be: that is one thing to know, and no fault of the payer’s. */
function NotClaimed({ paid: { code, streams, unclaimedPence, year } }: { paid: PaidOfPcn }): ReactElement | null {
  const months = streams.flatMap((one) => one.months).filter(({ reason }) => reason?.kind === 'claimed-less');
  if (unclaimedPence === 0) return null;
  return (
    <p className="funding-note">
      Beside this, {sayPounds(unclaimedPence)} for additional roles was not claimed, in {months.length} {months.length === 1 ? 'month' : 'months'}: the sum is the most that may be claimed, and nobody owes what was not. <a href={`/funding/pcns/${encodeURIComponent(code)}/claims?year=${encodeURIComponent(year)}`}>See what was claimed</a>
    </p>
  );
}

/** On the page the reasons stand above, with their links; the download has them all. */
const shortMonths: Table<PaidMonth> = { ...paidMonthsTable, columns: paidMonthsTable.columns.filter(({ key }) => key !== 'says' && key !== 'arithmetic') };

const SHOWN_MAX = 24;

function Differences({ paid, months, keeps, disputes }: { paid: PaidOfPcn; months: readonly PaidMonth[]; keeps: boolean; disputes: readonly Dispute[] }): ReactElement {
  return (
    <>
      <h2 className="nhsuk-heading-m">What differs, and the likeliest reason</h2>
      <ul className="money-reasons">
        {months.slice(0, SHOWN_MAX).map(({ stream, month, differencePence, reason }) => {
          const open = disputes.find((one) => one.stream === stream && one.month === month);
          return (
            <li key={`${stream} ${month}`}>
              <h3 className="nhsuk-heading-xs">
                {STREAMS[stream]}, {sayMonth(month)}: {differencePence === 0 ? 'no difference' : `${sayPounds(Math.abs(differencePence))} too ${differencePence < 0 ? 'little' : 'much'}`}
              </h3>
              <p>
                <strong>{reason && REASONS[reason.kind]}.</strong> {reason?.says}
              </p>
              <p className="money-quiet">{reason?.arithmetic}</p>
              {open ? (
                <a href={disputePath(open.id)}>Disputed, as {disputeNumber(open.id)}</a>
              ) : (
                keeps && differencePence !== 0 && (
                  <a href={newDisputePath({ code: paid.code, year: paid.year, stream, month })}>
                    Dispute this<span className="nhsuk-u-visually-hidden">: {STREAMS[stream]}, {sayMonth(month)}</span>
                  </a>
                )
              )}
            </li>
          );
        })}
      </ul>
      {months.length > SHOWN_MAX && <p>The first {SHOWN_MAX} of {months.length}; the others stand in the table below and in its download.</p>}
    </>
  );
}

function Payments({ heading, says, lines }: { heading: string; says: string; lines: PaidOfPcn['unmatched'] }): ReactElement {
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {heading} ({lines.length})
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <p>{says}</p>
        <ul>
          {lines.slice(0, SHOWN_MAX).map(({ id, description, amountPence, payeeCode, month, reference }) => (
            <li key={id}>
              R{id}: {description}, {sayMonth(month)}, {sayPounds(amountPence)} to {payeeCode}, reference {reference}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Notes({ paid: { attributed, statement } }: { paid: PaidOfPcn }): ReactElement | null {
  const notes = [...attributed, ...statement.missing.map(({ says }) => `Not in what is due: ${says}`), ...statement.notes];
  if (notes.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-s">Good to know</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
