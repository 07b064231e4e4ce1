import { Fragment } from 'react';
import type { ReactElement } from 'react';
import { isoDate } from '#kernel/isoDate.ts';
import { chartedSeries, sustainedShift } from '../../charts/index.ts';
import type { ChartedSeries } from '../../charts/index.ts';
import { ChartDownloadLinks, RebaseHint, rebasesPath, SpcChart } from '../../charts/web/index.ts';
import type { ChartFile } from '../../charts/web/index.ts';
import { thresholdTargets } from '../../indicators/index.ts';
import { accessRules } from '../accessRules.ts';
import { ruleOf } from '../domain/accessRule.ts';
import { accessSeriesId } from '../queries/accessFigures.ts';
import type { AccessSeriesAnswer } from '../queries/accessFigures.ts';
import { sayValue } from '../sayAccess.ts';
import { accessPath } from './accessPaths.ts';

/** Fewer show no course. */
const POINTS_DRAWN = 2;
/** A month of many years ago, held to compare with, would press the others together. */
const MONTHS_DRAWN = 36;
const SOURCE = 'Appointments in General Practice and online consultations, NHS England, as held here; a month that is not held is a gap';

const chartId = (measure: string): string => `series-${measure}`;
const isDrawn = ({ points }: AccessSeriesAnswer): boolean => points.slice(-MONTHS_DRAWN).filter(({ value }) => value !== null).length >= POINTS_DRAWN;

function seriesOf({ measure, points: all, rebases }: AccessSeriesAnswer): ChartedSeries {
  const newest = all.slice(-MONTHS_DRAWN);
  const points = newest.slice(newest.findIndex(({ value }) => value !== null));
  const { unit, title, improvement, indicator } = ruleOf(accessRules(), measure);
  return chartedSeries(points.map(({ month, value }) => ({ date: isoDate(month), value })), { unit: title, improvement, period: 'month', rebases, targets: indicator === null ? [] : thresholdTargets(indicator), sayValue: (value) => sayValue(value, unit) });
}

/** What a chart's own file is made of; only those that the page draws. */
export const accessChartFiles = (series: readonly AccessSeriesAnswer[]): ChartFile[] =>
  series.filter(isDrawn).map((one) => ({ id: chartId(one.measure), heading: ruleOf(accessRules(), one.measure).title, source: SOURCE, content: { series: seriesOf(one) } }));

/** Each measure over the months, as Making Data Count draws it; those of too few months are named instead. `proposes`: who reads may propose a new baseline. */
export function AccessCharts({ code, month, series, proposes }: { code: string; month: string; series: readonly AccessSeriesAnswer[]; proposes: boolean }): ReactElement {
  const short = series.filter((one) => !isDrawn(one)).map(({ measure }) => ruleOf(accessRules(), measure).title.toLowerCase());
  return (
    <>
      {series.filter(isDrawn).map((one) => {
        const id = chartId(one.measure);
        const heading = ruleOf(accessRules(), one.measure).title;
        const [seriesId, charted] = [accessSeriesId(one.measure, code), seriesOf(one)];
        return (
          <Fragment key={id}>
            <SpcChart id={id} heading={heading} headingLevel={3} source={SOURCE} series={charted} downloads={<ChartDownloadLinks id={id} heading={heading} path={accessPath(code, month)} />} />
            {proposes && <RebaseHint seriesId={seriesId} shift={sustainedShift(charted.points, charted.settings)} />}
            {proposes && <p><a href={rebasesPath(seriesId)}>New baselines of this chart<span className="nhsuk-u-visually-hidden">: {heading}</span></a></p>}
          </Fragment>
        );
      })}
      {short.length > 0 && <p>Known of fewer than {POINTS_DRAWN} months, and so not drawn: {short.join('; ')}.</p>}
    </>
  );
}
