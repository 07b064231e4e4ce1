import type { ReactElement } from 'react';
import { startOf } from '#kernel/financialYear.ts';
import { sayList, sentenceCase } from '#kernel/sayWords.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { INCOME, INVESTMENT, MONEY_CRUMBS } from '../../income/web/incomePaths.ts';
import type { PromiseProgress, Told, YearArrived } from '../domain/tracker.ts';
import { sayGrowth, sayIn, sayMillions } from '../sayInvestment.ts';
import type { TrackerAnswer } from '../trackerAnswer.ts';
import { arrivedTable, findingsTable } from './investmentTables.tsx';

const chartPoints = (years: readonly YearArrived[], valueOf: (year: YearArrived) => Told | null) =>
  years.map((year) => ({ date: startOf(year.year), value: valueOf(year) ? Number(valueOf(year)!.value.valueOf().toFixed(1)) : null }));

/** What was promised to general practice, what arrived, and what nobody can tell. */
export function InvestmentPage({ answer, query }: { answer: TrackerAnswer; query: SentValues }): ReactElement {
  const { deflator, countries, promises, findings, notUsed, unknown } = answer;
  const england = countries[0]!.years;
  const rows = countries.flatMap(({ country, years }) => years.map((year) => ({ ...year, country })));
  return (
    <Page title="What was promised to general practice, and what arrived" current="/funding" breadcrumbs={MONEY_CRUMBS}>
      <Story england={england} answer={answer} />
      <h2>Each promise, and how far it had come</h2>
      <ul>{promises.map((progress) => <li key={progress.promise.id}>{sayProgress(progress)}</li>)}</ul>
      <TimeLine
        id="england" heading="Spent on general practice in England" headingLevel={2} unit="millions of pounds" startsAtZero={false}
        source="Investment in General Practice, NHS Digital; amounts after 2016/17 follow from its growth. Each point is the first day of its year"
        series={[{ name: 'In cash', points: chartPoints(england, ({ spent }) => spent) }, { name: `In the prices of ${england[0]!.year}`, points: chartPoints(england, ({ spentReal }) => spentReal) }]}
      />
      <p>
        Real terms take out the rise in prices by <strong>{deflator.title}</strong>. {deflator.says}
      </p>
      <DataTable table={arrivedTable(deflator)} rows={rows} query={query} basePath={INVESTMENT} />
      <DataTable table={findingsTable} rows={findings} query={query} basePath={INVESTMENT} />
      <h2>What cannot be known</h2>
      <ul>{unknown.map((one) => <li key={one}>{one}</li>)}</ul>
      <h2>Figures that are not used</h2>
      <ul>
        {notUsed.map(({ says, why, source }) => (
          <li key={says}>{says}: {why} <a href={source.address}>{source.title}</a></li>
        ))}
      </ul>
      <h2>The same for one place</h2>
      <form method="get" action={INVESTMENT} className="funding-asked">
        <label className="nhsuk-label" htmlFor="investment-code">Code of a place, an ICB, a PCN or a practice</label>
        <input className="nhsuk-input nhsuk-input--width-10" id="investment-code" name="code" type="text" autoComplete="off" spellCheck={false} />
        <button type="submit" className="nhsuk-button">See what was paid</button>
      </form>
      <p><a href={INCOME}>Find a code by a name</a></p>
    </Page>
  );
}

function Story({ england, answer: { findings } }: { england: readonly YearArrived[]; answer: TrackerAnswer }): ReactElement {
  const [first, second] = [england[0]!, england[1]!];
  const technology = findings.find(({ id }) => id === 'technology')!.told;
  return (
    <p>
      In {second.year} England spent {sayMillions(second.spent!.value)} on general practice, {sayMillions(second.spent!.value.sub(first.spent!.value))} more than in {first.year}: {sayGrowth(second.cashGrowth!.value)} in cash and{' '}
      {sayGrowth(second.realGrowth!.value)} in real terms. About 29% of that growth, {sayMillions(technology.value)} (derived), was information management and technology and did not reach practices directly. In the same year commissioners left some 2.3% of
      their budget for primary care and secondary dental care unspent.
    </p>
  );
}

/** One promise in a sentence, with the years of which nothing is held. */
export function sayProgress({ promise, year, arrived, evenShare, unknown }: PromiseProgress): string {
  const what = `${promise.title}: ${promise.unit === '£m' ? `£${(promise.value.valueOf() / 1000).toFixed(1)}bn` : sayIn(promise.value, promise.unit)} ${promise.kind === 'promise' ? `promised by ${promise.by}${promise.to ? `, ${promise.from} to ${promise.to}` : ''}` : `asked for by ${promise.by}`}.`;
  if (year === null || arrived === null) return `${what} Nothing that is held tells how far it came.`;
  const came = promise.to ? `By ${year} ${sayIn(arrived.value, promise.unit)} had come` : `In ${year} it was ${sayIn(arrived.value, promise.unit)}`;
  const even = evenShare ? `, where an even share of the promise would be ${sayIn(evenShare, promise.unit)}` : '';
  return sentenceCase(`${what} ${came} (${arrived.status})${even}.${unknown.length ? ` ${sayList(unknown)}: not known.` : ''}`);
}
