import type { IsoDate } from '#kernel/isoDate.ts';
import { expectedOf } from '../../load/domain/load.ts';
import type { LoadDefault, LoadKind, SupervisorLoad } from '../../load/domain/load.ts';
import { inHours } from '../../load/domain/sayLoad.ts';
import type { Filling, Post } from '../../posts/index.ts';
import { daysWithin } from './quarter.ts';
import type { Quarter } from './quarter.ts';

/** What one may record of one's own: of whom one manages, and of whom one supervises. */
export const OWN_KINDS = ['supervision', 'management'] as const satisfies readonly LoadKind[];
export type OwnKind = (typeof OWN_KINDS)[number];

/** What somebody is to a post. */
export function kindsOf({ lineManagerId, clinicalSupervisorId }: Pick<Post, 'lineManagerId' | 'clinicalSupervisorId'>, staffId: string): OwnKind[] {
  return OWN_KINDS.filter((kind) => (kind === 'management' ? lineManagerId : clinicalSupervisorId) === staffId);
}

/** A record of time of one of these kinds, as it stands. */
export interface OwnRecord {
  id: number;
  postId: string;
  kind: OwnKind;
  minutes: number;
  on: IsoDate;
  /** Who entered it. */
  by: string;
}

/** One post and one kind of time in a quarter: what was recorded, against what is expected. */
export interface QuarterLine {
  post: Post;
  kind: OwnKind;
  recordedMinutes: number;
  /** By the defaults, over the weeks in which somebody filled it: a guess. */
  expectedMinutes: number;
  isRecorded: boolean;
}

/** The lines of a quarter for whom somebody managed and supervised at its end; a post that nobody filled in it took no time. */
export function quarterLines({ staffId, posts, fillings, records, defaults, quarter }: { staffId: string; posts: readonly Post[]; fillings: readonly Pick<Filling, 'postId' | 'from' | 'to'>[]; records: readonly OwnRecord[]; defaults: readonly LoadDefault[]; quarter: Quarter }): QuarterLine[] {
  return posts.flatMap((post) => {
    const days = daysWithin(quarter, fillings.filter(({ postId }) => postId === post.id));
    if (days === 0) return [];
    return kindsOf(post, staffId).map((kind): QuarterLine => {
      const own = records.filter((record) => record.postId === post.id && record.kind === kind);
      return { post, kind, recordedMinutes: own.reduce((sum, { minutes }) => sum + minutes, 0), expectedMinutes: Math.round((expectedOf(post, kind, defaults) * days) / 7), isRecorded: own.length > 0 };
    });
  });
}

/** How many posts of a quarter have a kind of time of which nothing was recorded. */
export const postsWithout = (lines: readonly QuarterLine[]): number => new Set(lines.filter(({ isRecorded }) => !isRecorded).map(({ post }) => post.id)).size;

/** What somebody carries over all whom they manage and supervise, and how that stands to the others of the PCN. */
export function sayOwnLoad(staffId: string, loads: readonly SupervisorLoad[]): string {
  const own = loads.find((one) => one.staffId === staffId);
  if (!own) return 'Nobody fills a post that you manage or supervise, so none takes time of yours.';
  const hours = (minutes: number): string => `${inHours(minutes)} ${inHours(minutes) === 1 ? 'hour' : 'hours'}`;
  const parts = [...(own.managed > 0 ? [`manage ${sayPosts(own.managed)}`] : []), ...(own.supervised > 0 ? [`supervise ${sayPosts(own.supervised)}`] : [])].join(' and ');
  const mine = `You ${parts} that somebody fills. By what is expected, which is a guess, that takes ${hours(own.expectedMinutesPerWeek)} a week`;
  const others = loads.filter((one) => one.staffId !== staffId).map(({ expectedMinutesPerWeek }) => expectedMinutesPerWeek);
  if (others.length === 0) return `${mine}. Nobody else of the PCN manages or supervises.`;
  const [most, average] = [Math.max(...others), others.reduce((sum, minutes) => sum + minutes, 0) / others.length];
  const whom = others.length === 1 ? 'the one other who manages or supervises' : `each of the ${others.length} others who manage or supervise`;
  if (own.expectedMinutesPerWeek > most) return `${mine}. That is more than ${whom}: the most of theirs is ${hours(most)}.`;
  if (own.expectedMinutesPerWeek > average) return `${mine}. That is more than the ${others.length} others carry on average, ${hours(average)}.`;
  return `${mine}. That is no more than others carry: ${hours(average)} on average.`;
}

export const sayPosts = (count: number): string => `${count} ${count === 1 ? 'post' : 'posts'}`;
