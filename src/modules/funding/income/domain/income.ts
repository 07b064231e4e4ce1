import type { FinancialYear } from '#kernel/financialYear.ts';
import { shareByList } from './shareByList.ts';

/** What a publication says that one practice was paid in a year: whole pence by category of income. */
export interface PracticePaid {
  code: string;
  name: string;
  /** As the publication has it; null before there were networks, and for a practice in none. */
  pcnCode: string | null;
  icbCode: string | null;
  /** The last known figures of the publication: averages, so they may be fractions. Null where it gives none. */
  registered: number | null;
  weighted: number | null;
  pence: Readonly<Record<string, number>>;
}

/** What a category of income is to a practice. */
export type Part =
  /** Paid to the practice for itself. */
  | 'own'
  /** Paid to it for belonging to its PCN. */
  | 'participation'
  /** Paid to the PCN, at its nominated payee. */
  | 'pcn'
  /** Taken off again: shown, never added. */
  | 'deduction';

export interface IncomeCategory {
  id: string;
  title: string;
  part: Part;
}

/** One category of the income of a practice, or of many together. */
export interface IncomeLine extends IncomeCategory {
  pence: number;
  /** In pence, a weighted mean: all the money over all the patients. Null where no patients are known. */
  perPatient: number | null;
  perWeighted: number | null;
  /** A practice's part of what its PCN was paid is a share by registered list: nobody publishes what it had of it. */
  isEstimate: boolean;
}

/** The income of a practice, or of all the practices of a PCN, an ICB or England, in one year. */
export interface Income {
  year: FinancialYear;
  /** How many practices stand behind it, and how many of them have patients in the publication. */
  practices: number;
  counted: number;
  registered: number;
  weighted: number;
  lines: readonly IncomeLine[];
  /** Everything but deductions. */
  whole: IncomeLine;
  /** What comes through the PCN: participation and the share of the PCN's money. */
  throughPcn: IncomeLine;
  /** Of the whole, the part that comes through the PCN, 0 to 1; null where there is no income. */
  shareThroughPcn: number | null;
  /** What stands in these practices' rows and is their PCNs' money, not their income. */
  heldAsPayeePence: number;
}

/** What each PCN was paid in a year at its nominated payees, and who is in it by the publication. */
export interface PcnPaid {
  code: string;
  pence: number;
  /** The practices in whose rows it stands. */
  payees: readonly string[];
  practices: readonly PracticePaid[];
}

/** The year as it was published, with the PCNs' money taken from their payees and put where it belongs. */
export interface YearOfIncome {
  year: FinancialYear;
  categories: readonly IncomeCategory[];
  practices: ReadonlyMap<string, PracticePaid>;
  pcns: ReadonlyMap<string, PcnPaid>;
  /** A practice's estimated part of its PCN's money, in pence; the parts of a PCN add up to all of it. */
  shares: ReadonlyMap<string, number>;
  /** PCN money that stands at a practice in no PCN: it can be put nowhere. */
  unplacedPence: number;
}

/** Puts what stands at a payee to its PCN, and shares it by registered list among the PCN's practices. */
export function yearOfIncome(year: FinancialYear, categories: readonly IncomeCategory[], paid: readonly PracticePaid[]): YearOfIncome {
  const ofPcn = categories.filter(({ part }) => part === 'pcn');
  const pcnPence = (practice: PracticePaid): number => addUp(ofPcn, practice);
  const groups = new Map<string, PracticePaid[]>();
  for (const practice of paid) if (practice.pcnCode !== null) groups.set(practice.pcnCode, [...(groups.get(practice.pcnCode) ?? []), practice]);
  const pcns = new Map([...groups].map(([code, practices]): [string, PcnPaid] => {
    const payees = practices.filter((practice) => pcnPence(practice) > 0).map((practice) => practice.code);
    return [code, { code, practices, payees, pence: practices.reduce((sum, practice) => sum + pcnPence(practice), 0) }];
  }));
  const shares = new Map([...pcns.values()].flatMap(({ pence, practices }) => [...shareByList(pence, practices)]));
  const unplacedPence = paid.reduce((sum, practice) => sum + (practice.pcnCode === null ? pcnPence(practice) : 0), 0);
  return { year, categories, practices: new Map(paid.map((practice) => [practice.code, practice])), pcns, shares, unplacedPence };
}

const addUp = (categories: readonly IncomeCategory[], { pence }: PracticePaid): number => categories.reduce((sum, { id }) => sum + (pence[id] ?? 0), 0);

/** The income of these practices together. Weighted means: practices without patients add their money to no mean. */
export function incomeOf(year: YearOfIncome, codes: Iterable<string>, isWholePcns: boolean): Income {
  const practices = [...codes].flatMap((code) => year.practices.get(code) ?? []);
  const counted = practices.filter(({ registered }) => registered !== null && registered > 0);
  const registered = counted.reduce((sum, one) => sum + one.registered!, 0);
  const weighted = counted.reduce((sum, one) => sum + (one.weighted ?? 0), 0);
  const line = (category: IncomeCategory, penceOf: (practice: PracticePaid) => number, isEstimate = false): IncomeLine => {
    const amongCounted = counted.reduce((sum, one) => sum + penceOf(one), 0);
    const over = (patients: number) => (patients > 0 ? Math.round(amongCounted / patients) : null);
    return { ...category, pence: practices.reduce((sum, one) => sum + penceOf(one), 0), perPatient: over(registered), perWeighted: over(weighted), isEstimate };
  };
  const shareOf = ({ code }: PracticePaid) => year.shares.get(code) ?? 0;
  const own = year.categories.filter(({ part }) => part === 'own' || part === 'participation');
  const participation = year.categories.filter(({ part }) => part === 'participation');
  const lines = [
    ...own.map((category) => line(category, ({ pence }) => pence[category.id] ?? 0)),
    line({ id: 'pcn', title: SHARE_TITLE[isWholePcns ? 'whole' : 'share'], part: 'pcn' }, shareOf, !isWholePcns),
    ...year.categories.filter(({ part }) => part === 'deduction').map((category) => line(category, ({ pence }) => pence[category.id] ?? 0)),
  ];
  const whole = line({ id: 'whole', title: 'Whole income', part: 'own' }, (one) => addUp(own, one) + shareOf(one), !isWholePcns);
  const throughPcn = line({ id: 'through-pcn', title: 'Through the PCN', part: 'pcn' }, (one) => addUp(participation, one) + shareOf(one), !isWholePcns);
  return {
    year: year.year, practices: practices.length, counted: counted.length, registered, weighted, lines, whole, throughPcn,
    shareThroughPcn: whole.pence > 0 ? throughPcn.pence / whole.pence : null,
    heldAsPayeePence: practices.reduce((sum, one) => sum + addUp(year.categories.filter(({ part }) => part === 'pcn'), one), 0),
  };
}

const SHARE_TITLE = { whole: 'The PCN’s own money', share: 'Share of the PCN’s money' };
