import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { sustainedShift } from '../../charts/index.ts';
import { ChartDownloadLinks, FunnelChart, RebaseHint, rebasesPath, SpcChart } from '../../charts/web/index.ts';
import { sayWindow } from '../domain/reach.ts';
import { indicatorYears } from '../indicatorRules.ts';
import type { PcnIndicator } from '../queries/pcnIndicator.ts';
import { AsItStood } from './asItStood.tsx';
import { ForecastSection } from './forecastSection.tsx';
import { indicatorPath, pcnCrumbs, pcnIndicatorPath, PERFORMANCE } from './indicatorPaths.ts';
import { sayMoney, sayMore, sayPoints, sayShare } from './indicatorWords.ts';
import { CHART_IDS, chartHeadings, chartSources, courseLevels, courseLines, englandFunnel, monthsChart } from './pcnIndicatorCharts.ts';
import { monthsTable, practicesTable } from './pcnIndicatorTables.tsx';
import type { PracticeRow } from './pcnIndicatorTables.tsx';

interface PcnIndicatorView {
  answer: PcnIndicator;
  practices: readonly PracticeRow[];
  query: SentValues;
}

/** An indicator in a PCN: what it earns, where it is likely to end, by practice, over the months, and against England. */
export function PcnIndicatorPage({ answer, practices, query }: PcnIndicatorView): ReactElement {
  const { pcn, year, definition, notes, isPublishedOnly, forecast, months } = answer;
  const path = pcnIndicatorPath(pcn.code, year, definition.code, answer.ofPcn.on);
  return (
    <Page title={definition.title} kicker={`${definition.code}, ${pcn.name}, ${year}`} current={PERFORMANCE} breadcrumbs={pcnCrumbs(pcn, year)}>
      <p>
        {indicatorYears().map((one, index) => (
          <span key={one}>{index > 0 && ' · '}{one === year ? <strong>{one}</strong> : <a href={pcnIndicatorPath(pcn.code, one, definition.code)}>{one}</a>}</span>
        ))}
      </p>
      {isPublishedOnly && <p>Only what was published is shown here. Who works in the PCN signs in to see what its practices counted.</p>}
      <AsItStood standing={answer.ofPcn} path={(on) => pcnIndicatorPath(pcn.code, year, definition.code, on)} />
      <StandingFacts answer={answer} />
      <ForecastSection forecast={forecast} />
      {practices.length > 0 && (
        <>
          <DataTable table={practicesTable} rows={practices} query={query} basePath={path} />
          <p>The PCN is paid as one. A practice’s pounds are its part of those counted, paid as if all of the PCN stood as it does; they need not add up to the PCN’s.</p>
        </>
      )}
      <OverTheMonths answer={answer} path={path} />
      {months.length > 0 && <DataTable table={monthsTable} rows={months} query={query} basePath={path} />}
      <AgainstEngland answer={answer} path={path} />
      {notes.map((note) => <p key={note}>{note}</p>)}
      <p><a href={indicatorPath(year, definition.code)}>What {definition.code} counts, in order, and what is published of it</a></p>
    </Page>
  );
}

