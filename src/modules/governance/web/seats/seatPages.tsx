import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { endHolding, fillSeat, withdrawHolding } from '../../commands/fillSeat.ts';
import { endSeat, withdrawSeat } from '../../commands/keepSeats.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import { holdingsOf } from '../../queries/forumHistory.ts';
import { candidates, seatRecord } from '../../queries/seatRecord.ts';
import { whyNotMandated } from '../../compositionRules.ts';
import { FORUMS, forumPath, seatPath } from '../forums/forumPaths.ts';
import { forumOrRefuse, namesOn, rightsOver } from '../forums/forumRights.ts';
import { SeatPage } from './seatPage.tsx';

const PATH = `${FORUMS}/:code/seats/:seatId`;
const params = z.object({ code: z.string().max(80), seatId: z.string().max(80) });

const NOTICES: Record<string, string> = {
  added: 'The seat was added. It is vacant until you fill it.',
  filled: 'They sit here now.',
  ended: 'The last day was saved.',
  withdrawn: 'It was taken back. It stays on record that it was entered.',
  'seat-ended': 'The last day of the seat was saved.',
};

/** What was wrong, in which of the page's forms. */
export interface SeatForms {
  fill?: FormState;
  /** Of one holding. */
  end?: FormState & { holdingId: string };
  endSeat?: FormState;
}

/** The page of a seat, and each change that can be made from it. */
export function seatPages(context: GovernanceContext): PageDefinition[] {
  async function show(session: Session | null, code: string, seatId: string, more: { notice?: string; part?: string; forms?: SeatForms } = {}, status = 200): Promise<PageReply> {
    const [db, day] = [context.database.as<unknown>(), context.today()];
    const forum = await forumOrRefuse(context, code);
    const seat = await seatRecord(db, code, seatId);
    if (!seat) throw new Refused({ code: 'seat-not-found', what: 'There is no such seat in this forum, or it was taken back.', todo: 'Choose one on the page of the forum.' });
    const { mayFurnish } = await rightsOver(context, session, forum);
    const holdings = (await holdingsOf(db, code)).filter((one) => one.seatId === seatId);
    const people = mayFurnish ? await candidates(db, day, more.part ?? '') : [];
    const forms: SeatForms = { ...more.forms, fill: more.forms?.fill ?? { values: { capacity: holdings.some(({ capacity, lastDay }) => capacity === 'holder' && lastDay === null) ? 'deputy' : 'holder', ...dayFieldValues('from', day) } } };
    return html(<SeatPage forum={forum} seat={seat} holdings={holdings} mayFurnish={mayFurnish} people={people} part={more.part ?? ''} forms={forms} today={day} nameOf={await namesOn(context, day)} notMandated={whyNotMandated(seat, forum)} {...(more.notice ? { notice: more.notice } : {})} />, status);
  }
  const changed = (code: string, seatId: string, done: string): string => `${seatPath(code, seatId)}?done=${done}`;

  return [
    definePage({
      method: 'GET',
      path: PATH,
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional(), name: z.string().max(100).optional() }),
      handle: async ({ params: { code, seatId }, query, session }) => show(session, code, seatId, { ...(NOTICES[query.done ?? ''] ? { notice: NOTICES[query.done ?? '']! } : {}), part: query.name ?? '' }),
    }),
    defineForm({
      path: `${PATH}/fill`,
      who: KEEP,
      params,
      async act({ params: { code, seatId }, session, values }) {
        const errors: Record<string, string> = {};
        const [from, lastDay] = [needDay(values, 'from', errors), mayDay(values, 'lastDay', errors)];
        if (textIn(values, 'personId') === '') errors['personId'] = 'Choose a person';
        if (!from || Object.keys(errors).length > 0) return errors;
        await fillSeat(context, actingOf(session), { seatId, personId: textIn(values, 'personId'), capacity: textIn(values, 'capacity') === 'deputy' ? 'deputy' : 'holder', from, lastDay });
        return changed(code, seatId, 'filled');
      },
      wrong: (error) => errorsOf(error, ['personId', 'from', 'lastDay'], 'personId'),
      again: ({ params: { code, seatId }, session }, form) => show(session, code, seatId, { forms: { fill: form } }, 400),
    }),
    defineForm({
      path: `${PATH}/holdings/end`,
      who: KEEP,
      params,
      async act({ params: { code, seatId }, session, values }) {
        const [holdingId, errors] = [textIn(values, 'holdingId'), {} as Record<string, string>];
        const field = `lastDay-${holdingId}`;
        const lastDay = mayDay(values, field, errors);
        if (errors[field]) return errors;
        await endHolding(context, actingOf(session), { holdingId, lastDay });
        return changed(code, seatId, 'ended');
      },
      wrong: (error, { values }) => errorsOf(error, [], `lastDay-${textIn(values, 'holdingId')}`),
      again: ({ params: { code, seatId }, session }, form) => show(session, code, seatId, { forms: { end: { holdingId: textIn(form.values, 'holdingId'), ...form } } }, 400),
    }),
    definePage({
      method: 'POST',
      path: `${PATH}/holdings/withdraw`,
      who: KEEP,
      params,
      body: z.object({ holdingId: z.string().max(80) }),
      async handle({ params: { code, seatId }, session, body }) {
        await withdrawHolding(context, actingOf(session), body.holdingId);
        return redirect303(changed(code, seatId, 'withdrawn'));
      },
    }),
    defineForm({
      path: `${PATH}/end`,
      who: KEEP,
      params,
      async act({ params: { code, seatId }, session, values }) {
        const errors: Record<string, string> = {};
        const lastDay = needDay(values, 'seatLastDay', errors);
        if (!lastDay) return errors;
        await endSeat(context, actingOf(session), { seatId, lastDay });
        return changed(code, seatId, 'seat-ended');
      },
      wrong: (error) => errorsOf(error, [], 'seatLastDay'),
      again: ({ params: { code, seatId }, session }, form) => show(session, code, seatId, { forms: { endSeat: form } }, 400),
    }),
    definePage({
      method: 'POST',
      path: `${PATH}/withdraw`,
      who: KEEP,
      params,
      async handle({ params: { code, seatId }, session }) {
        await withdrawSeat(context, actingOf(session), seatId);
        return redirect303(`${forumPath(code)}?done=seat-withdrawn`);
      },
    }),
  ];
}
