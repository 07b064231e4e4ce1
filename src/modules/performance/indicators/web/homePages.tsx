import type { ReactElement } from 'react';
import { z } from 'zod';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { actingOf } from '#platform/web/acting.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName, rolesOfPersonOn } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { SEE_FIGURES } from '../../permissions.ts';
import { seesFiguresOf } from '../../whoseFigures.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import { definitionsOf, indicatorYears } from '../indicatorRules.ts';
import { publishedFigures } from '../queries/publishedFigures.ts';
import { HOME_CRUMB, homePath, indicatorPath, nextBestPath, PERFORMANCE, pcnPath, yearAsked } from './indicatorPaths.ts';
import { EARNS_WORDS, percentOf, saySeason } from './indicatorWords.ts';

interface IndicatorRow {
  definition: IndicatorDefinition;
  /** England's, by the published annual file. */
  england: number | null;
}

const table = defineTable<IndicatorRow>({
  id: 'indicators',
  caption: 'Indicators of the year',
  columns: [
    { key: 'code', heading: 'Indicator', kind: 'text', value: ({ definition }) => definition.code, cell: ({ definition: { year, code } }) => <a href={indicatorPath(year, code)}>{code}</a> },
    { key: 'title', heading: 'What it is about', kind: 'text', value: ({ definition }) => definition.title },
    { key: 'points', heading: 'Points', kind: 'number', value: ({ definition }) => definition.funded?.indicator.points.value.valueOf() ?? null },
    { key: 'lower', heading: 'None at', unit: '%', kind: 'number', value: ({ definition }) => definition.funded?.indicator.lower?.value.mul(100).valueOf() ?? null },
    { key: 'upper', heading: 'All at', unit: '%', kind: 'number', value: ({ definition }) => definition.funded?.indicator.upper?.value.mul(100).valueOf() ?? null },
    { key: 'england', heading: 'England', unit: '%', kind: 'number', value: ({ england }) => england },
    { key: 'earns', heading: 'What it earns', kind: 'text', value: ({ definition }) => EARNS_WORDS[definition.earns], filter: 'select' },
    { key: 'season', heading: 'Season', kind: 'text', sortable: false, value: ({ definition }) => saySeason(definition) },
    { key: 'status', heading: 'How sure', kind: 'text', value: ({ definition }) => definition.funded?.indicator.status ?? definition.status },
  ],
  source: { title: 'The network contract’s rules as held; England from the published annual file, where there is one' },
});

/** Where am I: somebody's own PCNs first; for anyone the year's indicators and what was published of England. */
export const homePages = (context: PerformanceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: PERFORMANCE, who: 'anyone', query: z.looseObject({ year: z.string().max(20).optional() }), summary: 'The indicators of a year, what they are worth and how England stood',
    async handle({ query, sentQuery, session }) {
      // A visitor looks at the newest year of which anything is published; it says so.
      const year = query.year === undefined && !session ? await newestPublished(context) : yearAsked(query.year, context.today());
      const published = await publishedFigures(context, year);
      const rows = definitionsOf(year).map((definition): IndicatorRow => {
        const own = (published?.figures ?? []).filter(({ indicator }) => indicator === definition.code);
        const sum = (of: 'numerator' | 'denominator'): number => own.reduce((total, figure) => total + (figure[of] ?? 0), 0);
        return { definition, england: own.length === 0 || definition.measure !== 'part' ? null : percentOf(sum('numerator'), sum('denominator')) };
      });
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now() }));
      return html(<PerformanceHome year={year} rows={rows} query={sentQuery} pcns={await pcnsOf(context, session)} publishedTo={published?.asOf ?? null} />);
    },
  }),
];

async function newestPublished(context: PerformanceContext): Promise<FinancialYear> {
  for (const year of indicatorYears().toReversed()) if (await publishedFigures(context, year)) return year;
  return yearAsked(undefined, context.today());
}

/** The PCNs whose figures somebody sees. */
async function pcnsOf({ database, register, today }: PerformanceContext, session: Session | null): Promise<{ code: string; name: string }[]> {
  if (!session?.permissions.has(SEE_FIGURES)) return [];
  const [db, image, day] = [database.as<unknown>(), await register.reader.image(), today()];
  const held = await rolesOfPersonOn(db, session.personId, day);
  const codes = new Set(held.flatMap(({ organisationCode }) => (organisationCode === null ? [] : image.kindOf(organisationCode) === 'pcn' ? [organisationCode] : (image.inSlot(organisationCode, 'pcn', day) ?? []))));
  const own: { code: string; name: string }[] = [];
  for (const code of codes) if (await seesFiguresOf(db, image, actingOf(session), code, day)) own.push({ code, name: displayName(image.nameOf(code, day)) });
  return own;
}

function PerformanceHome({ year, rows, query, pcns, publishedTo }: { year: FinancialYear; rows: readonly IndicatorRow[]; query: SentValues; pcns: readonly { code: string; name: string }[]; publishedTo: string | null }): ReactElement {
  return (
    <Page title="Performance" current={PERFORMANCE} breadcrumbs={[HOME_CRUMB]}>
      <p>What the investment and impact fund counts, what it is worth, and how a PCN stands by what its practices counted.</p>
      <p>
        See also: <a href="/access">access, practice by practice</a>; <a href="/performance/list">the commissioner’s list</a>; <a href="/demands">what is owed by whom</a>.
      </p>
      {pcns.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Where we are</h2>
          <ul>
            {pcns.map((pcn) => (
              <li key={pcn.code}>
                <a href={pcnPath(pcn.code, year)}>{pcn.name}</a>: how it stands in {year}; <a href={nextBestPath(pcn.code, year)}>what earns most next</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        {indicatorYears().map((one, index) => (
          <span key={one}>
            {index > 0 && ' · '}
            {one === year ? <strong>{one}</strong> : <a href={homePath(one)}>{one}</a>}
          </span>
        ))}
      </p>
      <p>{publishedTo ? `The annual file of ${year} is published and held: open an indicator that has a figure for England.` : `No annual file of ${year} is held, so England’s figures are not known here. It was published for 2023/24.`}</p>
      <DataTable table={table} rows={rows} query={query} basePath={homePath(year)} />
    </Page>
  );
}
