import type { ReactElement } from 'react';
import { toIsoDate } from '#kernel/isoDate.ts';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { NEXT_STEP } from '../../domain/nextStep.ts';
import { QUESTION_LIFE } from '../../domain/questionLife.ts';
import { questionList, type Question } from '../../queries/questions.ts';
import { questionPath, QUESTIONS } from './questionPaths.ts';

interface QuestionRow extends Question {
  placeName: string;
}

const table = defineTable<QuestionRow>({
  id: 'questions',
  caption: 'All questions',
  columns: [
    { key: 'title', heading: 'Question', kind: 'text', filter: 'text', value: ({ title }) => title, cell: ({ id, title }) => <a href={questionPath(id)}>{title}</a> },
    { key: 'place', heading: 'Place', kind: 'text', filter: 'select', value: ({ placeName }) => placeName },
    { key: 'state', heading: 'Where it stands', kind: 'text', filter: 'select', value: ({ state }) => QUESTION_LIFE.states[state] },
    { key: 'next', heading: 'Next step', kind: 'text', filter: 'select', value: ({ state }) => NEXT_STEP[state]?.lead ?? 'None' },
    { key: 'drafted', heading: 'Drafted', kind: 'date', value: ({ madeAt }) => toIsoDate(madeAt) },
    { key: 'number', heading: 'Number', kind: 'text', value: ({ id }) => id },
  ],
  whenEmpty: 'Nothing has been asked yet. A question is drafted by the leadership team of a place, or grows from a proposal of a practice or PCN.',
});

export const questionListPages = (context: VoiceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: QUESTIONS, who: 'voice.read',
    async handle({ sentQuery }) {
      const image = await context.register.reader.image();
      const rows = (await questionList(context.database.as())).map((question) => ({ ...question, placeName: displayName(image.nameOf(question.placeCode, context.today())) }));
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now() }));
      return html(<ListPage rows={rows} query={sentQuery} />);
    },
  }),
];

function ListPage({ rows, query }: { rows: QuestionRow[]; query: SentValues }): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="Questions" current={QUESTIONS}>
      <p>What general practice is asked, and answers with one voice: from the draft to the report back.</p>
      {mayUse(LEAD) && (
        <a className="nhsuk-button" href={`${QUESTIONS}/new`}>
          Draft a question
        </a>
      )}
      <nav className="voice-links" aria-label="More on questions">
        <a href="/reports">Reports back</a>
        <a href="/consultations">Consultations of the LMC</a>
        <a href="/agreements">How each PCN decides</a>
      </nav>
      <DataTable table={table} rows={rows} query={query} basePath={QUESTIONS} />
    </Page>
  );
}
