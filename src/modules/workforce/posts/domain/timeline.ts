import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** Something that is so from a day on and up to another, the first on which it is so no more; null while it goes on. */
export interface Days {
  from: IsoDate;
  to: IsoDate | null;
}

/** What is so of a thing over some days. */
export interface Span<Facts> extends Days {
  facts: Facts;
}

const AFTER_ALL = '9999-12-31' as IsoDate;
export const endOfDays = ({ to }: Pick<Days, 'to'>): IsoDate => to ?? AFTER_ALL;

export const holdsOn = ({ from, to }: Days, day: IsoDate): boolean => from <= day && (to === null || day < to);
export const overlap = (one: Days, other: Days): boolean => one.from < endOfDays(other) && other.from < endOfDays(one);
export const lastDayOf = ({ to }: Pick<Days, 'to'>): IsoDate | null => (to === null ? null : addDays(to, -1));

/** The whole that spans in order make up, one following the other. */
export const lifeOf = (spans: readonly Days[]): Days => ({ from: spans[0]!.from, to: spans.at(-1)!.to });

/** Adds what changes over some days to what is so; days outside the life of the thing are left alone. */
export function changedOver<Facts extends object>(spans: readonly Span<Facts>[], days: Days, change: Partial<Facts>): Span<Facts>[] {
  return merged(
    spans.flatMap((span) => {
      if (!overlap(span, days)) return [span];
      const from = span.from < days.from ? days.from : span.from;
      const to = endOfDays(days) < endOfDays(span) ? days.to : span.to;
      const before: Span<Facts>[] = span.from < from ? [{ ...span, to: from }] : [];
      const after: Span<Facts>[] = to !== null && to < endOfDays(span) ? [{ ...span, from: to }] : [];
      return [...before, { from, to, facts: { ...span.facts, ...change } }, ...after];
    }),
  );
}

/** The same facts over another life: cut off at its ends, or the first and the last drawn out to them. Null where no day would be left. */
export function livedOver<Facts>(spans: readonly Span<Facts>[], life: Days): Span<Facts>[] | null {
  if (endOfDays(life) <= life.from) return null;
  const kept = spans.filter((span) => overlap(span, life));
  const over = kept.length > 0 ? kept : [life.from < spans[0]!.from ? spans[0]! : spans.at(-1)!];
  return over.map((span, index) => ({ ...span, from: index === 0 ? life.from : span.from, to: index === over.length - 1 ? life.to : span.to }));
}

/** Spans that say the same and follow one another, as one. */
export function merged<Facts>(spans: readonly Span<Facts>[]): Span<Facts>[] {
  const out: Span<Facts>[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && last.to === span.from && saysTheSame(last.facts, span.facts)) out[out.length - 1] = { ...last, to: span.to };
    else out.push(span);
  }
  return out;
}

/** Whether two values are the same, whatever the order of their keys. */
export const saysTheSame = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
