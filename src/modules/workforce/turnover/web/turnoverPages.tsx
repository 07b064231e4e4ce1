import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
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
import { turnoverPath } from '../../web/workforcePaths.ts';
import { enterStartingOverCost } from '../commands/enterCost.ts';
import { turnoverOf } from '../queries/turnover.ts';
import { costsTable, groupRows, groupsTable, leaversTable, reasonsTable, TurnoverPage, vacanciesTable } from './turnoverPage.tsx';

const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());

function sinceAsked(text: string): IsoDate | null {
  if (text === '') return null;
  const day = parseIsoDate(text);
  if (day) return day;
  throw new Refused({ code: 'not-a-day', what: `“${text.slice(0, 20)}” is not a day.`, where: 'since', todo: 'Write it like 2026-03-31.' });
}

/** Who stays in a PCN and who leaves. */
export function turnoverPages(context: WorkforceContext): PageDefinition[] {
  const page = async (session: Session, code: string, query: SentValues, form: FormState): Promise<PageReply> => {
    const found = await turnoverOf(context, actingOf(session), { code, since: sinceAsked(textIn(query, 'since')) });
    const file = await downloadOf(context, query, [withRows(groupsTable, groupRows(found)), withRows(reasonsTable, found.reasons ?? []), withRows(leaversTable, found.left ?? []), withRows(vacanciesTable, found.vacancies), withRows(costsTable, found.startingOver.parts)]);
    if (file) return file;
    const notice = textIn(query, 'done') === 'cost' ? { notice: 'The cost was kept.' } : {};
    return html(<TurnoverPage found={found} query={query} form={form} {...notice} />, form.errors ? 400 : 200);
  };
  return [
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/turnover', who: SEE_POSTS, params: ofPcn,
      handle: ({ params: { code }, session, sentQuery }) => page(session, code, sentQuery, {}),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/turnover', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        const pounds = readPounds(textIn(values, 'pounds'));
        if (!pounds.ok) return page(session, code, {}, { values, errors: { pounds: `${pounds.refusal.what} ${pounds.refusal.todo ?? ''}`.trim() } });
        try {
          await enterStartingOverCost(context, actingOf(session), { pcnCode: code, part: textIn(values, 'part'), pence: pounds.value, source: textIn(values, 'source') });
        } catch (error) {
          return page(session, code, {}, { values, errors: errorsOf(error, ['part', 'source'], 'part') });
        }
        return redirect303(`${turnoverPath(code)}?done=cost#costs`);
      },
    }),
  ];
}
