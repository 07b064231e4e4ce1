import type { ReactElement, ReactNode } from 'react';
import { sayNumber } from '#kernel/sayWords.ts';
import { DateField, FileField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { rolesOn } from '#funding';
import { pcnPostsCrumbs, WORKFORCE } from '../../posts/web/postPaths.ts';
import type { WorthKept } from '../commands/keepWorth.ts';
import { LOAD_KINDS, WORTH_KINDS } from '../domain/load.ts';
import { WORTH_COLUMNS } from '../domain/worthFile.ts';
import type { WorthRefusal } from '../domain/worthFile.ts';
import type { LoadAnswer } from '../queries/loadOfPcn.ts';
import type { NamedPcn } from './loadPage.tsx';
import { loadPath } from './loadPaths.ts';
import { countsTable, recordsTable } from './loadTables.tsx';
import type { EnteredNames } from './loadTables.tsx';

const LEFT_OUT_SHOWN = 50;

interface OfPcn {
  pcn: NamedPcn;
  answer: LoadAnswer;
  form: FormState;
}

const Framed = ({ title, pcn, hasErrors = false, notice, children }: { title: string; pcn: NamedPcn; hasErrors?: boolean; notice?: string | undefined; children: ReactNode }): ReactElement => (
  <Page title={title} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={[...pcnPostsCrumbs(pcn), { label: 'What roles take and give back', href: loadPath(pcn.code) }]} hasErrors={hasErrors} notice={notice}>
    {children}
  </Page>
);

const optionsOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
/** The only practice needs no choosing. */
const practiceChoice = ({ answer: { kept }, pcn: { nameOf } }: OfPcn) => ({ options: kept.practices.map((code) => ({ value: code, label: nameOf(code) })), ...(kept.practices.length === 1 ? {} : { empty: 'Choose a practice' }) });

export function NewLoadPage(props: OfPcn): ReactElement {
  const { pcn, answer, form } = props;
  return (
    <Framed title="Record time that a role took" pcn={pcn} hasErrors={Boolean(form.errors)}>
      {answer.posts.length === 0 ? <p>This PCN has no post yet. Its manager or its clinical director adds the first; then time can be recorded for it.</p> : (
        <PostForm action={`${loadPath(pcn.code)}/new`} submit="Record this time" form={form}>
          <SelectField name="practiceCode" label="Practice whose time it took" form={form} {...practiceChoice(props)} />
          <SelectField name="postId" label="Post" form={form} options={answer.posts.map(({ id, title, reference }) => ({ value: id, label: `${title} (${reference})` }))} empty="Choose a post" />
          <SelectField name="kind" label="What for" form={form} options={optionsOf(LOAD_KINDS)} empty="Choose one" />
          <DateField name="on" label="Day" hint="For the time of a week or a month, its last day" form={form} />
          <TextField name="minutes" label="Minutes" hint="All of the practice’s people together: three at an interview of an hour are 180" form={form} width={5} inputMode="numeric" />
        </PostForm>
      )}
    </Framed>
  );
}

export function NewWorthPage(props: OfPcn & { day: string }): ReactElement {
  const { pcn, form, day } = props;
  return (
    <Framed title="Record what a role gave back" pcn={pcn} hasErrors={Boolean(form.errors)}>
      <p>One practice, role, month and kind at a time; a later count of the same takes the place of the earlier. For many, <a href={`${loadPath(pcn.code)}/file`}>add counts from a file</a>.</p>
      <PostForm action={`${loadPath(pcn.code)}/worth`} submit="Record this count" form={form}>
        <SelectField name="practice_code" label="Practice that received it" form={form} {...practiceChoice(props)} />
        <SelectField name="role" label="Role" form={form} options={rolesOn(day as Parameters<typeof rolesOn>[0]).map(({ id, title }) => ({ value: id, label: title }))} empty="Choose a role" />
        <TextField name="month" label="Month" type="month" hint="Such as 2026-05" width={10} form={form} />
        <SelectField name="kind" label="What" form={form} options={optionsOf(WORTH_KINDS)} empty="Choose one" />
        <TextField name="count" label="How many" form={form} width={5} inputMode="numeric" />
        <TextField name="minutes" label="Minutes in all" form={form} width={5} inputMode="numeric" />
      </PostForm>
    </Framed>
  );
}

export const WorthFilePage = ({ pcn, form }: { pcn: NamedPcn; form: FormState }): ReactElement => (
  <Framed title="Add counts from a file" pcn={pcn} hasErrors={Boolean(form.errors)}>
    <p>A CSV file with a line for each practice, role, month and kind of what was given back. <a href={`${loadPath(pcn.code)}/file?download=template`}>Download the template</a>, which names the columns: {WORTH_COLUMNS.join(', ')}. You see what would be kept and what would be left out before anything is.</p>
    <PostForm action={`${loadPath(pcn.code)}/file`} submit="Look at what it would change" form={form} takesFiles>
      <FileField name="file" label="File of counts" accept=".csv,text/csv" form={form} />
    </PostForm>
  </Framed>
);

const leftOutTable = defineTable<WorthRefusal>({
  id: 'left-out',
  caption: 'Lines that are left out',
  columns: [
    { key: 'line', heading: 'Line', kind: 'number', sortable: false, value: ({ line }) => line },
    { key: 'column', heading: 'Column', kind: 'text', sortable: false, value: ({ column }) => column || '–' },
    { key: 'value', heading: 'It says', kind: 'text', sortable: false, value: ({ value }) => value || 'nothing' },
    { key: 'reason', heading: 'Why', kind: 'text', sortable: false, value: ({ reason }) => reason },
  ],
});

export function WorthPreviewPage({ pcn, found: { refusals, kept, replaced, known }, text, fileName }: { pcn: NamedPcn; found: WorthKept; text: string; fileName: string }): ReactElement {
  const path = `${loadPath(pcn.code)}/file`;
  const lines = new Set(refusals.map(({ line }) => line)).size;
  return (
    <Framed title="What this file would change" pcn={pcn}>
      <p>
        {fileName}: {sayNumber(kept)} {kept === 1 ? 'count' : 'counts'} to keep, {sayNumber(replaced)} of them in place of earlier ones; {sayNumber(known)} on record already; {sayNumber(lines)} {lines === 1 ? 'line' : 'lines'} left out. Nothing is kept yet.
      </p>
      {refusals.length > 0 && <DataTable table={leftOutTable} rows={refusals.slice(0, LEFT_OUT_SHOWN)} query={{}} basePath={path} isDownloadHidden />}
      {refusals.length > LEFT_OUT_SHOWN && <p>The first {LEFT_OUT_SHOWN} of {sayNumber(refusals.length)} reasons are shown.</p>}
      {kept > 0 ? (
        <PostForm action={`${path}/confirm`} submit={lines > 0 ? `Keep ${sayNumber(kept)} and leave ${sayNumber(lines)} out` : `Keep ${sayNumber(kept)} ${kept === 1 ? 'count' : 'counts'}`} form={{}}>
          <input type="hidden" name="text" value={text} />
        </PostForm>
      ) : <p>There is nothing to keep.</p>}
      <p><a href={path}>Choose another file</a></p>
    </Framed>
  );
}

export function EnteredPage({ pcn, answer, names, query, notice }: { pcn: NamedPcn; answer: LoadAnswer; names: EnteredNames; query: SentValues; notice?: string | undefined }): ReactElement {
  const props = { query, basePath: `${loadPath(pcn.code)}/records` };
  return (
    <Framed title="All that was entered" pcn={pcn} notice={notice}>
      <p>Of the last year. What was wrong is withdrawn, and stays on record as withdrawn; then the right one is entered.</p>
      <DataTable table={recordsTable(names)} rows={answer.records} {...props} />
      <DataTable table={countsTable(names)} rows={answer.counts} {...props} />
    </Framed>
  );
}
