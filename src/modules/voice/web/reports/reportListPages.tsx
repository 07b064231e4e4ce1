import type { ReactElement } from 'react';
import { toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { mayLead } from '../../commands/requireLead.ts';
import { owedBy } from '../../domain/report.ts';
import { decidedQuestions, type DecidedQuestion } from '../../queries/decidedQuestions.ts';
import { reportsFor, type ReceivedReport } from '../../queries/reports.ts';
import { reportPath, REPORTS, writeReportPath } from './reportPaths.ts';

type OwedRow = DecidedQuestion & { forumName: string; daysOver: number };

const received = defineTable<ReceivedReport>({
  id: 'received',
  caption: 'What you were told',
  columns: [
    { key: 'question', heading: 'Question', kind: 'text', value: ({ title }) => title, cell: ({ title, reportId, version }) => <a href={reportPath(reportId)}>{version > 1 ? `${title} (corrected)` : title}</a> },
    { key: 'sent', heading: 'Sent', kind: 'date', value: ({ sentAt }) => toIsoDate(sentAt) },
    { key: 'state', heading: 'You', kind: 'text', value: ({ openedAt, acknowledgedAt }) => (acknowledgedAt ? 'have read it' : openedAt ? 'have opened it' : 'have not opened it'), filter: 'select' },
  ],
  whenEmpty: 'Nothing yet. When something is decided on a question that your practice, PCN, federation or LMC was asked, what was decided and how your answer counted is told here.',
});

const owed = defineTable<OwedRow>({
  id: 'owed',
  caption: 'Reports owed by your forums',
  columns: [
    { key: 'question', heading: 'Question', kind: 'text', value: ({ title }) => title, cell: ({ title, questionId, decisionId }) => <a href={`${writeReportPath(questionId)}?decision=${decisionId}`}>{title}</a> },
    { key: 'forum', heading: 'Forum', kind: 'text', value: ({ forumName }) => forumName, filter: 'select' },
    { key: 'decided', heading: 'Decided', kind: 'date', value: ({ takenOn }) => takenOn },
    { key: 'promised', heading: 'Promised by', kind: 'date', value: ({ dueOn }) => dueOn },
    { key: 'over', heading: 'Days over', kind: 'number', value: ({ daysOver }) => daysOver },
  ],
  whenEmpty: 'None. Everybody who was asked has been told.',
});

/** What one was told, and what one's forums still have to tell. */
export const reportListPages = (context: VoiceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: REPORTS,
    who: 'voice.read',
    handle: async ({ session, sentQuery }) => {
      const db = context.database.as<unknown>();
      const leads = session.permissions.has('voice.lead');
      return html(<ReportListPage reports={await reportsFor(db, session.personId)} owedRows={leads ? await owedTo(context, session) : null} query={sentQuery} />);
    },
  }),
];

async function owedTo({ database, today }: VoiceContext, { personId, permissions }: Session): Promise<OwedRow[]> {
  const db = database.as<unknown>();
  const names = new Map<string, string | null>();
  const nameWhereLed = async (code: string, day: IsoDate): Promise<string | null> => {
    if (!names.has(code)) {
      const forum = await forumOf(db, code, day);
      names.set(code, forum && (await mayLead(db, actingOf({ personId, permissions }), forum, day)) ? forum.name : null);
    }
    return names.get(code) ?? null;
  };
  const rows: OwedRow[] = [];
  for (const one of await decidedQuestions(db)) {
    const forumName = one.reportedOn === null ? await nameWhereLed(one.forumCode, today()) : null;
    if (forumName !== null) rows.push({ ...one, forumName, daysOver: owedBy(one.dueOn, today()).daysOver });
  }
  return rows.sort((a, b) => b.daysOver - a.daysOver);
}

function ReportListPage({ reports, owedRows, query }: { reports: readonly ReceivedReport[]; owedRows: OwedRow[] | null; query: SentValues }): ReactElement {
  return (
    <Page title="Reports back" current="/questions" breadcrumbs={[{ label: 'Home', href: '/' }]}>
      <p>Whoever was asked is told what came of it: what was decided, how their own answer counted, what was traded and what happens next.</p>
      {owedRows && <DataTable table={owed} rows={owedRows} query={query} basePath={REPORTS} isDownloadHidden />}
      <DataTable table={received} rows={reports} query={query} basePath={REPORTS} isDownloadHidden />
    </Page>
  );
}
