import { describe, expect, it } from 'vitest';
import type { OrganisationKind } from './organisationKind.ts';
import { RegisterImage } from './registerImage.ts';
import type { ImageVersion } from './registerImage.ts';
import { searchIndexOf } from './searchIndex.ts';
import { isOneSlipApart, searchWords, slipsBetween } from './searchWords.ts';

const DAY = '2025-06-01';
type Given = [code: string, kind: OrganisationKind, name: string, more?: Partial<ImageVersion>];

const given: Given[] = [
  ['ZZA01', 'practice', 'ASHDALE SURGERY', { postcode: 'ZZ1 2AB' }],
  ['ZZA02', 'practice', 'THE ASHDALE MEDICAL CENTRE', { status: 'closed' }],
  ['ZZA10', 'practice', "ST. JOHN'S & BIRCH GROUP", { postcode: 'ZZ9 9ZZ' }],
  ['ZZA20', 'practice', 'BRIDGE HOUSE', { to: '2025-01-01' }],
  ['ZZA20', 'practice', 'WILLOWBROOK HEALTH', { from: '2025-01-01' }],
  ['ZZP01', 'pcn', 'ASHDALE PCN'],
  ['QZZ', 'icb', 'NHS Ashdale Integrated Care Board'],
  ['ZZA30', 'practice', 'GONE BEFORE', { to: '2020-01-01' }],
];

const image = new RegisterImage(
  given.map(([code, kind, name, more]) => ({ code, kind, name, from: null, to: null, postcode: null, address: null, status: 'open', isListed: true, source: 'invented/2025-01-01', ...more })),
  [],
);
const index = searchIndexOf(image, DAY);
const codes = (text: string): string[] => index.find(text, 10).map(({ code }) => code);

describe('the search', () => {
  it.each([
    ['the start of a code, open before closed', 'zza', ['ZZA01', 'ZZA10', 'ZZA20', 'ZZA30', 'ZZA02']],
    ['a postcode with or without its space', 'zz12ab', ['ZZA01']],
    ['words by their start, in any order', 'surg ash', ['ZZA01']],
    ['a name as it is spoken', 'st johns and birch', ['ZZA10']],
    ['larger bodies first where names are alike, closed ones last', 'ashdale', ['QZZ', 'ZZP01', 'ZZA01', 'ZZA02']],
    ['two letters changed about', 'ahsdale surgery', ['ZZA01']],
    ['a wrong letter', 'wilkowbrook', ['ZZA20']],
    ['a letter missing while still typing', 'wllowbro', ['ZZA20']],
    ['an earlier name', 'bridge house', ['ZZA20']],
    ['what is no longer there', 'gone before', ['ZZA30']],
    ['all words but one', 'willowbrook nowhere', ['ZZA20']],
    ['nothing for nothing', ' – ', []],
    ['nothing for what resembles nothing', 'xylophone', []],
  ])('finds %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('finds a code, however it is written', () => expect(['zza01', ' ZZA 01 ', 'zza-01'].map((text) => codes(text)[0])).toEqual(['ZZA01', 'ZZA01', 'ZZA01']));

  it('offers codes that a slip away is the one typed', () => expect(codes('ZZB01')).toContain('ZZA01'));
  it('says by what it found, and by which other name', () => {
    expect(index.find('bridge hous', 1)[0]).toMatchObject({ name: 'WILLOWBROOK HEALTH', otherName: 'BRIDGE HOUSE', foundBy: 'words', isOpen: true });
    expect(index.find('ZZA30', 1)[0]).toMatchObject({ foundBy: 'code', isOpen: false });
  });
  it('tells a whole code from the start of one', () => expect([index.exactCode('zza 01'), index.exactCode('zza')]).toEqual(['ZZA01', null]));
  it('gives no more than was asked for', () => expect(index.find('zza', 2)).toHaveLength(2));
});

describe('words', () => {
  it('are compared without accents, apostrophes and punctuation', () => expect(searchWords("Café St. John’s & Co-op")).toEqual(['CAFE', 'ST', 'JOHNS', 'AND', 'CO', 'OP']));
  it.each([
    ['SURGERY', 'SURGERY', 0],
    ['SURG', 'SURGERY', 0],
    ['SUREGRY', 'SURGERY', 1],
    ['SURGRY', 'SURGERY', 1],
    ['SORGURY', 'SURGERY', 2],
    ['CENTRE', 'SURGERY', 3],
  ])('%s is %s with %i slips', (typed, word, slips) => expect(slipsBetween(typed, word, 2)).toBe(slips));
  it.each([
    ['A81001', 'A81001', false],
    ['A81001', 'A81010', true],
    ['A81001', 'A81002', true],
    ['A81001', 'A8100', false],
    ['A81001', 'A82002', false],
  ])('%s and %s are one slip apart: %s', (one, other, is) => expect(isOneSlipApart(one, other)).toBe(is));
});
