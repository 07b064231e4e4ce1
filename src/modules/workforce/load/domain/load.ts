import Fraction from 'fraction.js';
import type { PostInBrief } from '../../posts/index.ts';

export const LOAD_KINDS = { recruitment: 'Recruitment', management: 'Line management', supervision: 'Clinical supervision', induction: 'Induction' } as const;
export type LoadKind = keyof typeof LOAD_KINDS;
export const isLoadKind = (text: string): text is LoadKind => Object.hasOwn(LOAD_KINDS, text);

export const WORTH_KINDS = { appointments: 'Appointments', reviews: 'Reviews', visits: 'Visits' } as const;
export type WorthKind = keyof typeof WORTH_KINDS;
export const isWorthKind = (text: string): text is WorthKind => Object.hasOwn(WORTH_KINDS, text);

export interface LoadRecord {
  practiceCode: string;
  postId: string;
  kind: LoadKind;
  minutes: number;
}

export interface WorthCount {
  practiceCode: string;
  role: string;
  kind: WorthKind;
  count: number;
  minutes: number;
}

export interface LoadDefault {
  /** Null for every role that has no line of its own. */
  roles: readonly string[] | null;
  kind: LoadKind;
  minutesPerWeek: number;
}

export interface PracticeLoad {
  /** Null for what falls on no practice that is named. */
  practiceCode: string | null;
  /** Minutes that were recorded, by kind. */
  recorded: Readonly<Record<LoadKind, number>>;
  recordedMinutes: number;
  /** Minutes that the defaults expect for posts and kinds of which nothing was recorded: a guess, kept apart. */
  expectedMinutes: number;
  worth: Readonly<Record<WorthKind, { count: number; minutes: number }>>;
  worthMinutes: number;
  /** Its part of what all practices carry, recorded and expected, and of what all receive; null where there is none of it at all. */
  shareCarried: number | null;
  shareReceived: number | null;
  /** It carries much and receives little. */
  isImbalanced: boolean;
}

type FactsOfPost = Pick<PostInBrief, 'id' | 'role' | 'wte' | 'home' | 'workPlaces' | 'holders' | 'lineManagerId' | 'clinicalSupervisorId'>;

/**
 * Minutes a week that the defaults expect of a post: the line that names its role, else the line for every role. What is expected is
 * a guess and is shown in whole minutes, so it is no exact fraction: those take seconds for all posts of England.
 */
export function expectedOf({ role, wte }: Pick<FactsOfPost, 'role' | 'wte'>, kind: LoadKind, defaults: readonly LoadDefault[]): number {
  const own = defaults.find((line) => line.kind === kind && role !== null && line.roles?.includes(role)) ?? defaults.find((line) => line.kind === kind && line.roles === null);
  return own ? sizeOf(wte) * own.minutesPerWeek : 0;
}

const sizes = new Map<string, number>();

/** A WTE as a number; posts have few different ones, and taking one apart takes longest. */
function sizeOf(wte: string): number {
  let size = sizes.get(wte);
  if (size === undefined) sizes.set(wte, (size = new Fraction(wte).valueOf()));
  return size;
}

/** On which practices a post's time falls: its home, else where it works by minutes, else none that is named. The parts sum to one. */
export function partsOf({ home, workPlaces }: Pick<FactsOfPost, 'home' | 'workPlaces'>): { practiceCode: string | null; part: number }[] {
  if (home?.kind === 'practice') return [{ practiceCode: home.code, part: 1 }];
  const whole = workPlaces.reduce((sum, { minutesPerWeek }) => sum + minutesPerWeek, 0);
  if (whole === 0) return [{ practiceCode: null, part: 1 }];
  return workPlaces.map(({ practiceCode, minutesPerWeek }) => ({ practiceCode, part: minutesPerWeek / whole }));
}

export interface LoadFacts {
  posts: readonly FactsOfPost[];
  records: readonly LoadRecord[];
  worth: readonly WorthCount[];
  defaults: readonly LoadDefault[];
  weeks: number;
  imbalancePoints: number;
}

/**
 * What each practice carries for the roles and what it receives, over a span of weeks. What was recorded stands for itself; where
 * nothing of a kind was recorded for a filled post, the default stands in, apart from the rest.
 */
