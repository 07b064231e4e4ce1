import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { unknownParameter } from '#platform/openApi/index.ts';
import type { SentValues } from '#platform/web/route.ts';

/** One thing that a search takes: read by it, and described from it. */
export interface SearchParameter {
  name: string;
  type: 'token' | 'string' | 'reference' | 'date' | 'number';
  documentation: string;
  modifiers?: readonly string[];
  isRepeatable?: boolean;
}

/** What was asked of one parameter: any of the values will do. */
export interface SearchValue {
  modifier: string | null;
  anyOf: string[];
}

/** By name; where a name came more than once, all must hold. */
export type SearchValues = ReadonlyMap<string, SearchValue[]>;

/** Reads a search. Refuses what it does not know rather than answer something else than was asked. */
export function parseSearch(parameters: readonly SearchParameter[], sent: SentValues): SearchValues {
  const values = new Map<string, SearchValue[]>();
  for (const [key, sentValue] of Object.entries(sent)) {
    const [name, modifier = null] = key.split(':', 2) as [string, string?];
    const parameter = parameters.find((each) => each.name === name);
    if (!parameter) throw new Refused(unknownParameter(name, parameters.map((each) => each.name), '/fhir/R4/metadata'));
    if (modifier !== null && !parameter.modifiers?.includes(modifier)) {
      throw new Refused({ code: 'unknown-modifier', what: `The parameter “${name}” has no modifier “${modifier}” here.`, where: key, todo: parameter.modifiers ? `It has ${parameter.modifiers.join(', ')}.` : `Send “${name}” alone.` });
    }
    const texts = [sentValue ?? []].flat().filter((text) => text !== '');
    if (texts.length > 1 && !parameter.isRepeatable) throw new Refused({ code: 'repeated-parameter', what: `The parameter “${name}” came ${texts.length} times.`, where: name, todo: 'Send it once; part values with commas for any of them.' });
    const own = texts.map((text) => ({ modifier, anyOf: splitUnescaped(text) }));
    if (own.length) values.set(name, [...(values.get(name) ?? []), ...own]);
  }
  return values;
}

/** Commas part values unless a backslash stands before them. */
const splitUnescaped = (text: string): string[] => text.split(/(?<!\\),/).map((part) => part.replace(/\\([,|$\\])/g, '$1'));

/** A parameter that takes one value. */
export function oneValue(values: SearchValues, name: string): string | null {
  return values.get(name)?.[0]?.anyOf[0] ?? null;
}

/** The code in `A81001`, `Organization/A81001` or the full address of it here; null for anything else. */
export function codeOfReference(text: string, base: string): string | null {
  const relative = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  return /^(?:Organization\/)?([A-Za-z0-9-]{1,20})$/.exec(relative)?.[1]?.toUpperCase() ?? null;
}

/** `system|value`, `|value` for no system, or `value` in whatever system. */
export function tokenOf(text: string): { system: string | null; value: string } {
  const bar = text.indexOf('|');
  return bar < 0 ? { system: null, value: text } : { system: text.slice(0, bar), value: text.slice(bar + 1) };
}

export function booleanOf(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Refused({ code: 'invalid-parameter', what: `“${text}” is neither true nor false.`, where: name, todo: 'Write true or false.' });
}

const BEGINNING = '0000-01-01';
const END = '9999-12-31';

/**
 * Whether a span of days (its last day included, null without bound) meets a date as FHIR searches write it: `2025`,
 * `2025-04`, `2025-04-15`, with eq, ne, gt, lt, ge, le, sa or eb before it.
 */
export function dateTest(text: string): (span: { start: string | null; end: string | null }) => boolean {
  const match = /^(eq|ne|gt|lt|ge|le|sa|eb)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  const days = match && daysOf(match[2]!, match[3], match[4]);
  if (!days) throw new Refused({ code: 'invalid-parameter', what: `“${text}” is not a date that this search can use.`, where: 'date', todo: 'Write a date like 2025, 2025-04 or ge2025-04-15; before it may stand eq, ne, gt, lt, ge, le, sa or eb.' });
  const [first, last] = days;
  const tests: Record<string, (start: string, end: string) => boolean> = {
    eq: (start, end) => first <= start && end <= last,
    ne: (start, end) => !(first <= start && end <= last),
    gt: (_, end) => end > last,
    lt: (start) => start < first,
    ge: (_, end) => end >= first,
    le: (start) => start <= last,
    sa: (start) => start > last,
    eb: (_, end) => end < first,
  };
  const test = tests[match[1] ?? 'eq']!;
  return ({ start, end }) => test(start ?? BEGINNING, end ?? END);
}

function daysOf(year: string, month: string | undefined, day: string | undefined): [string, string] | null {
  try {
    if (day !== undefined) return [isoDate(`${year}-${month}-${day}`), isoDate(`${year}-${month}-${day}`)];
    if (month === undefined) return [`${year}-01-01`, `${year}-12-31`];
    // The 31st of a shorter month sorts after its last day, which is all that comparing asks for.
    return [isoDate(`${year}-${month}-01`), `${year}-${month}-31`];
  } catch {
    return null;
  }
}
