import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { sayName } from '../../posts/index.ts';
import { LOAD_KINDS } from '../domain/load.ts';
import type { PracticeLoad } from '../domain/load.ts';
import type { LoadAnswer, StandingRecord } from '../queries/loadOfPcn.ts';

const SOURCE = { title: 'What the PCN entered; what is expected is Chorus’s own guess, unverified' };
const hours = (minutes: number): number => Math.round(minutes / 6) / 10;
const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 100));

export const practicesTable = (nameOf: (code: string) => string): Table<PracticeLoad> => defineTable<PracticeLoad>({
  id: 'load',
  caption: 'What each practice carries and receives',
  columns: [
    { key: 'practice', heading: 'Practice', kind: 'text', value: ({ practiceCode }) => (practiceCode === null ? 'No practice is named' : nameOf(practiceCode)) },
    { key: 'recorded', heading: 'Recorded', unit: 'hours', kind: 'number', value: ({ recordedMinutes }) => hours(recordedMinutes) },
    { key: 'expected', heading: 'Expected beside it', unit: 'hours, unverified', kind: 'number', value: ({ expectedMinutes }) => hours(expectedMinutes) },
    { key: 'given', heading: 'Given back', unit: 'hours', kind: 'number', value: ({ worthMinutes }) => hours(worthMinutes) },
    { key: 'counts', heading: 'Appointments, reviews, visits', kind: 'text', value: ({ worth }) => `${worth.appointments.count}, ${worth.reviews.count}, ${worth.visits.count}` },
    { key: 'carried', heading: 'Of all that is carried', unit: '%', kind: 'number', value: ({ shareCarried }) => percent(shareCarried) },
    { key: 'received', heading: 'Of all that is received', unit: '%', kind: 'number', value: ({ shareReceived }) => percent(shareReceived) },
    { key: 'seen', heading: 'Balance', kind: 'text', value: ({ isImbalanced, shareReceived }) => (isImbalanced ? 'Carries much, receives little' : shareReceived === null ? 'Nothing counted as given back' : '–') },
  ],
  source: SOURCE,
  whenEmpty: 'No post is filled and nothing was recorded.',
});

export const supervisorsTable: Table<LoadAnswer['supervisors'][number]> = defineTable<LoadAnswer['supervisors'][number]>({
  id: 'supervisors',
  caption: 'Managers and supervisors',
  columns: [
    { key: 'who', heading: 'Who', kind: 'text', value: ({ name }) => sayName({ name }) },
    { key: 'managed', heading: 'Manages', unit: 'posts', kind: 'number', value: ({ managed }) => managed },
    { key: 'supervised', heading: 'Supervises', unit: 'posts', kind: 'number', value: ({ supervised }) => supervised },
    { key: 'minutes', heading: 'Expected', unit: 'hours a week, unverified', kind: 'number', value: ({ expectedMinutesPerWeek }) => hours(expectedMinutesPerWeek) },
  ],
  source: SOURCE,
  whenEmpty: 'No filled post has a manager or a supervisor.',
});

export const recordsTable = (postName: (id: string) => string, nameOf: (code: string) => string): Table<StandingRecord> => defineTable<StandingRecord>({
  id: 'records',
  caption: 'Time that was recorded',
  columns: [
    { key: 'on', heading: 'Day', kind: 'date', value: ({ on }) => on },
    { key: 'practice', heading: 'Practice', kind: 'text', filter: 'text', value: ({ practiceCode }) => nameOf(practiceCode) },
    { key: 'post', heading: 'Post', kind: 'text', value: ({ postId }) => postName(postId) },
    { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => LOAD_KINDS[kind] },
    { key: 'minutes', heading: 'Minutes', kind: 'number', value: ({ minutes }) => minutes },
    { key: 'number', heading: 'Number', kind: 'number', value: ({ id }) => id },
  ],
  source: SOURCE,
  whenEmpty: 'Nothing was recorded in this year.',
});
