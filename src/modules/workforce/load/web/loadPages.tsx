import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_LOAD, SEE_POSTS } from '../../permissions.ts';
import { leftWithout } from '../../posts/index.ts';
import { downloadOf, withRows } from '../../web/downloads.ts';
import { recordLoad, withdrawLoad, withdrawWorth } from '../commands/keepLoad.ts';
import { loadOfPcn } from '../queries/loadOfPcn.ts';
import type { LoadAnswer } from '../queries/loadOfPcn.ts';
import { requireLoadKeeper } from '../whoseLoad.ts';
import { EnteredPage, NewLoadPage } from './loadFormPages.tsx';
import { LoadPage } from './loadPage.tsx';
import type { NamedPcn } from './loadPage.tsx';
import { LOAD, loadPath } from './loadPaths.ts';
import { countsTable, practicesTable, recordsTable, supervisorsTable } from './loadTables.tsx';
import type { EnteredNames } from './loadTables.tsx';
import { worthPages } from './worthPages.tsx';

const ofPcn = z.object({ code: z.string().max(20).transform((code) => code.trim().toUpperCase()) });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { recorded: 'The time was recorded.', withdrawn: 'It was withdrawn.', counted: 'The count was recorded.' };

/** What the pages of one PCN's load are made of. */
export interface LoadSeen {
  pcn: NamedPcn;
  answer: LoadAnswer;
}

/** What roles take from practices and give back: the page, what was entered, and the form of time. */
export function loadPages(context: WorkforceContext): PageDefinition[] {
  const { register, today } = context;
  async function seen(session: Session, code: string): Promise<LoadSeen> {
    const [answer, image] = [await loadOfPcn(context, actingOf(session), { pcnCode: code, on: today() }), await register.reader.image()];
    const nameOf = (one: string): string => displayName(image.nameOf(one, today()));
    return { answer, pcn: { code, name: nameOf(code), nameOf } };
  }
  async function keeper(session: Session, code: string): Promise<LoadSeen> {
    const found = await seen(session, code);
    requireLoadKeeper(found.answer.kept, code);
    return found;
  }
  const newPage = async (session: Session, code: string, form: FormState): Promise<PageReply> => html(<NewLoadPage {...await keeper(session, code)} form={form} />, form.errors ? 400 : 200);
  return [
    definePage({
      method: 'GET', path: LOAD, who: SEE_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const { answer, pcn } = await seen(session, code);
        const file = await downloadOf(context, sentQuery, [withRows(practicesTable(pcn.nameOf), answer.practices), withRows(supervisorsTable, answer.supervisorsTime)]);
        return file ?? html(<LoadPage pcn={pcn} answer={answer} left={await leftWithout(context, { pcnCode: code, on: answer.to })} query={sentQuery} notice={noticeOf(sentQuery)} />);
      },
    }),
    definePage({
      method: 'GET', path: `${LOAD}/records`, who: SEE_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const { answer, pcn } = await seen(session, code);
        const names = enteredNames(pcn, answer);
        const file = await downloadOf(context, sentQuery, [withRows(recordsTable(names), answer.records), withRows(countsTable(names), answer.counts)]);
        return file ?? html(<EnteredPage pcn={pcn} answer={answer} names={names} query={sentQuery} notice={noticeOf(sentQuery)} />);
      },
    }),
    definePage({ method: 'GET', path: `${LOAD}/new`, who: KEEP_LOAD, params: ofPcn, handle: ({ params: { code }, session }) => newPage(session, code, {}) }),
    definePage({
      method: 'POST', path: `${LOAD}/new`, who: KEEP_LOAD, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const on = needDay(values, 'on', errors);
        if (on === null) return newPage(session, code, { values, errors });
        try {
          await recordLoad(context, actingOf(session), { pcnCode: code, practiceCode: textIn(values, 'practiceCode'), postId: textIn(values, 'postId'), kind: textIn(values, 'kind'), on, minutes: Number(textIn(values, 'minutes') || NaN) });
        } catch (error) {
          return newPage(session, code, { values, errors: errorsOf(error, ['practiceCode', 'postId', 'kind', 'minutes', 'on'], 'minutes') });
        }
        return redirect303(`${loadPath(code)}?done=recorded`);
      },
    }),
    definePage({
      method: 'POST', path: `${LOAD}/withdraw`, who: KEEP_LOAD, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        const values = body as SentValues;
        const withdraw = textIn(values, 'what') === 'count' ? withdrawWorth : withdrawLoad;
        await withdraw(context, actingOf(session), { pcnCode: code, id: Number(textIn(values, 'id')) || 0 });
        return redirect303(`${loadPath(code)}/records?done=withdrawn`);
      },
    }),
    ...worthPages(context, keeper),
  ];
}

function enteredNames({ code, nameOf }: NamedPcn, { posts, kept }: LoadAnswer): EnteredNames {
  const names = new Map(posts.map(({ id, title, reference }) => [id, `${title} (${reference})`]));
  return { nameOf, kept, withdrawPath: `${loadPath(code)}/withdraw`, postName: (id) => names.get(id) ?? 'a post that has ended' };
}

function noticeOf(query: SentValues): string | undefined {
  if (query['done'] !== 'file') return NOTICES[textIn(query, 'done')];
  const count = (name: string): number => Number(textIn(query, name)) || 0;
  const said = (name: string, one: string, many: string): string => `${count(name)} ${count(name) === 1 ? one : many}`;
  return `${said('kept', 'count was kept', 'counts were kept')}, ${count('replaced')} in place of earlier ones; ${said('known', 'was', 'were')} on record already; ${said('left', 'line was left out', 'lines were left out')}.`;
}
