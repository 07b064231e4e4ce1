import { identifier, literal } from '../statistics/index.ts';
import type { DatasetColumn } from './dataset.ts';

const DAY_FORMATS = ['%Y-%m-%d', '%Y%m%d', '%d%b%Y', '%d/%m/%Y', '%d-%b-%Y', '%d %b %Y'];

/** A day outside these years is a slip or a stand-in for "never", such as 9999-12-31; the same bounds as `parseIsoDate`. */
const DAYS = `BETWEEN DATE '1800-01-01' AND DATE '2200-12-31'`;
/** No count that the NHS publishes comes near; below it, sums of whole files stay exact. */
const COUNT_MAX = 999_999_999;

const SQL_TYPE = { text: 'VARCHAR', code: 'VARCHAR', day: 'DATE', count: 'BIGINT', number: 'DOUBLE' } as const;
const SAYS = {
  text: '',
  code: '',
  day: 'is not a date',
  count: `is not a whole number from 0 to ${COUNT_MAX.toLocaleString('en-GB')}`,
  number: 'is not a number',
} as const;

/** The trimmed text of a column, or NULL where it says nothing. */
export function textOf(column: DatasetColumn, raw: string | null): string {
  if (raw === null) return 'CAST(NULL AS VARCHAR)';
  const trimmed = `nullif(trim(${identifier(raw)}), '')`;
  const upper = column.kind === 'code' ? `upper(${trimmed})` : trimmed;
  if (!column.emptyWords?.length) return upper;
  return `CASE WHEN ${upper} IN (${column.emptyWords.map(literal).join(', ')}) THEN NULL ELSE ${upper} END`;
}

/** The value of a column in its own type; NULL where the text is no such value. */
export function valueOf(column: DatasetColumn, raw: string | null): string {
  const text = textOf(column, raw);
  switch (column.kind) {
    case 'text':
    case 'code':
      return text;
    case 'day': {
      const day = `CAST(try_strptime(${text}, [${DAY_FORMATS.map(literal).join(', ')}]) AS DATE)`;
      return `CASE WHEN ${day} ${DAYS} THEN ${day} END`;
    }
    case 'count':
      // A cast alone would round 12.5, and read 1e3.
      return `CASE WHEN translate(${text}, '0123456789', '') = '' AND try_cast(${text} AS BIGINT) <= ${COUNT_MAX} THEN try_cast(${text} AS BIGINT) END`;
    case 'number':
      return `try_cast(${text} AS DOUBLE)`;
  }
}

export const typeOf = (column: DatasetColumn): string => SQL_TYPE[column.kind];

/** The checks of one column in order: SQL that is true for a bad value, and the reason a person reads. */
export function checksOf(column: DatasetColumn, raw: string | null): { fails: string; reason: string }[] {
  if (raw === null) return [];
  const text = textOf(column, raw);
  const checks: { fails: string; reason: string }[] = [];
  if (!column.mayBeEmpty) checks.push({ fails: `${text} IS NULL`, reason: 'is empty' });
  if (SAYS[column.kind]) checks.push({ fails: `${text} IS NOT NULL AND (${valueOf(column, raw)}) IS NULL`, reason: SAYS[column.kind] });
  if (column.kind === 'number') checks.push({ fails: `isnan(${valueOf(column, raw)}) OR isinf(${valueOf(column, raw)})`, reason: SAYS.number });
  if (column.pattern) checks.push({ fails: `NOT regexp_full_match(${text}, ${literal(column.pattern.is)})`, reason: column.pattern.says });
  return checks;
}
