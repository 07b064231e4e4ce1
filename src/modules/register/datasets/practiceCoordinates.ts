import type { Dataset } from '#platform/publications/index.ts';

export const practiceCoordinates: Dataset = {
  id: 'practice-coordinates',
  title: 'Practice coordinates',
  shortTitle: 'Practice coordinates',
  whatFor: 'Where each practice is on the map.',
  newerOneBrings: 'practices that are missing from the map',
  publisher: 'NHS.UK service directory',
  address: 'https://www.nhs.uk/service-search/find-a-gp',
  everyMonths: null,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['PRACTICE_CODE'], kind: 'code' },
        { name: 'latitude', headings: ['LAT', 'LATITUDE'], kind: 'number' },
        { name: 'longitude', headings: ['LON', 'LONG', 'LONGITUDE'], kind: 'number' },
      ],
      key: ['practice_code'],
    },
  ],
  asOf: { from: 'nothing' },
};
