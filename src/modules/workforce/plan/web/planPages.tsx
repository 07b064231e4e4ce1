import { z } from 'zod';
import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { isRegion } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { planPath } from '../../web/workforcePaths.ts';
import { addScenarioChange, makeScenario, withdrawFromScenario } from '../commands/keepScenarios.ts';
import type { PayRise } from '../domain/planYear.ts';
import { isChangeKind } from '../domain/scenario.ts';
import type { ScenarioChange } from '../domain/scenario.ts';
import { nextMonth } from '../domain/yearPosts.ts';
import { planOf, sumByStatement } from '../queries/plan.ts';
import type { SumOf } from '../queries/plan.ts';
import { monthRows, PlanPage } from './planPage.tsx';
import type { SentForm } from './planPage.tsx';
import { boughtTable, monthsTable, risksTable, scenariosTable } from './planTables.tsx';
import { recruitmentPages } from './recruitmentPages.tsx';
import { RisksPage } from './risksPage.tsx';

const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { scenario: 'The scenario stands beside the others; now change it.', change: 'The change was added.', withdrawn: 'It was taken back.' };
const PLAN = '/workforce/pcns/:code/plan';

/** A year's posts against the money, with its scenarios and its recruitment. */
export function planPages(context: WorkforceContext, sumOf: SumOf = sumByStatement): PageDefinition[] {
  const { today } = context;

  function yearAsked(text: string): FinancialYear {
    const year = text === '' ? yearOf(today()) : parseFinancialYear(text);
    if (year) return year;
    throw new Refused({ code: 'year-unknown', what: `“${text.slice(0, 20)}” is not a financial year.`, where: 'year', todo: 'Write it like 2026/27.' });
  }

  function riseAsked(text: string): PayRise | null {
    if (text === '') return null;
    if (/^\d{1,2}(\.\d{1,2})?$/.test(text)) return { percent: text, from: nextMonth(today()) };
    throw new Refused({ code: 'rise-unknown', what: `“${text.slice(0, 20)}” is not a rise in percent.`, where: 'rise', todo: 'Write it like 3.6.' });
  }

  async function page(session: Session, code: string, query: SentValues, sent: SentForm = {}): Promise<PageReply> {
    const found = await planOf(context, actingOf(session), { code, year: yearAsked(textIn(query, 'year')), rise: null }, sumOf);
    const file = await downloadOf(context, query, [withRows(scenariosTable, found.plans), withRows(monthsTable, monthRows(found)), withRows(boughtTable, found.bought)]);
    if (file) return file;
    const notice = NOTICES[textIn(query, 'done')];
    return html(<PlanPage found={found} query={query} sent={sent} {...(notice ? { notice } : {})} />, sent.errors ? 400 : 200);
  }

  /** A form of the page: what it does, and where its mistakes stand. */
  const posted = (tail: string, form: NonNullable<SentForm['form']>, done: string, fields: readonly string[], act: (asked: { session: Session; code: string; values: SentValues }) => Promise<FieldErrors | undefined | void>): PageDefinition =>
    definePage({
      method: 'POST', path: `${PLAN}${tail}`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        const year = textIn(values, 'year');
        const again = (errors: Readonly<Record<string, string>>) => page(session, code, year === '' ? {} : { year }, { form, values, errors });
        try {
          const errors = await act({ session, code, values });
          if (errors) return await again(errors);
        } catch (error) {
          return again(errorsOf(error, fields, fields[0]));
        }
        return redirect303(`${planPath(code)}?done=${done}${year === '' ? '' : `&year=${encodeURIComponent(year)}`}`);
      },
    });

  return [
    definePage({
      method: 'GET', path: PLAN, who: SEE_POSTS, params: ofPcn,
      handle: ({ params: { code }, session, sentQuery }) => page(session, code, sentQuery),
    }),
    definePage({
      method: 'GET', path: `${PLAN}/risks`, who: SEE_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const found = await planOf(context, actingOf(session), { code, year: yearAsked(textIn(sentQuery, 'year')), rise: riseAsked(textIn(sentQuery, 'rise')) }, sumOf);
        return (await downloadOf(context, sentQuery, [withRows(risksTable, found.risks)])) ?? html(<RisksPage found={found} query={sentQuery} />);
      },
    }),
    posted('', 'scenario', 'scenario', ['name', 'intent'], async ({ session, code, values }) => {
      await makeScenario(context, actingOf(session), { pcnCode: code, year: yearAsked(textIn(values, 'year')), name: textIn(values, 'name'), intent: textIn(values, 'intent') });
    }),
    posted('/change', 'change', 'change', ['reference', 'month', 'role', 'wte', 'cost'], async ({ session, values }) => {
      const change = readChange(values);
      if ('errors' in change) return change.errors;
      await addScenarioChange(context, actingOf(session), { scenarioId: textIn(values, 'scenario'), change });
    }),
    posted('/withdraw', 'change', 'withdrawn', ['reference'], async ({ session, values }) => {
      await withdrawFromScenario(context, actingOf(session), { scenarioId: textIn(values, 'scenario'), changeId: textIn(values, 'change') || null });
    }),
    ...recruitmentPages(context),
  ];
}

/** A change as it was typed, or what is wrong with it, by field. */
function readChange(values: SentValues): ScenarioChange | { errors: Readonly<Record<string, string>> } {
  const [kind, reference, month, region] = [textIn(values, 'kind'), textIn(values, 'reference'), parseIsoDate(textIn(values, 'month')), textIn(values, 'region')];
  if (!isChangeKind(kind)) return { errors: { kind: 'Choose what changes' } };
  if (!month) return { errors: { month: 'Choose a month' } };
  if (kind !== 'add') return { kind, reference, month };
  const cost = textIn(values, 'cost') === '' ? null : readPounds(textIn(values, 'cost'));
  if (cost && !cost.ok) return { errors: { cost: cost.refusal.what } };
  return { kind, reference, month, role: textIn(values, 'role'), wte: textIn(values, 'wte'), region: isRegion(region) ? region : 'national', costPence: cost ? cost.value : null };
}
