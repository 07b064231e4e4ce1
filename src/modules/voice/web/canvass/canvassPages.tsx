import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { dateFieldText } from '#platform/web/formValues.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { closeCanvass } from '../../commands/closeCanvass.ts';
import { openCanvass } from '../../commands/openCanvass.ts';
import { remindCanvass } from '../../commands/remindCanvass.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { CanvassPage, type CanvassPageProps } from './canvassPage.tsx';
import { canvassView } from './canvassView.ts';

const params = z.object({ id: z.string().max(40) });
const query = z.object({ canvass: z.string().max(40).optional(), done: z.string().max(40).optional() }).loose();

const NOTICES: Readonly<Record<string, string>> = {
  opened: 'The canvass is open. Everybody with a known contact has a mail on its way.',
  closed: 'The canvass is closed.',
};

/** The canvass of a question: opened, followed and read. */
export function canvassPages(context: VoiceContext): PageDefinition[] {
  const show = async (session: Session, id: string, sentQuery: SentValues, more: Partial<CanvassPageProps> & { canvassId?: string } = {}, status = 200): Promise<PageReply> => {
    const { canvassId, ...props } = more;
    return html(<CanvassPage view={await canvassView(context, session, id, canvassId)} today={context.today()} sentQuery={sentQuery} {...props} />, status);
  };
  /** Answers a form: with where it leads, or with the page and what was wrong with one field of it. */
  const answered = async (session: Session, id: string, values: SentValues, field: string, form: 'openForm' | 'closeForm', work: () => Promise<string>): Promise<PageReply> => {
    try {
      const done = await work();
      return redirect303(values['from'] === 'today' ? `/?done=canvass-${done.replace(/-\d+$/, '')}` : `/questions/${id}/canvass?done=${done}`);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code === 'not-allowed' || /not-found$/.test(error.refusal.code)) throw error;
      return show(session, id, {}, { [form]: { values, errors: { [field]: [error.refusal.what, error.refusal.todo].join(' ') } } }, 400);
    }
  };
  const valuesOf = (raw: { body: unknown }): SentValues => (raw.body ?? {}) as SentValues;

  return [
    definePage({
      method: 'GET',
      path: '/questions/:id/canvass',
      who: 'voice.read',
      params,
      query,
      handle: async ({ params: { id }, query: { canvass, done }, session, sentQuery }) => {
        const reminded = /^reminded-(\d{1,5})$/.exec(done ?? '')?.[1];
        const notice = reminded ? `${reminded} ${reminded === '1' ? 'person was' : 'people were'} reminded.` : NOTICES[done ?? ''];
        return show(session, id, sentQuery, { canvassId: canvass, notice });
      },
    }),
    definePage({
      method: 'POST',
      path: '/questions/:id/canvass',
      who: LEAD,
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = valuesOf(raw);
        const closesOn = parseIsoDate(dateFieldText(values, 'closesOn'));
        if (!closesOn) return show(session, id, {}, { openForm: { values, errors: { closesOn: 'Enter the last day as a real date' } } }, 400);
        return answered(session, id, values, 'closesOn', 'openForm', async () => {
          await openCanvass(context, actingOf(session), { questionId: id, closesOn });
          return 'opened';
        });
      },
    }),
    definePage({
      method: 'POST',
      path: '/questions/:id/canvass/close',
      who: LEAD,
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = valuesOf(raw);
        return answered(session, id, values, 'reason', 'closeForm', async () => {
          await closeCanvass(context, actingOf(session), { canvassId: String(values['canvass'] ?? ''), reason: String(values['reason'] ?? '') });
          return 'closed';
        });
      },
    }),
    definePage({
      method: 'POST',
      path: '/questions/:id/canvass/remind',
      who: LEAD,
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = valuesOf(raw);
        return answered(session, id, values, 'reason', 'closeForm', async () => `reminded-${await remindCanvass(context, actingOf(session), { canvassId: String(values['canvass'] ?? '') })}`);
      },
    }),
  ];
}