function StandingFacts({ answer: { definition, standing, months, pcn } }: { answer: PcnIndicator }): ReactElement {
  const latest = standing?.latest ?? null;
  if (!standing || !latest) return <p className="nhsuk-inset-text">Nothing is known of {definition.code} in {pcn.name} in this year yet. It is worth: {sayPoints(definition)}.</p>;
  const { worth, reach, window, whyNot } = standing;
  const { numerator, denominator, missing, isPartial } = latest.pcn;
  const counted = numerator === null ? 'not known' : denominator === null ? numerator.toLocaleString('en-GB') : `${definition.measure === 'part' && denominator > 0 ? `${sayShare(numerator / denominator)}: ` : ''}${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`;
  const same = months.at(-1)?.lastYear ?? null;
  const before = same?.month.pcn;
  const facts: [string, string | null][] = [
    ['Achieved', `${counted}, counted to ${sayDate(latest.countedTo)}${isPartial ? `. Only part of the PCN: nothing is known of ${missing.join(', ') || 'its practices'}` : ''}`],
    ['Same month last year', before && before.numerator !== null && before.denominator ? `${sayShare(before.numerator / before.denominator)}: ${before.numerator.toLocaleString('en-GB')} of ${before.denominator.toLocaleString('en-GB')}${same?.worth ? `, worth ${sayMoney(same.worth.earnedPence)} then` : ''}` : 'Not known'],
    ['Points', worth ? `${worth.points.valueOf().toFixed(2)} of ${worth.pointsMax.valueOf()}. ${sayPoints(definition)}` : sayPoints(definition)],
    ['Earned', worth && sayMoney(worth.earnedPence)],
    ['Still to be had', worth && `${sayMoney(worth.stillPence)}${reach && reach.people > 0 ? `, if all of the ${reach.people.toLocaleString('en-GB')} ${reach.toCome === null ? 'who' : 'still to come that'} could be won are` : ''}`],
    ['Beyond reach', worth && sayMoney(worth.lostPence)],
    [`The next of the ${definition.counted} brings`, worth && (worth.nextPence === null ? 'nothing: nobody is left to be won' : worth.nextPence === 0 && (worth.toLower ?? 0) > 0 ? 'nothing by itself, below the lower threshold' : sayMoney(worth.nextPence))],
    ['More until points begin', worth && sayMore(worth.toLower)],
    ['More until all are earned', worth && sayMore(worth.toUpper)],
    ['As nationally deemed', worth?.deemedPence == null ? null : sayMoney(worth.deemedPence)],
    ['When it counts', sayWindow(window)],
    ['Why no pounds', whyNot],
    ['Left out', latest.leftOut.length > 0 ? `${latest.leftOut.join(', ')}: not of the PCN on that day` : null],
  ];
  return (
    <dl className="nhsuk-summary-list">
      {facts.filter(([, says]) => says !== null).map(([name, says]) => (
        <div key={name} className="nhsuk-summary-list__row">
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{says}</dd>
        </div>
      ))}
    </dl>
  );
}

function OverTheMonths({ answer, path }: { answer: PcnIndicator; path: string }): ReactElement | null {
  const [lines, series, source] = [courseLines(answer), monthsChart(answer), chartSources(answer).months];
  if (!lines && !series) return null;
  const { seriesId, proposes } = answer;
  const heading = chartHeadings(answer).months;
  return (
    <>
      <h2 className="nhsuk-heading-m">Over the months</h2>
      {lines && <TimeLine id="course" heading="Counted from April on" headingLevel={3} unit="per cent" source={source} series={lines} levels={courseLevels(answer)} />}
      {series && <SpcChart id={CHART_IDS.months} heading={heading} headingLevel={3} source={source} series={series} downloads={<ChartDownloadLinks id={CHART_IDS.months} heading={heading} path={path} />} />}
      {series && proposes && (
        <>
          <RebaseHint seriesId={seriesId} shift={sustainedShift(series.points, series.settings)} />
          <p><a href={rebasesPath(seriesId)}>New baselines of this chart</a></p>
        </>
      )}
    </>
  );
}

function AgainstEngland({ answer, path }: { answer: PcnIndicator; path: string }): ReactElement | null {
  if (answer.definition.measure !== 'part') return null;
  const shown = englandFunnel(answer);
  const heading = chartHeadings(answer).england;
  return (
    <>
      <h2 className="nhsuk-heading-m">Against England</h2>
      {shown ? (
        <FunnelChart id={CHART_IDS.england} heading={heading} headingLevel={3} source={chartSources(answer).england} {...shown} downloads={<ChartDownloadLinks id={CHART_IDS.england} heading={heading} path={path} />} />
      ) : (
        <p>{answer.england.ok ? 'Nothing is published to stand beside.' : answer.england.refusal.what}</p>
      )}
    </>
  );
}
