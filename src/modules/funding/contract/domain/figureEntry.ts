import Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Figure, FigureValue } from './figure.ts';

/** A value of a figure as somebody enters it, with where it was read. */
export interface FigureEntry {
  figure: string;
  from: IsoDate;
  /** The first day on which it holds no more; null where it goes on. */
  to: IsoDate | null;
  published: IsoDate;
  value: string;
  sourceTitle: string;
  /** Empty where it has none: a letter. */
  sourceAddress: string;
  locator: string;
  /** Whether whoever enters it read it in the primary document. */
  isReadInDocument: boolean;
}

const EXACT = /^\d{1,9}(\.\d{1,6})?(\/[1-9]\d{0,5})?$/;
const LONGEST = 300;

/** The value as text where it may be one of this figure; a refusal that says what is wrong with it. */
export function exactValue(text: string, figure: Pick<Figure, 'title' | 'unit'>): Result<string> {
  const value = text.trim().replace(/^£\s*/, '');
  if (!EXACT.test(value)) return refuse({ code: 'not-a-figure', what: `“${text.slice(0, 40)}” is not a figure.`, where: 'value', todo: 'Write it as it was published, such as 8.427, or as a fraction, such as 2/3.' });
  if (figure.unit === 'share' && new Fraction(value).compare(1) > 0) return refuse({ code: 'not-a-share', what: `${figure.title} is a part of one, and ${value} is more than one.`, where: 'value', todo: 'Write it between 0 and 1.' });
  return ok(value);
}

/** Decides whether an entry may stand beside the values that a figure has. */
export function decideFigureEntry(figures: readonly Figure[], entry: FigureEntry, today: IsoDate): Result<FigureEntry> {
  const figure = figures.find(({ id }) => id === entry.figure);
  if (!figure) return refuse({ code: 'figure-unknown', what: `The rules have no figure “${entry.figure.slice(0, 60)}”.`, where: 'figure', todo: 'Choose one from the list.' });
  const value = exactValue(entry.value, figure);
  if (!value.ok) return value;
  if (entry.to !== null && entry.to <= entry.from) return refuse({ code: 'ends-before-it-begins', what: `It would end on ${sayDate(entry.to)}, and begins on ${sayDate(entry.from)}.`, where: 'to', todo: 'Give a later day, or leave it empty where it goes on.' });
  if (entry.published > today) return refuse({ code: 'not-yet-published', what: `It was published on ${sayDate(entry.published)}, which is after today, ${sayDate(today)}.`, where: 'published', todo: 'Give the day on which it became known.' });
  for (const [where, text] of [['sourceTitle', entry.sourceTitle], ['locator', entry.locator]] as const) {
    if (!text.trim()) return refuse({ code: 'source-missing', what: 'A figure without its source is not shown.', where, todo: where === 'locator' ? 'Say where in the document it stands: a page, a paragraph, a table.' : 'Say in which document it was read.' });
  }
  if ([entry.sourceTitle, entry.sourceAddress, entry.locator].some((text) => text.length > LONGEST)) return refuse({ code: 'too-long', what: `The source has more than ${LONGEST} letters.`, where: 'sourceTitle', todo: 'Name the document; its words stay in it.' });
  if (entry.sourceAddress.trim() && !/^https?:\/\/[^\s]+$/.test(entry.sourceAddress.trim())) return refuse({ code: 'not-an-address', what: `“${entry.sourceAddress.slice(0, 60)}” is not an address of the web.`, where: 'sourceAddress', todo: 'It begins with https://. Leave it empty where there is none.' });
  const same = figure.values.find(({ from, published }) => from === entry.from && published === entry.published);
  if (same) return refuse({ code: 'figure-there-already', what: `${figure.title} has a value from ${sayDate(entry.from)} that was published on ${sayDate(entry.published)}: ${same.value ?? 'none, it was retired'}.`, where: 'value', todo: 'Withdraw that one if it was entered by mistake, or give the day on which this one was published.' });
  return ok({ ...entry, value: value.value, sourceTitle: entry.sourceTitle.trim(), sourceAddress: entry.sourceAddress.trim(), locator: entry.locator.trim() });
}

/** A figure's values in the order of their two dates. */
export const inOrder = (values: readonly FigureValue[]): FigureValue[] => values.toSorted((a, b) => (a.from + a.published < b.from + b.published ? -1 : a.from + a.published > b.from + b.published ? 1 : 0));
