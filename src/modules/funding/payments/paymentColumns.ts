import { z } from 'zod';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { readRules, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { STREAMS } from '../contract/index.ts';
import type { StreamId } from '../contract/index.ts';

const PATH = 'funding/payments/columns.yaml';
const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const headings = z.array(z.string()).min(1);
const year = z.string().transform((text, context): FinancialYear => {
  const read = parseFinancialYear(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: `${text} is not a financial year` });
  return z.NEVER;
});

/** `rules/funding/payments/columns.yaml`. */
export const PaymentColumnFile = z.strictObject({
  source: z.string(),
  categories: z.array(z.strictObject({ id: z.string(), title: z.string(), inTotal: z.boolean() })).min(1),
  columns: z
    .array(
      z.strictObject({
        id: name,
        title: z.string(),
        category: z.string(),
        headings,
        since: year.optional(),
        streams: z.array(z.enum(Object.keys(STREAMS) as [StreamId, ...StreamId[]])).default([]),
        onPayee: z.boolean().default(false),
      }),
    )
    .min(1),
  totals: z.array(z.strictObject({ id: name, title: z.string(), headings })),
});

/** A category of income, in the order in which income is shown. */
export interface PaymentCategory {
  id: string;
  title: string;
  /** Part of the publisher's total; the others stand beside it. */
  inTotal: boolean;
}

/** A column of money of the published files. */
export interface PaymentColumn {
  id: string;
  title: string;
  category: string;
  headings: readonly string[];
  /** The first year that has it, where that helps to tell a file's year. */
  since?: FinancialYear | undefined;
  /** The streams of the network contract that it adds up. */
  streams: readonly StreamId[];
  /** Paid to the PCN's nominated payee. */
  onPayee: boolean;
}

export interface PaymentColumns {
  source: { title: string; address: string };
  categories: readonly PaymentCategory[];
  columns: readonly PaymentColumn[];
  /** The publisher's own sums and averages. */
  totals: readonly { id: string; title: string; headings: readonly string[] }[];
}

let known: PaymentColumns | undefined;

/** What the columns of the payments files are. Read once; throws where the file of rules is not as it should be. */
export function paymentColumns(): PaymentColumns {
  return (known ??= readColumns());
}

function readColumns(): PaymentColumns {
  const file = PaymentColumnFile.parse(readRules(PATH));
  const categories = new Set(file.categories.map(({ id }) => id));
  for (const column of file.columns) if (!categories.has(column.category)) throw new Error(`rules/${PATH}: ${column.id} is of ${column.category}, which is no category`);
  const spellings = [...file.columns, ...file.totals].flatMap((column) => column.headings.map(bareHeading));
  const twice = spellings.find((one, index) => spellings.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`rules/${PATH}: the heading ${twice} stands twice`);
  return { ...file, source: sourceFinder()(file.source) };
}

/** A heading by its letters and digits alone, as files are recognised. */
export const bareHeading = (heading: string): string => heading.toUpperCase().replace(/[^A-Z0-9]/g, '');
