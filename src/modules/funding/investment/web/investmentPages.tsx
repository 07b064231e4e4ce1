import { z } from 'zod';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { FundingContext } from '../../context.ts';
import { yearsPaidReader } from '../../income/queries/yearsPaid.ts';
import { INVESTMENT } from '../../income/web/incomePaths.ts';
import { placeInvestment } from '../placeInvestment.ts';
import { trackerAnswer } from '../trackerAnswer.ts';
import { InvestmentPage } from './investmentPage.tsx';
import { arrivedTable, findingsTable, placeTable } from './investmentTables.tsx';
import { NoPaymentsPage, PlaceInvestmentPage } from './placeInvestmentPage.tsx';

/** What was promised against what arrived: for the nation from the rules, for a place from the payments files. */
export function investmentPages(context: FundingContext): PageDefinition[] {
  const reader = yearsPaidReader(context);
  return [
    definePage({
      method: 'GET',
      path: INVESTMENT,
      who: 'anyone',
      summary: 'What was promised to general practice and what arrived, in cash and in real terms',
      query: z.object({ code: z.string().max(20).optional().default('') }),
      async handle({ query: { code: asked }, sentQuery }) {
        const [code, facts, answer] = [asked.trim().toUpperCase(), { madeAt: context.now() }, trackerAnswer()];
        if (code !== '') {
          if ((await reader.years()).length === 0) return html(<NoPaymentsPage code={code} />);
          const [place, table] = [await placeInvestment(context, reader, code, answer.deflator), placeTable(answer.deflator)];
          const format = wantedDownload(table, sentQuery);
          if (format) return download(await tableDownload(table, downloadRows(table, place.years, sentQuery), format, facts));
          return html(<PlaceInvestmentPage place={place} deflator={answer.deflator} query={sentQuery} />);
        }
        const arrived = arrivedTable(answer.deflator);
        const rows = answer.countries.flatMap(({ country, years }) => years.map((year) => ({ ...year, country })));
        const [ofArrived, ofFindings] = [wantedDownload(arrived, sentQuery), wantedDownload(findingsTable, sentQuery)];
        if (ofArrived) return download(await tableDownload(arrived, downloadRows(arrived, rows, sentQuery), ofArrived, facts));
        if (ofFindings) return download(await tableDownload(findingsTable, downloadRows(findingsTable, answer.findings, sentQuery), ofFindings, facts));
        return html(<InvestmentPage answer={answer} query={sentQuery} />);
      },
    }),
  ];
}
