import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Result } from '#kernel/result.ts';
import { statusOfWorking } from '#platform/explanation/working.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { actingOf } from '#platform/web/acting.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { PerformanceContext } from '../../context.ts';
import { declarationsPath } from '../../declarations/queries/declarations.ts';
import { keepsFiguresOf } from '../../whoseFigures.ts';
import type { IndicatorFigure } from '../domain/indicatorFigure.ts';
import type { MonthOfFigures } from '../domain/rolledUp.ts';
import { sayWindow } from '../domain/reach.ts';
import type { ForecastWorth } from '../domain/forecastWorth.ts';
import { indicatorYears } from '../indicatorRules.ts';
import { pcnStanding } from '../queries/pcnStanding.ts';
import type { IndicatorStanding, PcnStanding } from '../queries/pcnStanding.ts';
import { standingForecast } from '../queries/standingForecast.ts';
import { AsItStood, dayAsked } from './asItStood.tsx';
import { CRUMBS, figuresPath, nextBestPath, pcnIndicatorPath, pcnPath, PERFORMANCE, yearAsked } from './indicatorPaths.ts';
import { sayForecast } from './forecastSection.tsx';
import { percentOf, sayMore } from './indicatorWords.ts';

const pounds = (pence: number | null | undefined): number | null => (pence === null || pence === undefined ? null : pence / 100);
const partIn = ({ definition }: IndicatorStanding, month: MonthOfFigures | null): number | null => (definition.measure === 'part' && month ? percentOf(month.pcn.numerator, month.pcn.denominator) : null);
const sayCounted = ({ latest }: IndicatorStanding): string => (latest?.pcn.numerator == null ? '' : latest.pcn.denominator === null ? latest.pcn.numerator.toLocaleString('en-GB') : `${latest.pcn.numerator.toLocaleString('en-GB')} of ${latest.pcn.denominator.toLocaleString('en-GB')}`);

export interface StandingRow extends IndicatorStanding {
  pcnCode: string;
  on: IsoDate | null;
  forecast: Result<ForecastWorth>;
}

const standingRows = ({ standings, pcn, on }: PcnStanding): StandingRow[] => standings.map((one) => ({ ...one, pcnCode: pcn.code, on, forecast: standingForecast(one) }));

export const standingTable = defineTable<StandingRow>({
  id: 'standing',
  caption: 'Where each indicator stands',
  columns: [
    { key: 'code', heading: 'Indicator', kind: 'text', value: ({ definition }) => definition.code, cell: ({ definition: { year, code, title }, pcnCode, on }) => <><a href={pcnIndicatorPath(pcnCode, year, code, on)}>{code}</a><br />{title}</> },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: (standing) => partIn(standing, standing.latest) },
    { key: 'points', heading: 'Points', kind: 'number', value: ({ worth }) => worth?.points.valueOf() ?? null },
    { key: 'earned', heading: 'Earned', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.earnedPence) },
    { key: 'still', heading: 'To be had', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.stillPence) },
    { key: 'lost', heading: 'Beyond reach', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.lostPence) },
    { key: 'next', heading: 'Next one brings', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.nextPence) },
    { key: 'lower', heading: 'More until points begin', kind: 'number', value: ({ worth }) => worth?.toLower ?? null, cell: ({ worth }) => (worth ? sayMore(worth.toLower) : '–') },
    { key: 'upper', heading: 'More until all are earned', kind: 'number', value: ({ worth }) => worth?.toUpper ?? null, cell: ({ worth }) => (worth ? sayMore(worth.toUpper) : '–') },
    { key: 'forecast', heading: 'Likely to end at', unit: '%', kind: 'number', value: ({ forecast }) => (forecast.ok ? Number((forecast.value.likeliest.share * 100).toFixed(1)) : null), cell: ({ forecast }) => sayForecast(forecast) },
    { key: 'forecast-earned', heading: 'Likely to earn', unit: '£', kind: 'number', value: ({ forecast }) => (forecast.ok ? pounds(forecast.value.likeliest.pence) : null) },
    { key: 'counts', heading: 'Counts', kind: 'text', sortable: false, value: sayCounted },
    { key: 'to', heading: 'Counted to', kind: 'date', value: ({ latest }) => latest?.countedTo ?? null },
    { key: 'before', heading: 'Same month last year', unit: '%', kind: 'number', value: (standing) => partIn(standing, standing.lastYear) },
    { key: 'deemed', heading: 'As nationally deemed', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.deemedPence) },
    { key: 'mind', heading: 'Mind', kind: 'text', sortable: false, value: sayMind },
    { key: 'status', heading: 'How sure', kind: 'text', value: ({ worth, definition }) => (worth ? statusOfWorking(worth.working) : definition.status) },
  ],
  source: { title: 'What the PCN’s practices sent in, and the published annual file; points and thresholds from the rules' },
});