export function loadByPractice({ posts, records, worth, defaults, weeks, imbalancePoints }: LoadFacts): PracticeLoad[] {
  const found = new Map<string | null, { recorded: Record<LoadKind, number>; expected: number; worth: Record<WorthKind, { count: number; minutes: number }> }>();
  const at = (code: string | null) => {
    let one = found.get(code);
    if (!one) found.set(code, (one = { recorded: { recruitment: 0, management: 0, supervision: 0, induction: 0 }, expected: 0, worth: { appointments: { count: 0, minutes: 0 }, reviews: { count: 0, minutes: 0 }, visits: { count: 0, minutes: 0 } } }));
    return one;
  };
  for (const { practiceCode, kind, minutes } of records) at(practiceCode).recorded[kind] += minutes;
  const isRecorded = new Set(records.map(({ postId, kind }) => `${postId} ${kind}`));
  const kinds = Object.keys(LOAD_KINDS) as LoadKind[];
  for (const post of posts) {
    if (post.holders.length === 0) continue;
    const expected = kinds.filter((kind) => !isRecorded.has(`${post.id} ${kind}`)).reduce((sum, kind) => sum + expectedOf(post, kind, defaults), 0) * weeks;
    for (const { practiceCode, part } of partsOf(post)) {
      at(practiceCode).expected += expected * part;
    }
  }
  for (const { practiceCode, kind, count, minutes } of worth) {
    const sum = at(practiceCode).worth[kind];
    sum.count += count;
    sum.minutes += minutes;
  }
  const lines = [...found].map(([practiceCode, { recorded, expected, worth: given }]) => ({
    practiceCode, recorded, recordedMinutes: Object.values(recorded).reduce((sum, minutes) => sum + minutes, 0), expectedMinutes: Math.round(expected),
    worth: given, worthMinutes: Object.values(given).reduce((sum, { minutes }) => sum + minutes, 0),
  }));
  const carried = lines.reduce((sum, line) => sum + line.recordedMinutes + line.expectedMinutes, 0);
  const received = lines.reduce((sum, line) => sum + line.worthMinutes, 0);
  return lines.map((line): PracticeLoad => {
    const shareCarried = carried === 0 ? null : (line.recordedMinutes + line.expectedMinutes) / carried;
    const shareReceived = received === 0 ? null : line.worthMinutes / received;
    const isImbalanced = line.practiceCode !== null && shareCarried !== null && shareReceived !== null && (shareCarried - shareReceived) * 100 >= imbalancePoints;
    return { ...line, shareCarried, shareReceived, isImbalanced };
  }).sort((a, b) => gapOf(b) - gapOf(a) || (String(a.practiceCode) < String(b.practiceCode) ? -1 : 1));
}

const gapOf = ({ shareCarried, shareReceived }: PracticeLoad): number => (shareCarried ?? 0) - (shareReceived ?? 0);

export interface SupervisorLoad {
  staffId: string;
  managed: number;
  supervised: number;
  /** Minutes a week that the defaults expect over all whom they manage and supervise. */
  expectedMinutesPerWeek: number;
}

/** What each manager and supervisor carries over all whom they manage and supervise, the most first. Vacant posts take nothing yet. */
export function supervisorLoads(posts: readonly FactsOfPost[], defaults: readonly LoadDefault[]): SupervisorLoad[] {
  const found = new Map<string, { managed: number; supervised: number; minutes: number }>();
  const add = (staffId: string | null, post: FactsOfPost, kind: 'management' | 'supervision'): void => {
    if (staffId === null) return;
    const one = found.get(staffId) ?? { managed: 0, supervised: 0, minutes: 0 };
    found.set(staffId, { managed: one.managed + (kind === 'management' ? 1 : 0), supervised: one.supervised + (kind === 'supervision' ? 1 : 0), minutes: one.minutes + expectedOf(post, kind, defaults) });
  };
  for (const post of posts.filter(({ holders }) => holders.length > 0)) {
    add(post.lineManagerId, post, 'management');
    add(post.clinicalSupervisorId, post, 'supervision');
  }
  return [...found].map(([staffId, { managed, supervised, minutes }]) => ({ staffId, managed, supervised, expectedMinutesPerWeek: Math.round(minutes) }))
    .sort((a, b) => b.expectedMinutesPerWeek - a.expectedMinutesPerWeek || (a.staffId < b.staffId ? -1 : 1));
}
