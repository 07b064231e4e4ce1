import type { IsoDate } from '#kernel/isoDate.ts';
import type { Purpose } from './meeting.ts';

/** A paper in somebody's pack, or why it is not. */
export type PackPaper =
  | { isWithheld: false; title: string; fileName: string; mediaType: string; bytes: number; digest: string }
  | { isWithheld: true; why: string };

export interface PackItem {
  number: number;
  title: string;
  purpose: Purpose;
  amountPence: number | null;
  /** What stands before it, in the words of who keeps the forum. */
  cover: string | null;
  papers: PackPaper[];
  /** Why the reader gets nothing of it but this; its title is then not its own. */
  withheld: string | null;
}

export interface PackAction {
  what: string;
  ownerName: string | null;
  dueOn: IsoDate;
  carriedOver: number;
}

/** A meeting's papers as one reader gets them. */
export interface BoardPack {
  forumName: string;
  day: IsoDate;
  /** `09:30 to 11:30`, by the clock of England. */
  times: string;
  place: string;
  isPublic: boolean;
  isCancelled: boolean;
  /** For whom it was made: it may hold what others do not get. */
  forWhom: string;
  items: PackItem[];
  /** Of the meeting as a whole. */
  papers: PackPaper[];
  actions: PackAction[];
}
