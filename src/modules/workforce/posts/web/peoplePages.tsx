import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { rolesOfPersonOn } from '#register';
import { censusCountOf } from '../../census/index.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { seenPcn, seenPcnOrNone } from '../../seenPcn.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { addPost } from '../commands/keepPosts.ts';
import { addStaff, addTeam, eraseStaff, recordAway, withdrawAway } from '../commands/keepStaff.ts';
import { reassignPosts } from '../commands/reassignPosts.ts';
import { censusStartsOf } from '../queries/censusStarts.ts';
import { awayOf, leftWithout, whoLeft } from '../queries/leftWithout.ts';
import { networkNames } from '../queries/networkNames.ts';
import { postsManagedBy, postsOf } from '../queries/posts.ts';
import { sayName } from '../queries/staff.ts';
import { FindPcnPage } from './findPcnPage.tsx';
import { NewPostPage, ReassignPage } from './networkFormPages.tsx';
import { PeoplePage, postsTable } from './peoplePage.tsx';
import { onAsked, POST_FIELDS, readPostFacts } from './postForm.ts';
import { peoplePath, postPath, staffPath, WORKFORCE } from './postPaths.ts';
import { StaffPage } from './staffPage.tsx';

const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = {
  reassigned: 'The posts were given to somebody else.', added: 'It was added.', away: 'The days were kept.', back: 'It was taken back: they count as here again. If that was wrong, enter it again.', corrected: 'It was corrected.', erased: 'The name was erased.',
  started: 'The posts were made. Say at each who fills it, who manages it and where it is at home.', 'taken-back': 'What was made was taken back. It stays on record that it was made.',
};

