import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureSource, FigureStatus } from '#platform/explanation/working.ts';

/** The streams of money of the network contract, in the order in which a statement lists them. */
export const STREAMS = {
  'core-pcn': 'Core PCN funding',
  'clinical-director': 'Clinical director',
  'leadership-and-management': 'Leadership and management',
  'extended-hours': 'Extended hours access',
  'enhanced-access': 'Enhanced access',
  'care-home-premium': 'Care home premium',
  'covid-support': 'PCN support during covid',
  'capacity-and-access-support': 'Capacity and access support',
  'capacity-and-access-improvement': 'Capacity and access improvement',
  'additional-roles-sum': 'Additional roles reimbursement sum',
  'investment-and-impact-fund': 'Investment and impact fund',
  'network-participation': 'Network participation',
} as const;
export type StreamId = keyof typeof STREAMS;

/** By what a figure is multiplied. The three populations are three things and never stand in for one another. */
export const BASES = {
  registered: 'registered patients at 1 January',
  'pcn-adjusted': 'PCN adjusted population at 1 January',
  'contractor-weighted': 'contractor weighted population at 1 January',
  'care-home-beds': 'care home beds',
  points: 'points',
} as const;
export type Basis = keyof typeof BASES;

/** In what a figure is counted, which also says how it is used. */
export const FIGURE_UNITS = {
  '£ a year': 'pounds a year for each one of its basis; a month is a twelfth',
  '£ for the period': 'pounds for each one of its basis over the whole span in which it holds',
  '£ a point': 'pounds a point',
  points: 'points',
  share: 'a part of one',
  '£': 'pounds',
  '£m': 'millions of pounds',
  count: 'a number',
  'minutes a week': 'minutes of appointments a week for every 1,000 of its basis',
  'hours a week': 'hours of appointments a week',
} as const;
export type FigureUnit = keyof typeof FIGURE_UNITS;

/** One value of a figure, with its two dates: from when it holds, and since when it was known. */
export interface FigureValue {
  from: IsoDate;
  /** The first day on which it holds no more; null where a later one ends it, or nothing does. */
  to: IsoDate | null;
  published: IsoDate;
  /** A decimal or a fraction as text, exact; null where the figure was retired from that day. */
  value: string | null;
  status: FigureStatus;
  source: FigureSource;
}

export interface Figure {
  /** `<stream>/<name>`. */
  id: string;
  stream: StreamId;
  title: string;
  unit: FigureUnit;
  basis: Basis | null;
  values: readonly FigureValue[];
}

/**
 * A figure as it holds on a day, as far as was known on another: of what was published by then and has begun, the latest
 * to begin, and of those the latest published. Null where there is none, or it was retired.
 */
export function figureOn({ values }: Pick<Figure, 'values'>, { on, knownOn }: { on: IsoDate; knownOn: IsoDate | null }): (FigureValue & { value: string }) | null {
  let found: FigureValue | null = null;
  for (const one of values) {
    if (one.from > on || (one.to !== null && one.to <= on) || (knownOn !== null && one.published > knownOn)) continue;
    if (!found || one.from > found.from || (one.from === found.from && one.published > found.published)) found = one;
  }
  return found && found.value !== null ? { ...found, value: found.value } : null;
}
