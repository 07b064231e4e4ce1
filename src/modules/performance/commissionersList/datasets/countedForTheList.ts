import type { Dataset } from '#platform/publications/index.ts';

type Columns = Dataset['tables'][number]['columns'];
const MONTH = { is: '[0-9]{4}-[0-9]{2}-01', says: 'is not the first day of a month' };

/** Nobody publishes these by practice: a commissioner has them, and makes a file of Chorus's own columns of them. */
const counted = (id: string, { title, shortTitle, whatFor, newerOneBrings, columns }: Pick<Dataset, 'title' | 'shortTitle' | 'whatFor' | 'newerOneBrings'> & { columns: Columns }): Dataset => ({
  id, title, shortTitle, whatFor, newerOneBrings,
  publisher: 'The commissioner',
  address: '/performance/list',
  everyMonths: null,
  tables: [{
    name: 'practices',
    layout: { hasHeader: true },
    columns: [{ name: 'practice_code', headings: ['Practice code'], kind: 'code' }, { name: 'month', headings: ['Month'], kind: 'day', pattern: MONTH }, ...columns],
    key: ['practice_code', 'month'],
  }],
  asOf: { from: 'newest-of', table: 'practices', columns: ['month'] },
});

/** A whole number, and what was expected: above 0, as nothing can be held against it. */
const againstExpected = (count: string, expected: string): Columns => [
  { name: 'count', headings: [count], kind: 'count' },
  { name: 'expected', headings: [expected], kind: 'number' },
];

export const calls111InHours = counted('calls-111-in-hours', {
  title: 'Calls to 111 in hours, against those expected', shortTitle: 'Calls to 111 in hours',
  whatFor: 'How many patients of each practice called 111 while it was open, and how many were expected to.',
  newerOneBrings: 'what the commissioner’s list says of calls to 111', columns: againstExpected('Calls to 111 in hours', 'Expected calls'),
});

export const aAndEAttendances = counted('a-and-e-attendances', {
  title: 'Attendances at A&E, against those expected', shortTitle: 'A&E attendances',
  whatFor: 'How often patients of each practice attended A&E, and how often they were expected to.',
  newerOneBrings: 'what the commissioner’s list says of A&E', columns: againstExpected('A&E attendances', 'Expected attendances'),
});

export const concernsRaised = counted('concerns-raised', {
  title: 'Concerns raised with the commissioner', shortTitle: 'Concerns raised',
  whatFor: 'How many concerns others raised with the commissioner about each practice; 0 where none was.',
  newerOneBrings: 'what the commissioner’s list says of concerns', columns: [{ name: 'count', headings: ['Concerns raised'], kind: 'count' }],
});

export const listDatasets: Dataset[] = [calls111InHours, aAndEAttendances, concernsRaised];
