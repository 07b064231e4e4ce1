import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayList } from '#kernel/sayWords.ts';
import { displayName } from '#register';
import type { Acting, FundingContext } from '../../context.ts';
import { incomeOf } from '../domain/income.ts';
import type { DueYear } from '../domain/dueSince.ts';
import type { Income } from '../domain/income.ts';
import { dueSince } from './dueSince.ts';
import type { YearPaid, YearsPaidReader } from './yearsPaid.ts';

export const ENGLAND = 'ENGLAND';

export type IncomeKind = 'practice' | 'pcn' | 'icb' | 'england' | 'place' | 'sub-icb-location';

/** A body that the income is seen beside. */
export interface Beside {
  level: 'pcn' | 'icb' | 'england';
  code: string;
  name: string;
  income: Income;
}

/** The income of a practice, or of the practices of a body, in a year, beside the larger bodies and over the years held. */
export interface IncomeAnswer {
  code: string;
  name: string;
  kind: IncomeKind;
  income: Income;
  beside: readonly Beside[];
  overYears: readonly Income[];
  /** The years held, oldest first. */
  years: readonly FinancialYear[];
  /** A practice's PCN: what it was paid, and at whose account. */
  pcn: { code: string; name: string; pence: number; payees: readonly { code: string; name: string }[] } | null;
  /** Of a practice: what the network contract makes due in the years after the last of which payments are held. */
  dueSince: readonly DueYear[];
  source: string;
  /** What a reader must know of how it was made. */
  notes: readonly string[];
}

/** Refuses where no year of payments is held, the year asked is not, or nothing is published of the code. */
export async function incomeAnswer(context: FundingContext, reader: YearsPaidReader, { code, year, acting = null }: { code: string; year: FinancialYear | null; acting?: Acting | null }): Promise<IncomeAnswer> {
  const years = await reader.years();
  if (years.length === 0) throw new Refused({ code: 'payments-not-loaded', what: 'No year of NHS Payments to General Practice is held, and income is read from it.', todo: 'Load one: bin/chorus load with the file, or the page Data.' });
  const image = await context.register.reader.image();
  const kind = kindOf(code, image.kindOf(code));
  const asked = year ?? (await lastYearOf(reader, years, code, kind)) ?? years.at(-1)!;
  if (!years.includes(asked)) throw new Refused({ code: 'income-year-not-found', what: `The payments of ${asked} are not held; those of ${sayList(years)} are.`, where: code, todo: asked > years.at(-1)! ? 'Choose one of these, or load that year. What is due through a practice’s PCN since stands beside each of them.' : 'Choose one of these, or load that year.' });
  const paid = (await reader.of(asked))!;
  const codesOf = (from: YearPaid) => practicesOf(from, code, kind, () => image.practicesWithin(code, context.today()));
  const codes = codesOf(paid);
  if (codes.length === 0) {
    throw new Refused({ code: 'income-not-found', what: `The payments of ${asked} have nothing of ${code}.`, where: `NHS Payments to General Practice, ${asked}`, todo: `See that the code is right; it may not have existed in ${asked}, or had another code. Held: ${sayList(years)}.` });
  }
  const isWhole = kind !== 'practice';
  const since = kind === 'practice' ? await dueSince(context, acting, { code, after: years.at(-1)! }) : [];
  const day = context.today();
  const nameOf = (one: string) => displayName(paid.pcnNames.get(one) ?? paid.practices.get(one)?.name ?? image.nameOf(one, day));
  const overYears = await Promise.all(years.map(async (one) => {
    const all = (await reader.of(one))!;
    return incomeOf(all, codesOf(all), isWhole);
  }));
  const practice = kind === 'practice' ? paid.practices.get(code)! : null;
  const pcnCode = kind === 'pcn' ? code : (practice?.pcnCode ?? null);
  const pcn = pcnCode === null ? null : paid.pcns.get(pcnCode)!;
  return {
    code, kind, years, source: paid.source, dueSince: since,
    name: kind === 'england' ? 'England' : nameOf(code),
    income: incomeOf(paid, codes, isWhole),
    beside: besideOf(paid, { code, kind, codes, nameOf }),
    overYears: overYears.filter(({ practices }) => practices > 0),
    pcn: pcn && { code: pcn.code, name: nameOf(pcn.code), pence: pcn.pence, payees: pcn.payees.map((payee) => ({ code: payee, name: nameOf(payee) })) },
    notes: [...notesOf(paid, kind, pcnCode, years), ...notesOfDue(since, years.at(-1)!)],
  };
}

