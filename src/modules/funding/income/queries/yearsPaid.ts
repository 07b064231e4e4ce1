import type { FinancialYear } from '#kernel/financialYear.ts';
import type { RegisterContext } from '#register';
import type { FundingContext } from '../../context.ts';
import { paymentColumns, paymentsOf, paymentYears } from '../../payments/index.ts';
import { yearOfIncome } from '../domain/income.ts';
import type { IncomeCategory, Part, YearOfIncome } from '../domain/income.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

/** A year of payments, and where it was published. */
export interface YearPaid extends YearOfIncome {
  /** `<data set>/<day>` */
  source: string;
  pcnNames: ReadonlyMap<string, string>;
  /** Columns of the file that nobody has put in a category: part of no total here. */
  unmapped: readonly string[];
}

/** Reads the years of payments that are held. A publication never changes, so what was read of it is kept while the register stays as it is. */
export interface YearsPaidReader {
  /** Oldest first. */
  years(): Promise<FinancialYear[]>;
  of(year: FinancialYear): Promise<YearPaid | null>;
}

const PARTS: Readonly<Record<string, Part>> = { 'pcn-participation': 'participation', pcn: 'pcn', deductions: 'deduction' };

/** The categories of income as the rules of the payments files have them. */
export const incomeCategories = (): IncomeCategory[] => paymentColumns().categories.map(({ id, title }) => ({ id, title, part: PARTS[id] ?? 'own' }));

export function yearsPaidReader(context: FundingContext): YearsPaidReader {
  const kept = new Map<FinancialYear, { as: string; found: Promise<YearPaid | null> }>();
  const held = () => paymentYears(context);
  return {
    years: async () => (await held()).map(({ year }) => year),
    async of(year) {
      const publication = (await held()).find((one) => one.year === year);
      if (!publication) return null;
      const as = `${publication.source} ${publication.revision} ${await context.register.reader.revision()}`;
      const before = kept.get(year);
      if (before?.as === as) return before.found;
      const found = read(context, year);
      kept.set(year, { as, found });
      found.catch(() => kept.delete(year));
      return found;
    },
  };
}

async function read(context: FundingContext, year: FinancialYear): Promise<YearPaid | null> {
  const [payments, image] = [await paymentsOf(context, { year }), await context.register.reader.image()];
  if (!payments) return null;
  const icbOf = icbFinder(image, context.today());
  const paid = payments.practices.map(({ code, name, pcn, subIcbCode, registered, weighted, byCategory }) => ({
    code, name, registered, weighted, pcnCode: pcn?.code ?? null, icbCode: icbOf(code, subIcbCode), pence: Object.fromEntries(byCategory),
  }));
  const pcnNames = new Map(payments.practices.flatMap(({ pcn }) => (pcn ? [[pcn.code, pcn.name]] : [])));
  return { ...yearOfIncome(year, incomeCategories(), paid), source: payments.source, pcnNames, unmapped: payments.unmapped.map(({ heading }) => heading) };
}

/** The ICB in which a practice lies, or lay when it closed; else the one of its commissioner, whose code a sub-ICB location took over. */
function icbFinder(image: Image, day: string): (practice: string, commissioner: string | null) => string | null {
  const ofCommissioner = new Map<string, string | null>();
  return (practice, commissioner) => {
    const own = image.inSlot(practice, 'icb', day) ?? image.relationsOf(practice).up.filter(({ slot }) => slot === 'icb').at(-1)?.toCode;
    if (own !== undefined) return own;
    if (commissioner === null) return null;
    if (!ofCommissioner.has(commissioner)) ofCommissioner.set(commissioner, image.ancestors(commissioner, day).find(({ kind }) => kind === 'icb')?.code ?? null);
    return ofCommissioner.get(commissioner)!;
  };
}
