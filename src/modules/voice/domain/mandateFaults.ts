import type { IsoDate } from '#kernel/isoDate.ts';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { MandateTerms, Range } from './mandate.ts';

/** One thing that is wrong with a mandate as it was written, and beside which field it is shown. */
export interface MandateFault {
  field: 'forumCode' | 'representatives' | 'options' | 'ranges' | 'conditions' | 'returnBy' | 'endsOn';
  says: string;
}

/** Somebody who may be named, or why not. */
export interface NameableSeat {
  personId: string;
  seatTitle: string;
  /** Why this seat takes no mandate, as of a partner member of an ICB board; null where it does. */
  whyNotMandated: string | null;
}

interface MandateFacts {
  /** The holders of general practice's seats in the forum. */
  nameable: readonly NameableSeat[];
  /** What may be decided. */
  optionIds: readonly string[];
  today: IsoDate;
}

/** Every way in which a mandate contradicts itself or the record; none for one that can be given. */
export function mandateFaults(terms: MandateTerms, facts: MandateFacts): MandateFault[] {
  return [...nameFaults(terms, facts), ...optionFaults(terms, facts), ...rangeFaults(terms.ranges), ...conditionFaults(terms), ...dayFaults(terms, facts)];
}

function nameFaults({ representatives }: MandateTerms, { nameable }: MandateFacts): MandateFault[] {
  if (representatives.length === 0) return [{ field: 'representatives', says: 'Name at least one representative.' }];
  const says = representatives.flatMap((personId, index) => {
    const seat = nameable.find((one) => one.personId === personId);
    if (!seat) return ['Somebody who is named holds no seat of general practice in this forum.'];
    if (seat.whyNotMandated) return [`${seat.seatTitle}: ${seat.whyNotMandated}`];
    return representatives.indexOf(personId) < index ? [`${seat.seatTitle} is named twice.`] : [];
  });
  return says.map((one) => ({ field: 'representatives', says: one }));
}

function optionFaults({ options }: MandateTerms, { optionIds }: MandateFacts): MandateFault[] {
  const says: string[] = [];
  for (const optionId of new Set(options.map((one) => one.optionId))) {
    if (!optionIds.includes(optionId)) says.push(`There is no option “${optionId}” in this question.`);
    const stances = new Set(options.filter((one) => one.optionId === optionId).map(({ stance }) => stance));
    if (stances.has('excluded') && stances.size > 1) says.push(`Option “${optionId}” is allowed and excluded.`);
    else if (stances.size > 1) says.push(`Option “${optionId}” is allowed at once and only after coming back.`);
  }
  if (!options.some(({ stance, optionId }) => stance !== 'excluded' && optionIds.includes(optionId))) says.push('There is no option at all that they may agree to.');
  return says.map((one) => ({ field: 'options', says: one }));
}

function rangeFaults(ranges: readonly Range[]): MandateFault[] {
  const says = ranges.flatMap((range, index) => {
    if (range.name.trim() === '') return [`Range ${index + 1} has no name.`];
    const isTwice = ranges.slice(0, index).some(({ name }) => sameName(name, range.name));
    return isTwice ? [`There are two ranges called “${range.name}”.`] : boundFaults(range);
  });
  return says.map((one) => ({ field: 'ranges', says: one }));
}

function boundFaults({ name, unit, least, most }: Range): string[] {
  const bounds = [least, most].filter((bound) => bound !== null);
  if (bounds.length === 0) return [`“${name}” has neither a least nor a most.`];
  const isReal = (bound: string | number): boolean => {
    if (unit === 'date') return parseIsoDate(String(bound)) !== null;
    if (typeof bound !== 'number' || !Number.isFinite(bound) || bound < 0) return false;
    return unit === 'share' ? bound <= 1 : Number.isInteger(bound);
  };
  if (!bounds.every(isReal)) return [`“${name}” ${FORMS[unit]}.`];
  return least !== null && most !== null && least > most ? [`The least of “${name}” is above its most.`] : [];
}

const FORMS = { pounds: 'is in pounds and pence', date: 'needs real dates', share: 'is a share between 0% and 100%', count: 'is a whole number, 0 or more' } as const;

const conditionFaults = ({ conditions }: MandateTerms): MandateFault[] =>
  conditions.flatMap(({ words }, index) => (words.trim() === '' ? [{ field: 'conditions', says: `Condition ${index + 1} is empty.` } as const] : []));

function dayFaults({ returnBy, endsOn }: MandateTerms, { today }: MandateFacts): MandateFault[] {
  const faults: MandateFault[] = [];
  if (endsOn < today) faults.push({ field: 'endsOn', says: `It would have ended on ${sayDate(endsOn)}, before today.` });
  if (returnBy && returnBy > endsOn) faults.push({ field: 'returnBy', says: `They would come back by ${sayDate(returnBy)}, after it ends on ${sayDate(endsOn)}.` });
  if (returnBy && returnBy < today) faults.push({ field: 'returnBy', says: `They would have had to come back by ${sayDate(returnBy)}, before today.` });
  return faults;
}

/** Names of ranges are compared as a reader would: without their capitals and spaces. */
export const sameName = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
