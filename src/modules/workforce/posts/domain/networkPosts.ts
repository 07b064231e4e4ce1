import type { PostFacts } from './post.ts';
import type { Days, Span } from './timeline.ts';

/** One person's part of a post, as it is believed now. */
export interface Filling extends Days {
  id: string;
  postId: string;
  staffId: string;
  /** Exact, as the post's. */
  wte: string;
  leavingReason: string | null;
}

/** A post over all its days, as it is believed now. */
export interface PostLine {
  id: string;
  reference: string;
  pcnCode: string;
  /** In order, one following the other. */
  spans: readonly Span<PostFacts>[];
  fillings: readonly Filling[];
  /** What the commissioner agreed that the rules refuse. */
  agreed: readonly AgreedCode[];
}

export const AGREED_CODES = { 'over-cap': 'Above the cap of its role', 'role-not-yet': 'Before its role is reimbursed' } as const;
export type AgreedCode = keyof typeof AGREED_CODES;
export const isAgreedCode = (text: string): text is AgreedCode => Object.hasOwn(AGREED_CODES, text);
