import { z } from 'zod';
import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { readPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { PerformanceContext } from '../../context.ts';
import { SEE_FIGURES } from '../../permissions.ts';
import { calculateDeclarations, stepDeclaration } from '../commands/declarations.ts';
import { DECLARATION_EVENTS, DECLARATION_STATES } from '../domain/declarationLife.ts';
import type { DeclarationEvent, DeclarationState } from '../domain/declarationLife.ts';
import { deemedReason, fromFigures } from '../queries/declarableFigures.ts';
import type { DeclarationContext } from '../queries/declarableFigures.ts';
import { declarationsOf, declarationsPath } from '../queries/declarations.ts';
import { DeclarationsPage } from './declarationsPage.tsx';

const PATH = '/performance/pcns/:code/declarations';
const ofPcn = z.object({ code: z.string().max(20).transform((code) => code.toUpperCase()) });
const isEvent = (text: string): text is DeclarationEvent => Object.hasOwn(DECLARATION_EVENTS, text);
const isState = (text: string): text is DeclarationState => Object.hasOwn(DECLARATION_STATES, text);

/** What a PCN declares of its indicators in a year, and every step of it. */
export function declarationPages(performance: PerformanceContext, context: DeclarationContext = fromFigures(performance)): PageDefinition[] {
  const yearAsked = (text: string): FinancialYear => {
    const year = text ? parseFinancialYear(text) : yearOf(context.today());
    if (!year) throw new Refused({ code: 'year-unknown', what: `“${text.slice(0, 20)}” is not a financial year.`, where: 'year', todo: 'Write it like 2025/26.' });
    return year;
  };

  async function show(session: Session, code: string, year: FinancialYear, form: FormState & { indicator?: string; event?: string }, notice?: string): Promise<PageReply> {
    const shown = await declarationsOf(context, actingOf(session), { pcnCode: code, year });
    const deemed = new Map(shown.declarations.flatMap(({ indicator }): [string, string][] => {
      const reason = deemedReason(year, indicator);
      return reason === null ? [] : [[indicator, reason]];
    }));
    return html(<DeclarationsPage {...shown} code={code} year={year} deemed={deemed} form={form} notice={notice} />, form.errors ? 400 : 200);
  }

  return [
    definePage({
      method: 'GET', path: PATH, who: SEE_FIGURES, params: ofPcn,
      handle: async ({ params: { code }, session, sentQuery }) => show(session, code, yearAsked(textIn(sentQuery, 'year')), {}, noticeOf(textIn(sentQuery, 'done'), textIn(sentQuery, 'of'))),
    }),
    definePage({
      method: 'POST', path: PATH, who: SEE_FIGURES, params: ofPcn, body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      async handle({ params: { code }, session, body }) {
        const [year, event, indicator] = [yearAsked(textIn(body, 'year')), textIn(body, 'event'), textIn(body, 'indicator')];
        const done = (what: string): PageReply => redirect303(`${declarationsPath(code, year)}&${new URLSearchParams({ done: what, of: indicator })}`);
        // Who may not see them is told so before anything is said of the form.
        await declarationsOf(context, actingOf(session), { pcnCode: code, year });
        if (event === 'calculate') {
          const { made, sentBack } = await calculateDeclarations(context, actingOf(session), { pcnCode: code, year });
          return redirect303(`${declarationsPath(code, year)}&${new URLSearchParams({ done: `calculated-${made}-${sentBack}` })}`);
        }
        if (!isEvent(event)) throw new Refused({ code: 'step-unknown', what: `“${event.slice(0, 20)}” is no step of a declaration.`, where: 'event' });
        const [amountText, form] = [textIn(body, 'amount'), { values: body, indicator, event }];
        const amount = amountText === '' ? null : readPounds(amountText);
        if (amount && !amount.ok) return show(session, code, year, { ...form, errors: { amount: 'Enter the amount in pounds, such as £1,234.56' } });
        try {
          const { state, sentBack } = await stepDeclaration(context, actingOf(session), { pcnCode: code, year, indicator, event, amountPence: amount ? amount.value : null, words: textIn(body, 'words') });
          return done(sentBack === null ? state : 'sent-back');
        } catch (error) {
          return show(session, code, year, { ...form, errors: errorsOf(error, ['amount', 'words'], 'words') });
        }
      },
    }),
  ];
}

function noticeOf(done: string, indicator: string): string | undefined {
  const [, made, sentBack] = /^calculated-(\d{1,4})-(\d{1,4})$/.exec(done) ?? [];
  if (made !== undefined) return `${made} ${made === '1' ? 'declaration was' : 'declarations were'} calculated. ${sentBack} went back to the PCN, as what they rest on changed.`;
  if (done === 'sent-back') return `${indicator.slice(0, 20)} was not taken further: its figures changed since it was declared, so it is with the PCN again.`;
  return isState(done) ? `${indicator.slice(0, 20)} is now ${DECLARATION_STATES[done]}.` : undefined;
}