const KINDS: readonly string[] = ['pcn', 'icb', 'place', 'sub-icb-location'];
const kindOf = (code: string, kind: string | null): IncomeKind => (code === ENGLAND ? 'england' : kind !== null && KINDS.includes(kind) ? (kind as IncomeKind) : 'practice');

/** Of the years held, the last that has something of it: a practice that closed is shown as it last was. */
async function lastYearOf(reader: YearsPaidReader, years: readonly FinancialYear[], code: string, kind: IncomeKind): Promise<FinancialYear | null> {
  if (kind !== 'practice' && kind !== 'pcn') return null;
  for (const year of years.toReversed()) {
    const paid = await reader.of(year);
    if (kind === 'practice' ? paid?.practices.has(code) : paid?.pcns.has(code)) return year;
  }
  return null;
}

function practicesOf(paid: YearPaid, code: string, kind: IncomeKind, ofRegister: () => string[]): string[] {
  if (kind === 'practice') return paid.practices.has(code) ? [code] : [];
  if (kind === 'pcn') return (paid.pcns.get(code)?.practices ?? []).map((one) => one.code);
  if (kind === 'england') return [...paid.practices.keys()];
  if (kind === 'icb') return [...paid.practices.values()].filter(({ icbCode }) => icbCode === code).map((one) => one.code);
  return ofRegister().filter((one) => paid.practices.has(one));
}

function besideOf(paid: YearPaid, { code, kind, codes, nameOf }: { code: string; kind: IncomeKind; codes: readonly string[]; nameOf: (code: string) => string }): Beside[] {
  const all = [...paid.practices.values()];
  const first = paid.practices.get(codes[0]!)!;
  const pcn = kind === 'practice' ? first.pcnCode : null;
  const icb = kind === 'practice' || kind === 'pcn' ? first.icbCode : null;
  const found: Beside[] = [];
  if (pcn !== null) found.push({ level: 'pcn', code: pcn, name: nameOf(pcn), income: incomeOf(paid, paid.pcns.get(pcn)!.practices.map((one) => one.code), true) });
  if (icb !== null && icb !== code) found.push({ level: 'icb', code: icb, name: nameOf(icb), income: incomeOf(paid, all.filter(({ icbCode }) => icbCode === icb).map((one) => one.code), true) });
  if (kind !== 'england') found.push({ level: 'england', code: ENGLAND, name: 'England', income: incomeOf(paid, paid.practices.keys(), true) });
  return found;
}

function notesOfDue(since: readonly DueYear[], last: FinancialYear): string[] {
  if (since.length === 0) return [];
  return [
    `Nothing is held of what general practice was paid after ${last}: for the years since, core income, local schemes and premises are not known here, and so is no share of the whole.`,
    `What is due through the PCN since ${last} is worked out from the rules of the network contract, not what was paid. ${since.some(({ sharedPence }) => sharedPence !== null) ? 'Where the PCN has locked shares they are taken; of the rest' : 'Of what is due to the PCN'} the practice’s part by registered list is shown. That part is derived: nobody has agreed to share so.`,
  ];
}

function notesOf(paid: YearPaid, kind: IncomeKind, pcnCode: string | null, years: readonly FinancialYear[]): string[] {
  const notes: string[] = [];
  if (kind === 'practice' && pcnCode !== null) notes.push('Nobody publishes how a PCN shares its money. The share shown is an estimate: by registered list, as if all of it were shared.');
  if (paid.pcns.size === 0) notes.push(`The payments of ${paid.year} name no PCNs: there were none before July 2019.`);
  if (kind === 'practice' && pcnCode === null && paid.pcns.size > 0) notes.push('The publication has it in no PCN.');
  if (pcnCode !== null && paid.pcns.get(pcnCode)?.pence === 0) notes.push('Nothing that was paid to its PCN is in the publication: the nominated payee may be no practice, such as a federation, and those are not published.');
  if (kind === 'england' && paid.unplacedPence !== 0) notes.push(`${sayPounds(paid.unplacedPence)} of PCN money stands at practices in no PCN; it is in no total here.`);
  if (kind === 'icb' || kind === 'practice' || kind === 'pcn') notes.push('An ICB is shown with the practices that lie in it now, or lay in it when they closed.');
  if (kind === 'place' || kind === 'sub-icb-location') notes.push('It is shown with the practices that lie in it today and are in the publication.');
  if (paid.unmapped.length > 0) notes.push(`The file has columns that are in no category, and so in no total here: ${sayList(paid.unmapped)}.`);
  if (years.length > 1) notes.push('What was paid is in cash: rises in prices are not taken out.');
  return notes;
}
