import { expect, test } from 'vitest';
import { displayName } from './displayName.ts';

test.each([
  ['THE DENSHAM SURGERY', 'The Densham Surgery'],
  ['QUEENS PARK MEDICAL CENTRE', 'Queens Park Medical Centre'],
  ['STOCKTON PCN', 'Stockton PCN'],
  ['DR J R SMITH & PARTNERS', 'Dr J R Smith & Partners'],
  ['DR.A.B.PATEL', 'Dr.A.B.Patel'],
  ['DRS O\'BRIEN AND MCKENZIE', 'Drs O\'Brien and McKenzie'],
  ['D’ARCY HOUSE', 'D’Arcy House'],
  ['ST. JOHN\'S SURGERY', 'St. John\'s Surgery'],
  ['KINGSTON-UPON-HULL CITY HEALTH', 'Kingston-upon-Hull City Health'],
  ['STOW-ON-THE-WOLD SURGERY', 'Stow-on-the-Wold Surgery'],
  ['THE OLD FORGE (BRANCH)', 'The Old Forge (Branch)'],
  ['HMP/YOI NEW HALL', 'HMP/YOI New Hall'],
  ['HMP LITTLEHEY', 'HMP Littlehey'],
  ['BARNET 3 PCN', 'Barnet 3 PCN'],
  ['N15/SOUTH TOTTENHAM PCN', 'N15/South Tottenham PCN'],
  ['IC24 LTD', 'IC24 Ltd'],
  ['MID SUSSEX HLTH CTR', 'Mid Sussex Hlth Ctr'],
  ['KENT OOH SERVICE', 'Kent OOH Service'],
  ['SOUTH TEES WIC', 'South Tees WIC'],
  ['NHS NORTH OF THE TYNE CCG', 'NHS North of the Tyne CCG'],
  ['A&E LIAISON', 'A&E Liaison'],
  ['LEICESTER, LEICESTERSHIRE AND RUTLAND', 'Leicester, Leicestershire and Rutland'],
  ['THE GP SURGERY AT THE GREEN', 'The GP Surgery at the Green'],
  ['WWL WALK IN', 'WWL Walk in'],
  ['', ''],
])('%s is shown as %s', (published, shown) => {
  expect(displayName(published)).toBe(shown);
});

test('a name in mixed case is left as its publisher wrote it', () => {
  expect(displayName('NHS North East and North Cumbria ICB - 16C')).toBe('NHS North East and North Cumbria ICB - 16C');
});

test('only capitals are ever changed', () => {
  const odd = 'BD4+  (NT&H)  –  O\'X/Y-Z.';
  expect(displayName(odd).toUpperCase()).toBe(odd);
});
