import type { ReactElement } from 'react';
import { z } from 'zod';
import type Fraction from 'fraction.js';
import { sayPounds } from '#kernel/pounds.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import { actingOf } from '#platform/web/acting.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { PerformanceContext } from '../../context.ts';
import { SEE_FIGURES } from '../../permissions.ts';
import type { Effort } from '../domain/nextBest.ts';
import { nextBestOf, PEOPLE_MAX } from '../queries/nextBestOf.ts';
import type { NextBest } from '../queries/nextBestOf.ts';
import { AsItStood, dayAsked } from './asItStood.tsx';
import { figuresPath, nextBestPath, pcnCrumbs, PERFORMANCE, yearAsked } from './indicatorPaths.ts';

const pence = (pounds: Fraction): number => halfUp(pounds.mul(100));

interface EffortRow extends Effort {
  place: number;
  title: string;
}

const effortTable = defineTable<EffortRow>({
  id: 'next-best',
  caption: 'In which order effort earns most',
  columns: [
    { key: 'place', heading: 'Place', kind: 'number', value: ({ place }) => place },
    { key: 'code', heading: 'Indicator', kind: 'text', value: ({ code }) => code },
    { key: 'title', heading: 'What it is about', kind: 'text', value: ({ title }) => title },
    { key: 'each', heading: 'Each brings', unit: '£', kind: 'number', value: ({ each }) => pence(each) / 100 },
    { key: 'people', heading: 'How many', kind: 'number', value: ({ people }) => people },
    { key: 'pounds', heading: 'Together', unit: '£', kind: 'number', value: ({ pounds }) => pence(pounds) / 100 },
    { key: 'where', heading: 'Where they are', kind: 'text', sortable: false, value: ({ where }) => where.map(({ practice, people }) => `${practice} ${people}`).join(', ') },
    { key: 'how', heading: 'How it comes about', kind: 'text', sortable: false, value: sayHow },
  ],
  source: { title: 'The newest figures of the PCN; points, thresholds and £ a point from the rules' },
});

function sayHow({ people, before, pounds, each, from, to }: Effort): string {
  const below = before > 0 ? ` The first ${before} bring nothing by themselves, as points begin above the lower threshold.` : '';
  return `From ${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} on the better side: ${sayPounds(pence(pounds))} ÷ ${people} = ${sayPounds(pence(each))}.${below}`;
}

/** In which order effort earns most, for who sees the PCN's figures. */
export const nextBestPages = (context: PerformanceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/performance/pcns/:code/next-best', who: SEE_FIGURES, params: z.object({ code: z.string().max(20) }),
    query: z.looseObject({ year: z.string().max(20).optional(), people: z.coerce.number().int().min(1).max(PEOPLE_MAX).optional().catch(undefined), on: z.string().max(10).optional() }),
    async handle({ params: { code }, query, sentQuery, session }) {
      const found = await nextBestOf(context, actingOf(session), { pcnCode: code.toUpperCase(), year: yearAsked(query.year, context.today()), people: query.people ?? null, on: dayAsked(query.on, context.today()) });
      const titles = new Map(found.standing.standings.map(({ definition }) => [definition.code, definition.title]));
      const rows = found.efforts.map((effort, index): EffortRow => ({ ...effort, place: index + 1, title: titles.get(effort.code) ?? '' }));
      const wanted = wantedDownload(effortTable, sentQuery);
      if (wanted) return download(await tableDownload(effortTable, downloadRows(effortTable, rows, sentQuery), wanted, { madeAt: context.now() }));
      return html(<NextBestPage found={found} rows={rows} people={query.people ?? null} query={sentQuery} />);
    },
  }),
];

function NextBestPage({ found, rows, people, query }: { found: NextBest; rows: readonly EffortRow[]; people: number | null; query: SentValues }): ReactElement {
  const { standing: { pcn, year, notes, standings, on }, others, best } = found;
  const partial = standings.filter(({ latest }) => latest?.pcn.isPartial);
  return (
    <Page title="What earns most next" kicker={`${pcn.name} (${pcn.code}), ${year}`} current={PERFORMANCE} breadcrumbs={pcnCrumbs(pcn, year)}>
      <AsItStood standing={found.standing} path={(on) => nextBestPath(pcn.code, year, on)} />
      <p>The steepest stretch of pay comes first: pounds for each person won, by indicator. After every whole stretch nobody could have earned more with as many people.</p>
      {rows.length === 0 ? <p className="nhsuk-inset-text">Nothing more can be earned by effort that is known here. <a href={figuresPath(pcn.code, year)}>Send in what the practices counted</a>, or see below why each indicator is not in the order.</p> : <DataTable table={effortTable} rows={rows} query={query} basePath={nextBestPath(pcn.code, year, on)} />}
      {rows.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">With only so many people</h2>
          <p>Within a stretch another choice can be better, as those below a lower threshold bring nothing until it is passed.</p>
          <form method="get" action={nextBestPath(pcn.code)}>
            <input type="hidden" name="year" value={year} />
            {on && <input type="hidden" name="on" value={on} />}
            <label className="nhsuk-label" htmlFor="people">How many people can be seen, up to {PEOPLE_MAX}</label>
            <input className="nhsuk-input nhsuk-input--width-5" id="people" name="people" type="number" min={1} max={PEOPLE_MAX} defaultValue={people ?? ''} />{' '}
            <button type="submit" className="nhsuk-button nhsuk-button--secondary">Find the best use</button>
          </form>
          {best && people !== null && <p role="status">With {people}: {best.people.map((one) => `${one.people} of ${one.code}`).join(', ') || 'nothing can be earned with so few'}, for <strong>{sayPounds(pence(best.pounds))}</strong>.</p>}
        </>
      )}
      {others.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Not in the order</h2>
          <ul>
            {others.map(({ code, whyNot }) => (
              <li key={code}>{code}: {whyNot}</li>
            ))}
          </ul>
        </>
      )}
      {partial.map(({ definition, latest }) => (
        <p key={definition.code}>{definition.code} rests on part of the PCN: nothing is known of {latest!.pcn.missing.join(', ') || 'its practices'}.</p>
      ))}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Page>
  );
}
