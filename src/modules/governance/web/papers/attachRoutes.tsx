import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { sentFile } from '#platform/web/upload.ts';
import { actingOf } from '#platform/web/acting.ts';
import { attachPaper, coverItem } from '../../commands/papers.ts';
import type { GovernanceContext } from '../../context.ts';
import type { PaperPlace } from '../../domain/papers.ts';
import { MeetingPapersPage, SubjectPapersPage } from './meetingPapersView.tsx';
import type { FormsSent } from './meetingPapersView.tsx';
import { meetingPapersFor, subjectPapersFor } from './papersShown.ts';
import { meetingPapersPath, papersOfPath } from './paperPaths.ts';

const NOTICES: Record<string, string> = { added: 'The paper was added.', withdrawn: 'The paper was withdrawn.', cover: 'What stands before the item was saved.' };
const params = z.object({ id: z.string().max(60) });
const query = z.object({ done: z.string().optional() });
const subject = z.object({ belongsTo: z.enum(['delegation', 'terms']), subjectId: z.string().max(60) });

/** The papers of a meeting, of a delegation and of terms of reference, each with the form that adds one. */
export function attachRoutes(context: GovernanceContext): PageDefinition[] {
  const showMeeting = async (session: Session | null, id: string, sent: FormsSent = {}, status = 200): Promise<PageReply> =>
    html(<MeetingPapersPage {...await meetingPapersFor(context, (session && actingOf(session)), id)} {...sent} />, status);
  const showSubject = async (session: Session | null, of: z.output<typeof subject>, sent: FormsSent = {}, status = 200): Promise<PageReply> =>
    html(<SubjectPapersPage {...await subjectPapersFor(context, (session && actingOf(session)), of.belongsTo, of.subjectId)} {...sent} />, status);

  return [
    definePage({ method: 'GET', path: '/meetings/:id/papers', who: 'anyone', params, query, handle: async ({ params: { id }, query: { done }, session }) => showMeeting(session, id, { notice: NOTICES[done ?? ''] }) }),
    definePage({
      method: 'POST',
      path: '/meetings/:id/papers',
      who: 'governance.keep',
      params,
      takesFiles: true,
      async handle({ params: { id }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const target = String(values['target'] ?? '');
        const place: [PaperPlace, string] = target === '' || target === id ? ['meeting', id] : ['item', target];
        const errors = await attach(context, session, values, place);
        return errors ? showMeeting(session, id, { form: { values, errors } }, 400) : redirect303(`${meetingPapersPath(id)}?done=added`);
      },
    }),
    definePage({
      method: 'POST',
      path: '/meetings/:id/items/:itemId/cover',
      who: 'governance.keep',
      params: z.object({ id: z.string().max(60), itemId: z.string().max(60) }),
      async handle({ params: { id, itemId }, session, raw }) {
        await coverItem(context, (session && actingOf(session))!, itemId, String(((raw.body ?? {}) as SentValues)[`cover-${itemId}`] ?? ''));
        return redirect303(`${meetingPapersPath(id)}?done=cover#item-${itemId}`);
      },
    }),
    definePage({ method: 'GET', path: '/papers/of/:belongsTo/:subjectId', who: 'anyone', params: subject, query, handle: async ({ params: of, query: { done }, session }) => showSubject(session, of, { notice: NOTICES[done ?? ''] }) }),
    definePage({
      method: 'POST',
      path: '/papers/of/:belongsTo/:subjectId',
      who: 'governance.keep',
      params: subject,
      takesFiles: true,
      async handle({ params: of, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const errors = await attach(context, session, values, [of.belongsTo, of.subjectId]);
        return errors ? showSubject(session, of, { form: { values, errors } }, 400) : redirect303(`${papersOfPath(of.belongsTo, of.subjectId)}?done=added`);
      },
    }),
  ];
}

/** Attaches what a form sent, or gives what is wrong with it, by field. */
async function attach(context: GovernanceContext, session: Session, values: SentValues, [belongsTo, subjectId]: [PaperPlace, string]): Promise<Record<string, string> | null> {
  const file = sentFile.safeParse(values['file']);
  const publication = values['publication'];
  if (!file.success || (publication !== 'published' && publication !== 'withheld')) {
    return { ...(file.success ? {} : { file: 'Choose a file' }), ...(publication === 'published' || publication === 'withheld' ? {} : { publication: 'Say whether the public may have it' }) };
  }
  try {
    await attachPaper(context, (session && actingOf(session))!, { belongsTo, subjectId, title: String(values['title'] ?? ''), isPublished: publication === 'published', withheldReason: String(values['withheldReason'] ?? ''), file: file.data });
    return null;
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code === 'not-allowed' || error.refusal.code.endsWith('not-found')) throw error;
    const { code, what, todo } = error.refusal;
    return { [code.startsWith('reason-') ? 'withheldReason' : code === 'title-too-long' ? 'title' : 'file']: [what, todo].join(' ') };
  }
}
