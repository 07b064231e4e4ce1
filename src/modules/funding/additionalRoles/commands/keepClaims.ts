import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { postDueAlong } from '../../ledger/index.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { checkClaims } from '../domain/checkClaims.ts';
import type { CheckedClaim, CheckedClaims, ClaimsAsked } from '../domain/checkClaims.ts';
import type { PostMonth } from '../domain/claimable.ts';
import { CLAIM_LIFE } from '../domain/claimLife.ts';
import type { ClaimEvent, ClaimState } from '../domain/claimLife.ts';
import { readClaims } from '../domain/claimsFile.ts';
import type { ReadClaims } from '../domain/claimsFile.ts';
import { standingClaims } from '../queries/claims.ts';
import { claimsDue } from '../queries/claimsDue.ts';
import { listSizeOf } from '../queries/listSizeOf.ts';
import { roleRules } from '../roleRules.ts';

export type ClaimsHouse = Pick<FundingContext, 'database' | 'register' | 'now' | 'today'>;

interface Where {
  pcnCode: string;
  year: FinancialYear;
}

/** Keeps one claim as a draft, in place of another where `replaces` is one; gives its id. */
export async function enterClaim(house: ClaimsHouse, acting: Acting, { pcnCode, post, replaces = null }: { pcnCode: string; post: PostMonth; replaces?: string | null }): Promise<string> {
  const year = yearOf(post.month);
  const listSize = await listSizeOf(house.register, pcnCode, year);
  return house.database.inTransaction<unknown, string>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    if (replaces !== null) await moveClaim(transaction, house, acting, { pcnCode, claimId: replaces, event: 'replace' });
    const asked = await askedOf(transaction, { pcnCode, year }, listSize, [post.post]);
    const { claims, refused } = checkClaims([post], asked);
    if (refused[0]) throw new Refused(refused[0].refusal);
    return (await keepDrafts(transaction, house, acting, pcnCode, claims, replaces))[0]!;
  });
}

/** Keeps claims of one year as drafts, all or, with any refusal, none; `isTrial` only checks them. */
export async function enterClaims(house: ClaimsHouse, acting: Acting, { pcnCode, year, posts, isTrial = false }: Where & { posts: readonly PostMonth[]; isTrial?: boolean }): Promise<CheckedClaims<PostMonth> & { kept: number }> {
  const listSize = await listSizeOf(house.register, pcnCode, year);
  return house.database.inTransaction<unknown, CheckedClaims<PostMonth> & { kept: number }>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    const checked = checkClaims(posts, await askedOf(transaction, { pcnCode, year }, listSize, posts.map(({ post }) => post)));
    if (isTrial || checked.refused.length > 0) return { ...checked, kept: 0 };
    return { ...checked, kept: (await keepDrafts(transaction, house, acting, pcnCode, checked.claims, null)).length };
  });
}

/** Keeps every claim of a file as a draft; with any refusal none of them. */
export async function enterClaimsFile(house: ClaimsHouse, acting: Acting, { pcnCode, year, text }: Where & { text: string }): Promise<ReadClaims & { kept: number }> {
  const listSize = await listSizeOf(house.register, pcnCode, year);
  return house.database.inTransaction<unknown, ReadClaims & { kept: number }>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    const nothingStanding: ClaimsAsked = { year, listSize, standing: [], rules: roleRules() };
    const posts = readClaims(text, nothingStanding).claims.map(({ post }) => post.post);
    const read = readClaims(text, await askedOf(transaction, { pcnCode, year }, listSize, posts));
    if (read.refusals.length > 0) return { ...read, kept: 0 };
    return { ...read, kept: (await keepDrafts(transaction, house, acting, pcnCode, read.claims, null)).length };
  });
}

/** Moves claims along their life, all or none, and posts to the ledger what is due with them; gives how many. */
export async function moveClaims(house: ClaimsHouse, acting: Acting, { pcnCode, claimIds, event }: { pcnCode: string; claimIds: readonly string[]; event: Exclude<ClaimEvent, 'replace'> }): Promise<number> {
  return house.database.inTransaction<unknown, number>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    const ids = [...new Set(claimIds)].sort();
    const months: IsoDate[] = [];
    for (const claimId of ids) months.push(await moveClaim(transaction, house, acting, { pcnCode, claimId, event }));
    await postDueAlong(transaction, acting, pcnCode, await claimsDue(transaction, pcnCode, [...new Set(months)].sort()), house.now());
    return ids.length;
  });
}