function sayMind({ whyNot, window, latest, definition, reach }: IndicatorStanding): string {
  const missing = latest?.pcn.missing ?? [];
  return [
    whyNot, definition.season || window.is === 'over' ? sayWindow(window) : null,
    latest?.pcn.isPartial ? `Only part of the PCN: nothing is known of ${missing.join(', ') || 'its practices'}` : null,
    reach?.toCome ? `What was counted has happened; ${reach.toCome} more are to come at the pace so far` : null,
    definition.direction === 'lower' ? 'Lower is better' : null,
    (latest?.leftOut.length ?? 0) > 0 ? `Left out, as not of the PCN on that day: ${latest!.leftOut.join(', ')}` : null,
  ].filter(Boolean).join('. ');
}

interface PracticeRow {
  name: string;
  standing: IndicatorStanding;
  figure: IndicatorFigure;
}

const practiceTable = defineTable<PracticeRow>({
  id: 'practices',
  caption: 'By practice, to the newest month known',
  columns: [
    { key: 'code', heading: 'Practice', kind: 'text', value: ({ figure }) => figure.organisationCode, filter: 'select' },
    { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name },
    { key: 'indicator', heading: 'Indicator', kind: 'text', value: ({ figure }) => figure.indicator, filter: 'select' },
    { key: 'to', heading: 'Counted to', kind: 'date', value: ({ figure }) => figure.countedTo },
    { key: 'numerator', heading: 'Achieved', kind: 'number', value: ({ figure }) => figure.numerator },
    { key: 'denominator', heading: 'Out of', kind: 'number', value: ({ figure }) => figure.denominator },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: ({ standing, figure }) => (standing.definition.measure === 'part' ? percentOf(figure.numerator, figure.denominator) : null) },
    { key: 'adjustments', heading: 'Personalised care adjustments', kind: 'text', sortable: false, value: ({ figure }) => Object.entries(figure.adjustments).map(([field, count]) => `${field} ${count ?? 'unknown'}`).join(', ') },
    { key: 'source', heading: 'Source', kind: 'text', value: ({ figure }) => figure.source },
  ],
});

/** How a PCN stands: what was published for anyone, what it entered for those who may see it. */
export const pcnPages = (context: PerformanceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/performance/pcns/:code', who: 'anyone', params: z.object({ code: z.string().max(20) }), query: z.looseObject({ year: z.string().max(20).optional(), on: z.string().max(10).optional() }), summary: 'How a PCN stands by each indicator of a year',
    async handle({ params: { code }, query, sentQuery, session }) {
      const year = query.year === undefined && !session ? yearAsked('2023/24', context.today()) : yearAsked(query.year, context.today());
      const acting = session && actingOf(session);
      const standing = await pcnStanding(context, acting, { pcnCode: code.toUpperCase(), year, on: dayAsked(query.on, context.today()) });
      const image = await context.register.reader.image();
      const rows = standing.standings.flatMap((one) => (one.latest?.practices ?? []).map((figure): PracticeRow => ({ standing: one, figure, name: image.nameOf(figure.organisationCode, figure.countedTo) })));
      const [wanted, wantedPractices] = [wantedDownload(standingTable, sentQuery), wantedDownload(practiceTable, sentQuery)];
      if (wanted) return download(await tableDownload(standingTable, downloadRows(standingTable, standingRows(standing), sentQuery), wanted, { madeAt: context.now() }));
      if (wantedPractices) return download(await tableDownload(practiceTable, downloadRows(practiceTable, rows, sentQuery), wantedPractices, { madeAt: context.now() }));
      const isKeeper = acting !== null && (await keepsFiguresOf(context.database.as<unknown>(), acting, standing.pcn.code, context.today()));
      return html(<PcnPage standing={standing} practices={rows} isKeeper={isKeeper} query={sentQuery} />);
    },
  }),
];

