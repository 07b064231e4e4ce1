import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import type { Result } from '#kernel/result.ts';
import type { ForecastPoint, ForecastRange, ForecastWorth } from '../domain/forecastWorth.ts';
import { ABOUT_FORECASTS } from './indicatorPaths.ts';

const sayPart = (share: number): string => `${(share * 100).toFixed(1)}%`;
const sayRange = ({ low, high }: ForecastRange): string => `${sayPart(low.share)} to ${sayPart(high.share)}`;
const sayPoints = ({ points }: ForecastPoint): string => (points ? points.valueOf().toFixed(2) : 'not known');
const sayPay = ({ pence }: ForecastPoint): string => (pence === null ? 'not known' : sayPounds(pence));

/** Where lower is better the low share earns most: money is said from less to more. */
const sayBetween = ({ low, high }: ForecastRange, say: (point: ForecastPoint) => string): string => {
  const [less, more] = (low.pence ?? 0) <= (high.pence ?? 0) ? [low, high] : [high, low];
  return say(less) === say(more) ? say(less) : `${say(less)} to ${say(more)}`;
};

/** `63.1% (90%: 57.0% to 68.8%)`, for a cell of a table. */
export const sayForecast = (forecast: Result<ForecastWorth>): string => (forecast.ok ? `${sayPart(forecast.value.likeliest.share)} (90%: ${sayRange(forecast.value.ninety)})` : '–');

/** How sure a forecast is, in one sentence. */
export const saySureness = ({ monthsSeen, monthsToCome, knowsSeason }: ForecastWorth): string =>
  `It rests on ${monthsSeen} ${monthsSeen === 1 ? 'month' : 'months'}, with ${monthsToCome} to come, ${knowsSeason ? 'and takes the season from last year' : 'without a whole year before to tell the season'}; it is no target, and knows nothing of what the PCN plans.`;

/** Where it is likely to end, in percent, points and pounds; or why nothing is forecast. */
export function ForecastSection({ forecast }: { forecast: Result<ForecastWorth> }): ReactElement {
  return (
    <>
      <h2 className="nhsuk-heading-m" id="forecast">Where it is likely to end</h2>
      {forecast.ok ? <ForecastFacts forecast={forecast.value} /> : <p>{forecast.refusal.what}</p>}
    </>
  );
}

function ForecastFacts({ forecast }: { forecast: ForecastWorth }): ReactElement {
  const { likeliest, half, ninety } = forecast;
  const rows: [string, string, string, string][] = [
    ['Likeliest', sayPart(likeliest.share), sayPoints(likeliest), sayPay(likeliest)],
    ['One time in two', sayRange(half), sayBetween(half, sayPoints), sayBetween(half, sayPay)],
    ['Nine times in ten', sayRange(ninety), sayBetween(ninety, sayPoints), sayBetween(ninety, sayPay)],
  ];
  return (
    <>
      <div className="nhsuk-table-container">
        <table className="nhsuk-table">
          <caption className="nhsuk-table__caption nhsuk-u-visually-hidden">Forecast to the year’s end</caption>
          <thead>
            <tr>{['It ends within', 'Achieved', 'Points', 'Pounds'].map((heading) => <th key={heading} scope="col" className="nhsuk-table__header">{heading}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name} className="nhsuk-table__row">
                <th scope="row" className="nhsuk-table__header">{name}</th>
                {cells.map((cell, index) => <td key={index} className="nhsuk-table__cell">{cell}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{saySureness(forecast)} <a href={ABOUT_FORECASTS}>How forecasts are made, and how often they held</a></p>
    </>
  );
}
