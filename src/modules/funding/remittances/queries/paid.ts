import { countedOn, monthsOf, startOf, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { displayName } from '#register';
import { contractStreams, figuresInForce } from '../../contract/index.ts';
import type { Acting, FundingContext } from '../../context.ts';
import type { Statement } from '../../statements/domain/statement.ts';
import { lastYearOf } from '../../statements/domain/yearRates.ts';
import { statementOf } from '../../statements/queries/statements.ts';
import { seesMoneyOf } from '../../whoseMoney.ts';
import { paidAgainstDue } from '../domain/paidAgainstDue.ts';
import type { DueLine, Hints, PaidYear } from '../domain/paidAgainstDue.ts';
import { lastYearPaid, paymentsFor, paymentsToOthers } from './remittances.ts';

/** How what is due is found out; throws `Refused` where it cannot be. */
export type DueReader = (asked: { code: string; year: FinancialYear; knownOn: IsoDate | null }) => Promise<Pick<Statement, 'lines' | 'missing' | 'totalStatus' | 'notes'>>;

export interface PaidContext extends FundingContext {
  dueOf: DueReader;
}

/** What is due as the rules say: the PCN's statement. */
export const dueByRules = (context: FundingContext): PaidContext => ({
  ...context,
  async dueOf(asked) {
    const statement = await statementOf(context, asked);
    if (!statement.ok) throw new Refused(statement.refusal);
    return statement.value;
  },
});

export interface PaidOfPcn extends PaidYear {
  code: string;
  name: string;
  year: FinancialYear;
  today: IsoDate;
  statement: Awaited<ReturnType<DueReader>>;
  /** A note for each payee that is not the PCN itself. */
  attributed: readonly string[];
}

type Image = Awaited<ReturnType<FundingContext['register']['reader']['image']>>;

/** What a PCN was paid in a year against what is due, for those who see its money. */
export async function paidOf(context: PaidContext, acting: Acting, { code, year }: { code: string; year: FinancialYear }): Promise<PaidOfPcn> {
  const { database, register, dueOf } = context;
  const [db, image, today] = [database.as<unknown>(), await register.reader.image(), context.today()];
  if (image.kindOf(code) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${code.slice(0, 20)}”.` });
  if (!(await seesMoneyOf(db, image, acting, code, today))) throw new Refused({ code: 'not-allowed', what: 'The money of this PCN is seen by its own people.', where: code, todo: 'Its manager or its clinical director can tell you more.' });
  const statement = await dueOf({ code, year, knownOn: null });
  const due = statement.lines.filter(({ paidTo }) => paidTo === 'pcn');
  const payments = await paymentsFor(db, code, year);
  const others = await paymentsToOthers(db, pcnsBeside(image, code, today), year);
  const hints: Hints = { earlier: payments.length > 0 ? await earlierDue(dueOf, { code, year }, due) : [], counts: payments.length > 0 ? await otherCounts(context, image, { code, year }) : [], elsewhere: others };
  const attributed = [...new Set(payments.filter(({ payeeIs }) => payeeIs !== 'pcn').map(({ payeeCode, payeeIs }) => `${payeeCode} ${payeeIs}`))].map((text) => sayPayee(image, text, today));
  const unknown = new Set(statement.missing.map(({ stream }) => stream));
  return { ...paidAgainstDue(year, today, due, payments, hints, unknown), code, name: displayName(image.nameOf(code, today)), year, today, statement, attributed };
}

/** The year that a PCN's page begins with: the last, up to this one, of which rates are known or a payment is on record. */
export async function yearOfPaid({ database, today }: Pick<FundingContext, 'database' | 'today'>, code: string): Promise<FinancialYear> {
  const streams = await figuresInForce({ database });
  const known = [lastYearOf(streams.values()), await lastYearPaid(database.as(), code)].flatMap((year) => year ?? []);
  const now = yearOf(today());
  return known.filter((year) => year <= now).sort().at(-1) ?? now;
}

function sayPayee(image: Image, text: string, day: IsoDate): string {
  const [payee = '', is] = text.split(' ');
  const name = `${image.nameOf(payee, day)} (${payee})`;
  if (is === 'elsewhere') return `${name} is no payee of this PCN: what it was paid is not counted here.`;
  return is === 'nominated' ? `${name} is the nominated payee: what it was paid is the PCN’s.` : `${name} is a practice of this PCN: what it was paid for the network contract is the PCN’s.`;
}

/** The other PCNs of the same ICB. */
function pcnsBeside(image: Image, code: string, day: IsoDate): string[] {
  const icb = image.ancestors(code, day).find(({ kind }) => kind === 'icb');
  if (!icb) return [];
  return [...new Set(image.practicesWithin(icb.code, day).flatMap((practice) => image.inSlot(practice, 'pcn', day) ?? []))].filter((one) => one !== code);
}

/** The statement as it stood the day before each later publication of one of its figures. */
async function earlierDue(dueOf: DueReader, { code, year }: { code: string; year: FinancialYear }, due: readonly DueLine[]): Promise<Hints['earlier']> {
  const streams = new Set(due.map(({ stream }) => stream));
  const published = [...contractStreams().values()].filter(({ id }) => streams.has(id)).flatMap(({ figures }) => figures.flatMap(({ values }) => values)).filter((value) => value.published > startOf(year) && monthsOf(year).some((month) => value.from <= month && value.published > month));
  const days = [...new Set(published.map((value) => addDays(value.published, -1)))].sort().reverse();
  const earlier = [];
  for (const knownOn of days) earlier.push({ knownOn, lines: (await dueOf({ code, year, knownOn })).lines.filter(({ paidTo }) => paidTo === 'pcn') });
  return earlier;
}

/** Counts by which a PCN might have been paid instead: of other publications near the year, and of the members of other days. */
async function otherCounts({ register }: FundingContext, image: Image, { code, year }: { code: string; year: FinancialYear }): Promise<Hints['counts']> {
  const { populations } = register;
  const counted = countedOn(year);
  const days = [counted, startOf(year), addDays(counted, -366), addDays(counted, 400)];
  const members = [...new Map([counted, ...monthsOf(year)].map((day) => [image.practicesWithin(code, day).sort().join(' '), { day, practices: image.practicesWithin(code, day) }])).values()];
  const counts: { basis: 'registered' | 'pcn-adjusted'; count: number; says: string }[] = [];
  const publications = [
    ...(await distinct(days, (day) => populations.registered(day))).map((publication) => ({ basis: 'registered' as const, publication })),
    ...(await distinct(days, (day) => populations.pcnAdjusted(day))).map((publication) => ({ basis: 'pcn-adjusted' as const, publication })),
  ];
  for (const { basis, publication } of publications) {
    for (const { day, practices } of members) {
      const count = practices.reduce((sum, practice) => sum + (publication.byPractice.get(practice) ?? 0), 0);
      if (count > 0) counts.push({ basis, count, says: `the count of ${sayDate(publication.asOf)} of its members on ${sayDate(day)}` });
    }
  }
  return counts;
}

/** The publications that hold on some days, each once. */
async function distinct<Counts extends { asOf: string; source: string }>(days: readonly IsoDate[], read: (day: string) => Promise<Counts | null>): Promise<Counts[]> {
  const found = await Promise.all(days.map((day) => read(day)));
  return [...new Map(found.flatMap((one) => (one ? [[one.source, one] as const] : []))).values()];
}
