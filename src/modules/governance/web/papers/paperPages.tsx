import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { contentOf } from '#platform/papers/index.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { errorsOf } from '#platform/web/formValues.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import { download, html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { publishPaper, withdrawPaper } from '../../commands/papers.ts';
import type { GovernanceContext } from '../../context.ts';
import type { AttachedPaper } from '../../domain/papers.ts';
import { itemOf } from '../../queries/meetings.ts';
import { keepsPaper, mayRead, standingAttachment } from '../../queries/papers.ts';
import { attachRoutes } from './attachRoutes.tsx';
import { PaperView } from './paperView.tsx';
import type { PaperViewProps } from './paperView.tsx';
import { meetingPapersPath, paperPath, papersOfPath } from './paperPaths.ts';

const NOTICES: Record<string, string> = { published: 'The paper is published.', withheld: 'The paper is withheld, and the public sees the reason.' };
const params = z.object({ id: z.string().max(60) });

/** A reason that was not given, or not as it must be; all else is no mistake in the form. */
function wrongReason(error: unknown, field: string): FieldErrors {
  if (!(error instanceof Refused) || !error.refusal.code.startsWith('reason-')) throw error;
  return errorsOf(error, [], field);
}

/** A paper where it is attached, its file, and what its keeper can change. */
export function paperPages(context: GovernanceContext): PageDefinition[] {
  const db = () => context.database.as<unknown>();

  /** The paper, for somebody who may read it; refuses everybody else with the reason. */
  async function readable(session: Session | null, id: string): Promise<AttachedPaper> {
    const attached = await standingAttachment(db(), id);
    if (!attached) throw new Refused({ code: 'paper-not-found', what: 'There is no such paper, or it was withdrawn.', todo: 'Look for it on its meeting or forum.' });
    const answer = await mayRead(db(), (session && actingOf(session)), attached, context.today());
    if (!answer.mayRead) throw new Refused({ code: 'not-allowed', what: answer.why, todo: session ? 'Its forum’s secretary can say more.' : 'Sign in if you sit in the forum.' });
    return attached;
  }

  async function show(session: Session | null, id: string, more: Partial<PaperViewProps> = {}, status = 200): Promise<PageReply> {
    const attached = await readable(session, id);
    const acting = (session && actingOf(session));
    const isKeeper = acting !== null && (await keepsPaper(db(), acting, attached.forumCode, context.today()));
    return html(<PaperView attached={attached} isKeeper={isKeeper} backHref={await homeOf(attached)} {...more} />, status);
  }

  async function homeOf({ belongsTo, subjectId }: AttachedPaper): Promise<string> {
    if (belongsTo === 'meeting') return meetingPapersPath(subjectId);
    if (belongsTo === 'item') return meetingPapersPath((await itemOf(db(), subjectId))?.meetingId ?? '');
    return papersOfPath(belongsTo, subjectId);
  }

  return [
    definePage({
      method: 'GET',
      path: '/papers/:id',
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional() }),
      handle: async ({ params: { id }, query, session }) => show(session, id, { notice: NOTICES[query.done ?? ''] }),
    }),
    definePage({
      method: 'GET',
      path: '/papers/:id/file',
      who: 'anyone',
      params,
      async handle({ params: { id }, session }) {
        const { paper } = await readable(session, id);
        return download({ fileName: paper.fileName, contentType: paper.mediaType, body: contentOf(context.papersFolder, paper) });
      },
    }),
    defineForm({
      path: '/papers/:id/publication',
      who: 'governance.keep',
      params,
      async act({ params: { id }, session, values }) {
        const isPublished = values['publication'] === 'published';
        const next = await publishPaper(context, actingOf(session), id, { isPublished, withheldReason: String(values['withheldReason'] ?? '') });
        return `${paperPath(next)}?done=${isPublished ? 'published' : 'withheld'}`;
      },
      wrong: (error) => wrongReason(error, 'withheldReason'),
      again: ({ params: { id }, session }, form) => show(session, id, { publicationForm: form }, 400),
    }),
    defineForm({
      path: '/papers/:id/withdraw',
      who: 'governance.keep',
      params,
      async act({ params: { id }, session, values }) {
        const attached = await readable(session, id);
        await withdrawPaper(context, actingOf(session), attached.id, String(values['reason'] ?? ''));
        return `${await homeOf(attached)}?done=withdrawn`;
      },
      wrong: (error) => wrongReason(error, 'reason'),
      again: ({ params: { id }, session }, form) => show(session, id, { withdrawForm: form }, 400),
    }),
    ...attachRoutes(context),
  ];
}
