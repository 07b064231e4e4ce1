import type { ReactElement } from 'react';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { consultationMatter } from '../../consultationMatters.ts';
import type { ConsultationRead } from '../../queries/consultations.ts';
import { QUESTIONS_CRUMB } from '../questions/questionPaths.ts';
import { sayState } from './consultationPage.tsx';

export interface ConsultationRow extends ConsultationRead {
  /** Whether the reader answers for this LMC. */
  isOurs: boolean;
  lmcName: string;
}

const tableOf = (today: IsoDate) =>
  defineTable<ConsultationRow>({
    id: 'consultations',
    caption: 'Consultations',
    whenEmpty: 'No LMC was consulted yet. It is done from the page of a question’s position.',
    columns: [
      { key: 'question', heading: 'Question', kind: 'text', value: ({ questionTitle }) => questionTitle, cell: ({ id, questionTitle }) => <a href={`/consultations/${id}`}>{questionTitle}</a>, filter: 'text' },
      { key: 'lmc', heading: 'LMC', kind: 'text', value: ({ lmcName }) => lmcName, filter: 'select' },
      { key: 'matter', heading: 'Matter', kind: 'text', value: ({ matter }) => consultationMatter(matter)?.title ?? matter },
      { key: 'state', heading: 'How it stands', kind: 'text', value: (row) => sayState(row, today), filter: 'select' },
      { key: 'opened', heading: 'Opened', kind: 'date', value: ({ openedOn }) => openedOn },
      { key: 'deadline', heading: 'Answer by', kind: 'date', value: ({ deadline }) => deadline },
    ],
  });

/** Every consultation: those that wait for the reader's own answer first, then the other open ones. */
export function ConsultationsPage({ rows, today, query }: { rows: readonly ConsultationRow[]; today: IsoDate; query: SentValues }): ReactElement {
  const rank = ({ isOurs, isAnswered, isWithdrawn }: ConsultationRow): number => (isAnswered || isWithdrawn ? 2 : isOurs ? 0 : 1);
  const sorted = [...rows].sort((left, right) => rank(left) - rank(right) || ((left.deadline ?? '') < (right.deadline ?? '') ? -1 : 1));
  const waiting = rows.filter((row) => rank(row) === 0);
  return (
    <Page title="Consultations of the LMC" current="/questions" breadcrumbs={[{ label: 'Home', href: '/' }, QUESTIONS_CRUMB]}>
      {waiting.length > 0 && <p>{waiting.length === 1 ? 'One waits' : `${waiting.length} wait`} for your LMC’s answer.</p>}
      <DataTable table={tableOf(today)} rows={sorted} query={query} basePath="/consultations" isDownloadHidden />
    </Page>
  );
}
