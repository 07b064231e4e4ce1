import { download } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { WorkforceContext } from '../context.ts';

type Clock = Pick<WorkforceContext, 'now' | 'today'>;
/** A table with its own rows, ready to be asked for as a file. */
export type TableFile = (clock: Clock, sent: SentValues) => Promise<PageReply> | null;

export const withRows = <Row>(table: Table<Row>, rows: readonly Row[]): TableFile => ({ now, today }, sent) => {
  const format = wantedDownload(table, sent);
  return format && tableDownload(table, downloadRows(table, rows, sent), format, { madeAt: now(), asAt: today() }).then(download);
};

/** The file that a request asks for, of the tables of a page; null where it asks for none. */
export async function downloadOf(clock: Clock, sent: SentValues, files: readonly TableFile[]): Promise<PageReply | null> {
  for (const file of files) {
    const reply = file(clock, sent);
    if (reply) return reply;
  }
  return null;
}
