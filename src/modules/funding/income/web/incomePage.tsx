import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { FlowChart } from '#platform/charts/flowChart.tsx';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { flowOfMoney } from '../domain/flowOfMoney.ts';
import type { DueYear } from '../domain/dueSince.ts';
import type { Income } from '../domain/income.ts';
import type { IncomeAnswer } from '../queries/incomeAnswer.ts';
import { INCOME, INVESTMENT, incomePath, MONEY_CRUMBS } from './incomePaths.ts';
import { incomeRows, LEVELS, pointsOf, sayPayments } from './incomeTables.tsx';
import type { IncomeRow } from './incomeTables.tsx';

/** A line through fewer is a stroke that shows no trend. */
const YEARS_DRAWN = 3;

export const sayPercent = (share: number | null): string => (share === null ? 'none' : `${(share * 100).toFixed(1)}%`);
/** To the nearest hundred pounds, where a drawing has little room. */
const sayRound = (pence: number): string => {
  const sum = pence / 100;
  return sum >= 1e9 ? `£${(sum / 1e9).toFixed(2)}bn` : sum >= 1e6 ? `£${(sum / 1e6).toFixed(2)}m` : sayPounds(Math.round(sum) * 100);
};

interface IncomePageProps {
  answer: IncomeAnswer;
  tables: { income: Table<IncomeRow>; years: Table<Income>; since: Table<DueYear> };
  query: SentValues;
}

/** What a practice had in a year, of its own and through its PCN; or what the practices of a body had together. */
export function IncomePage({ answer, tables, query }: IncomePageProps): ReactElement {
  const { code, name, kind, income, beside, years, overYears, dueSince, notes } = answer;
  const path = incomePath(code);
  const { nodes, flows } = flowOfMoney(income, name);
  const source = sayPayments(answer);
  return (
    <Page title={`Whole income of ${name}`} current="/funding" breadcrumbs={[...MONEY_CRUMBS, { label: 'Whole income', href: INCOME }]}>
      <nav className="funding-years" aria-label="Year">
        <ul>
          {years.map((year) => (
            <li key={year}>
              <a href={incomePath(code, year)} aria-current={year === income.year ? 'page' : undefined}>{year}</a>
            </li>
          ))}
        </ul>
      </nav>
      <WholeIncome answer={answer} />
      <PcnMoney answer={answer} />
      <FlowChart
        id="flow" heading={`The way of the money, ${income.year}`} headingLevel={2} source={source}
        places={nodes} flows={flows.map(({ from, to, pence }) => ({ from, to, value: pence }))} say={sayPounds} sayShort={sayRound}
      />
      {beside.length > 0 && (
        <p>
          Beside it, a patient, as means weighted by patients:{' '}
          {beside.map((one, index) => (
            <span key={one.code}>
              {index > 0 && ', '}
              {LEVELS[one.level]} is <a href={incomePath(one.code, income.year)}>{one.name}</a> ({one.income.counted.toLocaleString('en-GB')} {one.income.counted === 1 ? 'practice' : 'practices'}, {sayPercent(one.income.shareThroughPcn)} through PCNs)
            </span>
          ))}
          .
        </p>
      )}
      <DataTable table={tables.income} rows={incomeRows(answer)} query={query} basePath={path} />
      {overYears.length >= YEARS_DRAWN && (
        <TimeLine
          id="over-years" heading="Pounds a patient, over the years" headingLevel={2} unit="pounds a patient" source="NHS Payments to General Practice, NHS England; each point is the first day of its year, in cash"
          series={[{ name: 'Whole income', points: pointsOf(overYears, ({ whole }) => whole.perPatient) }, { name: 'Through the PCN', points: pointsOf(overYears, ({ throughPcn }) => throughPcn.perPatient) }]}
        />
      )}
      <DataTable table={tables.years} rows={overYears} query={query} basePath={path} />
      {dueSince.length > 0 && (
        <>
          <h2>Since {years.at(-1)}</h2>
          <p>Nobody’s payments are held here for these years, so core income is not known. This is what the network contract makes due, worked out from its rules. How a PCN shares its money is its own: what it has not locked as shares is shown as the practice’s part by registered list, which is derived and agreed by nobody.</p>
          <DataTable table={tables.since} rows={dueSince} query={query} basePath={path} />
        </>
      )}
      <h2>What to know of these figures</h2>
      <ul>
        {notes.map((note) => <li key={note}>{note}</li>)}
        <li>Patients are the last known figures of the publication: {income.registered.toLocaleString('en-GB')} registered, {income.weighted.toLocaleString('en-GB')} weighted.</li>
        {kind !== 'practice' && <li>Means are weighted by patients. {income.counted.toLocaleString('en-GB')} of {income.practices.toLocaleString('en-GB')} practices have patients in the publication.</li>}
        <li>The publication has payments only. What a practice spends, and what it earns elsewhere, is in no national file.</li>
      </ul>
      <p>
        <a href={`/funding/statements/${encodeURIComponent(code)}`}>What the network contract makes due</a> · <a href={`${INVESTMENT}?code=${encodeURIComponent(code)}`}>What was promised and what arrived</a>
      </p>
    </Page>
  );
}

function WholeIncome({ answer: { income, kind } }: { answer: IncomeAnswer }): ReactElement {
  const { whole, throughPcn } = income;
  return (
    <>
      <p className="funding-total">
        <span className="funding-total__amount">{sayPounds(whole.pence)}</span>
        {whole.perPatient !== null && ` ${sayPounds(whole.perPatient)} a patient`}
        {whole.perWeighted !== null && `, ${sayPounds(whole.perWeighted)} a weighted patient`}
        {` in ${income.year}${kind === 'practice' ? '' : `, all practices together`}`}
      </p>
      <p>
        {throughPcn.pence > 0 ? `${sayPounds(throughPcn.pence)} of it came through the PCN: ${sayPercent(income.shareThroughPcn)} of the whole${throughPcn.isEstimate ? ', as an estimate' : ''}.` : 'None of it came through a PCN.'}
      </p>
    </>
  );
}

/** Whose the PCN's money is, wherever it stands. */
function PcnMoney({ answer: { code, kind, income, pcn } }: { answer: IncomeAnswer }): ReactElement | null {
  if (pcn === null || pcn.pence === 0) return null;
  const isPayee = kind === 'practice' && income.heldAsPayeePence > 0;
  const payees = pcn.payees.map((payee) => payee.name).join(' and ');
  return (
    <p className={isPayee ? 'funding-note' : undefined}>
      {kind === 'pcn' ? `${pcn.name} was paid ${sayPounds(pcn.pence)} for itself.` : <><a href={incomePath(pcn.code, income.year)}>{pcn.name}</a> was paid {sayPounds(pcn.pence)} for itself.</>}{' '}
      {isPayee
        ? `${pcn.payees.length === 1 ? 'All of it' : `${sayPounds(income.heldAsPayeePence)} of it`} stands in this practice’s row because it is the PCN’s nominated payee. It is the PCN’s money, and not income of this practice: here it counts as the PCN’s.`
        : `It stands in the row of ${pcn.payees.some((payee) => payee.code === code) ? 'this practice' : payees}, its nominated payee, and is not that practice’s income.`}
    </p>
  );
}
