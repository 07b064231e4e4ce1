import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import { textIn } from '#platform/web/formValues.ts';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { SEE_MONEY } from '../../permissions.ts';
import { keepsMoneyOf } from '../../whoseMoney.ts';
import { openDisputesOf } from '../queries/disputes.ts';
import { paidOf, yearOfPaid } from '../queries/paid.ts';
import type { PaidContext } from '../queries/paid.ts';
import { remittancesSent } from '../queries/remittances.ts';
import { PaidPage, paidMonthsTable, paidStreamsTable } from './paidPage.tsx';
import { yearAsked } from './paidPaths.ts';

/** What a PCN was paid against what is due, for its people. */
export const paidPages = (context: PaidContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: '/funding/pcns/:code/paid',
    who: SEE_MONEY,
    params: z.object({ code: z.string().max(20) }),
    query: z.object({ year: z.string().optional(), kept: z.string().optional(), known: z.string().optional(), withdrawn: z.string().optional() }),
    async handle({ params: { code }, query, sentQuery, session }) {
      const [acting, year, facts] = [actingOf(session), query.year ? yearAsked(query.year, context.today()) : await yearOfPaid(context, code), { madeAt: context.now(), asAt: context.today() }];
      const paid = await paidOf(context, acting, { code, year });
      const months = paid.streams.flatMap((stream) => stream.months);
      const [asStreams, asMonths] = [wantedDownload(paidStreamsTable, sentQuery), wantedDownload(paidMonthsTable, sentQuery)];
      if (asStreams) return download(await tableDownload(paidStreamsTable, downloadRows(paidStreamsTable, paid.streams, sentQuery), asStreams, facts));
      if (asMonths) return download(await tableDownload(paidMonthsTable, downloadRows(paidMonthsTable, months, sentQuery), asMonths, facts));
      const db = context.database.as<unknown>();
      return html(<PaidPage paid={paid} keeps={await keepsMoneyOf(db, acting, code, context.today())} disputes={await openDisputesOf(db, code, year)} sent={await remittancesSent(db, code, year)} query={sentQuery} notice={noticeOf(sentQuery)} />);
    },
  }),
];

/** What was just done. */
function noticeOf(sent: SentValues): string | undefined {
  const [kept, known, withdrawn] = ['kept', 'known', 'withdrawn'].map((name) => Number(textIn(sent, name)));
  const were = (count: number): string => `${count} ${count === 1 ? 'payment was' : 'payments were'}`;
  if (kept! > 0) return `${were(kept!)} kept and posted to the ledger.${known! > 0 ? ` ${known} ${known === 1 ? 'was' : 'were'} on record already, and not kept again.` : ''}`;
  return withdrawn! > 0 ? `${were(withdrawn!)} withdrawn. What they posted to the ledger was taken back.` : undefined;
}
