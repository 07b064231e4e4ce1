import { practicesOpenOn } from '../networks.ts';
import { rowsWithFewQuotes } from '../publishedText.ts';
import { weightedPatientsOf } from './weightedPatients.ts';

const JANUARY = '2025-01-01';

/** What a commissioner sends of its payment system: contractor weighted populations, the basis of 2025/26. */
export function contractorWeightedPopulation2025(): string {
  return rowsWithFewQuotes([['Practice Code', 'Contractor weighted population 1 January 2025'], ...weightedPatientsOf(practicesOpenOn(JANUARY), JANUARY)], '\r\n');
}

/** What a commissioner counts in the directory of care homes: beds by PCN, from a day on. On the coast a home opened in July, and one closed in January. */
const BEDS: readonly (readonly [pcn: string, beds: number, from: string])[] = [
  ['XU001', 212, '01/04/2025'], ['XU002', 148, '01/04/2025'], ['XU003', 187, '01/04/2025'],
  ['XU004', 391, '01/04/2025'], ['XU004', 433, '01/07/2025'], ['XU004', 418, '01/01/2026'],
  ['XU005', 304, '01/04/2025'], ['XU006', 233, '01/04/2025'], ['XU007', 176, '01/04/2025'],
  ['XU008', 181, '01/10/2025'], ['XU009', 123, '01/10/2025'],
];

export const careHomeBeds2025 = (): string => rowsWithFewQuotes([['PCN code', 'Care home beds', 'Beds from'], ...BEDS], '\r\n');

/** How many beds a PCN had at first, for what it was paid in the years before. */
export const bedsOf = (pcn: string): number => BEDS.find(([code]) => code === pcn)![1];
