import { z } from 'zod';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { FundingContext } from '../../context.ts';
import { paymentColumns } from '../paymentColumns.ts';
import { paymentYears } from '../queries/payments.ts';
import { reconciliationOf } from '../queries/reconciliation.ts';
import { columnsTable, linesTable, NoPaymentsPage, RECONCILE, ReconcilePage } from './reconcilePage.tsx';

/** What the rules predict beside what was paid: published data and national rules, for anyone. */
export function reconcilePages(context: FundingContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: RECONCILE,
      who: 'anyone',
      summary: 'What the network contract’s rules predict for a year, beside what NHS Payments to General Practice shows as paid',
      query: z.object({ year: z.string().max(9).optional().default('') }),
      async handle({ query: { year: asked }, sentQuery }) {
        const years = (await paymentYears(context)).map(({ year }) => year);
        if (years.length === 0) return html(<NoPaymentsPage />);
        const year = asked === '' ? years.at(-1)! : parseFinancialYear(asked);
        if (!year) throw new Refused({ code: 'not-a-year', what: `“${asked}” is not a financial year.`, todo: 'Write it like 2021/22.' });
        const reconciliation = await reconciliationOf(context, year);
        const tables = { columns: columnsTable(reconciliation), lines: linesTable(reconciliation) };
        const facts = { madeAt: context.now() };
        const [ofColumns, ofLines] = [wantedDownload(tables.columns, sentQuery), wantedDownload(tables.lines, sentQuery)];
        if (ofColumns) return download(await tableDownload(tables.columns, downloadRows(tables.columns, reconciliation.columns, sentQuery), ofColumns, facts));
        if (ofLines) return download(await tableDownload(tables.lines, downloadRows(tables.lines, reconciliation.lines, sentQuery), ofLines, facts));
        return html(<ReconcilePage reconciliation={reconciliation} years={years} tables={tables} query={sentQuery} source={paymentColumns().source} />);
      },
    }),
  ];
}
