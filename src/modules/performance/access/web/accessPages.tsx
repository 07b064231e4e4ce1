import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import type { Acting } from '#platform/web/acting.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { rebasingRights } from '../../charts/index.ts';
import { chartDownloads } from '../../charts/web/index.ts';
import { ACCESS_KINDS } from '../domain/accessAnswer.ts';
import { ACCESS_MEASURES } from '../domain/accessMeasure.ts';
import { aboutPractice } from '../queries/aboutPractice.ts';
import { accessDisagreements } from '../queries/accessDisagreements.ts';
import { accessSinceApril } from '../queries/accessSinceApril.ts';
import { accessFigures, accessMonths, accessSeries, accessSeriesId } from '../queries/accessFigures.ts';
import { heldMonths } from '../queries/heldMonths.ts';
import { unknownWords } from '../queries/accessWords.ts';
import { restatementsOf } from '../queries/restatements.ts';
import { monthAsked, noAccessHeld, noSuchBody } from '../sayAccess.ts';
import { accessChartFiles } from './accessCharts.tsx';
import { AccessPage } from './accessPage.tsx';
import { ACCESS, accessPath } from './accessPaths.ts';
import { disagreementsTable, measureRows, measuresTable, monthsTable, splitRows, splitsTable } from './accessTables.tsx';
import type { FoundBody } from './accessTables.tsx';
import { FindAccessPage } from './findAccessPage.tsx';

const KIND_WORDS: Record<string, string> = { practice: 'GP practice', pcn: 'PCN', place: 'place', 'sub-icb-location': 'sub-ICB location', icb: 'ICB', 'nhs-region': 'NHS region' };

/** How patients get appointments: published data, for anyone. */
export function accessPages(context: PerformanceContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: ACCESS,
      who: 'anyone',
      summary: 'Which months of appointments are held, and find an organisation',
      query: z.object({ q: z.string().max(100).optional().default('') }),
      async handle({ query: { q }, sentQuery }) {
        const asked = q.trim();
        const found = asked === '' ? [] : await bodiesFor(context, asked);
        const exact = found.find(({ code }) => code === asked.toUpperCase());
        if (exact) return redirect303(accessPath(exact.code));
        const months = (await heldMonths(context)).reverse();
        const wanted = wantedDownload(monthsTable(), sentQuery);
        if (wanted) return download(await tableDownload(monthsTable(), downloadRows(monthsTable(), months, sentQuery), wanted, { madeAt: context.now() }));
        const month = months.find(({ byPractice }) => byPractice > 0)?.month ?? null;
        const newest = month === null ? null : { month, disagreements: await accessDisagreements(context, month) };
        const disagreed = newest && wantedDownload(disagreementsTable(newest.month), sentQuery);
        if (newest && disagreed) return download(await tableDownload(disagreementsTable(newest.month), downloadRows(disagreementsTable(newest.month), newest.disagreements, sentQuery), disagreed, { madeAt: context.now(), asAt: newest.month }));
        const newestMonths = new Set([months[0]?.month, month].filter((one) => one != null));
        const words = (await Promise.all([...newestMonths].map((one) => unknownWords(context, one)))).flat();
        return html(<FindAccessPage asked={asked} found={found} months={months} words={words} newest={newest} query={sentQuery} />);
      },
    }),
    definePage({
      method: 'GET',
      path: `${ACCESS}/:code`,
      who: 'anyone',
      summary: 'The access of a practice, a PCN, a place, an ICB or England in a month, and over the months',
      params: z.object({ code: z.string().max(20).transform((code) => code.toUpperCase()) }),
      query: z.object({ month: z.string().max(10).optional().default('') }),
      async handle({ params: { code }, query, sentQuery, session }) {
        const months = await accessMonths(context);
        const month = query.month === '' ? months.at(-1) : monthAsked(query.month);
        if (month === undefined) throw noAccessHeld();
        const answer = await accessFigures(context, { code, month });
        if (!answer) throw noSuchBody(code);
        const series = await accessSeries(context, { code, measures: ACCESS_MEASURES });
        const measured = measureRows(answer, series);
        const tables = { measures: measuresTable(answer, measured), splits: splitsTable(answer) };
        const facts = { madeAt: context.now(), asAt: month };
        const [ofMeasures, ofSplits] = [wantedDownload(tables.measures, sentQuery), wantedDownload(tables.splits, sentQuery)];
        if (ofMeasures) return download(await tableDownload(tables.measures, downloadRows(tables.measures, measured, sentQuery), ofMeasures, facts));
        if (ofSplits) return download(await tableDownload(tables.splits, downloadRows(tables.splits, splitRows(answer), sentQuery), ofSplits, facts));
        const chart = sentQuery['chart'] === undefined ? null : await chartDownloads(accessChartFiles(series), sentQuery);
        if (chart) return download(chart);
        return html(<AccessPage answer={answer} measured={measured} months={months} series={series} proposes={session !== null && (await mayPropose(context, actingOf(session), code))} restatements={await restatementsOf(context, month)} sinceApril={await accessSinceApril(context, { code, month })} about={answer.kind === 'practice' ? await aboutPractice(context, code) : []} tables={tables} query={sentQuery} />);
      },
    }),
  ];
}

/** Bodies of the register as it is today whose name has every word asked for, or whose code it is. */
async function bodiesFor(context: PerformanceContext, asked: string): Promise<FoundBody[]> {
  const image = await context.register.reader.image();
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return ACCESS_KINDS.flatMap((kind) => (kind === 'england' ? [] : image.all(context.today(), kind)))
    .filter(({ code, name }) => code === asked.toUpperCase() || words.every((word) => name.toLowerCase().includes(word)))
    .map(({ code, name, kind }) => ({ code, name: displayName(name), kind: KIND_WORDS[kind] ?? kind }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether somebody may propose new baselines of an organisation's charts: its measures share one answer. */
const mayPropose = async (context: PerformanceContext, acting: Acting, code: string): Promise<boolean> =>
  (await rebasingRights(context.database.as<unknown>(), await context.register.reader.image(), acting, accessSeriesId(ACCESS_MEASURES[0], code), context.today())).proposes;
