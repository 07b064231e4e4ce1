import { parseFinancialYear, startOf, yearAfter, yearOf, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { textIn } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { figuresInForce } from '../../contract/index.ts';
import type { Overlay, Stream } from '../../contract/index.ts';
import type { Acting, FundingContext } from '../../context.ts';
import type { Statement } from '../domain/statement.ts';

export interface AskedStatement {
  code: string;
  year: FinancialYear;
  knownOn: IsoDate | null;
  overlay?: Overlay | null;
  /** Who asks; whoever has not signed in sees what anybody may. */
  acting?: Acting | null;
}

/** Works a statement out; handed in, so that the pages can be tried without a loaded year. */
export type StatementOf = (context: FundingContext, asked: AskedStatement) => Promise<Result<Statement>>;

/** The years of which the rules know anything, and the one that runs now. */
export function yearsKnown(streams: Iterable<Stream>, today: IsoDate): FinancialYear[] {
  const begun = [...streams].flatMap(({ figures }) => figures.flatMap(({ values }) => values.map(({ from }) => from))).sort();
  const last = [yearOf(today), ...begun.slice(-1).map(yearOf)].sort().at(-1)!;
  return yearsBetween(begun[0] ? yearOf(begun[0]) : last, last);
}

export const yearsOf = async (context: FundingContext): Promise<FinancialYear[]> => yearsKnown((await figuresInForce(context)).values(), context.today());

/** The year that a page begins with: the newest whose patients are counted in what is loaded, or the one that runs now. */
export async function firstYear({ register, today }: Pick<FundingContext, 'register' | 'today'>): Promise<FinancialYear> {
  const counted = await register.populations.pcnAdjusted(today());
  if (!counted) return yearOf(today());
  const day = counted.asOf as IsoDate;
  // Counted on 1 January, for the year that begins in the April after it.
  return day < startOf(yearAfter(yearOf(day))) ? yearAfter(yearOf(day)) : yearOf(day);
}

/** The year asked for; refuses what is no year, and one of which there are no rules. */
export async function yearIn(context: FundingContext, sent: SentValues): Promise<FinancialYear> {
  const text = textIn(sent, 'year');
  if (text === '') return firstYear(context);
  const year = parseFinancialYear(text);
  if (!year) throw new Refused({ code: 'not-a-year', what: `“${text.slice(0, 20)}” is no financial year.`, where: 'year', todo: 'Write it as 2025/26.' });
  return year;
}

/** The day of which it is asked what was known; null for now. */
export function knownOnIn(sent: SentValues): IsoDate | null {
  const text = textIn(sent, 'known-on');
  if (text === '') return null;
  const day = parseIsoDate(text);
  if (!day) throw new Refused({ code: 'not-a-day', what: `“${text.slice(0, 20)}” is no day.`, where: 'known-on', todo: 'Write it as 2024-06-01.' });
  return day;
}

/** The statement, or its refusal thrown to the edge. */
export function needed(result: Result<Statement>): Statement {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}
