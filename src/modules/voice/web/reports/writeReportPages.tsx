import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, parseSent, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import { displayName } from '#register';
import type { VoiceContext } from '../../context.ts';
import { mayLead } from '../../commands/requireLead.ts';
import { saveReportDraft, sendReport, wordsOf } from '../../commands/sendReport.ts';
import { mayRead } from '../../domain/confidence.ts';
import { prepareReport } from '../../queries/preparedReport.ts';
import { receiptsOf, reportDraftOf, reportVersionsOf } from '../../queries/reports.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { writeReportPath } from './reportPaths.ts';
import { WriteReportPage, type WriteReportPageProps } from './writeReportPage.tsx';

const WRITE = '/questions/:id/report';
const params = z.object({ id: z.string().max(40) });
const Sent = z.object({ decisionId: z.string().max(80), version: z.coerce.number().int().min(1).default(1), traded: z.string().default(''), next: z.string().default('') });
const NOTICES: Record<string, string> = { drafted: 'The draft was kept.', sent: 'The report was sent to everybody who was asked.' };

/** Writing a report, sending it, and seeing whom it reached. */
export function writeReportPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, questionId: string, sentQuery: SentValues, more: Partial<WriteReportPageProps> & { decisionId?: string } = {}, status = 200): Promise<PageReply> {
    const db = context.database.as<unknown>();
    const wanted = more.decisionId ?? (typeof sentQuery['decision'] === 'string' ? sentQuery['decision'] : undefined);
    const prepared = await prepareReport(context, questionId, wanted);
    const { question, decision } = prepared;
    const forum = await forumOf(db, question.forumCode, context.today());
    const viewer = await viewerOf(db, context.register, session.personId, context.today());
    const [newest, ...older] = await reportVersionsOf(db, decision.id);
    const draft = newest ?? (await reportDraftOf(db, decision.id));
    const image = await context.register.reader.image();
    return html(
      <WriteReportPage
        prepared={prepared}
        decided={wordsOf(decision)}
        versions={newest ? [newest, ...older] : []}
        receipts={newest ? await receiptsOf(db, newest.id) : []}
        nameOf={(code) => displayName(image.nameOf(code, decision.takenOn))}
        maySend={forum !== null && (await mayLead(db, actingOf(session), forum, context.today()))}
        mayReadNames={mayRead('named-answers', viewer, { forumCode: question.forumCode, isPublic: false })}
        form={{ values: { traded: draft?.traded ?? '', next: draft?.next ?? '' } }}
        as={typeof sentQuery['as'] === 'string' ? sentQuery['as'] : null}
        today={context.today()}
        path={writeReportPath(questionId)}
        query={sentQuery}
        {...more}
      />,
      status,
    );
  }

  /** Does it, or shows the form again with what is wrong beside its field and everything typed kept. */
  async function attempt(session: Session, questionId: string, raw: unknown, work: (sent: z.output<typeof Sent>) => Promise<unknown>, done: string): Promise<PageReply> {
    const sent = parseSent(Sent, raw, 'form')!;
    try {
      await work(sent);
      return redirect303(`${writeReportPath(questionId)}?decision=${encodeURIComponent(sent.decisionId)}&done=${done}`);
    } catch (error) {
      if (!(error instanceof Refused) || !['traded', 'next'].includes(error.refusal.where ?? '')) throw error;
      const { what, where, todo } = error.refusal;
      return show(session, questionId, {}, { decisionId: sent.decisionId, form: { values: { traded: sent.traded, next: sent.next }, errors: { [where!]: [what, todo].join(' ') } } }, 400);
    }
  }

  return [
    definePage({
      method: 'GET',
      path: WRITE,
      who: 'voice.read',
      params,
      handle: async ({ params: { id }, session, sentQuery }) => show(session, id, sentQuery, { notice: NOTICES[String(sentQuery['done'] ?? '')] }),
    }),
    definePage({
      method: 'POST',
      path: WRITE,
      who: 'voice.lead',
      params,
      handle: async ({ params: { id }, session, raw }) => attempt(session, id, raw.body, (sent) => sendReport(context, actingOf(session), { questionId: id, ...sent }), 'sent'),
    }),
    definePage({
      method: 'POST',
      path: `${WRITE}/draft`,
      who: 'voice.lead',
      params,
      handle: async ({ params: { id }, session, raw }) => attempt(session, id, raw.body, (sent) => saveReportDraft(context, actingOf(session), { questionId: id, ...sent }), 'drafted'),
    }),
  ];
}
