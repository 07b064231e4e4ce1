import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { RegisterContext } from '#register';
import type { ClosedPractice } from '../domain/closedPractices.ts';
import type { PcnYear } from '../domain/pcnStatement.ts';
import type { PracticeYear } from '../domain/practiceLines.ts';

export type RegisterImage = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const isOpen = (image: RegisterImage, code: string, day: string): boolean => (image.at(code, day)?.status ?? 'closed') !== 'closed';

/** A PCN's members on the first day of each month; `months` are those days. Null in months in which it was not open or had none. */
export function pcnYear(image: RegisterImage, code: string, months: readonly IsoDate[]): PcnYear {
  let before: readonly string[] | null = null;
  let beforeKey = '';
  const members = months.map((day) => {
    const found = isOpen(image, code, day) ? image.practicesWithin(code, day).sort() : [];
    const key = found.join(' ');
    if (found.length === 0) before = null;
    // The same array for the same members, by which a run of months is known.
    else if (!before || key !== beforeKey) before = found;
    beforeKey = key;
    return before;
  });
  return { code, name: displayName(image.nameOf(code, months[0]!)), months: members };
}

/** The PCN in which a practice was on the first day of each month. */
export const practiceYear = (image: RegisterImage, code: string, months: readonly IsoDate[]): PracticeYear => ({
  code,
  months: months.map((day) => {
    const pcn = isOpen(image, code, day) ? image.inSlot(code, 'pcn', day) : null;
    return pcn !== null && isOpen(image, pcn, day) ? pcn : null;
  }),
});

/** Every PCN that had members on the first day of any month, by code. */
export function pcnsOfYear(image: RegisterImage, months: readonly IsoDate[]): PcnYear[] {
  const codes = [...image.codes()].filter((code) => image.kindOf(code) === 'pcn').sort();
  return codes.map((code) => pcnYear(image, code, months)).filter((pcn) => pcn.months.some((members) => members !== null));
}

/**
 * Those of the practices counted that were open on the day of the count and had closed by the first day of the year's last month,
 * with the practice that took the place of each: the one that the register knows to succeed it or its successor, if there is one alone.
 */
export function closedPractices(image: RegisterImage, counted: Iterable<string>, { countedOn, months }: { countedOn: IsoDate; months: readonly IsoDate[] }): ClosedPractice[] {
  const last = months.at(-1)!;
  return [...counted].filter((code) => !isOpen(image, code, last) && isOpen(image, code, countedOn)).sort().map((code) => {
    const closedOn = closedFrom(image, code, last);
    return { code, closedOn, lastPcn: lastPcnOf(image, code), heirs: months.map((day) => (day < closedOn ? null : heirOn(image, code, day))) };
  });
}

function closedFrom(image: RegisterImage, code: string, day: IsoDate): IsoDate {
  const until = image.versionsOf(code).filter(({ from }) => from === null || from <= day);
  const lastOpen = until.findLastIndex(({ status }) => status !== 'closed');
  return isoDate(until[lastOpen + 1]?.from ?? until[lastOpen]?.to ?? day);
}

const lastPcnOf = (image: RegisterImage, code: string): string | null =>
  image.relationsOf(code).up.filter(({ slot }) => slot === 'pcn').sort((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1)).at(-1)?.toCode ?? null;

function heirOn(image: RegisterImage, code: string, day: IsoDate, seen: readonly string[] = []): string | null {
  const heirs = new Set(image.relationsOf(code).down.filter(({ kind, from, to }) => kind === 'succeeds' && (from === null || from <= day) && (to === null || to > day)).map(({ fromCode }) => fromCode));
  const [heir] = heirs;
  if (heirs.size !== 1 || heir === undefined || seen.includes(heir) || image.kindOf(heir) !== 'practice') return null;
  if (!isOpen(image, heir, day)) return heirOn(image, heir, day, [...seen, code]);
  const pcn = image.inSlot(heir, 'pcn', day);
  return pcn !== null && isOpen(image, pcn, day) ? heir : null;
}

/** Every practice that was in a PCN, as the PCNs have it. */
export function practicesOfYear(pcns: readonly PcnYear[]): PracticeYear[] {
  const found = new Map<string, (string | null)[]>();
  for (const { code: pcn, months } of pcns) {
    for (const [month, members] of months.entries()) {
      for (const code of members ?? []) {
        let own = found.get(code);
        if (!own) found.set(code, (own = Array<string | null>(12).fill(null)));
        own[month] = pcn;
      }
    }
  }
  return [...found].map(([code, months]) => ({ code, months })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The first of the year's months on which a body was open; null where it was on none. */
export const firstMonthOf = (image: RegisterImage, code: string, months: readonly IsoDate[]): IsoDate | null => months.find((day) => isOpen(image, code, day)) ?? null;

/**
 * The PCNs that belong to a place, a sub-ICB location or an ICB for a year: as on the year's first day, or on the first day of
 * a month on which both are open.
 */
export function pcnsWithin(image: RegisterImage, body: string, pcns: readonly PcnYear[], months: readonly IsoDate[]): PcnYear[] {
  const bodyFrom = firstMonthOf(image, body, months);
  if (bodyFrom === null) return [];
  return pcns.filter(({ code, months: members }) => {
    const day = months.find((one, month) => one >= bodyFrom && members[month]);
    return day !== undefined && image.ancestors(code, day).some((ancestor) => ancestor.code === body);
  });
}
