import type { ReactElement } from 'react';
import { toIsoDate } from '#kernel/isoDate.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import { ANSWER, spokenFor } from '../../commands/requireSpeaker.ts';
import type { VoiceContext } from '../../context.ts';
import { PROPOSAL_LIFE } from '../../domain/proposalLife.ts';
import { agendaShare, type AgendaShare } from '../../queries/agendaShare.ts';
import { proposalList, type Proposal } from '../../queries/proposals.ts';
import { proposalPath, PROPOSALS } from './proposalPaths.ts';

interface ProposalRow extends Proposal {
  begunBy: string;
  placeName: string;
}

const table = defineTable<ProposalRow>({
  id: 'proposals',
  caption: 'All proposals',
  columns: [
    { key: 'title', heading: 'Idea', kind: 'text', filter: 'text', value: ({ title }) => title, cell: ({ id, title }) => <a href={proposalPath(id)}>{title}</a> },
    { key: 'by', heading: 'Begun by', kind: 'text', filter: 'text', value: ({ begunBy }) => begunBy },
    { key: 'place', heading: 'Place', kind: 'text', filter: 'select', value: ({ placeName }) => placeName },
    { key: 'behind', heading: 'Behind it', unit: 'practices and PCNs', kind: 'number', value: ({ supporters }) => supporters.length },
    { key: 'state', heading: 'Where it stands', kind: 'text', filter: 'select', value: ({ state }) => PROPOSAL_LIFE.states[state] },
    { key: 'begun', heading: 'Begun', kind: 'date', value: ({ madeAt }) => toIsoDate(madeAt) },
  ],
  whenEmpty: 'No idea has been put forward yet. Any practice or PCN can begin one; others join, and it becomes a question at place.',
});

export const proposalListPages = (context: VoiceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: PROPOSALS, who: 'voice.read',
    async handle({ session, sentQuery }) {
      const image = await context.register.reader.image();
      const nameOf = (code: string): string => displayName(image.nameOf(code, context.today()));
      const rows = (await proposalList(context.database.as())).map((one) => ({ ...one, begunBy: nameOf(one.organisationCode), placeName: nameOf(one.placeCode) }));
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now() }));
      return html(<ListPage rows={rows} query={sentQuery} shares={await agendaShare(context.database.as())} mayBegin={session.permissions.has(ANSWER) && (await spokenFor(context.database.as(), actingOf(session), context.today())).length > 0} />);
    },
  }),
];

function ListPage({ rows, query, shares, mayBegin }: { rows: ProposalRow[]; query: SentValues; shares: AgendaShare[]; mayBegin: boolean }): ReactElement {
  return (
    <Page title="Proposals from general practice" current={PROPOSALS}>
      <p>Ideas that practices and PCNs begin. Others join for theirs, and an idea becomes a question at place, or is answered with a reason.</p>
      {mayBegin && (
        <a className="nhsuk-button" href={`${PROPOSALS}/new`}>
          Begin a proposal
        </a>
      )}
      <DataTable table={table} rows={rows} query={query} basePath={PROPOSALS} />
      {shares.length > 0 && <ShareOverTime shares={shares} />}
    </Page>
  );
}

/** Each quarter at its first day; a quarter without any has no share. */
function ShareOverTime({ shares }: { shares: AgendaShare[] }): ReactElement {
  const last = shares.at(-1)!;
  const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);
  return (
    <TimeLine
      id="agenda-share"
      heading="How much of the agenda general practice began, by quarter"
      headingLevel={2}
      unit="% of the quarter’s"
      summary={`In the latest quarter ${last.begun} of ${last.questions} ${last.questions === 1 ? 'question' : 'questions'}, and ${last.itemsBegun} of ${last.items} agenda items about a question, grew from a proposal.`}
      series={[
        { name: 'Of questions drafted', points: shares.map(({ quarter, questions, begun }) => ({ date: quarter, value: percent(begun, questions) })) },
        { name: 'Of agenda items about a question', points: shares.map(({ quarter, items, itemsBegun }) => ({ date: quarter, value: percent(itemsBegun, items) })) },
      ]}
      source="Questions and agendas kept here; each quarter is shown at its first day"
    />
  );
}
