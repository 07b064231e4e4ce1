import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { FileDownload, PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName, rolesOfPersonOn } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { chartDownloads } from '../../charts/web/index.ts';
import { accessOfAll, ENGLAND } from '../../access/index.ts';
import { COMMISSION, SEE_FIGURES } from '../../permissions.ts';
import { requireCommissioner } from '../../whoseFigures.ts';
import { recordReport, REPORT_FORMATS } from '../commands/recordReport.ts';
import type { ReportFormat } from '../commands/recordReport.ts';
import { SCOPES } from '../domain/criterion.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import { listSeenBy, newestListMonth, ownList, requireOwn } from '../queries/listSeenBy.ts';
import { placesAmongOthers } from '../queries/placesAmongOthers.ts';
import { reportsMade } from '../queries/reportsMade.ts';
import { AboutListPage, ListPage } from './listPage.tsx';
import { LIST, listPath, practiceListPath, reportPath } from './listPaths.ts';
import { criteriaTable, practicesTable } from './listTables.tsx';
import { PracticeListPage } from './practiceListPage.tsx';
import { placeFiles } from './practicePlace.tsx';
import { reportPdf, reportWorkbook } from './report.ts';

const REPORTS: Readonly<Record<ReportFormat, (list: ListOfPlace, madeAt: Date) => Promise<FileDownload>>> = { pdf: reportPdf, xlsx: reportWorkbook };
const REPORTS_SHOWN = 10;
const ofPlace = z.object({ code: z.string().max(20).transform((code) => code.toUpperCase()) });
const asked = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no month: write it like 2025-10').optional(), scope: z.enum(SCOPES).optional() });

/** The commissioner's list: what it is, of a place, as the report that is owed, and of one's own practice before it comes. */
export function listPages(context: PerformanceContext): PageDefinition[] {
  /** Null where none was asked for and none is held: then the list tells what it is and what it lacks. */
  const monthOf = async (month: string | undefined): Promise<IsoDate | null> => (month ? isoDate(`${month}-01`) : newestListMonth(context));

  /** The list of a report, for who commissions there; null where no month is held. */
  async function reportedList(session: Session, code: string, { month: text, scope }: z.output<typeof asked>): Promise<ListOfPlace | null> {
    await requireCommissioner(context.database.as<unknown>(), await context.register.reader.image(), actingOf(session), code, context.today());
    const month = await monthOf(text);
    return month === null ? null : (await listSeenBy(context, actingOf(session), { within: code, month, ...(scope ? { scope } : {}) })).list;
  }

  /** Only makes the file: a browser that looks ahead, or somebody who looks at it, records nothing. */
  async function reportFile(session: Session, code: string, query: z.output<typeof asked>, format: ReportFormat): Promise<PageReply> {
    const list = await reportedList(session, code, query);
    return list === null ? redirect303(LIST) : download(await REPORTS[format](list, context.now()));
  }

  async function about(session: Session | null): Promise<PageReply> {
    const [image, day, month] = [await context.register.reader.image(), context.today(), await newestListMonth(context)];
    const icbs = image.all(day, 'icb').map(({ code, name }) => ({ label: displayName(name), href: listPath(code) })).sort((a, b) => (a.label < b.label ? -1 : 1));
    return html(<AboutListPage month={month} icbs={[{ label: 'England', href: listPath(ENGLAND) }, ...icbs]} own={session && month ? await ownPractices(session) : []} />);
  }

  return [
    definePage({ method: 'GET', path: LIST, who: 'anyone', handle: async ({ session }) => about(session) }),
    definePage({
      method: 'GET', path: `${LIST}/:code`, who: 'anyone', params: ofPlace, query: asked,
      async handle({ params: { code }, query, session, sentQuery }) {
        const month = await monthOf(query.month);
        if (month === null) return about(session);
        const { list, hasNames } = await listSeenBy(context, session && actingOf(session), { within: code, month, ...(query.scope ? { scope: query.scope } : {}) });
        const facts = { madeAt: context.now(), asAt: list.month };
        const [criteria, practices] = [criteriaTable(list), practicesTable(list)];
        const format = wantedDownload(criteria, sentQuery);
        if (format) return download(await tableDownload(criteria, downloadRows(criteria, list.criteria, sentQuery), format, facts));
        const named = hasNames ? wantedDownload(practices, sentQuery) : null;
        if (named) return download(await tableDownload(practices, downloadRows(practices, list.practices, sentQuery), named, facts));
        return html(<ListPage list={list} hasNames={hasNames} query={sentQuery} made={hasNames ? await reportsMade(context, list.code, REPORTS_SHOWN) : null} />);
      },
    }),
    definePage({
      method: 'POST', path: `${LIST}/:code/report`, who: COMMISSION, params: ofPlace, body: asked.extend({ format: z.enum(REPORT_FORMATS) }), summary: 'Records that the report was made, and gives it',
      async handle({ params: { code }, body: { format, ...query }, session }) {
        const list = await reportedList(session, code, query);
        if (list === null) return redirect303(LIST);
        await recordReport(context, actingOf(session), list, format);
        return redirect303(reportPath(list.code, format, list.month, list.scope));
      },
    }),
    definePage({
      method: 'GET', path: `${LIST}/:code/report.pdf`, who: COMMISSION, params: ofPlace, query: asked,
      handle: async ({ params: { code }, query, session }) => reportFile(session, code, query, 'pdf'),
    }),
    definePage({
      method: 'GET', path: `${LIST}/:code/report.xlsx`, who: COMMISSION, params: ofPlace, query: asked,
      handle: async ({ params: { code }, query, session }) => reportFile(session, code, query, 'xlsx'),
    }),
    definePage({
      method: 'GET', path: '/performance/practices/:code/list', who: SEE_FIGURES, params: ofPlace, query: asked,
      async handle({ params: { code }, query, session, sentQuery }) {
        await requireOwn(context, actingOf(session), code);
        const month = await monthOf(query.month);
        if (month === null) return about(session);
        const list = await ownList(context, actingOf(session), { code, month, scope: query.scope });
        const places = await placesAmongOthers(context, list);
        const chart = sentQuery['chart'] === undefined ? null : await chartDownloads(placeFiles(list, places), sentQuery);
        if (chart) return download(chart);
        const notes = (await accessOfAll(context, { month, kind: 'practice' })).get(code)?.notes.map(({ says }) => says) ?? [];
        return html(<PracticeListPage list={list} places={places} notes={notes} />);
      },
    }),
  ];

  async function ownPractices({ personId }: Session) {
    const roles = await rolesOfPersonOn(context.database.as(), personId, context.today());
    const image = await context.register.reader.image();
    const codes = roles.flatMap(({ role, organisationCode }) => ((role === 'practice-manager' || role === 'gp-partner') && organisationCode ? [organisationCode] : []));
    return [...new Set(codes)].map((code) => ({ label: `See ${displayName(image.nameOf(code, context.today()))}`, href: practiceListPath(code) }));
  }
}
