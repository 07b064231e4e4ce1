import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { MandateTerms } from './mandate.ts';
import { mandateFaults } from './mandateFaults.ts';

const TODAY = isoDate('2026-06-01');
const good: MandateTerms = {
  forumCode: 'together', itemId: null, representatives: ['pat'], options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'excluded' }],
  ranges: [{ name: 'Rent', unit: 'pounds', least: 100, most: 200 }], conditions: [{ words: 'Only with a lease', returnFirst: false }], returnWhen: '', returnBy: isoDate('2026-06-10'), endsOn: isoDate('2026-06-30'),
};
const NAMEABLE = [
  { personId: 'pat', seatTitle: 'General practice', whyNotMandated: null },
  { personId: 'boris', seatTitle: 'Partner member', whyNotMandated: 'A partner member is not a delegate.' },
];
const faultsOf = (terms: Partial<MandateTerms>) => mandateFaults({ ...good, ...terms }, { nameable: NAMEABLE, optionIds: ['a', 'b'], today: TODAY });

test('a mandate that holds together has no fault', () => expect(faultsOf({})).toEqual([]));

test.each<[fact: string, terms: Partial<MandateTerms>, field: string, says: RegExp]>([
  ['nobody is named', { representatives: [] }, 'representatives', /at least one/],
  ['somebody without a seat is named', { representatives: ['nobody'] }, 'representatives', /holds no seat/],
  ['somebody is named twice', { representatives: ['pat', 'pat'] }, 'representatives', /named twice/],
  ['a partner member of an ICB board is named', { representatives: ['boris'] }, 'representatives', /not a delegate/],
  ['an option is allowed and excluded', { options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'a', stance: 'excluded' }] }, 'options', /allowed and excluded/],
  ['an option is allowed at once and only later', { options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'a', stance: 'return-first' }] }, 'options', /only after coming back/],
  ['an option is unknown', { options: [...good.options, { optionId: 'z', stance: 'excluded' }] }, 'options', /no option “z”/],
  ['no option is allowed', { options: [{ optionId: 'a', stance: 'excluded' }] }, 'options', /no option at all/],
  ['nothing is said of options', { options: [] }, 'options', /no option at all/],
  ['the least is above the most', { ranges: [{ name: 'Rent', unit: 'pounds', least: 201, most: 200 }] }, 'ranges', /least of “Rent” is above its most/],
  ['the first date is after the last', { ranges: [{ name: 'Start', unit: 'date', least: '2026-09-02', most: '2026-09-01' }] }, 'ranges', /above its most/],
  ['a date is none', { ranges: [{ name: 'Start', unit: 'date', least: '2026-02-30', most: null }] }, 'ranges', /real dates/],
  ['a share is above the whole', { ranges: [{ name: 'Share', unit: 'share', least: null, most: 1.01 }] }, 'ranges', /between 0% and 100%/],
  ['a count is broken', { ranges: [{ name: 'Posts', unit: 'count', least: 1.5, most: null }] }, 'ranges', /whole number/],
  ['an amount is below nothing', { ranges: [{ name: 'Rent', unit: 'pounds', least: -1, most: null }] }, 'ranges', /pounds and pence/],
  ['a number is none', { ranges: [{ name: 'Rent', unit: 'pounds', least: Number.NaN, most: null }] }, 'ranges', /pounds and pence/],
  ['a range has no bound', { ranges: [{ name: 'Rent', unit: 'pounds', least: null, most: null }] }, 'ranges', /neither a least nor a most/],
  ['a range has no name', { ranges: [{ name: ' ', unit: 'pounds', least: 1, most: null }] }, 'ranges', /no name/],
  ['two ranges are called the same', { ranges: [...good.ranges, { name: 'rent ', unit: 'count', least: 1, most: null }] }, 'ranges', /two ranges/],
  ['a condition is empty', { conditions: [{ words: ' ', returnFirst: true }] }, 'conditions', /empty/],
  ['it ends before today', { endsOn: isoDate('2026-05-31'), returnBy: null }, 'endsOn', /before today/],
  ['they come back after it ends', { returnBy: isoDate('2026-07-01') }, 'returnBy', /after it ends/],
  ['they come back before today', { returnBy: isoDate('2026-05-31') }, 'returnBy', /before today/],
])('is refused where %s', (_fact, terms, field, says) => {
  const faults = faultsOf(terms);
  expect(faults.map((fault) => fault.field)).toEqual([field]);
  expect(faults[0]!.says).toMatch(says);
});

test('every fault is told, not the first only', () => {
  expect(faultsOf({ representatives: [], options: [], ranges: [{ name: 'Rent', unit: 'pounds', least: 2, most: 1 }], returnBy: isoDate('2026-07-01') }).map(({ field }) => field)).toEqual(['representatives', 'options', 'ranges', 'returnBy']);
});
