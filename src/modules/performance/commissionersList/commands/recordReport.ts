import { sql } from 'kysely';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { requireCommissioner } from '../../whoseFigures.ts';
import type { ListOfPlace } from '../queries/listFor.ts';

export const REPORT_FORMATS = ['pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Records that a report was made of a list, by who commissions there. */
export async function recordReport({ database, register, now, today }: Pick<PerformanceContext, 'database' | 'register' | 'now' | 'today'>, acting: Acting, { code, month, scope, practices }: ListOfPlace, format: ReportFormat): Promise<number> {
  const image = await register.reader.image();
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireCommissioner(transaction, image, acting, code, today());
    const listed = practices.filter(({ met }) => met > 0).length;
    const { rows } = await sql<{ id: number }>`
      insert into list_report (place_code, month, scope, format, practices, listed, made_at, made_by)
      values (${code}, ${month}, ${scope}, ${format}, ${practices.length}, ${listed}, ${now().toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const { id } = rows[0]!;
    await appendAudit(transaction, { by: acting.by, action: 'make-list-report', subject: { module: 'performance', kind: 'list-report', id: `R${id}` }, detail: { place: code, month, scope, format, practices: practices.length, listed } }, now());
    return id;
  });
}
