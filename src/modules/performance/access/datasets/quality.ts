import type { Dataset } from '#platform/publications/index.ts';

const YEAR = { is: '(19|20)[0-9]{2}', says: 'is not a year' };
const NOTHING = ['NA', 'N/A', 'NULL'];

export const cqcRatings: Dataset = {
  id: 'cqc-practice-ratings',
  title: 'Ratings of GP practices by the Care Quality Commission',
  shortTitle: 'CQC ratings',
  whatFor: 'How the regulator last rated each practice overall, and in which year.',
  newerOneBrings: 'the ratings since',
  publisher: 'Care Quality Commission, as gathered by a research group',
  address: 'https://www.cqc.org.uk/about-us/transparency/using-cqc-data',
  everyMonths: null,
  tables: [
    {
      name: 'ratings',
      layout: { hasHeader: true },
      columns: [
        // Some locations bear no practice’s code.
        { name: 'practice_code', headings: ['PRACTICE_CODE', 'LOCATION_ODS_CODE'], kind: 'code', mayBeEmpty: true, emptyWords: NOTHING },
        { name: 'year', headings: ['YEAR'], kind: 'count', pattern: YEAR },
        { name: 'location_name', headings: ['LOCATION_NAME'], kind: 'text', mayBeEmpty: true },
        { name: 'population_group', headings: ['SERVICE_POPULATION_GROUP'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'domain', headings: ['DOMAIN'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'rating', headings: ['LATEST_RATING'], kind: 'text' },
        { name: 'is_inherited', headings: ['INHERITED_RATING_Y_N'], kind: 'code', isOptional: true, mayBeEmpty: true },
      ],
      key: ['practice_code', 'location_name', 'year', 'population_group', 'domain', 'rating', 'is_inherited'],
    },
  ],
  asOf: { from: 'newest-made', table: 'ratings', day: 'make_date(CAST(year AS INTEGER), 12, 31)' },
};

export const qofPrevalence: Dataset = {
  id: 'qof-prevalence',
  title: 'Quality and Outcomes Framework: prevalence',
  shortTitle: 'QOF prevalence',
  whatFor: 'How many patients of each practice are on each disease register, and of how many.',
  newerOneBrings: 'the registers of the next year',
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/quality-and-outcomes-framework-achievement-prevalence-and-exceptions-data',
  everyMonths: 12,
  tables: [
    {
      name: 'registers',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['PRACTICE_CODE'], kind: 'code' },
        { name: 'register_code', headings: ['GROUP_CODE'], kind: 'code' },
        // Some vintages write 113.0 for 113.
        { name: 'patients', headings: ['REGISTER'], kind: 'number', mayBeEmpty: true, emptyWords: [...NOTHING, '*'] },
        // The denominator differs by register: all, or those of an age and over.
        { name: 'list_type', headings: ['PATIENT_LIST_TYPE'], kind: 'code' },
        { name: 'list_size', headings: ['PRACTICE_LIST_SIZE'], kind: 'number', mayBeEmpty: true, emptyWords: [...NOTHING, '*'] },
      ],
      key: ['practice_code', 'register_code', 'list_type'],
    },
  ],
  // Its year stands in the name of the file alone.
  asOf: { from: 'nothing', mayBeStated: true },
};

export const deprivation: Dataset = {
  id: 'practice-deprivation',
  title: 'Deprivation of practices’ patients (Fingertips)',
  shortTitle: 'Deprivation',
  whatFor: 'The index of multiple deprivation of each practice’s patients; a higher score is more deprived.',
  newerOneBrings: 'the deprivation of today’s patients',
  publisher: 'Department of Health and Social Care',
  address: 'https://fingertips.phe.org.uk/profile/general-practice',
  everyMonths: null,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['PRACTICE_CODE', 'AREA_CODE'], kind: 'code' },
        { name: 'practice_name', headings: ['PRACTICE_NAME', 'AREA_NAME'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'year', headings: ['IMD_YEAR'], kind: 'count', pattern: YEAR },
        { name: 'score', headings: ['IMD_SCORE'], kind: 'number', mayBeEmpty: true, emptyWords: NOTHING },
      ],
      key: ['practice_code', 'year'],
    },
  ],
  asOf: { from: 'newest-made', table: 'practices', day: 'make_date(CAST(year AS INTEGER), 12, 31)' },
};
