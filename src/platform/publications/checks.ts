import { literal } from '../statistics/index.ts';
import type { DatasetColumn } from './dataset.ts';

const MONTH_IN_LETTERS = '%d%b%Y';
const DAY_FORMATS = ['%Y-%m-%d', '%Y%m%d', MONTH_IN_LETTERS, '%d/%m/%Y', '%d-%b-%Y', '%d %b %Y'];

/** A day outside these years is a slip or a stand-in for "never", such as 9999-12-31; the same bounds as `parseIsoDate`. */
const DAYS = `BETWEEN DATE '1800-01-01' AND DATE '2200-12-31'`;
/** No count that the NHS publishes comes near; below it, sums of whole files stay exact. */
const COUNT_MAX = 999_999_999;

const SQL_TYPE = { text: 'VARCHAR', code: 'VARCHAR', day: 'DATE', count: 'BIGINT', number: 'DOUBLE', pounds: 'BIGINT' } as const;
const SAYS = {
  text: '',
  code: '',
  day: 'is not a date',
  count: `is not a whole number from 0 to ${COUNT_MAX.toLocaleString('en-GB')}`,
  number: 'is not a number',
  pounds: 'is not an amount of money',
} as const;

/**
 * The trimmed text of a column, or NULL where it says nothing. `cell` is the SQL of the cell as it stands in the file, or
 * null where the file has no such column.
 */
export function textOf(column: DatasetColumn, cell: string | null): string {
  if (cell === null) return 'CAST(NULL AS VARCHAR)';
  const trimmed = trimmedOf(cell);
  const upper = column.kind === 'code' ? `upper(${trimmed})` : trimmed;
  if (!column.emptyWords?.length) return upper;
  return `CASE WHEN ${upper} IN (${column.emptyWords.map(literal).join(', ')}) THEN NULL ELSE ${upper} END`;
}

/** Trimming goes through a cell sign by sign; that most cells are plain signs without a space at an end is seen far sooner. */
const trimmedOf = (cell: string): string =>
  `CASE WHEN ${cell} BETWEEN '!' AND '~' AND NOT suffix(${cell}, ' ') AND strlen(${cell}) = length(${cell}) THEN ${cell} ELSE nullif(trim(${cell}), '') END`;

/** No text is a day in two of the formats, so that which is tried first says only how soon it is found; a miss takes far longer than a find. */
const dayIn = (text: string, ...first: string[]): string => `try_strptime(${text}, [${[...new Set([...first, ...DAY_FORMATS])].map(literal).join(', ')}])`;

/** What the text may mean in the column's type, before it is known to be that; text stays text. */
export function readingOf(column: DatasetColumn, text: string): string {
  switch (column.kind) {
    case 'text':
    case 'code':
      return text;
    case 'day':
      return `CAST(CASE strlen(${text}) WHEN ${'01OCT2025'.length} THEN ${dayIn(text, MONTH_IN_LETTERS)} ELSE ${dayIn(text)} END AS DATE)`;
    case 'count':
      return `try_cast(${text} AS BIGINT)`;
    case 'number':
      return `try_cast(${text} AS DOUBLE)`;
    case 'pounds':
      // A decimal, so that pence are exact; what some vintages carry beyond the penny is rounded to the nearest.
      return `try_cast(${text} AS DECIMAL(18, 2))`;
  }
}

/** What an amount may look like beside plain digits: `£1,234.50`, `-£12`, and `(12.50)` for what was taken back. */
const UNSIGNED = '([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)?';
const WRITTEN_AMOUNT = `-?£?${UNSIGNED}|£-${UNSIGNED}|[(]£?${UNSIGNED}[)]`;

/** The value of a column in its own type; NULL where the text is no such value. */
export function valueOf(column: DatasetColumn, text: string, reading: string): string {
  switch (column.kind) {
    case 'text':
    case 'code':
    case 'number':
      return reading;
    case 'pounds':
      // Nearly all are plain decimals, and a file has dozens of such columns: the other ways of writing are looked at only where that fails.
      return `CASE WHEN ${reading} IS NOT NULL THEN CAST(${reading} * 100 AS BIGINT) WHEN regexp_full_match(${text}, '${WRITTEN_AMOUNT}')
        THEN CAST(try_cast(replace(translate(${text}, '£,)', ''), '(', '-') AS DECIMAL(18, 2)) * 100 AS BIGINT) END`;
    case 'day':
      return `CASE WHEN ${reading} ${DAYS} THEN ${reading} END`;
    case 'count':
      // A cast alone would round 12.5, and read 1e3. What is written as a count always is, such as 12, is seen at once; 007 takes longer.
      return `CASE WHEN ${reading} BETWEEN 0 AND ${COUNT_MAX} AND (CAST(${reading} AS VARCHAR) = ${text} OR translate(${text}, '0123456789', '') = '') THEN ${reading} END`;
  }
}

export const typeOf = (column: DatasetColumn): string => SQL_TYPE[column.kind];

/** The checks of one column in order: SQL over its text and its value that is true for a bad one, and the reason a person reads. */
export function checksOf(column: DatasetColumn, text: string, value: string): { fails: string; reason: string }[] {
  const checks: { fails: string; reason: string }[] = [];
  if (!column.mayBeEmpty) checks.push({ fails: `${text} IS NULL`, reason: 'is empty' });
  if (SAYS[column.kind]) checks.push({ fails: `${text} IS NOT NULL AND ${value} IS NULL`, reason: SAYS[column.kind] });
  if (column.kind === 'number') checks.push({ fails: `isnan(${value}) OR isinf(${value})`, reason: SAYS.number });
  if (column.pattern) checks.push({ fails: `NOT regexp_full_match(${text}, ${literal(column.pattern.is)})`, reason: column.pattern.says });
  return checks;
}
