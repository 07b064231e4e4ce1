import type { ReactElement } from 'react';
import { z } from 'zod';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { CheckboxField, FileField, PostForm } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { RefusedLines } from '#platform/web/refusedLines.tsx';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { sentFile } from '#platform/web/upload.ts';
import { displayName } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { KEEP_FIGURES } from '../../permissions.ts';
import { requireFiguresKeeper } from '../../whoseFigures.ts';
import { keepAndCalculate, withdrawAndCalculate } from '../../declarations/index.ts';
import type { FigureRefusal } from '../domain/figureFile.ts';
import { FIGURES_TEMPLATE, TEMPLATE_COLUMNS } from '../domain/templateFile.ts';
import { figureFiles, fileNumber } from '../queries/keptFigures.ts';
import type { FigureFile } from '../queries/keptFigures.ts';
import { sentContent } from '../sentContent.ts';
import { figuresPath, pcnCrumbs, PERFORMANCE, TEMPLATE, yearAsked } from './indicatorPaths.ts';

const params = z.object({ code: z.string().max(20) });
const query = z.looseObject({ year: z.string().max(20).optional() });
const FILES_SHOWN = 50;
const FORMAT_WORDS = { template: 'template', cqrs: 'extract', fhir: 'FHIR MeasureReport' } as const;

interface FiguresView {
  pcn: { code: string; name: string };
  year: FinancialYear;
  files: readonly FigureFile[];
  form: FormState;
  refusals: readonly FigureRefusal[];
  notice?: string | undefined;
}

/** Sending in what a PCN's practices counted, for who keeps its figures. */
export function figuresPages(context: PerformanceContext): PageDefinition[] {
  const { database, register, today } = context;
  async function page(session: Session, code: string, year: FinancialYear, { form = {}, refusals = [], notice }: Partial<FiguresView> = {}): Promise<PageReply> {
    await requireFiguresKeeper(database.as<unknown>(), actingOf(session), code, today());
    const pcn = { code, name: displayName((await register.reader.image()).nameOf(code, today())) };
    return html(<FiguresPage pcn={pcn} year={year} files={await figureFiles(database.as<unknown>(), code, year)} form={form} refusals={refusals} notice={notice} />, form.errors ? 400 : 200);
  }
  return [
    definePage({ method: 'GET', path: TEMPLATE, who: 'anyone', handle: async () => download({ fileName: 'figures.csv', contentType: 'text/csv; charset=utf-8', body: FIGURES_TEMPLATE }) }),
    definePage({
      method: 'GET', path: '/performance/pcns/:code/figures', who: KEEP_FIGURES, params, query,
      async handle({ params: { code }, query: { year }, sentQuery, session }) {
        const [kept, replaced, same] = ['kept', 'replaced', 'same'].map((name) => (/^\d{1,6}$/.test(String(sentQuery[name])) ? Number(sentQuery[name]) : 0));
        const notice = sentQuery['kept'] !== undefined ? `The file was kept: ${kept} new figures, ${replaced} in place of others, ${same} as they stood.` : sentQuery['withdrawn'] !== undefined ? 'The file was withdrawn. It stays on record.' : undefined;
        return page(session, code, yearAsked(year, today()), { notice });
      },
    }),
    definePage({
      method: 'POST', path: '/performance/pcns/:code/figures', who: KEEP_FIGURES, takesFiles: true, params, query, body: z.object({ file: sentFile.optional().catch(undefined), replace: z.string().optional() }),
      async handle({ params: { code }, query: asked, body: { file, replace }, session }) {
        const year = yearAsked(asked.year, today());
        const values = { replace };
        if (!file) return page(session, code, year, { form: { values, errors: { file: 'Choose a file' } } });
        try {
          const kept = await keepAndCalculate(context, actingOf(session), { pcnCode: code, year, fileName: file.fileName, content: await sentContent(file.fileName, file.bytes), replaces: replace === 'yes' });
          if (!kept.isKept) return await page(session, code, year, { form: { values, errors: { file: `${kept.refusals.length === 1 ? 'One thing in it' : `${kept.refusals.length} things in it`} cannot be right; nothing was saved` } }, refusals: kept.refusals });
          return redirect303(`${figuresPath(code, year)}&${new URLSearchParams({ kept: String(kept.kept), replaced: String(kept.replaced), same: String(kept.unchanged) })}`);
        } catch (error) {
          return page(session, code, year, { form: { values, errors: errorsOf(error, ['file'], 'file') } });
        }
      },
    }),
    definePage({
      method: 'POST', path: '/performance/pcns/:code/figures/withdraw', who: KEEP_FIGURES, params, query, body: z.object({ file: z.coerce.number().int() }),
      async handle({ params: { code }, query: asked, body: { file }, session }) {
        const year = yearAsked(asked.year, today());
        await withdrawAndCalculate(context, actingOf(session), { pcnCode: code, year, fileId: file });
        return redirect303(`${figuresPath(code, year)}&withdrawn=1`);
      },
    }),
  ];
}

function FiguresPage({ pcn, year, files, form, refusals, notice }: FiguresView): ReactElement {
  return (
    <Page title={`Figures of ${year}`} kicker={`${pcn.name} (${pcn.code})`} current={PERFORMANCE} breadcrumbs={pcnCrumbs(pcn, year)} notice={notice} hasErrors={Boolean(form.errors)}>
      <p>Send in what the PCN’s practices counted, from the beginning of the year to the end of a month. All of a file is kept, or nothing. What was kept before stays on record.</p>
      <ul>
        <li>The template as CSV or Excel, with the columns {TEMPLATE_COLUMNS.join(', ')}: <a href={TEMPLATE}>download it</a>. Counts, not percentages; * where a count is suppressed.</li>
        <li>An extract of the national calculating system, with ORG_CODE, ACH_DATE, IND_CODE, FIELD_NAME and VALUE.</li>
        <li>FHIR R4 MeasureReports as JSON: summaries, one or many.</li>
      </ul>
      {refusals.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What to correct</h2>
          <RefusedLines refusals={refusals} />
        </>
      )}
      <PostForm action={figuresPath(pcn.code, year)} submit="Send these figures in" form={form} takesFiles>
        <FileField name="file" label="File of figures" accept=".csv,.xlsx,.json" form={form} />
        <CheckboxField name="replace" label="Figures that stand already" options={[{ value: 'yes', label: 'Replace those that differ', hint: 'Without it a month that stands with other figures is refused.' }]} form={form} />
      </PostForm>
      {files.length > 0 && <h2 className="nhsuk-heading-m">What was sent in</h2>}
      <ul>
        {files.slice(0, FILES_SHOWN).map((file) => (
          <li key={file.id}>
            {fileNumber(file.id)}, {FORMAT_WORDS[file.format]} “{file.fileName}” of {sayDate(toIsoDate(file.enteredAt))}: {file.figures} figures, of which {file.standing === file.figures ? 'all' : file.standing} stand
            {file.standing > 0 && (
              <form method="post" action={`${figuresPath(pcn.code)}/withdraw?${new URLSearchParams({ year })}`}>
                <CsrfField />
                <input type="hidden" name="file" value={file.id} />
                <button type="submit" className="nhsuk-button nhsuk-button--secondary">Withdraw {fileNumber(file.id)}</button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {files.length > FILES_SHOWN && <p>The newest {FILES_SHOWN} of {files.length} files.</p>}
    </Page>
  );
}
