import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { isoDate } from '#kernel/isoDate.ts';
import type { MeasuringMandate, Range } from './mandate.ts';
import { mandateFinding, type MeasuredDecision, type RepresentativeThere } from './mandateFinding.ts';

const RENT: Range = { name: 'Rent', unit: 'pounds', least: 1_000_000, most: 5_000_000 };
const SHARE: Range = { name: 'Share', unit: 'share', least: 0.25, most: null };
const START: Range = { name: 'Start', unit: 'date', least: '2026-09-01', most: '2026-12-31' };

const given: MeasuringMandate = {
  id: 'M1', forumCode: 'together', itemId: null, representatives: [{ personId: 'pat', seatId: 'gp' }], options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'excluded' }, { optionId: 'c', stance: 'return-first' }],
  ranges: [], conditions: [], returnBy: null, endsOn: isoDate('2026-06-30'), givenOn: isoDate('2026-06-01'), endedOn: null, returns: [],
};
const agreed: MeasuredDecision = { forumCode: 'together', takenOn: isoDate('2026-06-15'), itemId: null, outcome: 'agreed', optionId: 'a', amountPence: null, terms: {} };
const pat: RepresentativeThere = { personId: 'pat', seatId: 'gp', seatTitle: 'General practice', isDeputy: false, whyNotMandated: null };
const cara: RepresentativeThere = { ...pat, personId: 'cara', isDeputy: true };
const partner: RepresentativeThere = { ...pat, seatTitle: 'Partner member', whyNotMandated: 'A partner member of an ICB board is not a delegate.' };

interface Case {
  mandates?: MeasuringMandate[];
  mandate?: Partial<MeasuringMandate>;
  decision?: Partial<MeasuredDecision>;
  there?: RepresentativeThere[];
  isOwnTeam?: boolean;
  hasOptions?: boolean;
}

const findingOf = ({ mandate, mandates = [{ ...given, ...mandate }], decision, there = [pat], isOwnTeam = false, hasOptions = true }: Case) =>
  mandateFinding({ ...agreed, ...decision }, { representatives: there, mandates, isOwnTeam, hasOptions, teamCode: 'team' });

const day = (text: string) => isoDate(text);
const back = (returnedOn: string, mayAgree: boolean) => ({ returnedOn: day(returnedOn), mayAgree });

