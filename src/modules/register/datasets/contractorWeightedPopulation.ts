import type { Dataset } from '#platform/publications/index.ts';
import { ORGANISATION_CODE } from './organisationCode.ts';

const DAY_HEADING = /^Contractor weighted population (1|01) (January|Jan) (20\d{2})$/i;
/** The heading states the 1 January of which the counts are; the years so far and some to come. */
const dayHeadings = Array.from({ length: 20 }, (_, index) => `Contractor weighted population 1 January ${2019 + index}`);

/** Nobody publishes it by practice as one file for England: commissioners have it from their payment systems. */
export const contractorWeightedPopulation: Dataset = {
  id: 'contractor-weighted-population',
  title: 'Contractor weighted populations',
  shortTitle: 'Contractor weighted populations',
  whatFor: 'Each practice’s contractor weighted population at 1 January, the basis of the additional roles sum and of network participation.',
  newerOneBrings: 'the additional roles sum and network participation of the next year',
  publisher: 'The commissioner, from the payment system',
  address: 'https://pcse.england.nhs.uk/services/gp-payments-and-pensions',
  everyMonths: null,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['Practice Code'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'weighted_patients', headings: dayHeadings, kind: 'count' },
      ],
      key: ['practice_code'],
    },
  ],
  asOf: { from: 'heading', table: 'practices', pattern: DAY_HEADING, day: (match) => `${match[3]}-01-01` },
};
