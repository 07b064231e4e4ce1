import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { RegisterContext } from '../../context.ts';
import { disagreementsAt } from '../../queries/disagreements.ts';
import { asAtQuery, readAsAt } from '../asAt.ts';
import { DisagreementsPage, disagreementsTable } from './disagreementsPage.tsx';

/** Where publications disagree, and what does not fit together: `/disagreements?as-at=2025-11-01`. */
export function disagreementsPages(context: RegisterContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/disagreements',
      who: 'anyone',
      query: asAtQuery,
      async handle({ query, sentQuery }) {
        const at = await readAsAt(context, query);
        const rows = await disagreementsAt(context, { asAt: at.asAt, image: at.image, knownAt: at.knownAt && new Date(`${at.knownAt}T23:59:59.999Z`) });
        const table = disagreementsTable(at);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now(), asAt: at.asAt }));
        return html(<DisagreementsPage at={at} rows={rows} table={table} query={sentQuery} />);
      },
    }),
  ];
}
