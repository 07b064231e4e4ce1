import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { funnelOf } from '../../charts/index.ts';
import { FunnelChart } from '../../charts/web/index.ts';
import type { PerformanceContext } from '../../context.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import { definitionAsked, publishedIndicator } from '../queries/publishedIndicator.ts';
import type { PublishedIndicator, PublishedPcn, PublishedPractice } from '../queries/publishedIndicator.ts';
import { DefinitionSection } from './definitionSection.tsx';
import { CRUMBS, homePath, indicatorPath, pcnPath, PERFORMANCE, yearAsked } from './indicatorPaths.ts';
import { percentOf, sayMoney, sayMore, sayShare } from './indicatorWords.ts';

const SOURCE = { title: 'NHS England, investment and impact fund indicators, the published annual file' };

const pcnTable = defineTable<PublishedPcn>({
  id: 'pcns',
  caption: 'PCNs',
  columns: [
    { key: 'code', heading: 'PCN', kind: 'text', value: ({ code }) => code, cell: ({ code }) => <a href={pcnPath(code)}>{code}</a>, filter: 'text' },
    { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name, filter: 'text' },
    { key: 'practices', heading: 'Practices', kind: 'number', value: ({ practices }) => practices },
    { key: 'numerator', heading: 'Achieved', kind: 'number', value: ({ figure }) => figure.numerator },
    { key: 'denominator', heading: 'Out of', kind: 'number', value: ({ figure }) => figure.denominator },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: ({ figure }) => percentOf(figure.numerator, figure.denominator) },
    { key: 'points', heading: 'Points', kind: 'number', value: ({ worth }) => worth?.points.valueOf() ?? null },
    { key: 'calculated', heading: 'As calculated', unit: '£', kind: 'number', value: ({ worth }) => (worth ? worth.earnedPence / 100 : null) },
    { key: 'deemed', heading: 'As deemed', unit: '£', kind: 'number', value: ({ worth }) => (worth?.deemedPence == null ? null : worth.deemedPence / 100) },
    { key: 'to-upper', heading: 'More to the upper threshold', kind: 'number', value: ({ worth }) => worth?.toUpper ?? null, cell: ({ worth }) => sayMore(worth?.toUpper ?? null) },
    { key: 'missing', heading: 'Practices without a count', kind: 'text', sortable: false, value: ({ figure }) => figure.missing.join(', ') },
  ],
  source: SOURCE,
});

const practiceTable = defineTable<PublishedPractice>({
  id: 'practices',
  caption: 'Practices',
  columns: [
    { key: 'code', heading: 'Practice', kind: 'text', value: ({ code }) => code, filter: 'text' },
    { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name, filter: 'text' },
    { key: 'pcn', heading: 'PCN on that day', kind: 'text', value: ({ pcnCode }) => pcnCode ?? 'none', filter: 'text' },
    { key: 'numerator', heading: 'Achieved', kind: 'number', value: ({ numerator }) => numerator },
    { key: 'denominator', heading: 'Out of', kind: 'number', value: ({ denominator }) => denominator },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: ({ numerator, denominator }) => percentOf(numerator, denominator) },
  ],
  source: SOURCE,
});

/** What an indicator counts and how England, its PCNs and practices stood by the published file: for anyone. */
export const indicatorPages = (context: PerformanceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/performance/indicators/:year/:code', who: 'anyone', params: z.object({ year: z.string().max(10), code: z.string().max(20) }), summary: 'An indicator: what it counts, and what is published of it',
    async handle({ params, sentQuery }) {
      const year = yearAsked(params.year, context.today());
      const asked = definitionAsked(params.code, year);
      if (!asked.ok) throw new Refused(asked.refusal);
      const published = await publishedIndicator(context, { name: params.code, year });
      const [wantedPcns, wantedPractices] = [wantedDownload(pcnTable, sentQuery), wantedDownload(practiceTable, sentQuery)];
      if (published.ok && wantedPcns) return download(await tableDownload(pcnTable, downloadRows(pcnTable, published.value.pcns, sentQuery), wantedPcns, { madeAt: context.now() }));
      if (published.ok && wantedPractices) return download(await tableDownload(practiceTable, downloadRows(practiceTable, published.value.practices, sentQuery), wantedPractices, { madeAt: context.now() }));
      return html(<IndicatorPage definition={asked.value} published={published} query={sentQuery} />);
    },
  }),
];

function IndicatorPage({ definition, published, query }: { definition: IndicatorDefinition; published: Result<PublishedIndicator>; query: SentValues }): ReactElement {
  const { year, code, title } = definition;
  return (
    <Page title={title} kicker={`${code}, ${year}`} current={PERFORMANCE} breadcrumbs={[...CRUMBS, { label: year, href: homePath(year) }]}>
      {published.ok ? <PublishedSection published={published.value} query={query} /> : <p className="nhsuk-inset-text">{published.refusal.what} {published.refusal.todo}</p>}
      <DefinitionSection definition={definition} />
    </Page>
  );
}

function PublishedSection({ published, query }: { published: PublishedIndicator; query: SentValues }): ReactElement {
  const { definition, asOf, england, pcns, practices, leftOut } = published;
  const basePath = indicatorPath(definition.year, definition.code);
  const deemed = definition.funded?.phase.deemed.find(({ code }) => code === definition.code);
  const total = (of: (pcn: PublishedPcn) => number | null | undefined): number => pcns.reduce((sum, pcn) => sum + (of(pcn) ?? 0), 0);
  const isPart = definition.measure === 'part' && england.denominator > 0;
  return (
    <>
      <p>
        {isPart ? <>England achieved <strong>{sayShare(england.numerator / england.denominator)}</strong>: {england.numerator.toLocaleString('en-GB')} of {england.denominator.toLocaleString('en-GB')}, counted to {sayDate(asOf)}</> : <>England counted {england.numerator.toLocaleString('en-GB')} to {sayDate(asOf)}</>}
        {practices.length > 0 && `, in ${practices.length.toLocaleString('en-GB')} practices and ${pcns.length.toLocaleString('en-GB')} PCNs`}.
      </p>
      {definition.funded && (
        <p>
          As calculated all PCNs together earned <strong>{sayMoney(total(({ worth }) => worth?.earnedPence))}</strong>
          {deemed && <>; as nationally deemed <strong>{sayMoney(total(({ worth }) => worth?.deemedPence))}</strong>. {deemed.reason} ({sayDate(deemed.published)}; {deemed.figure.source.title}, {deemed.figure.status})</>}.
        </p>
      )}
      {isPart && <FunnelChart id="pcn-funnel" heading="PCNs against England" headingLevel={2} source="the published annual file" funnel={funnelOf('proportion', pcns.map(({ code, name, figure }) => ({ code, name, numerator: figure.numerator, denominator: figure.denominator })))} improvement={definition.direction === 'lower' ? 'decrease' : 'increase'} unit="Achieved" counted={definition.counted} units="PCNs" sayValue={sayShare} />}
      <DataTable table={pcnTable} rows={pcns} query={query} basePath={basePath} />
      {practices.length > 0 && <DataTable table={practiceTable} rows={practices} query={query} basePath={basePath} />}
      {leftOut.length > 0 && <p>{leftOut.length} practices are in no PCN’s sum, as they belonged to none on {sayDate(asOf)} or their count is not known: {leftOut.slice(0, 20).map(({ code }) => code).join(', ')}{leftOut.length > 20 && ` and ${leftOut.length - 20} more, in the table of practices`}.</p>}
    </>
  );
}
