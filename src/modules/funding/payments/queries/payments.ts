import { join } from 'node:path';
import { financialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { identifier, literal } from '#platform/statistics/index.ts';
import type { Cell, Statistics } from '#platform/statistics/index.ts';
import type { FundingContext } from '../../context.ts';
import { nhsPayments, OTHER_COLUMN } from '../datasets/nhsPayments.ts';
import { networkOf } from '../domain/attribute.ts';
import { lastDayOf } from '../domain/yearOfFile.ts';
import { bareHeading, paymentColumns } from '../paymentColumns.ts';

/** What the NHS paid one practice in a year. All amounts are whole pence. */
export interface PracticePayments {
  code: string;
  name: string;
  contractType: string | null;
  subIcbCode: string | null;
  /** Of whom its PCN money is: by the file, or by the register on 31 March of the year where the file says none. */
  pcn: { code: string; name: string; saidBy: 'file' | 'register' } | null;
  /** The last known figures of the year, fractions included; null where the file has none. */
  registered: number | null;
  weighted: number | null;
  /** By column of `rules/funding/payments/columns.yaml`; a column that the year lacks is absent. */
  byColumn: ReadonlyMap<string, number>;
  byCategory: ReadonlyMap<string, number>;
  /** The publisher's own total, without covid, PCN money and deductions. */
  publishedTotalPence: number | null;
}

/** A year's payments, by practice. */
export interface YearOfPayments {
  year: FinancialYear;
  /** `<data set>/<day>` */
  source: string;
  revision: number;
  practices: readonly PracticePayments[];
  /** Columns that nobody has put in a category, with what they add up to where they hold numbers: part of no category. */
  unmapped: readonly { heading: string; pence: number | null }[];
  /** The publisher's totals less what we add up of the columns that are in them; 0 where every column is known. */
  unaccountedPence: number;
}

export interface PaymentYear {
  year: FinancialYear;
  source: string;
  revision: number;
  practices: number;
  loadedAt: Date;
}

const ofPayments = async ({ database }: Pick<FundingContext, 'database'>): Promise<Publication[]> =>
  inForce(await publicationsHeld(database.as())).filter(({ dataset, asOf }) => dataset === nhsPayments.id && asOf !== null);

/** The years whose payments are held, oldest first. */
export async function paymentYears(context: Pick<FundingContext, 'database'>): Promise<PaymentYear[]> {
  return (await ofPayments(context)).map((one) => ({ year: yearOf(isoDate(one.asOf!)), source: sourceOf(one), revision: one.revision, practices: one.rowsKept, loadedAt: one.loadedAt }));
}

/** What every practice of England was paid in a year; null where that year's publication is not held. */
export async function paymentsOf(context: FundingContext, { year: asked }: { year: string }): Promise<YearOfPayments | null> {
  const year = financialYear(asked);
  const publication = (await ofPayments(context)).find(({ asOf }) => yearOf(isoDate(asOf!)) === year);
  if (!publication) return null;
  const file = await keptFile(context, publication);
  const image = await context.register.reader.image();
  const practices = file.practices.map(({ pcnCode, pcnName, ...practice }): PracticePayments => ({ ...practice, pcn: networkOf({ practice: practice.code, code: pcnCode, name: pcnName }, image, lastDayOf(year)) }));
  return { year, source: sourceOf(publication), revision: publication.revision, practices, unmapped: file.unmapped, unaccountedPence: file.unaccountedPence };
}

const sourceOf = ({ dataset, asOf }: Publication): string => `${dataset}/${asOf}`;

interface PaymentFile {
  practices: (Omit<PracticePayments, 'pcn'> & { pcnCode: string | null; pcnName: string | null })[];
  unmapped: YearOfPayments['unmapped'];
  unaccountedPence: number;
}

/** A publication never changes, so what was read of it is kept. */
const kept = new WeakMap<Statistics, Map<number, Promise<PaymentFile>>>();

function keptFile(context: FundingContext, publication: Publication): Promise<PaymentFile> {
  const files = kept.get(context.statistics) ?? new Map<number, Promise<PaymentFile>>();
  kept.set(context.statistics, files);
  let file = files.get(publication.id);
  if (!file) files.set(publication.id, (file = readFile(context, publication)));
  return file;
}

/** A column of money as it stands in what is held. */
interface HeldColumn {
  id: string;
  category: string | null;
  inTotal: boolean;
  pence: (number | null)[];
}

async function readFile({ statistics, statisticsFolder }: FundingContext, publication: Publication): Promise<PaymentFile> {
  const from = `FROM read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})`;
  const names = (await statistics.rows<{ column_name: string }>(`DESCRIBE SELECT * ${from}`)).map(({ column_name: name }) => name);
  const [money, unmapped] = columnsHeld(names);
  const amounts = [...money.map(({ sql }) => sql), ...unmapped.map(({ sql }) => sql)].map((sql, index) => `${sql} AS m${index}`);
  const data = await statistics.columns(`
    SELECT practice_code, practice_name, contract_type, sub_icb_code, pcn_code, pcn_name, registered, weighted, CAST(total_pence AS DOUBLE) AS total${amounts.map((amount) => `, ${amount}`).join('')} ${from} ORDER BY practice_code`);
  const penceOf = (index: number) => data[`m${index}`] as (number | null)[];
  const columns = money.map(({ id, category, inTotal }, index): HeldColumn => ({ id, category, inTotal, pence: penceOf(index) }));
  const practices = data.practice_code!.map((_, row) => practiceOf(data, columns, row));
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    practices,
    unmapped: unmapped.map(({ heading }, index) => {
      const pence = penceOf(money.length + index);
      return { heading, pence: pence.some((one) => one !== null) ? sum(pence) : null };
    }),
    unaccountedPence: sum(data.total as (number | null)[]) - columns.filter(({ inTotal }) => inTotal).reduce((total, { pence }) => total + sum(pence), 0),
  };
}

