import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { dateFieldText, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { PerformanceContext } from '../../context.ts';
import { REGISTER_DEMANDS } from '../../permissions.ts';
import { registerDemand, withdrawDemand } from '../commands/keepDemands.ts';
import { ASKED_OF } from '../domain/demand.ts';
import type { AskedOf } from '../domain/demand.ts';
import { allDemands, demandOf } from '../queries/demands.ts';
import { DemandListPage, DEMANDS, demandsTable } from './demandListPage.tsx';
import { DemandPage, NewDemandPage } from './demandPage.tsx';

const sent = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const ofDemand = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) });
const FIELDS = ['asks', 'of', 'by', 'within', 'contract', 'clause', 'source', 'due'];
const NOTICES: Record<string, string> = { registered: 'The demand is in the register.', withdrawn: 'The demand was withdrawn. It stays to be seen.' };
const isAskedOf = (text: string): text is AskedOf => Object.hasOwn(ASKED_OF, text);

/** The register of demands from above: what is asked, of whom, under which clause, by when; and what a practice has to do about it. */
export function demandPages(context: PerformanceContext): PageDefinition[] {
  const today = () => context.today();
  return [
    definePage({
      method: 'GET', path: DEMANDS, who: 'anyone',
      async handle({ session, sentQuery }) {
        const [demands, table] = [await allDemands(context, session !== null), demandsTable(today())];
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, demands, sentQuery), format, { madeAt: context.now(), asAt: today() }));
        return html(<DemandListPage demands={demands} table={table} query={sentQuery} mayAdd={session?.permissions.has(REGISTER_DEMANDS) ?? false} />);
      },
    }),
    definePage({ method: 'GET', path: `${DEMANDS}/new`, who: REGISTER_DEMANDS, handle: async () => html(<NewDemandPage form={{ values: { of: 'practice' } }} />) }),
    definePage({
      method: 'POST', path: `${DEMANDS}/new`, who: REGISTER_DEMANDS, body: sent,
      async handle({ session, body }) {
        const errors: Record<string, string> = {};
        const [from, due, of] = [needDay(body, 'from', errors), dateFieldText(body, 'due') === '' ? null : mayDay(body, 'due', errors), textIn(body, 'of')];
        if (!isAskedOf(of)) errors['of'] = 'Choose of whom it is asked';
        const again = (form: FormState) => html(<NewDemandPage form={{ values: body, ...form }} />, 400);
        if (from === null || !isAskedOf(of) || Object.keys(errors).length > 0) return again({ errors });
        try {
          const [asks, by, contract, clause, source] = ['asks', 'by', 'contract', 'clause', 'source'].map((name) => textIn(body, name)) as [string, string, string, string, string];
          const id = await registerDemand(context, actingOf(session), { asks, of, by, contract, clause, source, from, due, withinCode: textIn(body, 'within').toUpperCase() || null });
          return redirect303(`${DEMANDS}/D${id}?done=registered`);
        } catch (error) {
          return again({ errors: errorsOf(error, FIELDS, 'asks') });
        }
      },
    }),
    definePage({
      method: 'GET', path: `${DEMANDS}/:id`, who: 'anyone', params: ofDemand,
      handle: async ({ params: { id }, session, sentQuery }) => html(<DemandPage demand={await demandOf(context, id, session !== null)} today={today()} mayWithdraw={session?.permissions.has(REGISTER_DEMANDS) ?? false} form={{}} notice={NOTICES[textIn(sentQuery, 'done')]} />),
    }),
    definePage({
      method: 'POST', path: `${DEMANDS}/:id`, who: REGISTER_DEMANDS, params: ofDemand, body: sent,
      async handle({ params: { id }, session, body }) {
        const demand = await demandOf(context, id, true);
        try {
          await withdrawDemand(context, actingOf(session), { id: Number(/^D(\d{1,12})$/.exec(id)?.[1] ?? 0), why: textIn(body, 'why') });
          return redirect303(`${DEMANDS}/${id}?done=withdrawn`);
        } catch (error) {
          return html(<DemandPage demand={demand} today={today()} mayWithdraw form={{ values: body, errors: errorsOf(error, ['why'], 'why') }} />, 400);
        }
      },
    }),
  ];
}
