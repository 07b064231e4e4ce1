import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { chartDownloads } from '../../charts/web/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { pcnIndicator } from '../queries/pcnIndicator.ts';
import { dayAsked } from './asItStood.tsx';
import { yearAsked } from './indicatorPaths.ts';
import { pcnIndicatorFiles } from './pcnIndicatorCharts.ts';
import { PcnIndicatorPage } from './pcnIndicatorPage.tsx';
import { monthsTable, practicesTable } from './pcnIndicatorTables.tsx';
import type { PracticeRow } from './pcnIndicatorTables.tsx';

/** An indicator in a PCN: what was published for anyone, what the PCN entered for those who may see it. */
export const pcnIndicatorPages = (context: PerformanceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/performance/pcns/:code/:year/:indicator', who: 'anyone', params: z.object({ code: z.string().max(20), year: z.string().max(10), indicator: z.string().max(20) }), query: z.looseObject({ on: z.string().max(10).optional() }), summary: 'An indicator in a PCN: achievement, points, pounds and forecast, by practice, over the months and against England',
    async handle({ params, query, sentQuery, session }) {
      const answer = await pcnIndicator(context, session && actingOf(session), { pcnCode: params.code.toUpperCase(), year: yearAsked(params.year, context.today()), name: params.indicator, on: dayAsked(query.on, context.today()) });
      const image = await context.register.reader.image();
      const rows = answer.practices.map((one): PracticeRow => ({ ...one, name: displayName(image.nameOf(one.figure.organisationCode, one.figure.countedTo)) }));
      const [ofPractices, ofMonths] = [wantedDownload(practicesTable, sentQuery), wantedDownload(monthsTable, sentQuery)];
      if (ofPractices) return download(await tableDownload(practicesTable, downloadRows(practicesTable, rows, sentQuery), ofPractices, { madeAt: context.now() }));
      if (ofMonths) return download(await tableDownload(monthsTable, downloadRows(monthsTable, answer.months, sentQuery), ofMonths, { madeAt: context.now() }));
      const chart = sentQuery['chart'] === undefined ? null : await chartDownloads(pcnIndicatorFiles(answer), sentQuery);
      return chart ? download(chart) : html(<PcnIndicatorPage answer={answer} practices={rows} query={sentQuery} />);
    },
  }),
];
