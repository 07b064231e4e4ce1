import type { Dataset } from '#platform/publications/index.ts';

/** Nobody publishes it: the commissioner counts the beds from the directory of the CQC, and pays by them. */
export const careHomeBeds: Dataset = {
  id: 'care-home-beds',
  title: 'Care home beds by PCN',
  shortTitle: 'Care home beds',
  whatFor: 'How many care home beds each PCN looks after from a day on, the basis of the care home premium.',
  newerOneBrings: 'the care home premium of the months since',
  publisher: 'The commissioner',
  address: 'https://www.cqc.org.uk/about-us/transparency/using-cqc-data',
  everyMonths: null,
  tables: [
    {
      name: 'pcns',
      layout: { hasHeader: true },
      columns: [
        { name: 'pcn_code', headings: ['PCN Code'], kind: 'code' },
        { name: 'beds', headings: ['Care home beds'], kind: 'count' },
        { name: 'from_day', headings: ['Beds from'], kind: 'day' },
      ],
      key: ['pcn_code', 'from_day'],
    },
  ],
  asOf: { from: 'newest-of', table: 'pcns', columns: ['from_day'] },
};
