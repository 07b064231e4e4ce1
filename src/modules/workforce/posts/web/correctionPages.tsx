import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { peopleOn } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { correctFilling } from '../commands/fillPost.ts';
import { correctStaff } from '../commands/keepStaff.ts';
import { takeBackPost } from '../commands/takeBackPosts.ts';
import type { Filling } from '../domain/networkPosts.ts';
import { lastDayOf } from '../domain/timeline.ts';
import { networkNames } from '../queries/networkNames.ts';
import { postHistory } from '../queries/postHistory.ts';
import { sayName } from '../queries/staff.ts';
import { CorrectFillingPage, CorrectStaffPage } from './correctionForms.tsx';
import { POST_FIELDS } from './postForm.ts';
import { peoplePath, postPath, staffPath } from './postPaths.ts';

const ofPost = z.object({ id: z.string().max(60) });
const ofStaff = z.object({ code: z.string().max(20), staff: z.string().max(60) });
const anyForm = z.record(z.string(), z.unknown());

/** What was entered wrongly, put right or taken back: who filled a post, a whole post, somebody’s name. */
export function correctionPages(context: WorkforceContext): PageDefinition[] {
  const { database, today, register } = context;
  const keeper = async (session: Session, code: string) => {
    const pcn = await seenPcn(context, actingOf(session), code);
    await requirePostsKeeper(database.as<unknown>(), actingOf(session), pcn.code, today());
    return pcn;
  };

  async function readFilling(session: Session, id: string, fillingId: string) {
    const { line } = await postHistory(context, { postId: id });
    const pcn = await keeper(session, line.pcnCode);
    const filling = line.fillings.find((one) => one.id === fillingId);
    if (!filling) throw new Refused({ code: 'filling-not-found', what: 'Nobody fills this post by this number.', todo: 'Choose one from the post.' });
    const { staffName } = await networkNames(context, pcn.code, today());
    return { pcn, filling, post: { id, reference: line.reference }, name: staffName(filling.staffId) ?? '' };
  }
  const fillingPage = ({ filling, ...seen }: Awaited<ReturnType<typeof readFilling>>, form: FormState): PageReply => html(<CorrectFillingPage {...seen} filling={filling.id} form={form} />, form.errors ? 400 : 200);

  async function readStaff(session: Session, code: string, staffId: string) {
    const pcn = await keeper(session, code);
    const member = (await networkNames(context, pcn.code, today())).staff.find(({ id }) => id === staffId);
    if (!member) throw new Refused({ code: 'staff-not-found', what: 'This PCN has nobody by this number.', where: pcn.code, todo: 'Choose somebody from its people.' });
    const image = await register.reader.image();
    const here = (await peopleOn(database.as(), today())).filter(({ roles }) => roles.some(({ organisationCode: at }) => at !== null && (at === pcn.code || image.inSlot(at, 'pcn', today()) === pcn.code)));
    return { pcn, member: { id: member.id, name: sayName(member) }, personId: member.personId, isErased: member.name === null, people: here };
  }
  const staffPage = ({ pcn, member, people }: Awaited<ReturnType<typeof readStaff>>, form: FormState): PageReply => html(<CorrectStaffPage pcn={pcn} member={member} people={people} form={form} />, form.errors ? 400 : 200);

  return [
    definePage({
      method: 'GET', path: '/workforce/posts/:id/filling', who: KEEP_POSTS, params: ofPost,
      async handle({ params: { id }, session, sentQuery }) {
        const seen = await readFilling(session, id, textIn(sentQuery, 'filling'));
        return fillingPage(seen, { values: fillingValues(seen.filling) });
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/filling', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const values = body as SentValues;
        const seen = await readFilling(session, id, textIn(values, 'filling'));
        const errors: Record<string, string> = {};
        const isNever = textIn(values, 'what') === 'never';
        const [startsOn, lastDay] = isNever ? [null, null] : [needDay(values, 'starts', errors), mayDay(values, 'ends', errors)];
        if (Object.keys(errors).length > 0) return fillingPage(seen, { values, errors });
        try {
          await correctFilling(context, actingOf(session), { fillingId: seen.filling.id, to: startsOn === null ? null : { wte: textIn(values, 'wte'), startsOn, lastDay, leavingReason: textIn(values, 'reason') || null } });
        } catch (error) {
          return fillingPage(seen, { values: isNever ? fillingValues(seen.filling) : values, errors: errorsOf(error, POST_FIELDS, 'wte') });
        }
        return redirect303(`${postPath(id)}?done=${isNever ? 'never' : 'corrected'}`);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/posts/:id/take-back', who: KEEP_POSTS, params: ofPost, body: anyForm,
      async handle({ params: { id }, session }) {
        const { pcnCode } = (await postHistory(context, { postId: id })).line;
        await takeBackPost(context, actingOf(session), { postId: id });
        return redirect303(`${peoplePath(pcnCode)}?done=taken-back`);
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/staff/:staff', who: KEEP_POSTS, params: ofStaff,
      async handle({ params: { code, staff }, session }) {
        const seen = await readStaff(session, code, staff);
        return staffPage(seen, { values: { name: seen.isErased ? '' : seen.member.name, person: seen.personId ?? '' } });
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/staff/:staff', who: KEEP_POSTS, params: ofStaff, body: anyForm,
      async handle({ params: { code, staff }, session, body }) {
        const seen = await readStaff(session, code, staff);
        const values = body as SentValues;
        try {
          await correctStaff(context, actingOf(session), { staffId: seen.member.id, name: textIn(values, 'name'), personId: textIn(values, 'person') || null });
        } catch (error) {
          return staffPage(seen, { values, errors: errorsOf(error, POST_FIELDS, 'name') });
        }
        return redirect303(`${staffPath(seen.pcn.code)}?done=corrected`);
      },
    }),
  ];
}

const fillingValues = (filling: Filling): SentValues => {
  const lastDay = lastDayOf(filling);
  return { wte: filling.wte, reason: filling.leavingReason ?? '', ...dayFieldValues('starts', filling.from), ...(lastDay ? dayFieldValues('ends', lastDay) : {}) };
};