function PcnPage({ standing, practices, isKeeper, query }: { standing: PcnStanding; practices: readonly PracticeRow[]; isKeeper: boolean; query: SentValues }): ReactElement {
  const { pcn, year, standings, notes, isPublishedOnly, on } = standing;
  const known = standings.filter(({ latest }) => latest !== null);
  return (
    <Page title={`${pcn.name} in ${year}`} kicker={`Performance, ${pcn.code}`} current={PERFORMANCE} breadcrumbs={CRUMBS}>
      <p>
        {indicatorYears().map((one, index) => (
          <span key={one}>
            {index > 0 && ' · '}
            {one === year ? <strong>{one}</strong> : <a href={pcnPath(pcn.code, one)}>{one}</a>}
          </span>
        ))}
      </p>
      {isPublishedOnly ? (
        <p>Only what was published is shown here. Who works in the PCN signs in to see what its practices counted.</p>
      ) : (
        <p>
          <a href={nextBestPath(pcn.code, year, on)}>What earns most next</a> · <a href={declarationsPath(pcn.code, year)}>What is declared</a>
          {isKeeper && <> · <a href={figuresPath(pcn.code, year)}>Send figures in</a></>}
        </p>
      )}
      <AsItStood standing={standing} path={(day) => pcnPath(pcn.code, year, day)} />
      {known.length === 0 && <p className="nhsuk-inset-text">Nothing is known of {pcn.name} in {year} yet.{isKeeper ? ' Send in what its practices counted.' : isPublishedOnly ? ' An annual file was published for 2023/24.' : ' Its manager or clinical director can send it in.'}</p>}
      <DataTable table={standingTable} rows={standingRows(standing)} query={query} basePath={pcnPath(pcn.code, year, on)} />
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {known.filter(({ months, definition }) => months.length > 1 && definition.measure === 'part').map((one) => (
        <CourseOf key={one.definition.code} standing={one} />
      ))}
      {practices.length > 0 && <DataTable table={practiceTable} rows={practices} query={query} basePath={pcnPath(pcn.code, year, on)} />}
    </Page>
  );
}

/** An indicator over the months; a month of which nothing, or only part of the PCN, is known is a gap. */
function CourseOf({ standing: { definition, months } }: { standing: IndicatorStanding }): ReactElement {
  const partial = months.filter(({ pcn }) => pcn.isPartial);
  const points = months.map(({ countedTo, pcn }) => ({ date: countedTo, value: pcn.isPartial ? null : percentOf(pcn.numerator, pcn.denominator) }));
  return (
    <>
      <TimeLine id={`course-${definition.code.toLowerCase()}`} heading={`${definition.code} over the months`} headingLevel={2} unit="per cent" source="what the PCN’s practices sent in" series={[{ name: definition.code, points }]} />
      {partial.length > 0 && <p>A gap where only part of the PCN is known: {partial.map(({ countedTo, pcn }) => `${sayMonth(countedTo)} (without ${pcn.missing.join(', ')})`).join('; ')}. Counted to {sayDate(months.at(-1)!.countedTo)}.</p>}
    </>
  );
}
