import { z } from 'zod';
import type { FormState } from '#platform/web/form.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { endRepresentation, leadProgramme, setRepresentation } from '../../commands/representPcns.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import { readPounds } from '#kernel/pounds.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { RepresentationWay } from '../../domain/representation.ts';
import { bodiesOf } from '../../queries/compositionFacts.ts';
import { portfolioOn, representationsOf } from '../../queries/representation.ts';
import { candidates } from '../../queries/seatRecord.ts';
import { resourcingRule } from '../../representationRules.ts';
import { FORUMS, forumPath } from '../forums/forumPaths.ts';
import { forumOrRefuse, namesOn, rightsOver } from '../forums/forumRights.ts';
import { RepresentationPage } from './representationPage.tsx';

const PATH = `${FORUMS}/:code/representation`;
const params = z.object({ code: z.string().max(80) });

const NOTICES: Record<string, string> = {
  set: 'The way in which the PCNs are spoken for was saved.',
  lead: 'The lead on the programme was saved.',
  ended: 'The last day was saved.',
  withdrawn: 'It was taken back. It stays on record that it was entered.',
};

export interface RepresentationForms {
  way?: FormState;
  lead?: FormState;
  end?: FormState & { id: string };
}

/** Who speaks for the PCNs of a place in a forum, at what cost, and who leads on what for all. */
export function representationPages(context: GovernanceContext): PageDefinition[] {
  async function show(session: Session | null, code: string, more: { notice?: string; forms?: RepresentationForms } = {}, status = 200): Promise<PageReply> {
    const [db, day] = [context.database.as<unknown>(), context.today()];
    const forum = await forumOrRefuse(context, code);
    const { mayFurnish } = await rightsOver(context, session, forum);
    const { pcns } = bodiesOf(await context.register.reader.image(), forum, day);
    return html(
      <RepresentationPage
        forum={forum}
        ways={await representationsOf(db, code)}
        portfolio={await portfolioOn(db, code, day)}
        pcns={pcns}
        people={mayFurnish ? await candidates(db, day, '') : []}
        mayFurnish={mayFurnish}
        nameOf={await namesOn(context, day)}
        rule={resourcingRule()}
        today={day}
        forms={{ way: { values: dayFieldValues('from', day) }, lead: { values: dayFieldValues('leadFrom', day) }, ...more.forms }}
        {...(more.notice ? { notice: more.notice } : {})}
      />,
      status,
    );
  }
  const changed = (code: string, done: string): string => `${forumPath(code)}/representation?done=${done}`;

  return [
    definePage({
      method: 'GET',
      path: PATH,
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional() }),
      handle: async ({ params: { code }, query, session }) => show(session, code, NOTICES[query.done ?? ''] ? { notice: NOTICES[query.done ?? '']! } : {}),
    }),
    defineForm({
      path: PATH,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const errors: Record<string, string> = {};
        const [from, lastDay, cost] = [needDay(values, 'from', errors), mayDay(values, 'lastDay', errors), readPounds(textIn(values, 'cost'))];
        if (!cost.ok) errors['cost'] = [cost.refusal.what, cost.refusal.todo].join(' ');
        if (!from || !cost.ok || Object.keys(errors).length > 0) return errors;
        const sessions = textIn(values, 'sessions');
        await setRepresentation(context, actingOf(session), code, {
          way: textIn(values, 'way') as RepresentationWay,
          leadCode: textIn(values, 'leadCode') || null,
          quarterSessionsAWeek: /^\d{1,3}(\.\d{1,2})?$/.test(sessions) ? Number(sessions) * 4 : Number.NaN,
          costPenceAYear: cost.value,
          resourcedByCode: textIn(values, 'resourcedByCode').toUpperCase() || null,
          from,
          lastDay,
        });
        return changed(code, 'set');
      },
      wrong: (error) => errorsOf(error, ['way', 'leadCode', 'sessions', 'cost', 'resourcedByCode', 'from', 'lastDay'], 'from'),
      again: ({ params: { code }, session }, form) => show(session, code, { forms: { way: form } }, 400),
    }),
    defineForm({
      path: `${FORUMS}/:code/portfolio`,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const errors: Record<string, string> = {};
        const from = needDay(values, 'leadFrom', errors);
        if (textIn(values, 'personId') === '') errors['personId'] = 'Choose a person';
        if (!from || Object.keys(errors).length > 0) return errors;
        await leadProgramme(context, actingOf(session), code, { programme: textIn(values, 'programme'), personId: textIn(values, 'personId'), pcnCode: textIn(values, 'pcnCode') || null, from });
        return changed(code, 'lead');
      },
      wrong: (error) => errorsOf(error, ['programme', 'personId', 'pcnCode'], 'programme'),
      again: ({ params: { code }, session }, form) => show(session, code, { forms: { lead: form } }, 400),
    }),
    ...(['representation', 'portfolio'] as const).map((of) =>
      defineForm({
        path: `${FORUMS}/:code/${of}/end`,
        who: KEEP,
        params,
        async act({ params: { code }, session, values }) {
          const [id, errors] = [textIn(values, 'id'), {} as Record<string, string>];
          const isSlip = textIn(values, 'slip') === 'yes';
          const lastDay = isSlip ? null : needDay(values, `lastDay-${id}`, errors);
          if (!isSlip && !lastDay) return errors;
          await endRepresentation(context, actingOf(session), { of, id, lastDay });
          return changed(code, isSlip ? 'withdrawn' : 'ended');
        },
        wrong(error, { values }) {
          if (textIn(values, 'slip') === 'yes') throw error;
          return errorsOf(error, [], `lastDay-${textIn(values, 'id')}`);
        },
        again: ({ params: { code }, session }, form) => show(session, code, { forms: { end: { id: textIn(form.values, 'id'), ...form } } }, 400),
      }),
    ),
  ];
}
