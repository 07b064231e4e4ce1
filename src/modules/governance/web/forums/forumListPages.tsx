import type { ReactElement } from 'react';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { GovernanceContext } from '../../context.ts';
import { FORUM_KINDS } from '../../domain/forum.ts';
import type { Forum } from '../../domain/forum.ts';
import { forumsOn, seatsOnAll } from '../../queries/forums.ts';
import { SET_UP } from '../../commands/furnishForum.ts';
import { FORUMS, forumPath, HOME_CRUMB } from './forumPaths.ts';

interface ListedForum extends Forum {
  placeName: string;
  held: number;
  seats: number;
}

const TABLE = defineTable<ListedForum>({
  id: 'forums',
  caption: 'Forums',
  columns: [
    { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={forumPath(code)}>{name}</a> },
    { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => FORUM_KINDS[kind] },
    { key: 'place', heading: 'For', kind: 'text', filter: 'select', value: ({ placeName }) => placeName },
    { key: 'held', heading: 'Seats held', kind: 'number', value: ({ held }) => held },
    { key: 'seats', heading: 'Seats', kind: 'number', value: ({ seats }) => seats },
    { key: 'public', heading: 'Meets in public', kind: 'text', filter: 'select', value: ({ terms }) => (terms ? (terms.meetsInPublic ? 'yes' : 'no') : null) },
  ],
  whenEmpty: 'No forum has been set up yet. A forum is where people of the system sit together: a board, a partnership, a leadership team, the LMC.',
});

/** The list of forums. */
export const forumListPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: FORUMS,
    who: 'anyone',
    async handle({ sentQuery }) {
      const rows = await listedForums(context);
      const format = wantedDownload(TABLE, sentQuery);
      if (format) return download(await tableDownload(TABLE, downloadRows(TABLE, rows, sentQuery), format, { madeAt: context.now(), asAt: context.today() }));
      return html(<ListPage rows={rows} query={sentQuery} />);
    },
  }),
];

async function listedForums({ database, register, today }: GovernanceContext): Promise<ListedForum[]> {
  const [db, day, image] = [database.as<unknown>(), today(), await register.reader.image()];
  const seats = await seatsOnAll(db, day);
  return (await forumsOn(db, day)).map((forum) => {
    const own = seats.filter(({ forumCode }) => forumCode === forum.code);
    return { ...forum, placeName: displayName(image.nameOf(forum.placeCode, day)), seats: own.length, held: own.filter(({ holder }) => holder !== null).length };
  });
}

function ListPage({ rows, query }: { rows: readonly ListedForum[]; query: SentValues }): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="Forums" current={FORUMS} breadcrumbs={[HOME_CRUMB]}>
      <p>Where people of the system sit together: who sits there, for whom, by which rule, and which seats are empty.</p>
      {mayUse(SET_UP) && (
        <a className="nhsuk-button" href={`${FORUMS}/new`}>
          Add a forum
        </a>
      )}
      <DataTable table={TABLE} rows={rows} query={query} basePath={FORUMS} />
    </Page>
  );
}
