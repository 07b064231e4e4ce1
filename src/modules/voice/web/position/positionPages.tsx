import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { dateFieldText, listIn, textIn } from '#platform/web/formValues.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { meetingsOf, seatsOn } from '#governance';
import { agreePosition } from '../../commands/positions/agreePosition.ts';
import { publishPosition } from '../../commands/positions/publishPosition.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { mattersOf } from '../../consultationMatters.ts';
import type { PositionDraft } from '../../domain/position.ts';
import { consultationsOf } from '../../queries/consultations.ts';
import { positionsRead } from '../../queries/positions.ts';
import { confidedQuestion, faultsBeside } from './confidedQuestion.ts';
import { PositionPage } from './positionPage.tsx';

const params = z.object({ id: z.string().max(40) });
const NOTICES: Readonly<Record<string, string>> = { agreed: 'The position was saved. What we want and why can be published below.', published: 'What we want, and why, can now be read by everybody who signs in.' };

/** The position of a question: read, agreed, agreed anew, published. */
export function positionPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, id: string, { form = {}, notice }: { form?: FormState; notice?: string } = {}, status = 200): Promise<PageReply> {
    const db = context.database.as();
    const confided = await confidedQuestion(context, session, id);
    const read = await positionsRead(db, confided.question, confided.viewer);
    const seats = confided.isLeader ? await seatsOn(db, confided.question.forumCode, context.today()) : [];
    const meetings = confided.isLeader ? (await meetingsOf(db, confided.question.forumCode)).filter(({ day, state }) => day <= context.today() && state !== 'cancelled').slice(0, 12) : [];
    const isConsulted = (await consultationsOf(db, id)).some(({ isWithdrawn, isUnasked }) => !isWithdrawn && !isUnasked);
    return html(<PositionPage confided={confided} read={read} seats={seats} meetings={meetings} matters={mattersOf(confided.question)} isConsulted={isConsulted} today={context.today()} form={form} notice={notice} />, status);
  }

  return [
    definePage({ method: 'GET', path: '/questions/:id/position', who: 'voice.read', params, query: z.object({ done: z.string().optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { notice: NOTICES[query.done ?? ''] }) }),
    definePage({
      method: 'POST', path: '/questions/:id/position', who: LEAD, params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const agreedOn = parseIsoDate(dateFieldText(values, 'agreedOn'));
        if (!agreedOn) return show(session, id, { form: { values, errors: { agreedOn: 'Enter the day as a real date' } } }, 400);
        const agreedHow = textIn(values, 'agreedHow') === 'meeting' ? 'meeting' : 'chair';
        const draft: PositionDraft = {
          want: textIn(values, 'want'), reasons: textIn(values, 'reasons'), accept: textIn(values, 'accept'), refuse: textIn(values, 'refuse'), mustReturn: textIn(values, 'mustReturn'), changeReason: textIn(values, 'changeReason'),
          agreedHow, agreedOn, meetingId: agreedHow === 'meeting' ? textIn(values, 'meetingId') || null : null, seatIds: listIn(values, 'seatIds'),
        };
        try {
          await agreePosition(context, actingOf(session), id, draft);
        } catch (error) {
          return show(session, id, { form: { values, errors: faultsBeside(error) } }, 400);
        }
        return redirect303(`/questions/${id}/position?done=agreed`);
      },
    }),
    definePage({
      method: 'POST', path: '/questions/:id/position/publish', who: LEAD, params, body: z.object({ version: z.coerce.number().int() }),
      handle: async ({ session, params: { id }, body }) => {
        await publishPosition(context, actingOf(session), id, body.version);
        return redirect303(`/questions/${id}/position?done=published`);
      },
    }),
  ];
}
