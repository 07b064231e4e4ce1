import Fraction from 'fraction.js';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import { roleRules } from '#funding';
import type { Acting, WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { isMonthOf, postsInScenario } from '../domain/scenario.ts';
import type { ScenarioChange } from '../domain/scenario.ts';
import { yearPostsOf } from '../domain/yearPosts.ts';
import { paidSpans } from '../queries/plan.ts';
import { changesOf } from '../queries/scenarios.ts';

type House = Pick<WorkforceContext, 'database' | 'now' | 'today'>;
const NAME_LONGEST = 80;
const INTENT_LONGEST = 2_000;

/** Begins a scenario, with what it is for; gives its id. */
export async function makeScenario({ database, now, today }: House, acting: Acting, { pcnCode, year, name, intent }: { pcnCode: string; year: FinancialYear; name: string; intent: string }): Promise<string> {
  if (parseFinancialYear(year) !== year) throw new Refused({ code: 'year-unknown', what: 'This is not a financial year.', where: 'name', todo: 'Begin from the page of a year.' });
  const length = name.trim().length;
  if (length === 0 || length > NAME_LONGEST) throw new Refused({ code: 'name-length', what: `A scenario’s name has 1 to ${NAME_LONGEST} characters; ${length} were entered.`, where: 'name', todo: 'Enter a short name.' });
  if (intent.trim() === '' || intent.length > INTENT_LONGEST) throw new Refused({ code: 'intent-length', what: `What it is for has 1 to ${INTENT_LONGEST.toLocaleString('en-GB')} characters; ${intent.trim().length} were entered.`, where: 'intent', todo: 'Say what it would be for, in a sentence or two.' });
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, today());
    const at = now();
    const intentId = await keepWords(transaction, { personId: acting.personId, words: intent.trim() }, at);
    const { rows } = await sql<{ id: string }>`
      insert into plan_scenario (pcn_code, year, name, intent_id, made_at, made_by) values (${pcnCode}, ${year}, ${name.trim()}, ${intentId}, ${at.toISOString()}, ${acting.by}) on conflict do nothing returning id`.execute(transaction);
    const id = rows[0]?.id;
    if (id === undefined) throw new Refused({ code: 'name-taken', what: `1 scenario of ${year} has the name “${name.trim()}” already.`, where: 'name', todo: 'Choose another name.' });
    await audit(transaction, acting, 'make-scenario', id, { pcn: pcnCode, year }, at);
    return id;
  });
}

/** Adds a change to a scenario that fits the posts and the changes before it. */
export async function addScenarioChange({ database, now, today }: House, acting: Acting, { scenarioId, change }: { scenarioId: string; change: ScenarioChange }): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { pcnCode, year } = await keptScenario(transaction, acting, scenarioId, today());
    if (!isMonthOf(change.month, year)) throw new Refused({ code: 'month-outside-year', what: `${change.month} is not the first day of a month of ${year}.`, where: 'month', todo: 'Choose a month of the year.' });
    if (change.kind === 'add') requireNewPost(change);
    const before = (await changesOf(transaction, [scenarioId])).get(scenarioId) ?? [];
    const fits = postsInScenario(yearPostsOf(await paidSpans(transaction, pcnCode, year), today()), [...before, change]);
    if (!fits.ok) throw new Refused({ ...fits.refusal, where: fits.refusal.code.includes('-before-') || fits.refusal.code.includes('-after-') ? 'month' : 'reference' });
    const { kind, reference, month } = change;
    const added = change.kind === 'add' ? change : null;
    const at = now();
    await sql`insert into plan_change (scenario_id, kind, reference, month, role, wte, region, cost_pence, made_at, made_by)
      values (${scenarioId}, ${kind}, ${reference.trim()}, ${month}, ${added?.role ?? null}, ${added?.wte ?? null}, ${added?.region ?? null}, ${added?.costPence ?? null}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    await audit(transaction, acting, 'add-scenario-change', scenarioId, { kind, reference: reference.trim(), month }, at);
  });
}

function requireNewPost({ reference, role, wte }: Extract<ScenarioChange, { kind: 'add' }>): void {
  if (reference.trim() === '' || reference.length > 40) throw new Refused({ code: 'reference-length', what: `A reference has 1 to 40 characters; ${reference.trim().length} were entered.`, where: 'reference', todo: 'Enter a short reference, such as NEW1.' });
  if (!roleRules().roles.has(role)) throw new Refused({ code: 'role-unknown', what: `There is no reimbursable role “${role.slice(0, 60)}”.`, where: 'role', todo: 'Choose one of the list.' });
  const exact = /^\d+(\.\d+)?(\/[1-9]\d*)?$/.test(wte) ? new Fraction(wte) : null;
  if (exact === null || exact.compare(0) <= 0 || exact.compare(1) > 0) throw new Refused({ code: 'wte-out-of-range', what: `A post is for more than 0 and at most 1 whole-time equivalent; “${wte.slice(0, 20)}” was entered.`, where: 'wte', todo: 'Enter it like 0.6.' });
}

/** Takes a change back, or where none is named the whole scenario. It stays on record, and counts no more. */
export async function withdrawFromScenario({ database, now, today }: House, acting: Acting, { scenarioId, changeId }: { scenarioId: string; changeId: string | null }): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { pcnCode, year } = await keptScenario(transaction, acting, scenarioId, today());
    const at = now();
    if (changeId === null) await sql`update plan_scenario set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by} where id::text = ${scenarioId}`.execute(transaction);
    else {
      const standing = (await changesOf(transaction, [scenarioId])).get(scenarioId) ?? [];
      const rest = standing.filter(({ id }) => id !== changeId);
      if (rest.length === standing.length) throw new Refused({ code: 'change-not-found', what: 'This scenario has no such change.' });
      const fits = postsInScenario(yearPostsOf(await paidSpans(transaction, pcnCode, year), today()), rest);
      if (!fits.ok) throw new Refused({ code: 'change-is-needed', what: `Another change rests on this one. ${fits.refusal.what}`, where: 'change', todo: 'Take that one back first.' });
      await sql`update plan_change set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by} where id::text = ${changeId}`.execute(transaction);
    }
    await audit(transaction, acting, changeId === null ? 'withdraw-scenario' : 'withdraw-scenario-change', scenarioId, { change: changeId }, at);
  });
}

/** A scenario that stands, held fast against others who change it, for who keeps the posts of its PCN. */
async function keptScenario(transaction: Transaction<unknown>, acting: Acting, scenarioId: string, today: Parameters<typeof requirePostsKeeper>[3]): Promise<{ pcnCode: string; year: FinancialYear }> {
  const { rows } = await sql<{ pcnCode: string; year: FinancialYear }>`select pcn_code as "pcnCode", year from plan_scenario where id::text = ${scenarioId} and withdrawn_at is null for update`.execute(transaction);
  if (!rows[0]) throw new Refused({ code: 'scenario-not-found', what: 'There is no such scenario, or it was withdrawn.' });
  await requirePostsKeeper(transaction, acting, rows[0].pcnCode, today);
  return rows[0];
}

const audit = (transaction: Transaction<unknown>, acting: Acting, action: string, id: string, detail: Record<string, string | null>, at: Date) =>
  appendAudit(transaction, { by: acting.by, action, subject: { module: 'workforce', kind: 'scenario', id }, detail }, at);