describe('an agreement is measured by the mandate', () => {
  test.each<[fact: string, of: Case, isMet: boolean, says: string]>([
    ['inside it stands', {}, true, 'Agreed inside the mandate of General practice.'],
    ['without any mandate', { mandates: [] }, false, 'no mandate was in force on the day'],
    ['before it was given', { decision: { takenOn: day('2026-05-31') } }, false, 'no mandate was in force on the day'],
    ['on the day it was given', { decision: { takenOn: day('2026-06-01') } }, true, 'inside'],
    ['on its last day', { decision: { takenOn: day('2026-06-30') } }, true, 'inside'],
    ['on the day after its last', { decision: { takenOn: day('2026-07-01') } }, false, 'no mandate was in force on the day'],
    ['on the day it was revoked', { mandate: { endedOn: day('2026-06-15') } }, false, 'no mandate was in force on the day'],
    ['on the day before it was revoked', { mandate: { endedOn: day('2026-06-16') } }, true, 'inside'],
    ['on the day it was replaced, by what took its place', { mandates: [{ ...given, endedOn: day('2026-06-15') }, { ...given, id: 'M2', givenOn: day('2026-06-15'), options: [{ optionId: 'b', stance: 'may-agree' }] }] }, false, 'the option agreed is outside the mandate'],
    ['in another forum than its own', { decision: { forumCode: 'icb-board' } }, false, 'no mandate was in force on the day'],
    ['for another item of the agenda', { mandate: { itemId: 'i2' }, decision: { itemId: 'i1' } }, false, 'no mandate was in force on the day'],
    ['the mandate for the item comes before the one for the question', { mandates: [given, { ...given, id: 'M2', itemId: 'i1', options: [{ optionId: 'a', stance: 'excluded' }] }], decision: { itemId: 'i1' } }, false, 'the option agreed is outside the mandate'],
    ['somebody whom it does not name', { there: [{ ...pat, personId: 'colin', seatId: 'other' }] }, false, 'no mandate was in force on the day'],
    ['a new holder of the seat is not named', { there: [{ ...pat, personId: 'colin' }] }, false, 'no mandate was in force on the day'],
    ['a deputy of the seat is bound by it', { there: [cara] }, true, 'inside'],
    ['a deputy leaves it as the holder would', { there: [cara], decision: { optionId: 'b' } }, false, 'the option agreed is outside the mandate'],
    ['a deputy of another seat is not bound', { there: [{ ...cara, seatId: 'other' }] }, false, 'no mandate was in force on the day'],
    ['somebody named whose term has ended is bound still', { there: [{ ...pat, seatId: null }] }, true, 'inside'],
    ['an option that is excluded', { decision: { optionId: 'b' } }, false, 'the option agreed is outside the mandate'],
    ['an option that it does not speak of', { decision: { optionId: 'z' } }, false, 'the option agreed is outside the mandate'],
    ['no option recorded, where there are some', { decision: { optionId: null } }, false, 'it is not recorded which option was agreed'],
    ['no option recorded, where there are none', { decision: { optionId: null }, hasOptions: false, mandate: { options: [{ optionId: 'as-asked', stance: 'may-agree' }] } }, true, 'inside'],
    ['an option to come back about first', { decision: { optionId: 'c' } }, false, 'the leadership team was to be asked first'],
    ['the same, having come back', { decision: { optionId: 'c' }, mandate: { returns: [back('2026-06-10', true)] } }, true, 'inside'],
    ['the same, having come back too late', { decision: { optionId: 'c' }, mandate: { returns: [back('2026-06-16', true)] } }, false, 'the leadership team was to be asked first'],
    ['the same, having been told no the last time', { decision: { optionId: 'c' }, mandate: { returns: [back('2026-06-09', true), back('2026-06-10', false)] } }, false, 'the leadership team was to be asked first'],
    ['an option free to agree, having been told no', { mandate: { returns: [back('2026-06-10', false)] } }, false, 'the leadership team was to be asked first'],
    ['a condition to come back about first', { mandate: { conditions: [{ returnFirst: true }] } }, false, 'the leadership team was to be asked first'],
    ['a condition that is none of coming back', { mandate: { conditions: [{ returnFirst: false }] } }, true, 'inside'],
    ['after the day by which they had to come back', { mandate: { returnBy: day('2026-06-14') } }, false, 'the leadership team was to be asked first'],
    ['on the day by which they have to come back', { mandate: { returnBy: day('2026-06-15') } }, true, 'inside'],
    ['a number at its least', { mandate: { ranges: [RENT] }, decision: { terms: { Rent: 1_000_000 } } }, true, 'inside'],
    ['a number at its most', { mandate: { ranges: [RENT] }, decision: { terms: { Rent: 5_000_000 } } }, true, 'inside'],
    ['a penny below', { mandate: { ranges: [RENT] }, decision: { terms: { Rent: 999_999 } } }, false, '“Rent” is outside the mandate'],
    ['a penny above', { mandate: { ranges: [RENT] }, decision: { terms: { Rent: 5_000_001 } } }, false, '“Rent” is outside the mandate'],
    ['its name in other capitals', { mandate: { ranges: [RENT] }, decision: { terms: { ' rent ': 2_000_000 } } }, true, 'inside'],
    ['the decision’s own amount, for the one range in pounds', { mandate: { ranges: [RENT, SHARE] }, decision: { amountPence: 5_000_001, terms: { share: 0.25 } } }, false, '“Rent” is outside the mandate'],
    ['a number that was not recorded', { mandate: { ranges: [SHARE] } }, false, '“Share” is not recorded'],
    ['a share without an upper bound', { mandate: { ranges: [SHARE] }, decision: { terms: { Share: 1 } } }, true, 'inside'],
    ['a date inside', { mandate: { ranges: [START] }, decision: { terms: { Start: '2026-12-31' } } }, true, 'inside'],
    ['a date outside', { mandate: { ranges: [START] }, decision: { terms: { Start: '2027-01-01' } } }, false, '“Start” is outside the mandate'],
    ['words where a number was asked', { mandate: { ranges: [RENT] }, decision: { terms: { Rent: 'much' } } }, false, '“Rent” is outside the mandate'],
    ['one of two representatives outside', { there: [pat, { ...pat, personId: 'colin', seatId: 'weir', seatTitle: 'Weir PCN' }] }, false, 'Weir PCN: no mandate was in force on the day.'],
    ['nothing is asked of a partner member of an ICB board', { there: [partner], mandates: [] }, true, 'No mandate is asked of Partner member: A partner member of an ICB board is not a delegate.'],
    ['a partner member’s mandate satisfies nothing for another', { there: [partner, { ...pat, personId: 'colin', seatId: 'weir' }] }, false, 'no mandate was in force on the day'],
    ['nothing is asked where the leadership team itself decides', { isOwnTeam: true, mandates: [] }, true, 'The leadership team itself decided'],
    ['nothing is asked where nothing was agreed', { decision: { outcome: 'not-agreed' }, mandates: [] }, true, 'Nothing was agreed'],
    ['nothing is asked where it was deferred', { decision: { outcome: 'deferred' }, mandates: [] }, true, 'Nothing was agreed'],
    ['nobody of general practice took part', { there: [], mandates: [] }, true, 'Nobody took part for general practice'],
  ])('%s', (_fact, of, isMet, says) => {
    const finding = findingOf(of);
    expect(finding.isMet).toBe(isMet);
    expect(finding.says).toContain(says);
    expect([finding.standing, finding.cure?.kind, finding.cure?.bodyCode]).toEqual(isMet ? [undefined, undefined, undefined] : ['provisional', 'ratify', 'team']);
  });
});

test('a finding tells neither a limit nor on which side of it an agreement fell, whatever was agreed', () => {
  const number = fc.integer({ min: 0, max: 9_000_000 });
  fc.assert(
    fc.property(number, number, number, fc.constantFrom('b', 'z'), (one, other, value, optionId) => {
      const [least, most] = [Math.min(one, other), Math.max(one, other)];
      const says = (terms: number) => findingOf({ mandate: { ranges: [{ ...RENT, least, most }] }, decision: { optionId, terms: { Rent: terms } } }).says;
      expect(says(value)).not.toMatch(/\d|above|below|excluded|least|most/);
      if (least > 0) expect(says(least - 1)).toBe(says(most + 1));
    }),
  );
});
