import { html, download } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { RegisterContext } from '../../context.ts';
import { registerCounts } from '../../domain/counts.ts';
import { keptByDay } from '../../domain/keptByDay.ts';
import { publishedFacts } from '../../queries/publishedFacts.ts';
import { asAtQuery, readAsAt } from '../asAt.ts';
import { memberRows, memberTable } from '../organisation/memberTable.tsx';
import { EnglandPage } from './englandPage.tsx';

/** England as a body that has ICBs in it; it has no code of its own in the register. */
const ENGLAND = { code: 'ENGLAND', kind: 'nhs-region', name: 'England', from: null, to: null, postcode: null, address: null, status: 'open', isListed: true, source: '' } as const;

const countsOf = keptByDay(registerCounts);
const icbsOf = keptByDay((image, day) => image.all(day, 'icb').filter(({ status }) => status !== 'closed').sort((a, b) => (a.name < b.name ? -1 : 1)));

export function englandPages(context: RegisterContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/england',
      who: 'anyone',
      summary: 'England: how many of each body, and its integrated care boards',
      query: asAtQuery,
      handle: async ({ query, sentQuery }) => {
        const at = await readAsAt(context, query);
        const facts = await publishedFacts(context, at);
        const icbs = { kind: 'icb', members: icbsOf(at.image, at.asAt) } as const;
        const table = memberTable(icbs, ENGLAND, facts, at);
        const rows = memberRows(icbs, ENGLAND.code, facts, at);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now(), asAt: at.asAt }));
        return html(<EnglandPage at={at} facts={facts} counts={countsOf(at.image, at.asAt)} table={table} rows={rows} query={sentQuery} />);
      },
    }),
  ];
}
