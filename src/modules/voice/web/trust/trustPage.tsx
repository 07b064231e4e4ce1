import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { DateField, PostForm } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { DECISION_WAYS } from '#governance';
import type { DecisionWay, Forum } from '#governance';
import { ANSWERS_LEAST, PULSE_QUESTION } from '../../domain/pulse.ts';
import { FACTS, percentOf, sayShare, type PeriodLength, type TrustFact, type TrustPeriod } from '../../domain/trust.ts';
import type { PulseYear } from '../../queries/trust.ts';

export interface TrustPageProps {
  place: { code: string; name: string };
  places: readonly { code: string; name: string }[];
  /** The leadership team of the place. */
  forum: Pick<Forum, 'code' | 'name'>;
  length: PeriodLength;
  periods: readonly TrustPeriod[];
  pulses: readonly PulseYear[];
  /** What was said beside the last answers; null for those who may not read it. */
  words: readonly string[] | null;
  /** Whether the reader may put this year's question. */
  mayOpen: boolean;
  form: FormState;
  query: SentValues;
  notice?: string;
}

const FACT_NAMES = Object.keys(FACTS) as TrustFact[];
/** A line through fewer is a stroke that shows no trend. */
const PERIODS_DRAWN = 3;
const SOURCE = 'decisions, canvasses and reports recorded in Chorus';

const factTable = defineTable<TrustPeriod>({
  id: 'facts',
  caption: 'Period by period',
  columns: [
    { key: 'period', heading: 'Period', kind: 'date', value: ({ from }) => from, cell: ({ label }) => label },
    ...FACT_NAMES.map((fact) => ({ key: fact, heading: FACTS[fact].label, kind: 'number' as const, value: ({ facts }: TrustPeriod) => percentOf(facts[fact]), cell: ({ facts }: TrustPeriod) => sayShare(facts[fact]) })),
  ],
});

const wayTable = defineTable<TrustPeriod>({
  id: 'ways',
  caption: 'How decisions were taken',
  columns: [
    { key: 'period', heading: 'Period', kind: 'date', value: ({ from }) => from, cell: ({ label }) => label },
    ...(Object.keys(DECISION_WAYS) as DecisionWay[]).map((way) => ({ key: way, heading: sentence(DECISION_WAYS[way]), kind: 'number' as const, value: ({ ways }: TrustPeriod) => ways[way] })),
  ],
});

