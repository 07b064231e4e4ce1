import { sayDate } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { sayList, sayNumber } from '#kernel/sayWords.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { rotaPath } from '../../web/workforcePaths.ts';
import type { RotaFound } from '../queries/rotas.ts';

const ENTERED = { title: 'Rotas and minutes, as this PCN entered them' };
const sayDifference = (minutes: number): string => (minutes > 0 ? `${sayNumber(minutes)} more` : minutes < 0 ? `${sayNumber(-minutes)} less` : 'as planned');

export interface ShareRow {
  post: string;
  practice: string;
  minutes: number;
  sessions: number | null;
  planned: number;
  had: number;
  difference: number;
}

/** What a practice is to have and what it had stand first, so that they are seen on a narrow screen. */
export const sharesTable = defineTable<ShareRow>({
  id: 'shares', caption: 'Minutes planned and minutes had', source: ENTERED, whenEmpty: 'No role is shared yet.',
  columns: [
    { key: 'practice', heading: 'Practice', value: ({ practice }) => practice, kind: 'text', filter: 'select', cell: ({ practice, post }) => <>{practice}<span className="workforce-narrow">{post}</span></> },
    { key: 'difference', heading: 'Difference', unit: 'minutes', value: ({ difference }) => difference, kind: 'number', cell: ({ difference }) => sayDifference(difference) },
    { key: 'planned', isForWide: true, heading: 'Planned', unit: 'minutes', value: ({ planned }) => planned, kind: 'number' },
    { key: 'had', heading: 'Had', unit: 'minutes', value: ({ had }) => had, kind: 'number' },
    { key: 'minutes', isForWide: true, heading: 'A week now', unit: 'minutes', value: ({ minutes }) => minutes, kind: 'number' },
    { key: 'sessions', isForWide: true, heading: 'A week now', unit: 'sessions', value: ({ sessions }) => sessions, kind: 'number' },
    { key: 'post', isForWide: true, heading: 'Post', value: ({ post }) => post, kind: 'text', filter: 'select' },
  ],
});

/** A line for each role and practice that is planned for, or had some. */
export function shareRows({ posts, practices }: RotaFound): ShareRow[] {
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  return posts.flatMap(({ reference, now, found }) => {
    const codes = [...new Set([...(now?.shares ?? []).map(({ practiceCode }) => practiceCode), ...found.practices.map(({ practiceCode }) => practiceCode)])].sort();
    return codes.map((code) => {
      const minutes = now?.shares.find(({ practiceCode }) => practiceCode === code)?.minutes ?? 0;
      const { planned = 0, had = 0, difference = 0 } = found.practices.find(({ practiceCode }) => practiceCode === code) ?? {};
      const sessions = now?.minutesPerSession ? minutes / now.minutesPerSession : null;
      return { post: reference, practice: nameOf.get(code) ?? code, minutes, sessions, planned, had, difference };
    });
  });
}

export interface WeekRow {
  post: string;
  week: string;
  planned: number;
  had: number;
  /** Who had more or less than planned, in words. */
  differences: string;
}

/** A row a week and role: who had what is wanted only where it is not as planned. */
export const weeksTable = (pcn: RotaFound['pcn']): Table<WeekRow> => defineTable<WeekRow>({
  id: 'weeks', caption: 'Week by week', source: ENTERED, whenEmpty: 'No week was entered yet.',
  columns: [
    { key: 'week', heading: 'Week of', value: ({ week }) => week, kind: 'date', cell: ({ week, post }) => <>{sayDate(week)}<span className="workforce-narrow">{post}</span></> },
    { key: 'differences', heading: 'Against the plan', value: ({ differences }) => differences, kind: 'text', sortable: false },
    { key: 'post', isForWide: true, heading: 'Post', value: ({ post }) => post, kind: 'text', filter: 'select' },
    { key: 'planned', isForWide: true, heading: 'Planned', unit: 'minutes', value: ({ planned }) => planned, kind: 'number' },
    {
      key: 'had', heading: 'Had', unit: 'minutes', value: ({ had }) => had, kind: 'number',
      cell: ({ post, week, had }) => (pcn.isKeeper ? <>{sayNumber(had)}<br /><TakeBackForm action={`${rotaPath(pcn.code)}/undo`} values={{ reference: post, week }} label="Take back" about={`what was entered for ${post} in this week`} /></> : sayNumber(had)),
    },
  ],
});

export function weekRows({ posts, practices }: RotaFound): WeekRow[] {
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  const rows = posts.flatMap(({ reference, found }) => found.weeks.map(({ week, practices: own }): WeekRow => {
    const unlike = own.filter(({ difference }) => difference !== 0).sort((a, b) => a.difference - b.difference);
    const said = unlike.map(({ practiceCode, difference }) => `${nameOf.get(practiceCode) ?? practiceCode} ${sayDifference(difference)}`);
    const sum = (of: 'planned' | 'had'): number => own.reduce((total, one) => total + one[of], 0);
    return { post: reference, week, planned: sum('planned'), had: sum('had'), differences: said.length === 0 ? 'As planned' : sayList(said) };
  }));
  return rows.sort((a, b) => (a.week > b.week ? -1 : a.week < b.week ? 1 : 0));
}

export interface WeekOfPracticeRow {
  post: string;
  week: string;
  practice: string;
  planned: number;
  had: number;
  difference: number;
}

/** Every practice of every week: many rows, folded on the page, for whoever wants to count for themselves. */
export const practiceWeeksTable = defineTable<WeekOfPracticeRow>({
  id: 'practice-weeks', caption: 'Each practice in each week', source: ENTERED, whenEmpty: 'No week was entered yet.',
  columns: [
    { key: 'of', heading: 'Week of', value: ({ week }) => week, kind: 'date' },
    { key: 'at', heading: 'Practice', value: ({ practice }) => practice, kind: 'text', filter: 'select' },
    { key: 'role', isForWide: true, heading: 'Post', value: ({ post }) => post, kind: 'text', filter: 'select' },
    { key: 'plan', isForWide: true, heading: 'Planned', unit: 'minutes', value: ({ planned }) => planned, kind: 'number' },
    { key: 'got', isForWide: true, heading: 'Had', unit: 'minutes', value: ({ had }) => had, kind: 'number' },
    { key: 'less', heading: 'Difference', unit: 'minutes', value: ({ difference }) => difference, kind: 'number', cell: ({ difference }) => sayDifference(difference) },
  ],
});

export function practiceWeekRows({ posts, practices }: RotaFound): WeekOfPracticeRow[] {
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  const rows = posts.flatMap(({ reference, found }) => found.weeks.flatMap(({ week, practices: own }) => own.map(({ practiceCode, ...numbers }) => ({ post: reference, week, practice: nameOf.get(practiceCode) ?? practiceCode, ...numbers }))));
  return rows.sort((a, b) => (a.week > b.week ? -1 : a.week < b.week ? 1 : 0));
}
