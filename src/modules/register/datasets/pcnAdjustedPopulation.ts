import type { Dataset } from '#platform/publications/index.ts';

const MEMBER_HEADING = /^PCN member (January|Jan) (?:20)?(\d{2})$/i;
/** Headings of the years so far and of some to come; the year in it dates the publication. */
const memberHeadings = Array.from({ length: 20 }, (_, index) => `PCN member January ${String(19 + index)}`);

export const pcnAdjustedPopulation: Dataset = {
  id: 'pcn-adjusted-population',
  title: 'PCN adjusted populations',
  shortTitle: 'PCN adjusted populations',
  whatFor: 'Each practice’s raw list and adjusted population at 1 January, the basis of the next year’s PCN payments.',
  newerOneBrings: 'the populations on which the next year’s payments rest',
  publisher: 'NHS England',
  address: 'https://www.england.nhs.uk/gp/investment/gp-contract/',
  everyMonths: 12,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['Practice Code'], kind: 'code' },
        { name: 'pcn_code', headings: ['PCN Code'], kind: 'code', mayBeEmpty: true, emptyWords: ['NO_DATA'] },
        { name: 'raw_patients', headings: ['Raw list size'], kind: 'count' },
        { name: 'adjusted_patients', headings: ['Adjusted Population', 'PCN Adjusted Population'], kind: 'count' },
        { name: 'is_member', headings: memberHeadings, kind: 'text' },
      ],
      key: ['practice_code'],
      setAside: { why: 'a national total at the foot', where: 'practice_code IS NULL' },
    },
  ],
  asOf: { from: 'heading', table: 'practices', pattern: MEMBER_HEADING, day: (match) => `20${match[2]}-01-01` },
};
