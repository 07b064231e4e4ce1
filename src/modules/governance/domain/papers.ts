import type { Paper } from '#platform/papers/index.ts';

/** What a paper may belong to. */
export const PAPER_PLACES = { item: 'agenda item', meeting: 'meeting', delegation: 'delegation, as its instrument', terms: 'terms of reference' } as const;
export type PaperPlace = keyof typeof PAPER_PLACES;

/** A paper where it belongs. */
export interface AttachedPaper {
  /** Of the attachment: the same paper may be attached in two places, published in one. */
  id: string;
  paper: Paper;
  belongsTo: PaperPlace;
  subjectId: string;
  /** The forum that keeps it; null for a delegation’s instrument. */
  forumCode: string | null;
  isPublished: boolean;
  withheldReason: string | null;
  attachedAt: Date;
  attachedBy: string;
  /** Null while it stands. */
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
}

/** Who asks for a paper. */
export interface PaperReader {
  /** Keeps the forum, or records delegations. */
  isKeeper: boolean;
  /** Holds a seat of the forum, or deputises. */
  sitsThere: boolean;
  /** Was ruled to get no papers of an item that has this paper. */
  isRuledOut: boolean;
}

export type PaperAnswer = { mayRead: true } | { mayRead: false; why: string };

/**
 * Whether somebody may read a paper. A ruling of "no papers" wins over everything, a seat and the keeping of the forum too. A
 * private item's papers are the public's in no case, however they were marked.
 */
export function mayReadPaper(attached: Pick<AttachedPaper, 'isPublished' | 'withheldReason'>, privateReason: string | null, reader: PaperReader): PaperAnswer {
  if (reader.isRuledOut) return { mayRead: false, why: 'The chair ruled that you get no papers of this item, for a conflict of interest.' };
  if (reader.isKeeper || reader.sitsThere) return { mayRead: true };
  const withheld = withheldFor(attached, privateReason);
  return withheld === null ? { mayRead: true } : { mayRead: false, why: `This paper is withheld: ${withheld}` };
}

/** Why the public does not get a paper; null where it does. */
export const withheldFor = ({ isPublished, withheldReason }: Pick<AttachedPaper, 'isPublished' | 'withheldReason'>, privateReason: string | null): string | null =>
  privateReason ?? (isPublished ? null : (withheldReason ?? 'no reason is recorded'));
