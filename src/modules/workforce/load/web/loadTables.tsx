import { sayMonth } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { roleRules } from '#funding';
import { sayName } from '../../posts/index.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { LOAD_KINDS, WORTH_KINDS } from '../domain/load.ts';
import type { PracticeLoad } from '../domain/load.ts';
import { inHours } from '../domain/sayLoad.ts';
import type { LoadKept } from '../whoseLoad.ts';
import type { StandingCount, StandingRecord, SupervisorOfPcn } from '../queries/loadOfPcn.ts';

const SOURCE = { title: 'What the PCN and its practices entered' };
const WITH_EXPECTED = { title: 'What the PCN and its practices entered; what is expected is Chorus’s own guess, unverified' };
const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 100));

export const practicesTable = (nameOf: (code: string) => string): Table<PracticeLoad> => defineTable<PracticeLoad>({
  id: 'load',
  caption: 'Hours by practice',
  columns: [
    { key: 'practice', heading: 'Practice', kind: 'text', value: ({ practiceCode }) => (practiceCode === null ? 'No practice is named' : nameOf(practiceCode)) },
    { key: 'carried', heading: 'Carries', unit: '% of all', kind: 'number', value: ({ shareCarried }) => percent(shareCarried) },
    { key: 'received', heading: 'Receives', unit: '% of all', kind: 'number', value: ({ shareReceived }) => percent(shareReceived) },
    { key: 'recorded', isForWide: true, heading: 'Recorded', unit: 'hours', kind: 'number', value: ({ recordedMinutes }) => inHours(recordedMinutes) },
    { key: 'expected', isForWide: true, heading: 'Expected beside it', unit: 'hours', kind: 'number', value: ({ expectedMinutes }) => inHours(expectedMinutes) },
    { key: 'given', isForWide: true, heading: 'Given back', unit: 'hours', kind: 'number', value: ({ worthMinutes }) => inHours(worthMinutes) },
    { key: 'counts', isForWide: true, heading: 'Appointments, reviews, visits', kind: 'text', sortable: false, value: ({ worth }) => `${worth.appointments.count}, ${worth.reviews.count}, ${worth.visits.count}` },
    { key: 'seen', isForWide: true, heading: 'Balance', kind: 'text', value: ({ isImbalanced, shareReceived }) => (isImbalanced ? 'Carries much, receives little' : shareReceived === null ? 'Nothing counted as given back' : '–') },
  ],
  source: WITH_EXPECTED,
  whenEmpty: 'No post is filled and nothing was recorded.',
});

export const supervisorsTable: Table<SupervisorOfPcn> = defineTable<SupervisorOfPcn>({
  id: 'supervisors',
  caption: 'Managers and supervisors',
  columns: [
    { key: 'who', heading: 'Who', kind: 'text', value: ({ name }) => sayName({ name }) },
    { key: 'managed', isForWide: true, heading: 'Manages', unit: 'posts', kind: 'number', value: ({ managed }) => managed },
    { key: 'supervised', isForWide: true, heading: 'Supervises', unit: 'posts', kind: 'number', value: ({ supervised }) => supervised },
    { key: 'recorded', heading: 'Recorded', unit: 'hours in the year', kind: 'number', value: ({ recordedMinutes }) => inHours(recordedMinutes) },
    { key: 'minutes', heading: 'Expected', unit: 'hours a week, unverified', kind: 'number', value: ({ expectedMinutesPerWeek }) => inHours(expectedMinutesPerWeek) },
  ],
  source: WITH_EXPECTED,
  whenEmpty: 'No filled post has a line manager or a clinical supervisor. They are named on the post’s own form.',
});

/** How the tables of what was entered call things, and whose rows this person may withdraw. */
export interface EnteredNames {
  postName: (id: string) => string;
  nameOf: (code: string) => string;
  kept: LoadKept;
  /** Where a record is withdrawn. */
  withdrawPath: string;
}

export const recordsTable = ({ postName, nameOf, kept, withdrawPath }: EnteredNames): Table<StandingRecord> => defineTable<StandingRecord>({
  id: 'records',
  caption: 'Time that roles took',
  columns: [
    { key: 'on', heading: 'Day', kind: 'date', value: ({ on }) => on },
    { key: 'practice', heading: 'Practice', kind: 'text', filter: 'select', value: ({ practiceCode }) => nameOf(practiceCode) },
    { key: 'post', heading: 'Post', kind: 'text', value: ({ postId }) => postName(postId), isForWide: true },
    { key: 'kind', isForWide: true, heading: 'What for', kind: 'text', filter: 'select', value: ({ kind }) => LOAD_KINDS[kind] },
    { key: 'minutes', heading: 'Minutes', kind: 'number', value: ({ minutes }) => minutes },
    { key: 'number', heading: 'Number', kind: 'number', value: ({ id }) => id, cell: ({ id, practiceCode }) => (kept.keeps(practiceCode) ? <TakeBackForm action={withdrawPath} values={{ what: 'time', id: String(id) }} label={`Withdraw ${id}`} /> : id) },
  ],
  source: SOURCE,
  whenEmpty: 'No time was recorded in this year.',
});

export const countsTable = ({ nameOf, kept, withdrawPath }: EnteredNames): Table<StandingCount> => defineTable<StandingCount>({
  id: 'counts',
  caption: 'What roles gave back',
  columns: [
    { key: 'month', heading: 'Month', kind: 'date', value: ({ month }) => month, cell: ({ month }) => sayMonth(month) },
    { key: 'at', heading: 'Practice', kind: 'text', filter: 'select', value: ({ practiceCode }) => nameOf(practiceCode) },
    { key: 'role', isForWide: true, heading: 'Role', kind: 'text', filter: 'select', value: ({ role }) => roleRules().roles.get(role)?.title ?? role },
    { key: 'what', heading: 'What', kind: 'text', filter: 'select', value: ({ kind }) => WORTH_KINDS[kind], isForWide: true },
    { key: 'count', heading: 'How many', kind: 'number', value: ({ count }) => count },
    { key: 'worth', isForWide: true, heading: 'Minutes', kind: 'number', value: ({ minutes }) => minutes },
    { key: 'id', heading: 'Number', kind: 'number', value: ({ id }) => id, cell: ({ id, practiceCode }) => (kept.keeps(practiceCode) ? <TakeBackForm action={withdrawPath} values={{ what: 'count', id: String(id) }} label={`Withdraw ${id}`} /> : id) },
  ],
  source: SOURCE,
  whenEmpty: 'Nothing was counted as given back in this year.',
});
