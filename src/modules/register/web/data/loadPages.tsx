import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { FileField, PostForm } from '#platform/web/form.tsx';
import { definePreview } from '#platform/web/previewRoute.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Change } from '../../domain/changes.ts';
import { displayName } from '../../domain/displayName.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import { countEvents, EVENT_WORDS } from '../changes/changeWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { FoundPublication, LoadedFile, LoadPreview, LoadService } from './loadService.ts';

const PATH = '/data/load';
const WHO = 'register.load';

/** Choose a file, see what it is and what it would change, then load it. */
export function loadPages(service: LoadService): PageDefinition[] {
  return [
    definePage({ method: 'GET', path: PATH, who: WHO, handle: async () => html(<ChoosePage />) }),
    definePreview({ path: PATH, who: WHO, choose: (error) => <ChoosePage error={error} />, preview: async (file, session) => html(<PreviewPage preview={await service.preview(file, session)} />) }),
    definePage({
      method: 'POST',
      path: `${PATH}/confirm`,
      who: WHO,
      body: z.object({ preview: z.string() }),
      handle: async ({ body, session }) => html(<LoadedPage files={await service.load(body.preview, session)} />),
    }),
  ];
}

const breadcrumbs = [{ label: 'Data', href: '/data' }];

function ChoosePage({ error }: { error?: string }): ReactElement {
  return (
    <Page title="Load a file" current="/data" breadcrumbs={breadcrumbs} hasErrors={error !== undefined}>
      <p>A publication as its publisher offers it: CSV, gzip, zip or Excel, up to 10 MB. You see what it is and what it would change before anything is saved.</p>
      <PostForm action={PATH} submit="Look at the file" form={error ? { errors: { file: error } } : {}} takesFiles>
        <FileField name="file" label="File" hint="Larger files and whole folders: bin/chorus load, on the machine that runs Chorus." accept=".csv,.gz,.zip,.xlsx,.geojson" form={error ? { errors: { file: error } } : {}} />
      </PostForm>
    </Page>
  );
}

const foundTable = defineTable<FoundPublication>({
  id: 'found',
  caption: 'What the file is',
  columns: [
    { key: 'file', heading: 'File', kind: 'text', sortable: false, value: ({ file }) => file },
    { key: 'is', heading: 'Recognised as', kind: 'text', sortable: false, value: ({ recognisedAs }) => recognisedAs },
    { key: 'day', heading: 'Of the day', kind: 'date', sortable: false, value: ({ publicationDate }) => publicationDate },
    { key: 'rows', heading: 'Rows', kind: 'number', sortable: false, value: ({ rows }) => rows },
    { key: 'refused', heading: 'Refused', kind: 'number', sortable: false, value: ({ rowsRefused }) => rowsRefused },
    { key: 'new', heading: 'New', kind: 'text', sortable: false, value: ({ isHeld, revision }) => (isHeld ? 'held already' : revision > 1 ? 'restates one that is held' : 'yes') },
  ],
});

const eventsTable = defineTable<Change>({
  id: 'events',
  caption: 'The first of the changes',
  columns: [
    { key: 'name', heading: 'Organisation', kind: 'text', sortable: false, value: ({ name, code }) => `${displayName(name)} (${code})` },
    { key: 'kind', heading: 'Kind', kind: 'text', sortable: false, value: ({ kind }) => ORGANISATION_KINDS[kind].label },
    { key: 'event', heading: 'What happens', kind: 'text', sortable: false, value: ({ event }) => EVENT_WORDS[event] },
    { key: 'before', heading: 'Before', kind: 'text', sortable: false, value: ({ from }) => from },
    { key: 'after', heading: 'After', kind: 'text', sortable: false, value: ({ to }) => to },
    { key: 'date', heading: 'From', kind: 'date', sortable: false, value: ({ date }) => date },
  ],
});

const EVENTS_SHOWN = 50;

function PreviewPage({ preview }: { preview: LoadPreview }): ReactElement {
  const { files, refused, changes, previewId } = preview;
  const isNew = files.some(({ isHeld }) => !isHeld);
  return (
    <Page title="What this file would change" current="/data" breadcrumbs={[...breadcrumbs, { label: 'Load a file', href: PATH }]} hasErrors={files.length === 0}>
      {refused.map(({ file, refusal }) => (
        <div key={file} className="nhsuk-inset-text">
          <p>{sayRefusal({ ...refusal, where: refusal.where ?? file })}</p>
        </div>
      ))}
      {files.length > 0 && <DataTable table={foundTable} rows={files} query={{}} basePath={PATH} isDownloadHidden />}
      {isNew && <h2 className="register-heading">{changes.length === 0 ? 'No organisation would change' : `${sayNumber(changes.length)} ${changes.length === 1 ? 'change' : 'changes'} to the register`}</h2>}
      <ul className="nhsuk-list">
        {countEvents(changes).map(({ event, kinds }) => (
          <li key={event}>
            {EVENT_WORDS[event]}: {kinds.join(', ')}
          </li>
        ))}
      </ul>
      {isNew ? (
        <PostForm action={`${PATH}/confirm`} submit="Load it" form={{}}>
          <input type="hidden" name="preview" value={previewId} />
        </PostForm>
      ) : (
        <p>
          {files.length > 0 ? 'All of it is held already; loading it again would change nothing.' : 'Nothing of it can be loaded.'} <a href={PATH}>Choose another file</a>.
        </p>
      )}
      {changes.length > 0 && <DataTable table={eventsTable} rows={changes.slice(0, EVENTS_SHOWN)} query={{}} basePath={PATH} isDownloadHidden />}
    </Page>
  );
}

function LoadedPage({ files }: { files: readonly LoadedFile[] }): ReactElement {
  const notice = files.length === 1 ? 'The file is loaded.' : `${files.length} files are loaded.`;
  return (
    <Page title="Loaded" current="/data" breadcrumbs={breadcrumbs} notice={notice}>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {files.map(({ file, recognisedAs, publicationDate, rowsKept, rowsUnchanged, rowsRefused }) => (
          <li key={file}>
            {recognisedAs}
            {publicationDate && `, ${sayDate(publicationDate)}`}: {sayNumber(rowsKept)} rows kept, {sayNumber(rowsUnchanged)} unchanged, {sayNumber(rowsRefused)} refused.
          </li>
        ))}
      </ul>
      <p>
        See <a href="/changes">what changed</a>, or <a href={PATH}>load another file</a>.
      </p>
    </Page>
  );
}
