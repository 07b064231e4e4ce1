import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { postSayings } from '../../you/web/postSayings.tsx';
import { endFilling, fillPost } from '../commands/fillPost.ts';
import { changePost, correctPost, endPost } from '../commands/keepPosts.ts';
import { holdsOn } from '../domain/timeline.ts';
import { leftWithout } from '../queries/leftWithout.ts';
import { networkNames } from '../queries/networkNames.ts';
import { postHistory } from '../queries/postHistory.ts';
import { ChangePostPage, EndPostPage, FillPostPage, LeavePostPage } from './networkFormPages.tsx';
import { changeOf, POST_FIELDS, postFormValues, readPostFacts } from './postForm.ts';
import { PostPage } from './postPage.tsx';
import { postPath, reassignPath } from './postPaths.ts';

const ofPost = z.object({ id: z.string().max(60) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { added: 'The post was added.', changed: 'The post was changed.', ended: 'The post ends.', filled: 'They are in the post.', left: 'They leave the post.', corrected: 'It was corrected. What was believed before stays on record.', never: 'That they were in the post was taken back. If that was wrong, put them into it again.' };
type Seen = Awaited<ReturnType<ReturnType<typeof postReader>>>;

/** Reads a post with its PCN and names for somebody, or refuses. */
const postReader = (context: WorkforceContext) => async (session: Session, id: string, isToKeep = false) => {
  const history = await postHistory(context, { postId: id });
  const pcn = await seenPcn(context, actingOf(session), history.line.pcnCode);
  if (isToKeep) await requirePostsKeeper(context.database.as<unknown>(), actingOf(session), pcn.code, context.today());
  return { history, pcn, names: await networkNames(context, pcn.code, context.today()), post: { id, reference: history.line.reference } };
};

/** One post: what is so of it and how it came to be, and its change, end and filling. */
export function postPages(context: WorkforceContext): PageDefinition[] {
  const { today } = context;
  const read = postReader(context);
  const shown = (page: Parameters<typeof html>[0], form: FormState): PageReply => html(page, form.errors ? 400 : 200);
  const factsToday = ({ history: { line } }: Seen) => (line.spans.find((span) => holdsOn(span, today())) ?? line.spans.at(-1)!).facts;
  const done = (id: string, what: string): PageReply => redirect303(`${postPath(id)}?done=${what}`);

  async function change(session: Session, seen: Seen, values: SentValues): Promise<{ errors: Readonly<Record<string, string>> } | null> {
    const errors: Record<string, string> = {};
    const mode = textIn(values, 'mode');
    if (mode !== 'change' && mode !== 'correct') errors['mode'] = 'Choose what it is';
    const from = mode === 'correct' ? mayDay(values, 'from', errors) : needDay(values, 'from', errors);
    const facts = readPostFacts(values, seen.names.practices, errors);
    if (Object.keys(errors).length > 0) return { errors };
    const what = { postId: seen.post.id, change: changeOf(factsToday(seen), facts), agreedReason: textIn(values, 'agreed') || null };
    if (Object.keys(what.change).length === 0) return { errors: { role: 'Nothing differs from what stands today.' } };
    try {
      if (mode === 'change') await changePost(context, actingOf(session), { ...what, from: from! });
      else await correctPost(context, actingOf(session), { ...what, ...(from ? { over: { from, to: null } } : {}) });
      return null;
    } catch (error) {
      return { errors: errorsOf(error, POST_FIELDS, 'role') };
    }
  }

  async function leavePage(seen: Seen, filling: string, form: FormState): Promise<PageReply> {
    const one = seen.history.line.fillings.find(({ id }) => id === filling);
    if (!one) throw new Refused({ code: 'filling-not-found', what: 'Nobody fills this post by this number.', todo: 'Choose one from the post.' });
    return shown(<LeavePostPage {...seen} form={form} filling={filling} name={seen.names.staffName(one.staffId) ?? ''} />, form);
  }

  /** Where a manager left, reassignment is asked for at once. */
  async function afterLeaving(seen: Seen, filling: string): Promise<PageReply> {
    const line = (await postHistory(context, { postId: seen.post.id })).line.fillings.find(({ id }) => id === filling);
    const left = line?.to ? (await leftWithout(context, { pcnCode: seen.pcn.code, on: line.to })).some(({ staffId }) => staffId === line.staffId) : false;
    return left ? redirect303(`${reassignPath(seen.pcn.code)}?from=${line!.staffId}`) : done(seen.post.id, 'left');
  }

  return [
    definePage({
      method: 'GET', path: '/workforce/posts/:id', who: SEE_POSTS, params: ofPost,
      async handle({ params: { id }, session, sentQuery }) {
        const seen = await read(session, id);
        const { history, pcn, names } = seen;
        const said = await postSayings(context, actingOf(session), { postId: id, facts: { ...factsToday(seen), pcnCode: pcn.code }, staffName: names.staffName });
        return html(<PostPage pcn={pcn} history={history} names={names} today={today()} said={said} notice={NOTICES[textIn(sentQuery, 'done')]} />);
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/posts/:id/change', who: KEEP_POSTS, params: ofPost,
      async handle({ params: { id }, session }) {
        const seen = await read(session, id, true);
        const employers = [seen.pcn.code, ...seen.names.practices.map(({ code }) => code)];
        return html(<ChangePostPage {...seen} form={{ values: { ...postFormValues(factsToday(seen), employers), mode: 'change', ...dayFieldValues('from', today()) } }} />);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/change', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const seen = await read(session, id, true);
        const values = body as SentValues;
        const wrong = await change(session, seen, values);
        return wrong ? html(<ChangePostPage {...seen} form={{ values, ...wrong }} />, 400) : done(id, 'changed');
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/posts/:id/end', who: KEEP_POSTS, params: ofPost,
      handle: async ({ params: { id }, session }) => html(<EndPostPage {...await read(session, id, true)} form={{}} />),
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/end', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const seen = await read(session, id, true);
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const lastDay = needDay(values, 'ends', errors);
        if (lastDay === null) return html(<EndPostPage {...seen} form={{ values, errors }} />, 400);
        try {
          await endPost(context, actingOf(session), { postId: id, lastDay, leavingReason: textIn(values, 'reason') || null });
          return done(id, 'ended');
        } catch (error) {
          return html(<EndPostPage {...seen} form={{ values, errors: errorsOf(error, POST_FIELDS, 'ends') }} />, 400);
        }
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/posts/:id/fill', who: KEEP_POSTS, params: ofPost,
      async handle({ params: { id }, session }) {
        const seen = await read(session, id, true);
        return html(<FillPostPage {...seen} form={{ values: { wte: factsToday(seen).wte, ...dayFieldValues('starts', today()) } }} />);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/fill', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const seen = await read(session, id, true);
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const [startsOn, chosen, name] = [needDay(values, 'starts', errors), textIn(values, 'staff'), textIn(values, 'name')];
        if (chosen === '' && name === '') errors['staff'] = 'Choose somebody, or enter a name';
        if (chosen !== '' && name !== '') errors['name'] = 'Somebody was chosen: leave the name empty';
        if (startsOn === null || Object.keys(errors).length > 0) return html(<FillPostPage {...seen} form={{ values, errors }} />, 400);
        try {
          await fillPost(context, actingOf(session), { postId: id, ...(chosen === '' ? { newName: name } : { staffId: chosen }), wte: textIn(values, 'wte'), startsOn });
          return done(id, 'filled');
        } catch (error) {
          return html(<FillPostPage {...seen} form={{ values, errors: errorsOf(error, POST_FIELDS, 'staff') }} />, 400);
        }
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/posts/:id/leave', who: KEEP_POSTS, params: ofPost,
      handle: async ({ params: { id }, session, sentQuery }) => leavePage(await read(session, id, true), textIn(sentQuery, 'filling'), {}),
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/leave', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const seen = await read(session, id, true);
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const [filling, lastDay, reason] = [textIn(values, 'filling'), needDay(values, 'ends', errors), textIn(values, 'reason')];
        if (reason === '') errors['reason'] = 'Choose why, or that it was not said';
        if (lastDay === null || reason === '') return leavePage(seen, filling, { values, errors });
        try {
          await endFilling(context, actingOf(session), { fillingId: filling, lastDay, reason });
        } catch (error) {
          return leavePage(seen, filling, { values, errors: errorsOf(error, POST_FIELDS, 'ends') });
        }
        return afterLeaving(seen, filling);
      },
    }),
  ];
}
