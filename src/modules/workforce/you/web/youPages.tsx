import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { WorkforceContext } from '../../context.ts';
import { withdrawLoad } from '../../load/index.ts';
import { YOUR_PEOPLE } from '../../permissions.ts';
import { postsOf } from '../../posts/index.ts';
import { networkNames } from '../../posts/queries/networkNames.ts';
import { seenPcnOrNone } from '../../seenPcn.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { readPost } from '../commands/readPost.ts';
import { recordQuarter, sayNothingMore } from '../commands/recordQuarter.ts';
import type { QuarterEntry } from '../commands/recordQuarter.ts';
import { answerNotSo, mayAnswer, notSoNotFound, sayNotSo, withdrawNotSo } from '../commands/sayNotSo.ts';
import { oneNotSo } from '../queries/notSo.ts';
import { sayingOf } from '../queries/saying.ts';
import { yourPage } from '../queries/yourPage.ts';
import type { YouHere } from '../queries/yourPage.ts';
import { ledTable, minutesField } from './ledPostsPart.tsx';
import { NotSoPage } from './notSoPage.tsx';
import { YouPage } from './youPage.tsx';
import { notSoPath, QUARTER, YOU } from './youPaths.ts';

const ofNotSo = z.object({ id: z.string().max(60) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = {
  read: 'Thank you. This page stays where it is: People and roles, Your post and people.', said: 'It is kept. Your line manager and those who keep the posts are asked to answer it.', 'taken-back': 'It was taken back.',
  recorded: 'The minutes were recorded. You can withdraw them below.', withdrawn: 'It was withdrawn.', nothing: 'It is kept: there is nothing more to record for that quarter.', more: 'It was taken back: there is more to record.', answered: 'Your answer is kept, and whoever said it reads it.',
};

/** Which form of the page came back with a mistake, and of which post or PCN. */
export interface YouForm {
  of: 'not-so' | 'quarter';
  /** The post, or the PCN. */
  id: string;
  state: FormState;
}

/** One's own post and one's people: the page, and what is said and recorded on it. */
export function youPages(context: WorkforceContext): PageDefinition[] {
  const done = (what: string, to = YOU): PageReply => redirect303(`${to}?done=${what}`);

  async function youPage(session: Session, query: SentValues, form?: YouForm): Promise<PageReply> {
    const here = await yourPage(context, actingOf(session));
    const file = form ? null : await downloadOf(context, query, here.map((one) => withRows(ledTable(one), one.led)));
    return file ?? html(<YouPage here={here} today={context.today()} query={query} form={form} notice={NOTICES[textIn(query, 'done')]} />, form ? 400 : 200);
  }

  /** What was said, for who answers it and for who said it. */
  async function notSoPage(session: Session, id: string, form: FormState, notice?: string): Promise<PageReply> {
    const [db, acting] = [context.database.as<unknown>(), actingOf(session)];
    const said = await oneNotSo(db, id);
    const pcn = said && (await seenPcnOrNone(context, acting, said.pcnCode));
    const post = pcn && (await postsOf(context, { pcnCode: pcn.code, on: context.today() })).find((one) => one.id === said.postId);
    if (!post || !(await mayAnswer(db, context, acting, post, post))) throw notSoNotFound(id);
    return html(<NotSoPage pcn={pcn} names={await networkNames(context, pcn.code, context.today())} post={post} saying={sayingOf(said, post)} form={form} notice={notice} />, form.errors ? 400 : 200);
  }

  async function keepQuarter(session: Session, values: SentValues): Promise<PageReply> {
    const pcnCode = textIn(values, 'pcn');
    const here = (await yourPage(context, actingOf(session))).find(({ around: { pcn } }) => pcn.code === pcnCode);
    if (!here) throw new Refused({ code: 'not-allowed', what: 'You manage and supervise nobody in this PCN.', where: pcnCode, todo: 'Whoever manages or supervises records their own time.' });
    const errors: Record<string, string> = {};
    const entries = readMinutes(here, values, errors);
    const first = here.quarter.lines[0] ? minutesField(here.quarter.lines[0]) : 'practice';
    if (Object.keys(errors).length > 0) return youPage(session, {}, { of: 'quarter', id: pcnCode, state: { values, errors } });
    try {
      await recordQuarter(context, actingOf(session), { pcnCode, practiceCode: textIn(values, 'practice'), entries });
    } catch (error) {
      return youPage(session, {}, { of: 'quarter', id: pcnCode, state: { values, errors: errorsOf(error, ['practice'], first) } });
    }
    return redirect303(`${YOU}?done=recorded#quarter`);
  }

  return [
    definePage({ method: 'GET', path: YOU, who: YOUR_PEOPLE, handle: ({ session, sentQuery }) => youPage(session, sentQuery) }),
    definePage({
      method: 'POST', path: `${YOU}/read`, who: YOUR_PEOPLE, body: anyForm,
      async handle({ session, body }) {
        await readPost(context, actingOf(session), { postId: textIn(body as SentValues, 'post') });
        return done('read');
      },
    }),
    definePage({
      method: 'POST', path: `${YOU}/not-so`, who: YOUR_PEOPLE, body: anyForm,
      async handle({ session, body }) {
        const values = body as SentValues;
        const postId = textIn(values, 'post');
        try {
          await sayNotSo(context, actingOf(session), { postId, test: textIn(values, 'test'), words: textIn(values, 'words') });
        } catch (error) {
          return youPage(session, {}, { of: 'not-so', id: postId, state: { values, errors: errorsOf(error, ['test', 'words'], 'test') } });
        }
        return done('said');
      },
    }),
    definePage({ method: 'GET', path: `${YOU}/not-so/:id`, who: YOUR_PEOPLE, params: ofNotSo, handle: ({ params: { id }, session, sentQuery }) => notSoPage(session, id, {}, NOTICES[textIn(sentQuery, 'done')]) }),
    definePage({
      method: 'POST', path: `${YOU}/not-so/:id`, who: YOUR_PEOPLE, params: ofNotSo, body: anyForm,
      async handle({ params: { id }, session, body }) {
        const values = body as SentValues;
        try {
          await answerNotSo(context, actingOf(session), { id, words: textIn(values, 'words') });
        } catch (error) {
          return notSoPage(session, id, { values, errors: errorsOf(error, ['words'], 'words') });
        }
        return done('answered', notSoPath(id));
      },
    }),
    definePage({
      method: 'POST', path: `${YOU}/not-so/:id/withdraw`, who: YOUR_PEOPLE, params: ofNotSo, body: anyForm,
      async handle({ params: { id }, session }) {
        await withdrawNotSo(context, actingOf(session), { id });
        return done('taken-back');
      },
    }),
    definePage({ method: 'POST', path: QUARTER, who: YOUR_PEOPLE, body: anyForm, handle: ({ session, body }) => keepQuarter(session, body as SentValues) }),
    definePage({
      method: 'POST', path: `${QUARTER}/nothing`, who: YOUR_PEOPLE, body: anyForm,
      async handle({ session, body }) {
        const values = body as SentValues;
        const isTakenBack = textIn(values, 'back') === 'yes';
        await sayNothingMore(context, actingOf(session), { pcnCode: textIn(values, 'pcn'), isTakenBack });
        return redirect303(`${YOU}?done=${isTakenBack ? 'more' : 'nothing'}#quarter`);
      },
    }),
    definePage({
      method: 'POST', path: `${YOU}/withdraw`, who: YOUR_PEOPLE, body: anyForm,
      async handle({ session, body }) {
        const values = body as SentValues;
        await withdrawLoad(context, actingOf(session), { pcnCode: textIn(values, 'pcn'), id: Number(textIn(values, 'id')) || 0 });
        return redirect303(`${YOU}?done=withdrawn#quarter`);
      },
    }),
  ];
}

/** The minutes of each line that holds any; what is no whole number is noted by its field. */
function readMinutes({ quarter: { lines } }: YouHere, values: SentValues, errors: Record<string, string>): QuarterEntry[] {
  return lines.flatMap((line): QuarterEntry[] => {
    const text = textIn(values, minutesField(line)).replaceAll(',', '');
    if (text === '' || text === '0') return [];
    if (!/^\d{1,5}$/.test(text)) errors[minutesField(line)] = `“${text.slice(0, 20)}” is not a whole number of minutes. Write it like 90.`;
    return [{ postId: line.post.id, kind: line.kind, minutes: Number(text) }];
  });
}
