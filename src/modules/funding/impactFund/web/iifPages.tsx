import Fraction from 'fraction.js';
import { z } from 'zod';
import { countedOn } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { textOf } from '#platform/csv/textOf.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { sentFile } from '#platform/web/upload.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { KEEP_MONEY, SEE_MONEY } from '../../permissions.ts';
import { keepsMoneyOf, seesMoneyOf } from '../../whoseMoney.ts';
import { keepAchievements, withdrawAchievements } from '../commands/keepAchievements.ts';
import { ACHIEVEMENT_TEMPLATE } from '../domain/achievementFile.ts';
import { pcnFund } from '../domain/pcnFund.ts';
import { figuresOf, phasesOf } from '../impactFundRules.ts';
import { achievementFiles, achievementNumber, keptAchievements } from '../queries/keptAchievements.ts';
import { averageListOf } from '../queries/averageList.ts';
import { IifPage, indicatorsTable } from './iifPage.tsx';
import { IIF, IIF_TEMPLATE, iifYear, pcnIifPath } from './iifPaths.ts';
import { achievedTable, PcnIifPage } from './pcnIifPage.tsx';
import type { PcnIifView } from './pcnIifPage.tsx';

const ofPcn = z.object({ code: z.string().max(20) });
const ofYear = z.looseObject({ year: z.string().max(20).optional() });

/** The fund's indicators, for anyone; what a PCN achieved, for those who see its money; adding it, for those who keep it. */
export function iifPages(context: FundingContext): PageDefinition[] {
  const { database, register, now, today } = context;

  async function viewOf(session: Session, code: string, year: FinancialYear, query: SentValues): Promise<PcnIifView> {
    const [db, image, acting] = [database.as<unknown>(), await register.reader.image(), actingOf(session)];
    if (image.kindOf(code) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${code}”.` });
    if (!(await seesMoneyOf(db, image, acting, code, today()))) throw new Refused({ code: 'not-allowed', what: 'You do not see the money of this PCN.', where: code, todo: 'Its manager, its clinical director and its practices do.' });
    const kept = await keptAchievements(db, code, year);
    const phase = phasesOf(year)[0]!;
    const figures = figuresOf(phase);
    const average = await averageListOf(context, year);
    const list = kept?.listSize == null ? null : { value: new Fraction(kept.listSize), source: `Entered by the PCN, file ${achievementNumber(kept.fileId)}` };
    const fund = figures && pcnFund(phase, figures, { code, list, counted: kept?.counted ?? new Map() }, { averageList: average, prevalence: new Map() });
    if (fund && !fund.ok) throw new Refused(fund.refusal);
    const notes = [
      ...(list && average ? [] : [`The list-size adjustment is 1 here: ${list ? `the registered lists of 1 January ${countedOn(year).slice(0, 4)} are not loaded` : 'the file gives no list size'}.`]),
      'The prevalence adjustment is 1 here: England’s prevalence is not known before the year’s end.',
    ];
    return {
      pcn: { code, name: displayName(image.nameOf(code, today())) }, year, notes, query, refusals: [], form: {}, files: await achievementFiles(db, code, year), isKeeper: await keepsMoneyOf(db, acting, code, today()),
      lines: fund?.value.lines ?? [], sums: fund ? [fund.value.maximum, fund.value.budgeted, ...(fund.value.achieved ? [fund.value.achieved] : [])] : [],
    };
  }

  const page = async (session: Session, code: string, year: FinancialYear, more: Partial<PcnIifView> & { query: SentValues }): Promise<PageReply> =>
    html(<PcnIifPage {...await viewOf(session, code, year, more.query)} {...more} />, more.form?.errors ? 400 : 200);

  return [
    definePage({
      method: 'GET', path: IIF, who: 'anyone', query: ofYear,
      async handle({ query, sentQuery }) {
        const year = iifYear(query.year);
        const phases = phasesOf(year);
        const tables = phases.map((phase) => indicatorsTable(phase, figuresOf(phase)));
        for (const [index, table] of tables.entries()) {
          const format = wantedDownload(table, sentQuery);
          if (format) return download(await tableDownload(table, downloadRows(table, phases[index]!.indicators, sentQuery), format, { madeAt: now() }));
        }
        return html(<IifPage year={year} phases={phases} tables={tables} query={sentQuery} />);
      },
    }),
    definePage({ method: 'GET', path: IIF_TEMPLATE, who: 'anyone', handle: async () => download({ fileName: 'achievements.csv', contentType: 'text/csv; charset=utf-8', body: ACHIEVEMENT_TEMPLATE }) }),
    definePage({
      method: 'GET', path: '/funding/pcns/:code/iif', who: SEE_MONEY, params: ofPcn, query: ofYear,
      async handle({ params: { code }, query, sentQuery, session }) {
        const view = await viewOf(session, code, iifYear(query.year), sentQuery);
        const format = wantedDownload(achievedTable, sentQuery);
        if (format) return download(await tableDownload(achievedTable, downloadRows(achievedTable, view.lines, sentQuery), format, { madeAt: now() }));
        return html(<PcnIifPage {...view} notice={sentQuery['kept'] === '1' ? 'The file was kept.' : sentQuery['withdrawn'] === '1' ? 'The file was withdrawn. It stays on record.' : undefined} />);
      },
    }),
    definePage({
      method: 'POST', path: '/funding/pcns/:code/iif', who: KEEP_MONEY, takesFiles: true, params: ofPcn, query: ofYear, body: z.object({ file: sentFile.optional().catch(undefined) }),
      async handle({ params: { code }, query, body: { file }, session, sentQuery }) {
        const year = iifYear(query.year);
        if (!file) return page(session, code, year, { form: { errors: { file: 'Choose a file' } }, query: sentQuery });
        try {
          const kept = await keepAchievements(context, actingOf(session), { pcnCode: code, year, text: textOf(file.bytes) });
          if (!kept.isKept) return await page(session, code, year, { refusals: kept.refusals, form: { errors: { file: `${kept.refusals.length === 1 ? 'One thing in it' : `${kept.refusals.length} things in it`} cannot be right; nothing was saved` } }, query: sentQuery });
        } catch (error) {
          return page(session, code, year, { form: { errors: errorsOf(error, ['file'], 'file') }, query: sentQuery });
        }
        return redirect303(`${pcnIifPath(code, year)}&kept=1`);
      },
    }),
    definePage({
      method: 'POST', path: '/funding/pcns/:code/iif/withdraw', who: KEEP_MONEY, params: ofPcn, query: ofYear, body: z.object({ file: z.coerce.number().int() }),
      async handle({ params: { code }, query, body: { file }, session }) {
        const year = iifYear(query.year);
        await withdrawAchievements(context, actingOf(session), { pcnCode: code, year, fileId: file });
        return redirect303(`${pcnIifPath(code, year)}&withdrawn=1`);
      },
    }),
  ];
}
