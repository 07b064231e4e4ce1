import { z } from 'zod';
import { html, redirect303, download } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { LinkItem } from '#platform/web/frame.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { Table } from '#platform/web/table.tsx';
import type { RegisterContext } from '../../context.ts';
import { historyOf } from '../../domain/historyOf.ts';
import { disagreementsOf } from '../../queries/disagreementsOf.ts';
import { asAtQuery, readAsAt } from '../asAt.ts';
import type { AsAt } from '../asAt.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { searchIndexAt } from '../search/searchPages.tsx';
import { OtherDayPage, UnknownCodePage } from './absentPage.tsx';
import { HistoryPage } from './historyPage.tsx';
import { MembersPage } from './membersPage.tsx';
import { memberRows, memberTable } from './memberTable.tsx';
import type { OrganisationTab } from './organisationFrame.tsx';
import { OverviewPage } from './overviewPage.tsx';
import { PeopleServedPage } from './peopleServedPage.tsx';
import { sayingsOf, sayingsTable } from './sayings.tsx';
import { showOrganisation } from './shownOrganisation.ts';
import type { ShownOrganisation } from './shownOrganisation.ts';

const params = z.object({ code: z.string().trim().min(1).max(40) });
const SUGGESTED = 5;

/** Links to what other modules tell of a body, which the register does not know. */
export type Elsewhere = (body: { code: string; kind: string }) => readonly LinkItem[];

/** The pages of one organisation, any kind, as at any day. */
export function organisationPages(context: RegisterContext, elsewhere: Elsewhere = () => []): PageDefinition[] {
  const page = (tab: OrganisationTab, summary: string, answer: (shown: ShownOrganisation, sent: SentValues) => Promise<PageReply>): PageDefinition =>
    definePage({
      method: 'GET',
      path: `/organisations/:code${tab && `/${tab}`}`,
      who: 'anyone',
      summary,
      params,
      query: asAtQuery,
      handle: async ({ params: { code }, query, sentQuery }) => {
        const at = await readAsAt(context, query);
        const organisation = at.image.at(code, at.asAt);
        return organisation ? answer(await showOrganisation(context, at, organisation), sentQuery) : absent(context, at, code, tab);
      },
    });
  const file = async <Row,>(table: Table<Row>, rows: readonly Row[], sent: SentValues, at: AsAt): Promise<PageReply | null> => {
    const format = wantedDownload(table, sent);
    return format && download(await tableDownload(table, downloadRows(table, rows, sent), format, { madeAt: context.now(), asAt: at.asAt }));
  };

  return [
    page('', 'What an organisation is, belongs to and serves', async (shown) => html(<OverviewPage shown={shown} elsewhere={elsewhere(shown.organisation)} />)),
    page('people-served', 'Whom an organisation serves', async (shown) => html(<PeopleServedPage shown={shown} />)),
    page('members', 'Who is in an organisation', async (shown, sent) => {
      const { organisation, members, facts, at } = shown;
      const group = members.find(({ kind }) => kind === sent['kind']) ?? members[0] ?? null;
      if (!group) return html(<MembersPage shown={shown} group={null} table={null} rows={[]} query={sent} />);
      const table = memberTable(group, organisation, facts, at);
      const rows = memberRows(group, organisation.code, facts, at);
      return (await file(table, rows, sent, at)) ?? html(<MembersPage shown={shown} group={group} table={table} rows={rows} query={sent} />);
    }),
    page('history', 'What happened to an organisation, and what each publication says of it', async (shown, sent) => {
      const { organisation: { code }, at, facts } = shown;
      const table = sayingsTable(code);
      const sayings = sayingsOf(code, at, facts);
      const asFile = await file(table, sayings, sent, at);
      if (asFile) return asFile;
      const disagreements = await disagreementsOf(context.database.as(), code, at.knownAt);
      return html(<HistoryPage shown={shown} events={historyOf(at.image, code)} disagreements={disagreements} table={table} sayings={sayings} query={sent} />);
    }),
  ];
}

/** A code written in another way leads to the code; one of another day says so; one that is nobody's offers what is like it. */
function absent(context: RegisterContext, at: AsAt, code: string, tab: OrganisationTab): PageReply {
  if (at.image.kindOf(code)) return html(<OtherDayPage code={code} at={at} />);
  const index = searchIndexAt(at.image, context.today());
  const exact = index.exactCode(code);
  if (exact !== null) return redirect303(`${organisationPath(exact)}${tab && `/${tab}`}${at.query}`);
  return html(<UnknownCodePage code={code} hits={index.find(code, SUGGESTED)} at={at} />, 404);
}
