import Fraction from 'fraction.js';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import type { FundingContext, Acting } from '../../context.ts';
import { keepsMoneyOf, seesMoneyOf } from '../../whoseMoney.ts';
import type { ClaimStanding } from '../domain/checkClaims.ts';
import type { PostMonth } from '../domain/claimable.ts';
import type { ClaimState } from '../domain/claimLife.ts';

/** A claim as it is kept. */
export interface Claim extends PostMonth {
  id: string;
  pcnCode: string;
  claimPence: number;
  figureStatus: FigureStatus;
  state: ClaimState;
  replacesId: string | null;
  enteredAt: string;
}

type Row = Omit<Claim, 'wte'> & { wte: string };

const day = (column: string) => sql.raw(`to_char(${column}, 'YYYY-MM-DD')`);

/** Every claim of a PCN in a year, those replaced and withdrawn too, by month and post. */
export async function claimsOf(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<Claim[]> {
  const { rows } = await sql<Row>`
    select id, pcn_code as "pcnCode", post, role, wte, ${day('starts')} as starts, ${day('ends')} as ends, ${day('month')} as month, region,
      salary_pence::float8 as "salaryPence", national_insurance_pence::float8 as "nationalInsurancePence", pension_pence::float8 as "pensionPence",
      asked_pence::float8 as "askedPence", maximum_entered_pence::float8 as "maximumEnteredPence", claim_pence::float8 as "claimPence",
      figure_status as "figureStatus", status as state, replaces_id as "replacesId", to_char(entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "enteredAt"
    from role_claim where pcn_code = ${pcnCode} and month >= ${startOf(year)} and month < ${endOf(year)}
    order by role_claim.month, post_key, number`.execute(db);
  return rows.map((row) => ({ ...row, wte: new Fraction(row.wte) }));
}

/** The claims that stand and bear on new ones: this PCN's own of the year, and others' for the same posts. */
export async function standingClaims(db: Kysely<unknown>, pcnCode: string, year: FinancialYear, posts: readonly string[]): Promise<ClaimStanding[]> {
  const { rows } = await sql<{ post: string; role: string; wte: string; month: IsoDate; isOwn: boolean }>`
    select post, role, wte, ${day('month')} as month, pcn_code = ${pcnCode} as "isOwn" from role_claim
    where status not in ('replaced', 'withdrawn') and month >= ${startOf(year)} and month < ${endOf(year)}
      and (pcn_code = ${pcnCode} or post_key in (select upper(trim(wanted)) from unnest(${posts}::text[]) as wanted))`.execute(db);
  return rows.map((row) => ({ ...row, wte: new Fraction(row.wte) }));
}

/** What happened to a claim, in order. */
export async function claimHistory(db: Kysely<unknown>, claimId: string): Promise<{ state: ClaimState; at: string; by: string }[]> {
  const { rows } = await sql<{ state: ClaimState; at: string; by: string }>`
    select status as state, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, by from role_claim_step where claim_id::text = ${claimId} order by id`.execute(db);
  return rows;
}

/** Refuses who neither keeps nor sees a PCN's money; says whether it is a keeper. */
export async function requireClaimReader({ database, register, today }: Pick<FundingContext, 'database' | 'register' | 'today'>, acting: Acting, pcnCode: string): Promise<{ isKeeper: boolean }> {
  const [db, image] = [database.as<unknown>(), await register.reader.image()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  if (await keepsMoneyOf(db, acting, pcnCode, today())) return { isKeeper: true };
  if (await seesMoneyOf(db, image, acting, pcnCode, today())) return { isKeeper: false };
  throw new Refused({ code: 'not-allowed', what: 'You do not see the money of this PCN.', where: pcnCode, todo: 'Its manager, its clinical director and the managers and partners of its practices do.' });
}