/** Only a keeper goes on; keepers of one PCN take turns, so that caps are counted with all that stands. */
async function keeperAlone(transaction: Transaction<unknown>, { today }: ClaimsHouse, acting: Acting, pcnCode: string): Promise<void> {
  await requireMoneyKeeper(transaction, acting, pcnCode, today());
  await sql`select pg_advisory_xact_lock(hashtext(${`role-claims ${pcnCode}`}))`.execute(transaction);
}

const askedOf = async (transaction: Transaction<unknown>, { pcnCode, year }: Where, listSize: number | null, posts: readonly string[]): Promise<ClaimsAsked> => ({
  year, listSize, standing: await standingClaims(transaction, pcnCode, year, posts), rules: roleRules(),
});

async function keepDrafts(transaction: Transaction<unknown>, { now }: ClaimsHouse, acting: Acting, pcnCode: string, claims: readonly CheckedClaim<PostMonth>[], replaces: string | null): Promise<string[]> {
  const at = now();
  const ids: string[] = [];
  // In one order everywhere, so that two PCNs that claim the same posts wait for one another and never both ways.
  for (const claim of claims.toSorted((a, b) => (orderOf(a.post) < orderOf(b.post) ? -1 : 1))) {
    const { post, claimable } = claim;
    const { rows } = await sql<{ id: string }>`
      insert into role_claim (pcn_code, post, role, wte, starts, ends, month, region, salary_pence, national_insurance_pence, pension_pence, maximum_entered_pence, asked_pence,
        claim_pence, figure_status, status, replaces_id, entered_at, entered_by)
      values (${pcnCode}, ${post.post}, ${post.role}, ${post.wte.toFraction()}, ${post.starts}, ${post.ends}, ${post.month}, ${post.region}, ${post.salaryPence}, ${post.nationalInsurancePence}, ${post.pensionPence},
        ${post.maximumEnteredPence}, ${post.askedPence}, ${claimable.claimPence}, ${claimable.status}, ${CLAIM_LIFE.first}, ${replaces}::uuid, ${at.toISOString()}, ${acting.by})
      on conflict (post_key, month) where status not in ('replaced', 'withdrawn') do nothing returning id`.execute(transaction);
    // Another PCN was first, since what stands was read: its claim is the one that stands.
    if (!rows[0]) throw new Refused({ code: 'post-claimed-elsewhere', what: `Another PCN claims post ${post.post} for ${sayMonth(post.month)}; 1 claim for a post and month may stand.`, where: `post ${post.post}, ${sayMonth(post.month)}`, todo: 'Agree who claims for it, or give yours another reference.' });
    const { id } = rows[0];
    ids.push(id);
    await keepStep(transaction, acting, id, CLAIM_LIFE.first, at);
    await appendAudit(transaction, { by: acting.by, action: 'enter-role-claim', subject: { module: 'funding', kind: 'role-claim', id }, detail: { pcn: pcnCode, role: post.role, month: post.month, claimPence: claimable.claimPence, replaces } }, at);
  }
  return ids;
}

const orderOf = ({ post, month }: PostMonth): string => `${post.trim().toUpperCase()} ${month}`;

/** Moves one claim; gives the month that it is for. */
async function moveClaim(transaction: Transaction<unknown>, { now }: ClaimsHouse, acting: Acting, { pcnCode, claimId, event }: { pcnCode: string; claimId: string; event: ClaimEvent }): Promise<IsoDate> {
  const { rows } = await sql<{ state: ClaimState; post: string; month: IsoDate }>`
    select status as state, post, to_char(month, 'YYYY-MM-DD') as month from role_claim where id::text = ${claimId} and pcn_code = ${pcnCode} for update`.execute(transaction);
  const claim = rows[0];
  if (!claim) throw new Refused({ code: 'claim-not-found', what: 'This PCN has no such claim.', where: pcnCode });
  const next = nextState(CLAIM_LIFE, claim.state, event, new Set());
  if (!next.ok) throw new Refused({ ...next.refusal, where: `post ${claim.post}, ${sayMonth(claim.month)}` });
  const at = now();
  await sql`update role_claim set status = ${next.value} where id::text = ${claimId}`.execute(transaction);
  await keepStep(transaction, acting, claimId, next.value, at);
  await appendAudit(transaction, { by: acting.by, action: `${event}-role-claim`, subject: { module: 'funding', kind: 'role-claim', id: claimId }, detail: { pcn: pcnCode, from: claim.state, to: next.value } }, at);
  return claim.month;
}

const keepStep = (transaction: Transaction<unknown>, acting: Acting, claimId: string, state: ClaimState, at: Date) =>
  sql`insert into role_claim_step (claim_id, status, at, by) values (${claimId}, ${state}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
