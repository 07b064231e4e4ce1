import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table, TableSource } from '#platform/web/table.tsx';
import type { Indicator, Phase } from '../domain/indicator.ts';
import { budgetedOf, listSizeAdjustment, paymentFor } from '../domain/payment.ts';
import type { Adjustments } from '../domain/payment.ts';
import { upToOf } from '../domain/pcnFund.ts';
import type { PhaseFigures } from '../domain/pcnFund.ts';
import { figuresOf, impactFundYears } from '../impactFundRules.ts';
import { CRUMBS, iifPath } from './iifPaths.ts';

const AVERAGE: Adjustments = { listSize: listSizeAdjustment(null), prevalence: listSizeAdjustment(null) };
const percent = (value: { value: { mul(by: number): { valueOf(): number } } } | null): number | null => (value ? value.value.mul(100).valueOf() : null);

function sayCounted({ definition, kind, direction, ended }: Indicator): string {
  const more = [kind === 'improvement' && 'a change from a baseline', kind === 'binary' && 'every practice, or nothing', direction === 'lower' && 'lower is better', ended].filter(Boolean);
  return more.length === 0 ? definition : `${definition} (${more.join('; ')})`;
}

const sourcesOf = ({ indicators }: Phase): TableSource[] => [...new Map(indicators.map(({ source }) => [source.title, { title: source.title, href: source.address }])).values()];

/** The indicators of one phase, with what each is worth to the average PCN. */
export const indicatorsTable = (phase: Phase, figures: PhaseFigures | null): Table<Indicator> =>
  defineTable<Indicator>({
    id: `indicators-${phase.id}`,
    caption: phase.title,
    columns: [
      { key: 'code', heading: 'Indicator', kind: 'text', value: ({ code }) => code },
      { key: 'definition', heading: 'What is counted', kind: 'text', sortable: false, value: sayCounted },
      { key: 'points', heading: 'Points', kind: 'number', value: ({ points }) => points.value.valueOf() },
      { key: 'maximum', heading: 'Maximum', unit: '£', kind: 'number', value: ({ points }) => figures && paymentFor(points, figures.pointValue, AVERAGE).pence / 100 },
      { key: 'budgeted', heading: 'Budgeted', unit: '£', kind: 'number', value: ({ points }) => figures && budgetedOf(points, figures.pointValue, AVERAGE, figures.budgetShare).pence / 100 },
      { key: 'lower', heading: 'None at', unit: '%', kind: 'number', value: ({ lower }) => percent(lower) },
      { key: 'upper', heading: 'All at', unit: '%', kind: 'number', value: ({ upper }) => percent(upper) },
      { key: 'status', heading: 'How sure', kind: 'text', value: ({ status }) => status },
    ],
    source: sourcesOf(phase),
    whenEmpty: 'No indicator of this phase is known here.',
  });

export function IifPage({ year, phases, tables, query }: { year: FinancialYear; phases: readonly Phase[]; tables: readonly Table<Indicator>[]; query: SentValues }): ReactElement {
  return (
    <Page title={`Investment and impact fund ${year}`} current="/funding" breadcrumbs={CRUMBS}>
      <p>What the year’s indicators are worth to a PCN of average list and prevalence. A PCN’s own amount is points × £ a point × its list beside the average × its prevalence beside England’s.</p>
      <p>
        {impactFundYears().map((one, index) => (
          <span key={one}>
            {index > 0 && ' · '}
            {one === year ? <strong>{one}</strong> : <a href={iifPath(one)}>{one}</a>}
          </span>
        ))}
      </p>
      {phases.map((phase, index) => (
        <PhaseSection key={phase.id} phase={phase} table={tables[index]!} query={query} year={year} />
      ))}
      <h2 className="nhsuk-heading-m">Three figures that are easily taken for one another</h2>
      <p>
        The maximum is what all points would pay. NHS England budgets for nine tenths of it. Achieved is what a PCN’s own counts earn, after the year’s end. In 2021/22 the average PCN’s table came to £45,000, its maximum, and the article that
        printed it spoke of £40,500, which is what was budgeted; the £21,500 of the year before, with which it compared, was a maximum again. Like for like the fund grew 2.09 times.
      </p>
    </Page>
  );
}

function PhaseSection({ phase, table, query, year }: { phase: Phase; table: Table<Indicator>; query: SentValues; year: FinancialYear }): ReactElement {
  const figures = figuresOf(phase);
  const sums = figures && upToOf(phase, figures, AVERAGE.listSize);
  return (
    <section>
      {phase.indicators.length > 0 ? <DataTable table={table} rows={phase.indicators} query={query} basePath={iifPath(year)} /> : <h2 className="nhsuk-heading-m">{phase.title}</h2>}
      {figures && sums && (
        <p>
          All {figures.pointsInAll.value.toFraction()} points at £{figures.pointValue.value.toFraction()} a point: <strong>maximum {sayPounds(sums.maximum.pence)}</strong>, <strong>budgeted (nine tenths) {sayPounds(sums.budgeted.pence)}</strong> for the average PCN
          ({sums.maximum.status}; {figures.pointsInAll.source.title}).
        </p>
      )}
      {phase.absent && <p className="nhsuk-inset-text">{phase.absent}</p>}
      {phase.absentCodes.length > 0 && <p>Not known here: {phase.absentCodes.join(', ')}.</p>}
      {phase.deemed.map(({ code, reason, figure }) => (
        <p key={code} className="nhsuk-inset-text">
          {code}: {reason} ({figure.source.title}).
        </p>
      ))}
    </section>
  );
}
