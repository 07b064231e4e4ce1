import { join } from 'node:path';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { identifier, literal } from '#platform/statistics/index.ts';
import type { RegisterContext } from '#register';
import type { FundingContext } from '../../context.ts';
import { paymentColumns } from '../../payments/paymentColumns.ts';
import { yearOfIncome } from '../domain/income.ts';
import type { IncomeCategory, Part, PracticePaid, YearOfIncome } from '../domain/income.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

export const PAYMENTS_DATASET = 'nhs-payments';

/** A year of payments, and where it was published. */
export interface YearPaid extends YearOfIncome {
  /** `<data set>/<day>` */
  source: string;
  pcnNames: ReadonlyMap<string, string>;
}

/** Reads the years of payments that are held. A publication never changes, so what was read of it is kept. */
export interface YearsPaidReader {
  /** Oldest first. */
  years(): Promise<FinancialYear[]>;
  of(year: FinancialYear): Promise<YearPaid | null>;
}

const PARTS: Readonly<Record<string, Part>> = { 'pcn-participation': 'participation', pcn: 'pcn', deductions: 'deduction' };

/** The categories of income as the rules of the payments files have them. */
export const incomeCategories = (): IncomeCategory[] => paymentColumns().categories.map(({ id, title }) => ({ id, title, part: PARTS[id] ?? 'own' }));

export function yearsPaidReader({ database, statistics, statisticsFolder, register, today }: FundingContext): YearsPaidReader {
  const kept = new Map<string, Promise<YearPaid>>();
  const held = async () => inForce(await publicationsHeld(database.as())).filter(({ dataset, asOf }) => dataset === PAYMENTS_DATASET && asOf !== null);

  async function read(publication: Publication, year: FinancialYear, image: Image): Promise<YearPaid> {
    const file = `read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})`;
    const there = new Set((await statistics.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${file}`)).map(({ column_name: name }) => name));
    const column = (name: string) => (there.has(name) ? identifier(name) : 'NULL');
    const categories = incomeCategories();
    const sums = categories.map(({ id }) => {
      const parts = paymentColumns().columns.flatMap((one) => (one.category === id && there.has(`${one.id}_pence`) ? [`coalesce(${identifier(`${one.id}_pence`)}, 0)`] : []));
      return `CAST(${parts.length ? parts.join(' + ') : '0'} AS DOUBLE) AS ${identifier(id)}`;
    });
    const cells = await statistics.columns(`
      SELECT practice_code AS code, practice_name AS name, ${column('pcn_code')} AS pcn, ${column('pcn_name')} AS pcn_name, ${column('sub_icb_code')} AS commissioner,
        CAST(registered AS DOUBLE) AS registered, CAST(weighted AS DOUBLE) AS weighted, ${sums.join(', ')} FROM ${file}`);
    const icbOf = icbFinder(image, today());
    const pcnNames = new Map<string, string>();
    const paid = cells['code']!.map((code, row): PracticePaid => {
      const pcnCode = cells['pcn']![row] as string | null;
      if (pcnCode !== null) pcnNames.set(pcnCode, (cells['pcn_name']![row] as string | null) ?? pcnCode);
      return {
        code: code as string, name: (cells['name']![row] as string | null) ?? (code as string), pcnCode, icbCode: icbOf(code as string, cells['commissioner']![row] as string | null),
        registered: cells['registered']![row] as number | null, weighted: cells['weighted']![row] as number | null,
        pence: Object.fromEntries(categories.map(({ id }) => [id, Math.round(cells[id]![row] as number)])),
      };
    });
    return { ...yearOfIncome(year, categories, paid), source: `${publication.dataset}/${publication.asOf}`, pcnNames };
  }

  return {
    years: async () => (await held()).map(({ asOf }) => yearOf(isoDate(asOf!))),
    async of(year) {
      const publication = (await held()).find(({ asOf }) => yearOf(isoDate(asOf!)) === year);
      if (!publication) return null;
      const [revision, image] = [await register.reader.revision(), await register.reader.image()];
      const key = `${publication.id} ${revision}`;
      let found = kept.get(key);
      if (!found) {
        for (const other of kept.keys()) if (other.startsWith(`${publication.id} `)) kept.delete(other);
        kept.set(key, (found = read(publication, year, image)));
        found.catch(() => kept.delete(key));
      }
      return found;
    },
  };
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
