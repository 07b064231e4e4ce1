import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { displayName } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { approveRebase, proposeRebase, withdrawRebase } from '../commands/rebasing.ts';
import { organisationOfSeries } from '../domain/rebasing.ts';
import { rebasesOf, rebasingRights } from '../queries/rebasings.ts';
import { REBASES, rebasesPath } from './rebaseForm.tsx';
import { NoSeriesPage, RebasesPage } from './rebasesPage.tsx';

const NOTICES: Record<string, string> = { propose: 'The baseline was proposed. The chart uses it once it is approved.', approve: 'The baseline is approved, and the chart uses it.', withdraw: 'The baseline was withdrawn. It stays on record.' };

/** A chart's baselines, for who may propose or approve them. */
export function rebasePages(context: PerformanceContext): PageDefinition[] {
  async function show(session: Session, seriesId: string, form: FormState & { of?: string }, notice?: string): Promise<PageReply> {
    const [db, image] = [context.database.as<unknown>(), await context.register.reader.image()];
    const code = organisationOfSeries(seriesId);
    if (code === null || image.kindOf(code) === null) throw new Refused({ code: 'series-not-found', what: `There is no chart “${seriesId.slice(0, 60)}” of an organisation that is known.` });
    const rights = await rebasingRights(db, image, actingOf(session), seriesId, context.today());
    if (!rights.proposes) throw new Refused({ code: 'not-allowed', what: 'You neither propose nor approve baselines of this chart.', where: seriesId, todo: 'A practice’s own people and who keeps the figures of its PCN do.' });
    const name = displayName(image.nameOf(code, context.today()));
    return html(<RebasesPage seriesId={seriesId} name={`${name} (${code})`} rebases={await rebasesOf(db, seriesId)} rights={rights} form={form} notice={notice} />, form.errors ? 400 : 200);
  }

  return [
    definePage({
      method: 'GET',
      path: REBASES,
      who: 'signed-in',
      async handle({ session, sentQuery }) {
        const seriesId = textIn(sentQuery, 'series');
        if (seriesId === '') return html(<NoSeriesPage />);
        return show(session, seriesId, { values: { at: textIn(sentQuery, 'at'), words: textIn(sentQuery, 'words') } }, NOTICES[textIn(sentQuery, 'done')]);
      },
    }),
    definePage({
      method: 'POST',
      path: REBASES,
      who: 'signed-in',
      body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      async handle({ session, body }) {
        const [seriesId, event, id, words] = ['series', 'event', 'id', 'words'].map((name) => textIn(body, name)) as [string, string, string, string];
        const acting = actingOf(session);
        try {
          if (event === 'propose') await proposeRebase(context, acting, { seriesId, at: textIn(body, 'at'), words });
          else if (event === 'approve') await approveRebase(context, acting, { id, words });
          else if (event === 'withdraw') await withdrawRebase(context, acting, { id, words });
          else throw new Refused({ code: 'step-unknown', what: `“${event.slice(0, 20)}” is no step of a baseline.`, where: 'words' });
        } catch (error) {
          return show(session, seriesId, { values: body, errors: errorsOf(error, ['at', 'words'], 'words'), ...(event === 'propose' ? {} : { of: id }) });
        }
        return redirect303(`${rebasesPath(seriesId)}&done=${event}`);
      },
    }),
  ];
}
