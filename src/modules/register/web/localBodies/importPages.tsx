import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayNumber } from '#kernel/sayWords.ts';
import type { LineRefusal } from '#platform/csv/csvLines.ts';
import { textOf } from '#platform/csv/textOf.ts';
import { FileField, PostForm } from '#platform/web/form.tsx';
import { definePreview } from '#platform/web/previewRoute.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { importLocalBodies, importLocalRelations, LOCAL_BODY_COLUMNS, LOCAL_RELATION_COLUMNS, localFileKind, previewLocalBodies, previewLocalRelations } from '../../commands/importLocalBodies.ts';
import type { LocalImport } from '../../commands/importLocalBodies.ts';
import { EDIT } from '../../commands/keepEntry.ts';
import type { RegisterContext } from '../../context.ts';
import { LOCAL_KINDS } from '../../domain/localBody.ts';
import { RELATION_KINDS } from '../../domain/organisationKind.ts';
import { Page } from '#platform/web/page.tsx';
import { editorOf, LOCAL_BODIES, LOCAL_CRUMB, LOCAL_RELATIONS } from './localPaths.ts';

const PATH = `${LOCAL_BODIES}/import`;
/** What a confirming form can carry back. */
const TEXT_BYTES_MAX = 256_000;

const template = (path: string, fileName: string, columns: readonly string[]): PageDefinition =>
  definePage({ method: 'GET', path, who: 'anyone', handle: async () => download({ fileName, contentType: 'text/csv; charset=utf-8', body: `${columns.join(',')}\r\n` }) });

/** Local bodies or their relations from a CSV: choose, look, confirm. Between the steps nothing is kept but in the page. */
export function importPages(context: RegisterContext): PageDefinition[] {
  return [
    template(`${LOCAL_BODIES}/template.csv`, 'local-bodies.csv', LOCAL_BODY_COLUMNS),
    template(`${LOCAL_RELATIONS}/template.csv`, 'local-relations.csv', LOCAL_RELATION_COLUMNS),
    definePage({ method: 'GET', path: PATH, who: EDIT, handle: async () => html(<ChoosePage />) }),
    definePreview({
      path: PATH,
      who: EDIT,
      bytesMax: TEXT_BYTES_MAX,
      choose: (error) => <ChoosePage error={error} />,
      async preview({ fileName, bytes }, session) {
        const text = textOf(bytes);
        const look = localFileKind(text) === 'bodies' ? previewLocalBodies : previewLocalRelations;
        return html(<PreviewPage found={await look(editorOf(context, session), text)} text={text} fileName={fileName} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${PATH}/confirm`,
      who: EDIT,
      body: z.object({ text: z.string() }),
      async handle({ body, session }) {
        const take = localFileKind(body.text) === 'bodies' ? importLocalBodies : importLocalRelations;
        await take(editorOf(context, session), body.text);
        return redirect303(`${LOCAL_BODIES}?done=imported`);
      },
    }),
  ];
}

function ChoosePage({ error }: { error?: string }): ReactElement {
  const form = error ? { errors: { file: error } } : {};
  return (
    <Page title="Import local bodies" current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB]} hasErrors={error !== undefined}>
      <p>
        Two files, each as a CSV: first the bodies (<a href={`${LOCAL_BODIES}/template.csv`}>template</a>), then their relations (<a href={`${LOCAL_RELATIONS}/template.csv`}>template</a>). You see what would change
        before anything is saved, and importing a file twice changes nothing.
      </p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What the columns may say</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>Bodies: {LOCAL_BODY_COLUMNS.join(', ')}. The kind is one of {Object.keys(LOCAL_KINDS).join(', ')}. A code has at least one hyphen.</p>
          <p>Relations: {LOCAL_RELATION_COLUMNS.join(', ')}, read from the first body to the second. The relation is one of {Object.keys(RELATION_KINDS).join(', ')}.</p>
          <p>Dates like 2025-04-15. The close and the end are the last day; empty means that it goes on.</p>
        </div>
      </details>
      <PostForm action={PATH} submit="Look at what it would change" form={form} takesFiles>
        <FileField name="file" label="File" accept=".csv,text/csv" form={form} />
      </PostForm>
    </Page>
  );
}

const refusalsTable = defineTable<LineRefusal>({
  id: 'refusals',
  caption: 'Rows that cannot be taken',
  columns: [
    { key: 'line', heading: 'Line', kind: 'number', sortable: false, value: ({ line }) => line },
    { key: 'column', heading: 'Column', kind: 'text', sortable: false, value: ({ column }) => column },
    { key: 'value', heading: 'Value', kind: 'text', sortable: false, value: ({ value }) => value },
    { key: 'reason', heading: 'Reason', kind: 'text', sortable: false, value: ({ reason }) => reason },
  ],
});

const rowsTable = defineTable<LocalImport['rows'][number]>({
  id: 'rows',
  caption: 'What would be saved',
  columns: [
    { key: 'what', heading: 'Row', kind: 'text', sortable: false, value: ({ what }) => what },
    { key: 'outcome', heading: 'Would be', kind: 'text', sortable: false, value: ({ outcome }) => outcome },
    { key: 'line', heading: 'Line', kind: 'number', sortable: false, value: ({ line }) => line },
  ],
});

const ROWS_SHOWN = 50;

function PreviewPage({ found, text, fileName }: { found: LocalImport; text: string; fileName: string }): ReactElement {
  const { rows, refusals } = found;
  const changed = rows.filter(({ outcome }) => outcome !== 'unchanged');
  const count = (outcome: string) => sayNumber(rows.filter((row) => row.outcome === outcome).length);
  return (
    <Page title="What this file would change" current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB, { label: 'Import', href: PATH }]} hasErrors={refusals.length > 0}>
      <p>
        {fileName}: {count('added')} to add, {count('changed')} to change, {count('unchanged')} on record already, {sayNumber(refusals.length)} that cannot be taken. Nothing is saved yet.
      </p>
      {refusals.length > 0 && <DataTable table={refusalsTable} rows={refusals.slice(0, ROWS_SHOWN)} query={{}} basePath={PATH} isDownloadHidden />}
      {refusals.length > ROWS_SHOWN && <p>The first {ROWS_SHOWN} of {sayNumber(refusals.length)} are shown.</p>}
      {changed.length > 0 ? (
        <PostForm action={`${PATH}/confirm`} submit={refusals.length > 0 ? `Save the other ${sayNumber(changed.length)}` : 'Save all of it'} form={{}}>
          <input type="hidden" name="text" value={text} />
        </PostForm>
      ) : (
        <p>
          There is nothing to save. <a href={PATH}>Choose another file</a>.
        </p>
      )}
      {changed.length > 0 && <DataTable table={rowsTable} rows={changed.slice(0, ROWS_SHOWN)} query={{}} basePath={PATH} isDownloadHidden />}
    </Page>
  );
}