/** The columns of money by what the rules say of them today: one that came to be known later is found by its heading. */
function columnsHeld(names: string[]) {
  const { columns, categories, totals } = paymentColumns();
  const inTotal = new Map(categories.map(({ id, inTotal: counts }) => [id, counts]));
  const others = names.filter((name) => name.startsWith(OTHER_COLUMN)).map((name) => ({ name, heading: name.slice(OTHER_COLUMN.length) }));
  const asPence = (name: string) => `CAST(round(try_cast(replace(${identifier(name)}, ',', '') AS DECIMAL(18, 2)) * 100) AS DOUBLE)`;
  const held = columns.flatMap(({ id, category, headings }) => {
    const other = others.find(({ heading }) => headings.some((spelling) => bareHeading(spelling) === bareHeading(heading)));
    const sql = other ? asPence(other.name) : names.includes(`${id}_pence`) ? `CAST(${identifier(`${id}_pence`)} AS DOUBLE)` : null;
    return sql === null ? [] : [{ id, category, inTotal: inTotal.get(category)!, sql }];
  });
  const known = new Set([...columns, ...totals].flatMap(({ headings }) => headings.map(bareHeading)));
  return [held, others.filter(({ heading }) => !known.has(bareHeading(heading))).map(({ name, heading }) => ({ heading, sql: asPence(name) }))] as const;
}

function practiceOf(data: Record<string, Cell[]>, columns: HeldColumn[], row: number): PaymentFile['practices'][number] {
  const byColumn = new Map<string, number>();
  const byCategory = new Map<string, number>();
  for (const { id, category, pence } of columns) {
    const amount = pence[row];
    if (amount === null || amount === undefined) continue;
    byColumn.set(id, amount);
    if (category !== null) byCategory.set(category, (byCategory.get(category) ?? 0) + amount);
  }
  const text = (column: string) => data[column]![row] as string | null;
  const number = (column: string) => data[column]![row] as number | null;
  const code = text('practice_code')!;
  return {
    code, name: text('practice_name') ?? code, contractType: text('contract_type'), subIcbCode: text('sub_icb_code'), pcnCode: text('pcn_code'), pcnName: text('pcn_name'),
    registered: number('registered'), weighted: number('weighted'), byColumn, byCategory, publishedTotalPence: number('total'),
  };
}
