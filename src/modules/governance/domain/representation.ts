import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { whyNotSpan } from './forumEntry.ts';

/** The ways in which the PCNs of a place can be spoken for in a forum. Not every PCN can always sit there itself. */
export const REPRESENTATION_WAYS = {
  'seat-each': 'a seat for each PCN',
  'lead-pcn': 'a lead PCN speaks for all',
  elected: 'elected representatives',
  'neutral-manager': 'a neutral senior manager',
} as const;
export type RepresentationWay = keyof typeof REPRESENTATION_WAYS;

/** What speaks for and against each way, in the words of those who have tried. */
export const WAY_MEANINGS: Readonly<Record<RepresentationWay, string>> = {
  'seat-each': 'Every PCN’s clinical director sits in the forum and speaks for their own PCN.',
  'lead-pcn': 'One PCN’s clinical director sits for all. The others rely on them to act for all and to report back.',
  elected: 'The PCNs elect who sits for them, for a term.',
  'neutral-manager': 'A senior manager of no PCN sits for all: neutral between them, with time to speak with each before and after.',
};

export interface RepresentationEntry {
  way: RepresentationWay;
  /** Of a lead PCN: its code. */
  leadCode?: string | null;
  /** In quarters of a session: 4 is one session. */
  quarterSessionsAWeek: number;
  costPenceAYear: number;
  /** The body that resources it; null where nobody does. */
  resourcedByCode?: string | null;
  from: IsoDate;
  /** The last day; null where it goes on. */
  lastDay?: IsoDate | null;
}

export interface PortfolioEntry {
  programme: string;
  personId: string;
  /** The PCN that they come from. */
  pcnCode?: string | null;
  from: IsoDate;
  lastDay?: IsoDate | null;
}

/** Why this cannot be how PCNs are represented; null where it can. */
export function whyNotRepresentation({ way, leadCode, quarterSessionsAWeek, costPenceAYear, from, lastDay }: RepresentationEntry): Refusal | null {
  if (!Object.hasOwn(REPRESENTATION_WAYS, way)) return { code: 'representation-way-unknown', what: `There is no way “${way}” of representing PCNs.`, where: 'way', todo: 'Choose one of the four.' };
  if ((way === 'lead-pcn') !== Boolean(leadCode)) {
    return way === 'lead-pcn'
      ? { code: 'lead-pcn-missing', what: 'Where a lead PCN speaks for all, it has to be named.', where: 'leadCode', todo: 'Choose the PCN.' }
      : { code: 'lead-pcn-unwanted', what: 'Only where a lead PCN speaks for all is a PCN named.', where: 'leadCode', todo: 'Choose no PCN, or the way “a lead PCN”.' };
  }
  if (!Number.isInteger(quarterSessionsAWeek) || quarterSessionsAWeek < 0 || quarterSessionsAWeek > 400) {
    return { code: 'sessions-out-of-range', what: 'Sessions a week are between 0 and 100, in quarters.', where: 'sessions', todo: 'Enter a number such as 4 or 2.5.' };
  }
  if (!Number.isSafeInteger(costPenceAYear) || costPenceAYear < 0) return { code: 'cost-out-of-range', what: 'The cost a year is in pounds and pence, 0 or more.', where: 'cost', todo: 'Enter an amount such as 24000 or 24000.50.' };
  return whyNotSpan({ from, lastDay });
}

export function whyNotPortfolio({ programme, from, lastDay }: PortfolioEntry): Refusal | null {
  const name = programme.trim();
  if (name === '' || name.length > 200) return { code: 'programme-missing', what: 'Name the programme, in up to 200 characters.', where: 'programme', todo: 'Enter the name by which people know it.' };
  return whyNotSpan({ from, lastDay });
}

export const saySessions = (quarters: number): string => `${quarters / 4} ${quarters === 4 ? 'session' : 'sessions'} a week`;
