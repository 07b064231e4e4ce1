import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { rotaPath } from '../../web/workforcePaths.ts';
import { keepMinutesHad, keepRota } from '../commands/keepRota.ts';
import { withdrawMinutesHad, withdrawRota } from '../commands/takeBack.ts';
import { isSharedBy } from '../domain/shares.ts';
import { rotasOf } from '../queries/rotas.ts';
import { RotaPage } from './rotaPage.tsx';
import { practiceWeekRows, practiceWeeksTable, shareRows, sharesTable, weekRows, weeksTable } from './rotaTables.tsx';

const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { shared: 'The role is shared.', had: 'The minutes were kept.', undone: 'It was taken back.' };
const EXACT = /^\d+(\.\d+)?$/;

/** How shared roles of a PCN are shared, and what happened. */
export function rotaPages(context: WorkforceContext): PageDefinition[] {
  const page = async (session: Session, code: string, query: SentValues, forms: { rotaForm?: FormState; hadForm?: FormState } = {}): Promise<PageReply> => {
    const found = await rotasOf(context, actingOf(session), code);
    const file = await downloadOf(context, query, [withRows(sharesTable, shareRows(found)), withRows(weeksTable(found.pcn), weekRows(found)), withRows(practiceWeeksTable, practiceWeekRows(found))]);
    if (file) return file;
    const notice = NOTICES[textIn(query, 'done')];
    return html(<RotaPage found={found} query={query} rotaForm={forms.rotaForm ?? {}} hadForm={forms.hadForm ?? {}} {...(notice ? { notice } : {})} />, forms.rotaForm ?? forms.hadForm ? 400 : 200);
  };
  return [
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/rota', who: SEE_POSTS, params: ofPcn,
      handle: ({ params: { code }, session, sentQuery }) => page(session, code, sentQuery),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/rota', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { pcn: { code }, practices } = await rotasOf(context, actingOf(session), text);
        const errors: Record<string, string> = {};
        const [from, sharedBy] = [parseIsoDate(textIn(values, 'from')), textIn(values, 'sharedBy')];
        if (!from) errors['from'] = 'Enter a day of the first week, such as 2026-06-01';
        if (!isSharedBy(sharedBy)) errors['sharedBy'] = 'Choose how it is shared';
        const weights = practices.flatMap(({ code: practiceCode }) => {
          const weight = textIn(values, `weight-${practiceCode}`);
          if (weight !== '' && !EXACT.test(weight)) errors[`weight-${practiceCode}`] = `“${weight.slice(0, 20)}” is not a number. Write it like 120 or 1.25.`;
          return weight === '' || errors[`weight-${practiceCode}`] ? [] : [{ practiceCode, weight }];
        });
        for (const field of ['minutes', 'session']) if (!/^\d*$/.test(textIn(values, field))) errors[field] = 'Enter whole minutes, such as 240';
        if (!from || !isSharedBy(sharedBy) || Object.keys(errors).length > 0) return page(session, code, {}, { rotaForm: { values, errors } });
        const sessionText = textIn(values, 'session');
        try {
          await keepRota(context, actingOf(session), { pcnCode: code, reference: textIn(values, 'reference'), sharedBy, minutesPerWeek: Number(textIn(values, 'minutes') || '0'), minutesPerSession: sessionText === '' ? null : Number(sessionText), weights, source: textIn(values, 'source'), from });
        } catch (error) {
          return page(session, code, {}, { rotaForm: { values, errors: errorsOf(error, ['reference', 'minutes', 'session', 'sharedBy', 'source'], 'minutes') } });
        }
        return redirect303(`${rotaPath(code)}?done=shared`);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/rota/minutes', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { pcn: { code }, practices } = await rotasOf(context, actingOf(session), text);
        const week = parseIsoDate(textIn(values, 'week'));
        const errors = Object.fromEntries(practices.map((practice) => `minutes-${practice.code}`).filter((field) => !/^\d*$/.test(textIn(values, field))).map((field) => [field, 'Enter whole minutes, such as 240, not a number of appointments']));
        if (!week || Object.keys(errors).length > 0) return page(session, code, {}, { hadForm: { values, errors: { ...errors, ...(week ? {} : { week: 'Enter a day of the week, such as 2026-06-01' }) } } });
        const minutes = practices.map(({ code: practiceCode }) => ({ practiceCode, minutes: Number(textIn(values, `minutes-${practiceCode}`) || '0') }));
        try {
          await keepMinutesHad(context, actingOf(session), { pcnCode: code, reference: textIn(values, 'reference'), week, minutes });
        } catch (error) {
          return page(session, code, {}, { hadForm: { values, errors: errorsOf(error, ['reference', 'week', ...practices.map((practice) => `minutes-${practice.code}`)], 'week') } });
        }
        return redirect303(`${rotaPath(code)}?done=had`);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/rota/undo', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        const [rotaId, week] = [textIn(values, 'rota'), parseIsoDate(textIn(values, 'week'))];
        if (rotaId !== '') await withdrawRota(context, actingOf(session), { pcnCode: code, rotaId });
        else if (week) await withdrawMinutesHad(context, actingOf(session), { pcnCode: code, reference: textIn(values, 'reference'), week });
        return redirect303(`${rotaPath(code)}?done=undone`);
      },
    }),
  ];
}
