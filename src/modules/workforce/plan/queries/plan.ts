import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { endOf, startOf, yearAfter } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { holdsRole } from '#register';
import { claimsOf, listSizeOf, roleRules, statementOf, sumDueOf } from '#funding';
import type { SumDue } from '#funding';
import type { Acting, WorkforceContext } from '../../context.ts';
import { seenPcn } from '../../seenPcn.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { inTime } from '../domain/inTime.ts';
import type { InTime } from '../domain/inTime.ts';
import { planOfYear } from '../domain/planYear.ts';
import type { ClaimMade, PayRise, PlanOfYear } from '../domain/planYear.ts';
import { risksOf, wouldBuy } from '../domain/risk.ts';
import type { PostRisk, WouldBuy } from '../domain/risk.ts';
import { postsInScenario } from '../domain/scenario.ts';
import type { YearPosts } from '../domain/scenario.ts';
import { yearPostsOf } from '../domain/yearPosts.ts';
import type { PaidSpan } from '../domain/yearPosts.ts';
import { recruitmentsOf } from './recruitments.ts';
import { scenariosOf } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

/** How the sum of a PCN and a year is found. */
export type SumOf = (context: WorkforceContext, asked: { code: string; year: FinancialYear }) => Promise<SumDue>;

/** By the PCN's statement, as the money module works it out. */
export const sumByStatement: SumOf = async (context, asked) => {
  const statement = await statementOf(context, { ...asked, knownOn: null });
  return statement.ok ? sumDueOf(statement.value) : { missing: statement.refusal.what };
};

/** A plan with what it is called: the posts as they are filled, with every vacancy filled, or one of the scenarios. */
export interface NamedPlan {
  name: string;
  scenario: Scenario | null;
  /** Null where the scenario no longer fits the posts; then `why` says so. */
  plan: PlanOfYear | null;
  why: string | null;
}

export interface PlanFound {
  pcn: SeenPcn;
  year: FinancialYear;
  sum: SumDue;
  posts: YearPosts;
  /** The first is the posts as they are filled. */
  plans: readonly NamedPlan[];
  bought: readonly WouldBuy[];
  /** When it would be bought: from `startsOn` on. */
  inTime: InTime;
  risks: readonly PostRisk[];
  rise: PayRise | null;
  isNextYearKnown: boolean;
}

/** A year's posts against the sum and the caps, with its scenarios side by side; for who sees the posts and what they cost. */
export async function planOf(context: WorkforceContext, acting: Acting, { code, year, rise }: { code: string; year: FinancialYear; rise: PayRise | null }, sumOf: SumOf = sumByStatement): Promise<PlanFound> {
  const pcn = await seenPlan(context, acting, code);
  const db = context.database.as<unknown>();
  const [rules, today] = [roleRules(), context.today()];
  const posts = yearPostsOf(await paidSpans(db, pcn.code, year), today);
  const claims = await claimsMade(db, pcn.code, year);
  const [sum, next, listSize] = [await sumOf(context, { code: pcn.code, year }), await sumOf(context, { code: pcn.code, year: yearAfter(year) }), await listSizeOf(context.register, pcn.code, year)];
  const asked = { year, sum: 'pence' in sum ? sum : null, listSize, claims, rise, rules };
  const named = (name: string, planned: YearPosts['filled'], scenario: Scenario | null = null): NamedPlan => ({ name, scenario, plan: planOfYear({ ...asked, posts: planned }), why: null });
  const scenarios = (await scenariosOf(db, pcn.code, year)).map((scenario): NamedPlan => {
    const found = postsInScenario(posts, scenario.changes);
    return found.ok ? named(scenario.name, found.value, scenario) : { name: scenario.name, scenario, plan: null, why: found.refusal.what };
  });
  const plans = [named('As the posts are filled', posts.filled), ...(posts.vacant.length > 0 ? [named('With every vacancy filled', [...posts.filled, ...posts.vacant])] : []), ...scenarios];
  const time = inTime(year, (await recruitmentsOf(db, pcn.code, today)).flatMap(({ daysToStart }) => daysToStart ?? []), today);
  return {
    pcn, year, sum, posts, plans, rise, inTime: time,
    bought: wouldBuy(plans[0]!.plan!.unclaimedPence ?? 0, { from: time.startsOn, year, region: posts.filled[0]?.region ?? 'national', rules }),
    isNextYearKnown: 'pence' in next,
    risks: risksOf(posts.filled, { year, percent: rise?.percent ?? '0', isNextYearKnown: 'pence' in next, rules }),
  };
}

const SEE_COSTS = ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner'] as const;

/** Refuses who does not see what the posts of a PCN cost: those who fill posts see no colleague's cost here. */
export async function seenPlan(context: Pick<WorkforceContext, 'database' | 'register' | 'today'>, acting: Acting, code: string): Promise<SeenPcn> {
  const pcn = await seenPcn(context, acting, code);
  const [image, day] = [await context.register.reader.image(), context.today()];
  if (await holdsRole(context.database.as<unknown>(), acting, SEE_COSTS, day, (at) => at === pcn.code || image.inSlot(at, 'pcn', day) === pcn.code)) return pcn;
  throw new Refused({ code: 'not-allowed', what: 'The plan has what each post costs.', where: pcn.code, todo: 'The managers and partners of the PCN and its practices see it.' });
}

/** Every span of a PCN's posts that additional roles money pays for in a year, with who fills them. */
export async function paidSpans(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<PaidSpan[]> {
  const { rows } = await sql<PaidSpan & { postId: string }>`
    select p.id as "postId", p.reference, v.role, v.wte, v.region, v.cost_pence::float8 as "costPence", to_char(lower(v.valid), 'YYYY-MM-DD') as "from", to_char(upper(v.valid), 'YYYY-MM-DD') as "to"
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded)
    where p.pcn_code = ${pcnCode} and v.funded_by = 'additional-roles' and v.role is not null and v.valid && daterange(${startOf(year)}::date, ${endOf(year)}::date)
    order by p.reference_key, lower(v.valid)`.execute(db);
  const { rows: fillings } = await sql<{ postId: string; wte: string; from: IsoDate; to: IsoDate | null }>`
    select f.post_id as "postId", f.wte, to_char(lower(f.valid), 'YYYY-MM-DD') as "from", to_char(upper(f.valid), 'YYYY-MM-DD') as "to"
    from filling f join post p on p.id = f.post_id where p.pcn_code = ${pcnCode} and upper_inf(f.recorded) order by lower(f.valid), f.id`.execute(db);
  return rows.map(({ postId, ...span }) => ({ ...span, fillings: fillings.filter((one) => one.postId === postId) }));
}

async function claimsMade(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<ClaimMade[]> {
  const claims = await claimsOf(db, pcnCode, year);
  return claims.filter(({ state }) => state !== 'replaced' && state !== 'withdrawn').map(({ post, month, salaryPence, nationalInsurancePence, pensionPence, claimPence, figureStatus }) => ({
    reference: post, month, costPence: salaryPence + nationalInsurancePence + pensionPence, claimPence, status: figureStatus,
  }));
}
