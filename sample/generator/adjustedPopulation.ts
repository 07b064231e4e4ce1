import { ICB, REGION } from './bodies.ts';
import { mappedPcnOf, practicesOpenOn } from './networks.ts';
import { listSizeOf, workPerPatientOf } from './populations.ts';
import { rowsWithFewQuotes } from './publishedText.ts';

const HEADER = [
  'Practice Code', 'Practice Name', 'PCN Code', 'PCN Name', 'ICB Code', 'ICB Name', 'Region code', 'Region',
  'Raw list size', 'Adjusted Population', 'PCN member January 25',
];

const JANUARY = '2025-01-01';
const NO_DATA = 'no_data';

/** PCN adjusted populations for 2025/26, from the lists of January 2025; the last row is a total without a label. */
export function pcnAdjustedPopulation2025(): string {
  const practices = practicesOpenOn(JANUARY).map((practice) => ({
    practice,
    pcn: mappedPcnOf(practice, JANUARY),
    raw: listSizeOf(practice, JANUARY),
    work: workPerPatientOf(practice, JANUARY),
  }));
  const rawTotal = practices.reduce((sum, { raw }) => sum + raw, 0);
  const workTotal = practices.reduce((sum, { raw, work }) => sum + raw * work, 0);
  // The adjusted populations share out the same number of patients, so that no money comes from nowhere.
  const adjusted = ({ raw, work }: { raw: number; work: number }) => Math.round((raw * work * rawTotal) / workTotal);

  const members = practices.filter(({ pcn }) => pcn !== null).sort((a, b) => (a.practice.name < b.practice.name ? -1 : 1));
  const others = practices.filter(({ pcn }) => pcn === null);
  const adjustedTotal = practices.reduce((sum, one) => sum + adjusted(one), 0);
  return rowsWithFewQuotes([
    HEADER,
    ...members.map((one) => [
      one.practice.code, one.practice.name, one.pcn!.code, one.pcn!.nameOn(JANUARY), ICB.code, ICB.name,
      REGION.code, REGION.name, one.raw, adjusted(one), 'Yes',
    ]),
    ...others.map((one) => [
      one.practice.code, `${inTitleCase(one.practice.name)} (${one.practice.code})`, NO_DATA, NO_DATA, NO_DATA, NO_DATA,
      REGION.code, REGION.name, one.raw, adjusted(one), 'No',
    ]),
    ['', '', '', '', '', '', '', '', rawTotal, adjustedTotal, ''],
  ], '\r\n');
}

/** The real file names practices outside PCNs in title case, with the code in brackets. */
const inTitleCase = (name: string) => name.toLowerCase().replace(/(^|\s)\S/g, (letter) => letter.toUpperCase());
