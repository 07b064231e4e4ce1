import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { postsOf } from '../../posts/index.ts';
import { seenPcn } from '../../seenPcn.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { openRecruitment, stepRecruitment, undoRecruitmentStep } from '../commands/keepRecruitment.ts';
import { isOver, isRecruitmentEvent } from '../domain/recruitment.ts';
import { recruitmentsOf } from '../queries/recruitments.ts';
import { recruitmentPath } from './planPaths.ts';
import { recruitmentsTable } from './planTables.tsx';
import { RecruitmentPage } from './recruitmentPage.tsx';
import type { SentStep } from './recruitmentPage.tsx';

const PLAN = '/workforce/pcns/:code/plan';
const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { advert: 'The post is advertised.', step: 'The step was kept.', undone: 'The step was taken back.' };
const NO_DAY = 'Enter the day, such as 2026-06-01';

/** A vacancy's way from its advert to somebody's first day, with each mistaken step taken back. */
export function recruitmentPages(context: WorkforceContext): PageDefinition[] {
  const { database, today } = context;

  async function page(session: Session, text: string, query: SentValues, sent: SentStep = {}): Promise<PageReply> {
    const pcn = await seenPcn(context, actingOf(session), text);
    const recruitments = await recruitmentsOf(database.as<unknown>(), pcn.code, today());
    const file = await downloadOf(context, query, [withRows(recruitmentsTable, recruitments)]);
    if (file) return file;
    const busy = new Set(recruitments.filter(({ state }) => !isOver(state)).map(({ postId }) => postId));
    const posts = (await postsOf(context, { pcnCode: pcn.code, on: today() })).filter(({ id }) => !busy.has(id));
    return html(<RecruitmentPage pcn={pcn} recruitments={recruitments} posts={posts} today={today()} query={query} sent={sent} notice={NOTICES[textIn(query, 'done')]} />, sent.errors ? 400 : 200);
  }

  return [
    definePage({ method: 'GET', path: `${PLAN}/recruitment`, who: SEE_POSTS, params: ofPcn, handle: ({ params: { code }, session, sentQuery }) => page(session, code, sentQuery) }),
    definePage({
      method: 'POST', path: `${PLAN}/recruitment`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        const on = parseIsoDate(textIn(values, 'on'));
        if (!on) return page(session, code, {}, { of: 'advert', values, errors: { on: NO_DAY } });
        try {
          await openRecruitment(context, actingOf(session), { pcnCode: code, reference: textIn(values, 'reference'), on });
        } catch (error) {
          return page(session, code, {}, { of: 'advert', values, errors: errorsOf(error, ['reference', 'on'], 'reference') });
        }
        return redirect303(`${recruitmentPath(code)}?done=advert`);
      },
    }),
    definePage({
      method: 'POST', path: `${PLAN}/step`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        const [on, event, of] = [parseIsoDate(textIn(values, 'on')), textIn(values, 'event'), textIn(values, 'recruitment')];
        if (!on || !isRecruitmentEvent(event)) return page(session, code, {}, { of, values, errors: { ...(on ? {} : { on: NO_DAY }), ...(isRecruitmentEvent(event) ? {} : { event: 'Choose what happened' }) } });
        try {
          await stepRecruitment(context, actingOf(session), { recruitmentId: of, event, on });
        } catch (error) {
          return page(session, code, {}, { of, values, errors: errorsOf(error, ['event', 'on'], 'event') });
        }
        return redirect303(`${recruitmentPath(code)}?done=step`);
      },
    }),
    definePage({
      method: 'POST', path: `${PLAN}/undo`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code: text }, body, session }) {
        const values = body as SentValues;
        const { code } = await seenPcn(context, actingOf(session), text);
        try {
          await undoRecruitmentStep(context, actingOf(session), { recruitmentId: textIn(values, 'recruitment') });
        } catch (error) {
          return page(session, code, {}, { of: textIn(values, 'recruitment'), values, errors: errorsOf(error, ['event', 'on'], 'event') });
        }
        return redirect303(`${recruitmentPath(code)}?done=undone`);
      },
    }),
  ];
}
