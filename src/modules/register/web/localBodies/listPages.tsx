import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { useFrame } from '#platform/web/frame.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { EDIT } from '../../commands/keepEntry.ts';
import { undoEntry } from '../../commands/undoEntry.ts';
import type { RegisterContext } from '../../context.ts';
import { lastDayOf } from '../../queries/answerParts.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationAt, RegisterImage } from '../../domain/registerImage.ts';
import { lastEntry, localBodiesOf } from '../../queries/localBodies.ts';
import type { LastEntry } from '../../queries/localBodies.ts';
import { asAtQuery, readAsAt } from '../asAt.ts';
import type { AsAt } from '../asAt.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { AsAtControl } from '../organisation/asAtControl.tsx';
import { Page } from '#platform/web/page.tsx';
import { editorOf, LOCAL_BODIES, localBodyPath } from './localPaths.ts';

export function listPages(context: RegisterContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: LOCAL_BODIES,
      who: 'anyone',
      query: asAtQuery.extend({ done: z.enum(['undone', 'imported']).optional() }),
      async handle({ query, sentQuery, frame }) {
        const at = await readAsAt(context, query);
        const mayEdit = frame.mayUse(EDIT);
        const rows = localBodiesOf(at.image, at.asAt);
        const table = bodiesTable(at, mayEdit);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now(), asAt: at.asAt }));
        const notice = query.done === 'undone' ? 'The last entry was undone. It stays on record that it was made.' : query.done === 'imported' ? 'The file was imported.' : undefined;
        return html(<ListPage at={at} rows={rows} table={table} last={mayEdit ? await lastEntry(context) : null} query={sentQuery} {...(notice ? { notice } : {})} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${LOCAL_BODIES}/undo`,
      who: EDIT,
      body: z.object({ moment: z.iso.datetime() }),
      async handle({ body, session }) {
        await undoEntry(editorOf(context, session), new Date(body.moment));
        return redirect303(`${LOCAL_BODIES}?done=undone`);
      },
    }),
  ];
}

function bodiesTable({ image, asAt, query }: AsAt, mayEdit: boolean) {
  return defineTable<OrganisationAt>({
    id: 'local-bodies',
    caption: 'Local bodies',
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={organisationPath(code, query)}>{name}</a> },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => ORGANISATION_KINDS[kind].label },
      { key: 'practices', heading: 'Practices', kind: 'number', value: ({ code }) => image.practicesWithin(code, asAt).length },
      { key: 'from', heading: 'First day', kind: 'date', value: ({ code }) => image.versionsOf(code)[0]?.from ?? null },
      { key: 'to', heading: 'Last day', kind: 'date', value: ({ code }) => lastDay(image, code) },
      ...(mayEdit ? [{ key: 'edit', heading: 'Edit', kind: 'text' as const, sortable: false, value: () => null, cell: ({ code, name }: OrganisationAt) => <a href={localBodyPath(code)} aria-label={`Edit ${name}`}>Edit</a> }] : []),
    ],
    source: { title: 'Entered in Chorus' },
    whenEmpty: 'None has been entered yet. Places, partnerships, federations, LMCs and the like are published nowhere: add them here, or import a file.',
  });
}

const lastDay = (image: RegisterImage, code: string): string | null => lastDayOf(image.versionsOf(code).find(({ status }) => status === 'closed')?.from ?? null);

interface ListPageProps {
  at: AsAt;
  rows: readonly OrganisationAt[];
  table: ReturnType<typeof bodiesTable>;
  last: LastEntry | null;
  query: SentValues;
  notice?: string;
}

function ListPage({ at, rows, table, last, query, notice }: ListPageProps): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="Local bodies" current={LOCAL_BODIES} {...(notice ? { notice } : {})}>
      <div className="register-head">
        <p className="register-status">Bodies that nobody publishes: places, partnerships, federations, LMCs, collaboratives, Healthwatch, voluntary sector.</p>
        <AsAtControl at={at} path={LOCAL_BODIES} />
      </div>
      {mayUse(EDIT) && (
        <p>
          <a href={`${LOCAL_BODIES}/new`}>Add a local body</a> · <a href="/local-relations/new">Add a relation</a> · <a href={`${LOCAL_BODIES}/import`}>Import from CSV</a>
        </p>
      )}
      {last && <LastEntryForm last={last} />}
      <DataTable table={table} rows={rows} query={query} basePath={LOCAL_BODIES} />
      <p className="nhsuk-body-s">
        To fill in elsewhere: <a href={`${LOCAL_BODIES}/template.csv`}>template for local bodies (CSV)</a>, <a href="/local-relations/template.csv">template for their relations (CSV)</a>.
      </p>
    </Page>
  );
}

function LastEntryForm({ last }: { last: LastEntry }): ReactElement {
  const time = last.moment.toISOString();
  return (
    <form method="post" action={`${LOCAL_BODIES}/undo`} className="chorus-filter__form">
      <CsrfField />
      <input type="hidden" name="moment" value={time} />
      <span>
        Last entry, {sayDate(time.slice(0, 10))} at {time.slice(11, 16)} UTC: {sayEntry(last)}.
      </span>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-u-margin-bottom-0">
        Undo
      </button>
    </form>
  );
}

function sayEntry({ bodies, relationsBegun, relationsEnded }: LastEntry): string {
  const shown = bodies.length > 3 ? `${bodies.length} bodies` : bodies.join(', ');
  const count = (many: number, word: string) => (many ? `${many} ${many === 1 ? 'relation' : 'relations'} ${word}` : '');
  return [shown, count(relationsBegun, 'begun'), count(relationsEnded, 'ended')].filter(Boolean).join('; ');
}