/** Whether those who are spoken for trust it, and the facts by which they may. */
export function TrustPage(props: TrustPageProps): ReactElement {
  const { place, places, length, periods, notice, form, query } = props;
  const path = '/trust';
  const linkTo = (code: string, by: PeriodLength): string => `${path}?place=${encodeURIComponent(code)}&by=${by}`;
  return (
    <Page title={`Trust in ${place.name}`} current="/trust" breadcrumbs={[{ label: 'Home', href: '/' }]} notice={notice} hasErrors={form.errors !== undefined}>
      {places.length > 1 && (
        <p>
          Other places:{' '}
          {places.filter(({ code }) => code !== place.code).map(({ code, name }, index) => (
            <span key={code}>
              {index > 0 && ', '}
              <a href={linkTo(code, length)}>{name}</a>
            </span>
          ))}
        </p>
      )}
      <PulsePart {...props} />
      <h2 className="nhsuk-heading-m">What can be counted</h2>
      {periods.length === 0 ? (
        <p>Nothing has been decided here yet. Once it is, this shows how often practices were asked first, told in time, and spoken for within their mandate.</p>
      ) : (
        <>
          <p>
            By {length === 'quarter' ? 'quarter' : 'year from 1 April'}. <a href={linkTo(place.code, length === 'quarter' ? 'year' : 'quarter')}>Show by {length === 'quarter' ? 'year' : 'quarter'}</a>
          </p>
          {periods.length < PERIODS_DRAWN ? (
            <dl className="voice-terms">
              {FACT_NAMES.map((fact) => (
                <div key={fact}>
                  <dt>{FACTS[fact].label}</dt>
                  <dd>{sayFact(fact, periods)}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <div className="voice-trust__charts">
              {FACT_NAMES.map((fact) => (
                <FactChart key={fact} fact={fact} periods={periods} />
              ))}
            </div>
          )}
          <DataTable table={factTable} rows={periods} query={query} basePath={path} isDownloadHidden headingLevel={3} />
          <DataTable table={wayTable} rows={periods} query={query} basePath={path} isDownloadHidden headingLevel={3} />
        </>
      )}
    </Page>
  );
}

/** One fact over time. A period in which there was nothing to count is a gap, not nought. */
function FactChart({ fact, periods }: { fact: TrustFact; periods: readonly TrustPeriod[] }): ReactElement {
  const { label } = FACTS[fact];
  const points = periods.map(({ to, facts }) => ({ date: to, value: percentOf(facts[fact]) }));
  return <TimeLine id={`trust-${fact}`} heading={label} unit="% of decisions" series={[{ name: label, points }]} summary={sayFact(fact, periods)} source={SOURCE} />;
}

/** The latest period beside the first, and what was counted. */
function sayFact(fact: TrustFact, periods: readonly TrustPeriod[]): string {
  const { counts } = FACTS[fact];
  const of = periods.filter(({ facts }) => facts[fact].of > 0);
  const latest = of.at(-1);
  if (!latest) return `There was nothing to count yet. ${counts}`;
  return `${sayShare(latest.facts[fact])} in ${latest.label}${of.length > 1 ? `; ${sayShare(of[0]!.facts[fact])} in ${of[0]!.label}` : ''}. ${counts}`;
}

function PulsePart({ place, forum, pulses, words, mayOpen, form }: TrustPageProps): ReactElement {
  const told = pulses.filter(({ result }) => result !== null);
  const open = pulses.find(({ isOpen }) => isOpen);
  return (
    <section aria-labelledby="pulse">
      <h2 className="nhsuk-heading-m" id="pulse">
        {PULSE_QUESTION}
      </h2>
      {open && <p>This year’s question is open until {sayDate(open.pulse.closesOn)}. What came of it is told once it is closed.</p>}
      {told.length === 0 ? (
        <p>{pulses.length === 0 ? `Once a year ${forum.name} can ask this of everybody it speaks for.` : `No result can be told yet: it takes a closed question with at least ${ANSWERS_LEAST} answers.`}</p>
      ) : (
        <>
          <TimeLine id="trust-pulse" heading="Year by year, on average" unit="from 1, not at all, to 5, fully" source="answers to the yearly question" summary={sayPulses(told)} series={[{ name: 'Average', points: pulses.map(({ pulse, result }) => ({ date: pulse.closesOn, value: result?.average ?? null })) }]} />
          <BandTable told={told} />
        </>
      )}
      {words !== null && words.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">What was said beside the last answers, for the leadership team only</span>
          </summary>
          <div className="nhsuk-details__text">
            <ul>
              {words.slice(0, 100).map((said, index) => (
                <li key={index} className="voice-report__words">
                  {said}
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
      {mayOpen && (
        <details className="nhsuk-details" open={form.errors !== undefined}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Ask this year’s question</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action="/trust/pulse" submit="Ask everybody" form={form}>
              <input type="hidden" name="forum" value={forum.code} />
              <input type="hidden" name="place" value={place.code} />
              <p>It goes by e-mail to everybody who answers for a practice of {place.name} or leads one of its PCNs, and stands on their home page.</p>
              <DateField name="closesOn" label="The last day to answer" form={form} />
            </PostForm>
          </div>
        </details>
      )}
    </section>
  );
}

function BandTable({ told }: { told: readonly PulseYear[] }): ReactElement {
  const bands = told[0]!.result!.bands.map(({ label }) => label);
  return (
    <div className="chorus-table__scroll" role="region" aria-label="How many chose what" tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">How many chose what</caption>
        <thead>
          <tr>
            {['Year', 'Answers', 'Average', ...bands].map((heading) => (
              <th scope="col" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.slice(-10).map(({ pulse, result }) => (
            <tr key={pulse.id}>
              <th scope="row">{pulse.year}</th>
              <td>{result!.answers}</td>
              <td>{result!.average}</td>
              {result!.bands.map(({ label, answers }) => (
                <td key={label}>{answers ?? 'withheld: small'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayPulses(told: readonly PulseYear[]): string {
  const say = ({ pulse, result }: PulseYear): string => `${result!.average} of 5 in ${pulse.year} (${result!.answers} answers)`;
  const [first, latest] = [told[0]!, told.at(-1)!];
  return first === latest ? `${say(latest)}.` : `${say(latest)}; ${say(first)}.`;
}

export function NoPlacePage(): ReactElement {
  return (
    <Page title="Trust" current="/trust" breadcrumbs={[{ label: 'Home', href: '/' }]}>
      <p>
        No place has a GP leadership team yet. Once one is among the <a href="/forums">forums</a>, this page shows whether those it speaks for trust it.
      </p>
    </Page>
  );
}

function sentence(words: string): string {
  return sentenceCase(words);
}
