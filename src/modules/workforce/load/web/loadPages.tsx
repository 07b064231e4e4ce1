import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { DateField, FileField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { DataTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { sentFile } from '#platform/web/upload.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, SEE_POSTS } from '../../permissions.ts';
import { pcnPostsCrumbs } from '../../posts/web/postPaths.ts';
import { recordLoad, recordWorth, withdrawLoad } from '../commands/keepLoad.ts';
import { LOAD_KINDS } from '../domain/load.ts';
import { WORTH_COLUMNS, WORTH_TEMPLATE } from '../domain/worthFile.ts';
import type { WorthRefusal } from '../domain/worthFile.ts';
import { loadRules } from '../loadRules.ts';
import { loadOfPcn } from '../queries/loadOfPcn.ts';
import type { LoadAnswer } from '../queries/loadOfPcn.ts';
import { practicesTable, recordsTable, supervisorsTable } from './loadTables.tsx';

const LOAD = '/workforce/pcns/:code/load';
const loadPath = (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/load`;
const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const REFUSALS_SHOWN = 50;

interface Named {
  code: string;
  name: string;
  nameOf: (code: string) => string;
  practices: readonly string[];
}

/** What roles take from practices and give back: the page, its forms, and a file of counts. */
export function loadPages(context: WorkforceContext): PageDefinition[] {
  const { register, today, now } = context;
  async function named(code: string): Promise<Named> {
    const image = await register.reader.image();
    const nameOf = (one: string): string => displayName(image.nameOf(one, today()));
    return { code, name: nameOf(code), nameOf, practices: image.practicesWithin(code, today()) };
  }
  const answerOf = (session: Session, code: string) => loadOfPcn(context, actingOf(session), { pcnCode: code, on: today() });
  const keeperAnswer = async (session: Session, code: string): Promise<LoadAnswer> => {
    const answer = await answerOf(session, code);
    if (!answer.isKeeper) throw new Refused({ code: 'not-allowed', what: 'You do not keep the posts of this PCN.', where: code, todo: 'Its manager or its clinical director does; ask one of them.' });
    return answer;
  };
  const newPage = async (session: Session, code: string, form: FormState): Promise<PageReply> => html(<NewLoadPage pcn={await named(code)} answer={await keeperAnswer(session, code)} form={form} />, form.errors ? 400 : 200);
  async function filePage(session: Session, code: string, form: FormState, refusals: readonly WorthRefusal[] = []): Promise<PageReply> {
    await keeperAnswer(session, code);
    return html(<WorthPage pcn={await named(code)} form={form} refusals={refusals} />, form.errors ? 400 : 200);
  }
  return [
    definePage({
      method: 'GET', path: LOAD, who: SEE_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const [answer, pcn] = [await answerOf(session, code), await named(code)];
        const [practices, records] = [practicesTable(pcn.nameOf), recordsTable(postNamer(answer), pcn.nameOf)];
        const facts = { madeAt: now(), asAt: answer.to };
        const [ofPractices, ofSupervisors, ofRecords] = [wantedDownload(practices, sentQuery), wantedDownload(supervisorsTable, sentQuery), wantedDownload(records, sentQuery)];
        if (ofPractices) return download(await tableDownload(practices, downloadRows(practices, answer.practices, sentQuery), ofPractices, facts));
        if (ofSupervisors) return download(await tableDownload(supervisorsTable, downloadRows(supervisorsTable, answer.supervisors, sentQuery), ofSupervisors, facts));
        if (ofRecords) return download(await tableDownload(records, downloadRows(records, answer.records, sentQuery), ofRecords, facts));
        return html(<LoadPage pcn={pcn} answer={answer} query={sentQuery} />);
      },
    }),
    definePage({ method: 'GET', path: `${LOAD}/new`, who: KEEP_POSTS, params: ofPcn, handle: ({ params: { code }, session }) => newPage(session, code, {}) }),
    definePage({
      method: 'POST', path: `${LOAD}/new`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
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
      method: 'POST', path: `${LOAD}/withdraw`, who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        await withdrawLoad(context, actingOf(session), { pcnCode: code, id: Number(textIn(body as SentValues, 'id')) || 0 });
        return redirect303(`${loadPath(code)}?done=withdrawn`);
      },
    }),
    definePage({
      method: 'GET', path: `${LOAD}/file`, who: KEEP_POSTS, params: ofPcn,
      handle: async ({ params: { code }, session, sentQuery }) => (sentQuery['download'] === 'template' ? download({ fileName: 'given-back.csv', contentType: 'text/csv; charset=utf-8', body: WORTH_TEMPLATE }) : filePage(session, code, {})),
    }),
    definePage({
      method: 'POST', path: `${LOAD}/file`, who: KEEP_POSTS, params: ofPcn, takesFiles: true, body: z.object({ file: sentFile.optional().catch(undefined) }),
      async handle({ params: { code }, body: { file }, session }) {
        if (!file) return filePage(session, code, { errors: { file: 'Choose a file' } });
        const { refusals, kept, replaced, known } = await recordWorth(context, actingOf(session), { pcnCode: code, text: file.bytes.toString('utf8') });
        if (refusals.length > 0) return filePage(session, code, { errors: { file: `${refusals.length === 1 ? 'One thing in it' : `${refusals.length} things in it`} cannot be read; nothing was saved` } }, refusals);
        return redirect303(`${loadPath(code)}?${new URLSearchParams({ done: 'counted', kept: String(kept), replaced: String(replaced), known: String(known) })}`);
      },
    }),
  ];
}

const postNamer = ({ posts }: LoadAnswer) => {
  const names = new Map(posts.map(({ id, title, reference }) => [id, `${title} (${reference})`]));
  return (id: string): string => names.get(id) ?? 'a post that has ended';
};

function noticeOf(query: SentValues): { notice?: string } {
  const count = (name: string): number => Number(textIn(query, name)) || 0;
  if (query['done'] === 'recorded') return { notice: 'The time was recorded.' };
  if (query['done'] === 'withdrawn') return { notice: 'The record was withdrawn.' };
  if (query['done'] === 'counted') return { notice: `${count('kept')} counts were kept, ${count('replaced')} of them in place of earlier ones; ${count('known')} were on record already.` };
  return {};
}

function LoadPage({ pcn: { code, name, nameOf }, answer, query }: { pcn: Named; answer: LoadAnswer; query: SentValues }): ReactElement {
  const heavy = answer.practices.filter(({ isImbalanced }) => isImbalanced);
  const basePath = loadPath(code);
  return (
    <Page title="What roles take and give back" kicker={`${name} (${code})`} breadcrumbs={pcnPostsCrumbs({ code, name })} {...noticeOf(query)}>
      <p>{sayDate(answer.from)} to {sayDate(answer.to)}. {heavy.length > 0 ? <strong>{heavy.map(({ practiceCode }) => nameOf(practiceCode!)).join(', ')} {heavy.length === 1 ? 'carries' : 'carry'} much and {heavy.length === 1 ? 'receives' : 'receive'} little.</strong> : 'No practice is seen to carry much and receive little.'}</p>
      <p>A practice is marked where its share of the hours carried is at least {loadRules().imbalancePoints} percentage points above its share of the hours given back. Where nobody recorded a kind of time for a filled post, what is expected stands beside it: a guess that nobody has verified.</p>
      {answer.isKeeper && <p><a className="nhsuk-button" href={`${basePath}/new`}>Record time</a> <a href={`${basePath}/file`}>Add counts of what was given back</a></p>}
      <DataTable table={practicesTable(nameOf)} rows={answer.practices} query={query} basePath={basePath} />
      <DataTable table={supervisorsTable} rows={answer.supervisors} query={query} basePath={basePath} />
      <DataTable table={recordsTable(postNamer(answer), nameOf)} rows={answer.records} query={query} basePath={basePath} />
      {answer.isKeeper && answer.records.length > 0 && (
        <PostForm action={`${basePath}/withdraw`} submit="Withdraw a record" form={{}}>
          <TextField name="id" label="Number of the record" form={{}} width={5} inputMode="numeric" />
        </PostForm>
      )}
    </Page>
  );
}

function NewLoadPage({ pcn: { code, name, nameOf, practices }, answer, form }: { pcn: Named; answer: LoadAnswer; form: FormState }): ReactElement {
  return (
    <Page title="Record time that a role took" kicker={`${name} (${code})`} breadcrumbs={[...pcnPostsCrumbs({ code, name }), { label: 'What roles take and give back', href: loadPath(code) }]} hasErrors={Boolean(form.errors)}>
      <PostForm action={`${loadPath(code)}/new`} submit="Record this time" form={form}>
        <SelectField name="practiceCode" label="Practice whose time it took" form={form} options={practices.map((one) => ({ value: one, label: nameOf(one) }))} empty="Choose a practice" />
        <SelectField name="postId" label="Post" form={form} options={answer.posts.map(({ id, title, reference }) => ({ value: id, label: `${title} (${reference})` }))} empty="Choose a post" />
        <SelectField name="kind" label="What for" form={form} options={Object.entries(LOAD_KINDS).map(([value, label]) => ({ value, label }))} empty="Choose one" />
        <DateField name="on" label="Day" form={form} />
        <TextField name="minutes" label="Minutes" form={form} width={5} inputMode="numeric" />
      </PostForm>
    </Page>
  );
}

function WorthPage({ pcn: { code, name }, form, refusals }: { pcn: Named; form: FormState; refusals: readonly WorthRefusal[] }): ReactElement {
  return (
    <Page title="Add what roles gave back" kicker={`${name} (${code})`} breadcrumbs={[...pcnPostsCrumbs({ code, name }), { label: 'What roles take and give back', href: loadPath(code) }]} hasErrors={Boolean(form.errors)}>
      <p>A CSV file with the columns {WORTH_COLUMNS.join(', ')}: a line for each practice, role, month and kind (appointments, reviews or visits). <a href={`${loadPath(code)}/file?download=template`}>Download the template</a>. A later count of the same takes the place of the earlier.</p>
      {refusals.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What to correct</h2>
          <ul>{refusals.slice(0, REFUSALS_SHOWN).map(({ line, column, value, reason }) => <li key={`${line} ${column}`}>Line {line}{column && `, ${column}`} (“{value}”): {reason}</li>)}</ul>
          {refusals.length > REFUSALS_SHOWN && <p>And {refusals.length - REFUSALS_SHOWN} more.</p>}
        </>
      )}
      <PostForm action={`${loadPath(code)}/file`} submit="Add these counts" form={form} takesFiles>
        <FileField name="file" label="File of counts" accept=".csv,text/csv" form={form} />
      </PostForm>
    </Page>
  );
}
