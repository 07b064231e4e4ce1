import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { download, html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { GovernanceContext } from '../../context.ts';
import { meetingsOf } from '../../queries/meetings.ts';
import { attendanceOfMembers, publicDecisions, publicDelegations, publicForums, publicInterests, publicPapers } from '../../queries/publicRegister.ts';
import { searchRegister } from './registerSearch.ts';
import { ATTENDANCE_TABLE, DECISIONS_TABLE, DELEGATIONS_TABLE, FORUMS_TABLE, INTERESTS_TABLE, PAPERS_TABLE, PUBLIC, publicForumPath } from './registerTables.tsx';
import { ForumRegisterPage, RegisterHomePage, RegisterTablePage } from './registerViews.tsx';

/** The public register: what anybody may see of forums, members, attendance, interests, delegations, decisions and papers. */
export function registerPages(context: GovernanceContext): PageDefinition[] {
  const db = () => context.database.as<unknown>();
  /** A file where one was asked for. */
  async function fileOf<Row>(table: Table<Row>, rows: readonly Row[], sent: SentValues): Promise<PageReply | null> {
    const format = wantedDownload(table, sent);
    return format && download(await tableDownload(table, downloadRows(table, rows, sent), format, { madeAt: context.now(), asAt: context.today() }));
  }
  const tablePage = <Row,>(path: string, lead: string, table: Table<Row>, read: () => Promise<Row[]>): PageDefinition =>
    definePage({
      method: 'GET',
      path: `${PUBLIC}/${path}`,
      who: 'anyone',
      async handle({ sentQuery }) {
        const rows = await read();
        return (await fileOf(table, rows, sentQuery)) ?? html(<RegisterTablePage path={path} lead={lead} table={table} rows={rows} query={sentQuery} />);
      },
    });

  return [
    definePage({
      method: 'GET',
      path: PUBLIC,
      who: 'anyone',
      async handle({ sentQuery }) {
        const sought = [sentQuery['q'] ?? ''].flat()[0]!.trim().slice(0, 100);
        const forums = await publicForums(context);
        return (await fileOf(FORUMS_TABLE, forums, sentQuery)) ?? html(<RegisterHomePage forums={forums} query={sentQuery} sought={sought} hits={sought ? await searchRegister(context, forums, sought) : []} />);
      },
    }),
    tablePage('decisions', 'What was decided, why, how, and how it stands. What is withheld is shown as withheld, with the reason.', DECISIONS_TABLE, () => publicDecisions(db())),
    tablePage('delegations', 'Who may decide what, because somebody who could decide it said so.', DELEGATIONS_TABLE, () => publicDelegations(context)),
    tablePage('interests', 'What the members of every forum, and their deputies, declared.', INTERESTS_TABLE, () => publicInterests(context)),
    tablePage('papers', 'Papers of meetings, delegations and terms of reference. What is withheld is shown as withheld, with the reason.', PAPERS_TABLE, () => publicPapers(db())),
    definePage({
      method: 'GET',
      path: `${PUBLIC}/forums/:code`,
      who: 'anyone',
      params: z.object({ code: z.string().max(60) }),
      async handle({ params: { code }, sentQuery }) {
        const forum = (await publicForums(context)).find((one) => one.code === code);
        if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code today.', where: code, todo: 'Choose one from the public register.' });
        const members = await attendanceOfMembers(db(), code, context.today());
        const decisions = await publicDecisions(db(), code);
        const interests = await publicInterests(context, code);
        const papers = (await publicPapers(db())).filter(({ attached }) => attached.forumCode === code);
        const file = (await fileOf(ATTENDANCE_TABLE, members, sentQuery)) ?? (await fileOf(DECISIONS_TABLE, decisions, sentQuery)) ?? (await fileOf(INTERESTS_TABLE, interests, sentQuery)) ?? (await fileOf(PAPERS_TABLE, papers, sentQuery));
        if (file) return file;
        const meetings = (await meetingsOf(db(), code)).filter(({ isPublic }) => isPublic);
        return html(<ForumRegisterPage forum={forum} members={members} decisions={decisions} interests={interests} papers={papers} meetings={meetings} now={context.now()} query={sentQuery} basePath={publicForumPath(code)} />);
      },
    }),
  ];
}
