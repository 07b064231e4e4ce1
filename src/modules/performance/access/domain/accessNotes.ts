import type { AccessKind, AccessNote } from './accessAnswer.ts';
import type { AccessFigure, AccessMeasureId } from './accessMeasure.ts';
import { DIMENSIONS } from './accessRule.ts';
import type { AccessRules } from './accessRule.ts';
import type { CountedPatients } from './accessFigures.ts';
import type { Tally, TallyLayout } from './tally.ts';

/** What the notes are made of. */
export interface NoteFacts {
  kind: AccessKind;
  month: string;
  figures: readonly AccessFigure[];
  /** Appointments counted, where any are. */
  tally: Tally | null;
  registered: CountedPatients | null;
  coverage: { reporting: number; practices: number } | null;
  /** What the publication's own codes say otherwise than the register, in sentences. */
  disagreements: readonly string[];
}

const CATEGORY_MEASURES: readonly AccessMeasureId[] = ['two-week-indicator'];
const plain = (number: number, digits = 0): string => number.toLocaleString('en-GB', { maximumFractionDigits: digits });
const percent = (share: number): string => `${plain(share * 100, 1)}%`;

/** What to know of a month's figures before using them, the gravest first. */
export function accessNotes(facts: NoteFacts, rules: AccessRules, layout: TallyLayout): AccessNote[] {
  const notes = [...listNotes(facts, rules), ...countNotes(facts, rules), ...mappingNotes(facts, rules), ...mindNotes(facts, rules, layout)];
  return notes.sort((a, b) => Number(a.weight === 'mind') - Number(b.weight === 'mind'));
}

function listNotes({ kind, registered, month }: NoteFacts, { limits }: AccessRules): AccessNote[] {
  if (!registered) return [];
  const notes: AccessNote[] = [];
  const least = limits['small-list'];
  if (kind === 'practice' && registered.patients < least.value) notes.push({ code: 'small-list', weight: 'do-not-use', measures: [], says: `It has ${plain(registered.patients)} registered patients, fewer than ${plain(least.value)}. ${least.says}` });
  const apart = monthsApart(month, registered.asOf);
  if (apart >= limits['list-age'].value) notes.push({ code: 'list-age', weight: 'mind', measures: ['appointments-per-1000'], says: `The nearest list of registered patients held is of ${registered.asOf}, ${apart} months from this month.` });
  return notes;
}

function countNotes({ kind, figures }: NoteFacts, { limits }: AccessRules): AccessNote[] {
  const rate = figures.find(({ measure }) => measure === 'appointments-per-1000')?.value ?? null;
  if (rate === null || kind !== 'practice') return [];
  const outside = rate > limits['most-appointments'].value ? limits['most-appointments'] : rate < limits['fewest-appointments'].value ? limits['fewest-appointments'] : null;
  if (!outside) return [];
  const than = outside.id === 'most-appointments' ? 'more' : 'fewer';
  return [{ code: outside.id, weight: 'do-not-use', measures: [], says: `It is counted with ${plain(rate)} appointments for 1,000 patients in the month, ${than} than ${plain(outside.value)}. ${outside.says}` }];
}

function mappingNotes({ figures }: NoteFacts, { limits }: AccessRules): AccessNote[] {
  const unmapped = figures.find(({ measure }) => measure === 'unmapped')?.value ?? null;
  const most = limits['most-unmapped'];
  if (unmapped === null || unmapped <= most.value) return [];
  return [{ code: 'most-unmapped', weight: 'do-not-use', measures: CATEGORY_MEASURES, says: `${percent(unmapped)} of its appointments are not mapped to a category, more than ${percent(most.value)}. ${most.says}` }];
}

function mindNotes({ month, tally, coverage, disagreements }: NoteFacts, rules: AccessRules, layout: TallyLayout): AccessNote[] {
  const notes: AccessNote[] = [];
  const mind = (code: string, says: string, measures: readonly AccessMeasureId[] = []) => notes.push({ code, weight: 'mind', says, measures });
  const swollen = rules.limits['swollen-month'];
  if (tally && Number(month.slice(5, 7)) === swollen.value) mind('swollen-month', `October: ${lowerFirst(swollen.says)}`);
  if (coverage && coverage.reporting < coverage.practices) mind('coverage', `${plain(coverage.reporting)} of its ${plain(coverage.practices)} practices are in the file; the figures are theirs, and so are the patients.`);
  for (const dimension of tally ? DIMENSIONS : []) {
    const count = tally![layout.placeOfUnrecognised(dimension)]!;
    if (count > 0) mind(`unrecognised-${dimension}`, `${plain(count)} appointments have a word for “${rules.dimensions.find((one) => one.dimension === dimension)!.label.toLowerCase()}” that Chorus does not know; they are counted, and in no part.`);
  }
  for (const says of disagreements) mind('disagreement', says);
  return notes;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Whole months between a month's first day and another day, whichever comes first. */
export function monthsApart(month: string, day: string): number {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return Math.abs(count(month) - count(day));
}
