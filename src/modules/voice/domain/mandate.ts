import type { IsoDate } from '#kernel/isoDate.ts';

/** How far a mandate lets its holders go on one option of the question. */
export const STANCES = { 'may-agree': 'may agree', 'return-first': 'must come back first', excluded: 'may not agree' } as const;
export type Stance = keyof typeof STANCES;

export interface OptionStance {
  optionId: string;
  stance: Stance;
}

/** In what a range is measured. Pounds are whole pence, shares are parts of 1. */
export const RANGE_UNITS = { pounds: '£', date: 'a date', share: '% of the whole', count: 'a number' } as const;
export type RangeUnit = keyof typeof RANGE_UNITS;

/** From `least` to `most`, both inside; null is without bound on that side. */
export type Range = { name: string } & (
  | { unit: 'pounds' | 'share' | 'count'; least: number | null; most: number | null }
  | { unit: 'date'; least: string | null; most: string | null }
);

export interface Condition {
  words: string;
  /** They come back to the leadership team before they agree, whatever else the mandate says. */
  returnFirst: boolean;
}

/** What somebody wants a mandate to say; `mandateFaults` says whether it can. */
export interface MandateTerms {
  forumCode: string;
  itemId: string | null;
  representatives: readonly string[];
  options: readonly OptionStance[];
  ranges: readonly Range[];
  conditions: readonly Condition[];
  /** In words: on what else they come back. */
  returnWhen: string;
  returnBy: IsoDate | null;
  /** The last day on which it holds. */
  endsOn: IsoDate;
}

export type EndedHow = 'revoked' | 'replaced';

/** The part of a mandate by which an agreement is measured. */
export interface MeasuringMandate {
  id: string;
  forumCode: string;
  itemId: string | null;
  representatives: readonly { personId: string; seatId: string }[];
  options: readonly OptionStance[];
  ranges: readonly Range[];
  conditions: readonly { returnFirst: boolean }[];
  returnBy: IsoDate | null;
  endsOn: IsoDate;
  givenOn: IsoDate;
  /** From this day on it holds no more; null where it was neither revoked nor replaced. */
  endedOn: IsoDate | null;
  returns: readonly { returnedOn: IsoDate; mayAgree: boolean }[];
}

/** Where a question has no options of its own, the one thing that can be agreed. */
export const AGREE_AS_ASKED = { id: 'as-asked', label: 'Agree to what is asked' } as const;

export const optionsToAgree = (options: readonly { id: string; label: string }[]): readonly { id: string; label: string }[] => (options.length > 0 ? options : [AGREE_AS_ASKED]);

/**
 * Whether it holds on a day. Its own last day is inside; the day on which it is revoked is not, so that nobody agrees
 * under it on that day and points at the hour. The one that takes its place holds from that day.
 */
export const isInForce = ({ givenOn, endsOn, endedOn }: Pick<MeasuringMandate, 'givenOn' | 'endsOn' | 'endedOn'>, day: string): boolean =>
  givenOn <= day && day <= endsOn && (endedOn === null || day < endedOn);
