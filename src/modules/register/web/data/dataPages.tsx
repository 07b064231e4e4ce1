import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import type { Dataset } from '#platform/publications/index.ts';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { RegisterContext } from '../../context.ts';
import { ageOf } from '../../domain/datasetAge.ts';
import { publicationRefusals } from '../../queries/publicationRefusals.ts';
import { DataPage, datasetsTable } from './dataPage.tsx';
import { DatasetPage, vintagesTable } from './datasetPage.tsx';
import { loadPages } from './loadPages.tsx';
import type { LoadService } from './loadService.ts';
import { PublicationPage, refusalsTable } from './publicationPage.tsx';

interface DataPagesOptions {
  /** Every data set of every module. */
  datasets: readonly Dataset[];
  /** Without it the pages show how to load from the command line only. */
  loadService?: LoadService | undefined;
}

/** What Chorus knows of: `/data`, `/data/<data set>`, `/data/publications/<id>`, and `/data/load`. */
export function dataPages(context: RegisterContext, { datasets, loadService }: DataPagesOptions): PageDefinition[] {
  const held = () => publicationsHeld(context.database.as());
  return [
    definePage({
      method: 'GET',
      path: '/data',
      who: 'anyone',
      async handle({ sentQuery }) {
        const publications = await held();
        const rows = datasets.map((dataset) => {
          const own = publications.filter((one) => one.dataset === dataset.id);
          return { dataset, held: own, age: ageOf(dataset, own, context.today()) };
        });
        const format = wantedDownload(datasetsTable, sentQuery);
        if (format) return download(await tableDownload(datasetsTable, downloadRows(datasetsTable, rows, sentQuery), format, { madeAt: context.now() }));
        return html(<DataPage rows={rows} query={sentQuery} hasLoading={loadService !== undefined} />);
      },
    }),
    ...(loadService ? loadPages(loadService) : []),
    definePage({
      method: 'GET',
      path: '/data/publications/:id',
      who: 'anyone',
      params: z.object({ id: z.coerce.number().int().positive() }),
      async handle({ params, path, sentQuery }) {
        const publication = (await held()).find((one) => one.id === params.id);
        if (!publication) throw new Refused({ code: 'publication-not-found', what: 'No publication held has this number.', where: String(params.id), todo: 'Choose one on the Data page.' });
        const rows = await publicationRefusals(context, params.id);
        const dataset = datasets.find((one) => one.id === publication.dataset);
        const format = wantedDownload(refusalsTable, sentQuery);
        if (format) return download(await tableDownload(refusalsTable, downloadRows(refusalsTable, rows, sentQuery), format, { madeAt: context.now() }));
        return html(<PublicationPage publication={publication} title={dataset?.title ?? publication.dataset} rows={rows} path={path} query={sentQuery} />);
      },
    }),
    definePage({
      method: 'GET',
      path: '/data/:dataset',
      who: 'anyone',
      params: z.object({ dataset: z.string() }),
      async handle({ params, path, sentQuery }) {
        const dataset = datasets.find((one) => one.id === params.dataset);
        if (!dataset) throw new Refused({ code: 'dataset-not-found', what: `Chorus knows no publication called “${params.dataset}”.`, todo: 'Choose one on the Data page.' });
        // The newest first: it is the one that people look for.
        const own = (await held()).filter((one) => one.dataset === dataset.id);
        const rows = [...own].reverse();
        const table = vintagesTable(dataset);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now() }));
        return html(<DatasetPage dataset={dataset} age={ageOf(dataset, own, context.today())} rows={rows} table={table} path={path} query={sentQuery} hasLoading={loadService !== undefined} />);
      },
    }),
  ];
}
