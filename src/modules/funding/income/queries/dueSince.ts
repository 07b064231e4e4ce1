import { endOf, startOf, yearAfter, yearOf, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { sharingsOf } from '../../sharing/index.ts';
import { pcnStatementOf, statementOf, statementYear } from '../../statements/index.ts';
import type { StatementYear } from '../../statements/index.ts';
import { seesMoneyOf } from '../../whoseMoney.ts';
import { dueYear } from '../domain/dueSince.ts';
import type { DueYear, PcnOfPractice } from '../domain/dueSince.ts';

/** What is due to a practice in the years after the last of which payments are held, up to the one that runs now. Who acts sees locked shares where they see the PCN's money. */
export async function dueSince(context: FundingContext, acting: Acting | null, { code, after }: { code: string; after: FinancialYear }): Promise<DueYear[]> {
  const found: DueYear[] = [];
  for (const year of yearsBetween(yearAfter(after), yearOf(context.today()))) {
    const asked = { year, knownOn: null };
    const [own, read] = [await statementOf(context, { code, ...asked }), await statementYear(context, asked)];
    // A year without rules, and one in which the practice was not there, have nothing to show.
    if (!own.ok || !read.ok) continue;
    const pcns = read.value.pcns.filter(({ months }) => months.some((members) => members?.includes(code)));
    const ofPractice = [];
    for (const pcn of pcns) {
      const statement = pcnStatementOf(read.value, pcn);
      ofPractice.push({ statement, members: membersOf(read.value, pcn.months), locked: await lockedShares(context, acting, { pcnCode: pcn.code, code, year }) });
    }
    found.push(dueYear(code, own.value, ofPractice));
  }
  return found;
}

function membersOf({ facts }: StatementYear, months: readonly (readonly string[] | null)[]): PcnOfPractice['members'] {
  const codes = [...new Set(months.flatMap((members) => members ?? []))].sort();
  return codes.map((code) => {
    const registered = facts.countOf('registered', code)?.value.valueOf() ?? null;
    return { code, registered: registered === null ? null : registered * months.filter((members) => members?.includes(code)).length };
  });
}

/** What a PCN locked for a year and nothing has replaced; null for whoever does not see its money. */
async function lockedShares(context: FundingContext, acting: Acting | null, { pcnCode, code, year }: { pcnCode: string; code: string; year: FinancialYear }): Promise<PcnOfPractice['locked']> {
  const { database, register, today } = context;
  if (acting === null || !(await seesMoneyOf(database.as(), await register.reader.image(), acting, pcnCode, today()))) return null;
  const { sharings } = await sharingsOf(context, acting, pcnCode);
  const locked = sharings.filter(({ state, replacedBy, on }) => state === 'locked' && replacedBy === null && on >= startOf(year) && on < endOf(year));
  // A share that this reader does not see is not known here: it is not nothing.
  if (locked.some(({ inAll, shares }) => shares.length < inAll.practices && !shares.some((share) => share.code === code))) return null;
  return locked.map(({ sumPence, shares }) => ({ sumPence, sharePence: shares.find((share) => share.code === code)?.pence ?? 0 }));
}
