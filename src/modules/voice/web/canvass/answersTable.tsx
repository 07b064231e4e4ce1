import { toIsoDate } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Answer, Constituent } from '../../domain/canvass/canvass.ts';
import type { RollUp } from '../../domain/canvass/rollUp.ts';
import { sayAnswer } from '../answer/answerForm.tsx';

interface AnswerRow {
  constituent: Constituent;
  voice: string;
  answer: Answer | null;
}

export const answerRows = ({ voices, bodies }: RollUp): AnswerRow[] => [
  ...voices.flatMap(({ voice, practices }) => practices.map(({ constituent, answer }) => ({ constituent, voice: voice.name, answer }))),
  ...bodies.map(({ constituent, answer }) => ({ constituent, voice: constituent.kind === 'lmc' ? 'LMC' : 'Federation', answer })),
];

/** Everybody who was asked, with what they say. It has no download: named answers stay on this page. */
export const answersTable = defineTable<AnswerRow>({
  id: 'answers',
  caption: 'What each says',
  columns: [
    { key: 'name', heading: 'Asked', value: ({ constituent }) => constituent.name, kind: 'text', filter: 'text' },
    { key: 'voice', heading: 'In', value: ({ voice }) => voice, kind: 'text', filter: 'select' },
    { key: 'patients', heading: 'Patients', value: ({ constituent }) => constituent.patients, kind: 'number' },
    { key: 'answer', heading: 'Answer', value: ({ answer }) => (answer ? sayAnswer(answer.choice) : 'Not heard from'), kind: 'text', filter: 'select' },
    { key: 'words', heading: 'In their own words', value: ({ answer }) => answer?.words ?? null, kind: 'text', sortable: false },
    { key: 'change', heading: 'What would change it', value: ({ answer }) => answer?.wouldChange ?? null, kind: 'text', sortable: false },
    { key: 'given', heading: 'Given', value: ({ answer }) => (answer ? toIsoDate(answer.at) : null), kind: 'date' },
  ],
  whenEmpty: 'Nobody was asked.',
});