/** A PCN's posts as a whole: where they are, the people page, a new post, its people and teams, and what a manager who leaves leaves behind. */
export function peoplePages(context: WorkforceContext): PageDefinition[] {
  const { database, register, today } = context;
  const names = (code: string, on: IsoDate = today()) => networkNames(context, code, on);
  const keeper = async (session: Session, text: string): Promise<SeenPcn> => {
    const pcn = await seenPcn(context, actingOf(session), text);
    await requirePostsKeeper(database.as<unknown>(), actingOf(session), pcn.code, today());
    return pcn;
  };
  const shown = (page: Parameters<typeof html>[0], form: FormState): PageReply => html(page, form.errors ? 400 : 200);
  const newPage = async (pcn: SeenPcn, form: FormState) => shown(<NewPostPage pcn={pcn} names={await names(pcn.code)} form={form} />, form);
  async function staffPage(pcn: SeenPcn, form: FormState, query: SentValues = {}): Promise<PageReply> {
    const of = await names(pcn.code);
    const away = await awayOf(context, of.staff.map(({ id }) => id));
    return shown(<StaffPage pcn={pcn} names={of} away={away} today={today()} form={form} query={query} notice={NOTICES[textIn(query, 'done')]} />, form);
  }

  async function reassignPage(pcn: SeenPcn, staffId: string, form: FormState): Promise<PageReply> {
    const of = await names(pcn.code);
    const member = of.staff.find(({ id }) => id === staffId);
    if (!member) throw new Refused({ code: 'staff-not-found', what: 'This PCN has nobody by this number.', where: pcn.code });
    const { length } = await postsManagedBy(context, { staffId, on: today() });
    return shown(<ReassignPage pcn={pcn} names={of} form={form} who={{ id: staffId, name: sayName(member) }} count={length} left={await whoLeft(context, { pcnCode: pcn.code, on: today() })} />, form);
  }

  /** What one of the forms about people asks for; its mistakes stand beside its fields. */
  async function keepPeople(session: Session, { code }: SeenPcn, values: SentValues): Promise<{ done: string } | { errors: Record<string, string> }> {
    const [acting, what, staffId] = [actingOf(session), textIn(values, 'what'), textIn(values, 'staff')];
    const errors: Record<string, string> = {};
    if ((what === 'away' || what === 'erase') && !(await names(code)).staff.some(({ id }) => id === staffId)) errors['staff'] = 'Choose somebody';
    try {
      if (what === 'add') await addStaff(context, acting, { pcnCode: code, name: textIn(values, 'name') });
      else if (what === 'team') await addTeam(context, acting, { pcnCode: code, name: textIn(values, 'name') });
      else if (what === 'away') {
        const [from, lastDay] = [needDay(values, 'starts', errors), mayDay(values, 'ends', errors)];
        if (from === null || Object.keys(errors).length > 0) return { errors };
        await recordAway(context, acting, { staffId, kind: textIn(values, 'kind') === 'left' ? 'left' : 'away', from, lastDay });
        return { done: 'away' };
      } else if (what === 'withdraw-away') {
        await withdrawAway(context, acting, { staffId, awayId: textIn(values, 'away') });
        return { done: 'back' };
      } else if (what === 'erase') {
        if (errors['staff']) return { errors };
        await eraseStaff(context, acting, { staffId });
        return { done: 'erased' };
      }
      return { done: 'added' };
    } catch (error) {
      return { errors: { ...errorsOf(error, POST_FIELDS, 'staff') } };
    }
  }

  return [
    definePage({
      method: 'GET', path: WORKFORCE, who: SEE_POSTS,
      async handle({ session }) {
        const [image, held] = [await register.reader.image(), await rolesOfPersonOn(database.as(), session.personId, today())];
        const codes = new Set(held.flatMap(({ organisationCode: code }) => (code === null ? [] : image.kindOf(code) === 'pcn' ? [code] : (image.inSlot(code, 'pcn', today()) ?? []))));
        const mine: SeenPcn[] = [];
        for (const code of codes) {
          const seen = await seenPcnOrNone(context, actingOf(session), code);
          if (seen) mine.push(seen);
        }
        return mine.length === 1 ? redirect303(peoplePath(mine[0]!.code)) : html(<FindPcnPage mine={mine} />);
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code', who: SEE_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const pcn = await seenPcn(context, actingOf(session), code);
        const on = onAsked(sentQuery, today(), parseIsoDate);
        if (on === null) throw new Refused({ code: 'day-unknown', what: `“${textIn(sentQuery, 'on').slice(0, 20)}” is not a day.`, where: 'on', todo: 'Write it like 2026-06-01.' });
        const [posts, of] = [await postsOf(context, { pcnCode: pcn.code, on }), await names(pcn.code, on)];
        const file = await downloadOf(context, sentQuery, [withRows(postsTable(of, on), posts)]);
        if (file) return file;
        const [count, starts] = pcn.isKeeper && on === today() ? [await censusCountOf(context, pcn.code), await censusStartsOf(context, { pcnCode: pcn.code })] : [null, []];
        // Few are fewer than half of what the census counts.
        const offered = count && posts.length * 2 < count.posts ? count : null;
        return html(<PeoplePage pcn={pcn} on={on} posts={posts} names={of} left={await leftWithout(context, { pcnCode: pcn.code, on, posts })} offered={offered} starts={starts} query={sentQuery} notice={NOTICES[textIn(sentQuery, 'done')]} />);
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/posts/new', who: KEEP_POSTS, params: ofPcn,
      handle: async ({ params: { code }, session }) => newPage(await keeper(session, code), { values: { region: 'national', 'funded-by': 'additional-roles' } }),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/posts/new', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, session, body }) {
        const pcn = await keeper(session, code);
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const [startsOn, lastDay] = [needDay(values, 'starts', errors), mayDay(values, 'ends', errors)];
        const facts = readPostFacts(values, (await names(pcn.code)).practices, errors);
        if (startsOn === null || Object.keys(errors).length > 0) return newPage(pcn, { values, errors });
        try {
          const id = await addPost(context, actingOf(session), { pcnCode: pcn.code, reference: textIn(values, 'reference'), startsOn, lastDay, facts, agreedReason: textIn(values, 'agreed') || null });
          return redirect303(`${postPath(id)}?done=added`);
        } catch (error) {
          return newPage(pcn, { values, errors: errorsOf(error, POST_FIELDS, 'reference') });
        }
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/staff', who: KEEP_POSTS, params: ofPcn,
      handle: async ({ params: { code }, session, sentQuery }) => staffPage(await keeper(session, code), {}, sentQuery),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/staff', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, session, body }) {
        const pcn = await keeper(session, code);
        const values = body as SentValues;
        const kept = await keepPeople(session, pcn, values);
        return 'errors' in kept ? staffPage(pcn, { values, errors: kept.errors }) : redirect303(`${staffPath(pcn.code)}?done=${kept.done}`);
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/reassign', who: KEEP_POSTS, params: ofPcn,
      handle: async ({ params: { code }, session, sentQuery }) => reassignPage(await keeper(session, code), textIn(sentQuery, 'from'), { values: dayFieldValues('from', today()) }),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/reassign', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, session, body }) {
        const pcn = await keeper(session, code);
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const [who, toStaffId, from] = [textIn(values, 'who'), textIn(values, 'to'), needDay(values, 'from', errors)];
        if (toStaffId === '') errors['to'] = 'Choose who takes over';
        if (from === null || Object.keys(errors).length > 0) return reassignPage(pcn, who, { values, errors });
        try {
          await reassignPosts(context, actingOf(session), { fromStaffId: who, toStaffId, from });
        } catch (error) {
          return reassignPage(pcn, who, { values, errors: errorsOf(error, ['from'], 'to') });
        }
        return redirect303(`${peoplePath(pcn.code)}?done=reassigned`);
      },
    }),
  ];
}

