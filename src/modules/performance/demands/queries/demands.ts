import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { rolesOfPersonOn } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { knownDemands } from '../demandRules.ts';
import { nextDue, toDoOf } from '../domain/demand.ts';
import type { AskedOf, Demand } from '../domain/demand.ts';

interface DemandRow {
  id: number;
  asks: string | null;
  of: AskedOf;
  by: string;
  withinCode: string | null;
  contract: string | null;
  clause: string | null;
  from: IsoDate;
  due: IsoDate | null;
  source: string;
  withdrawnOn: IsoDate | null;
  why: string | null;
}

/** Every demand: those that people entered, the newest first, then those that the rules know. What was entered is for who is signed in. */
export async function allDemands({ database }: Pick<PerformanceContext, 'database'>, isSignedIn: boolean): Promise<readonly Demand[]> {
  if (!isSignedIn) return knownDemands();
  const { rows } = await sql<DemandRow>`
    select d.id::float8 as id, a.words as asks, asked_of as of, asked_by as by, within_code as "withinCode", contract, clause, to_char(asked_on, 'YYYY-MM-DD') as "from", to_char(due, 'YYYY-MM-DD') as due, source,
      to_char(withdrawn_at, 'YYYY-MM-DD') as "withdrawnOn", w.words as why
    from demand d left join words_written a on a.id = d.asks_id left join words_written w on w.id = d.withdrawn_words_id order by d.id desc`.execute(database.as());
  const entered = rows.map(({ id, contract, clause, source, withdrawnOn, why, ...demand }): Demand => ({
    ...demand, id: `D${id}`, clause: contract !== null && clause !== null ? { contract, clause } : null, every: null, until: null, note: null, source: { title: source, address: null, locator: null }, status: null,
    withdrawn: withdrawnOn === null ? null : { on: withdrawnOn, why },
  }));
  return [...entered, ...knownDemands()];
}

export async function demandOf(context: Pick<PerformanceContext, 'database'>, id: string, isSignedIn: boolean): Promise<Demand> {
  const found = (await allDemands(context, isSignedIn)).find((demand) => demand.id === id);
  if (!found) throw new Refused({ code: 'demand-not-found', what: `There is no demand “${id.slice(0, 40)}”.`, todo: isSignedIn ? 'See the register of demands.' : 'Sign in: what was entered here is shown to who is signed in.' });
  return found;
}

const AS: Readonly<Record<string, AskedOf>> = { 'practice-manager': 'practice', 'gp-partner': 'practice', 'pcn-manager': 'pcn', 'clinical-director': 'pcn', 'icb-primary-care-manager': 'commissioner' };
/** So many days before it is due, it is on the list. */
const DAYS_BEFORE = 14;

/** What is owed soon by somebody's practice, PCN or commissioner: only what a contract, or their own chain of command, asks of them. */
export const demandTasks = (context: Pick<PerformanceContext, 'database' | 'register' | 'today'>): TaskSource => async ({ personId }) => {
  const today = context.today();
  const roles = (await rolesOfPersonOn(context.database.as(), personId, today)).flatMap(({ role, organisationCode }) => (AS[role] && organisationCode ? [{ as: AS[role], code: organisationCode }] : []));
  if (roles.length === 0) return [];
  const image = await context.register.reader.image();
  const isAskedAt = (within: string | null, code: string): boolean => within === null || within === code || image.ancestors(code, today).some((above) => above.code === within) || image.ancestors(within, today).some((above) => above.code === code);
  return (await allDemands(context, true)).flatMap((demand): Task[] => {
    const due = nextDue(demand, today);
    const mine = roles.find(({ as, code }) => toDoOf(demand, as).weight === 'must' && isAskedAt(demand.withinCode, code));
    if (due === null || due > addDays(today, DAYS_BEFORE) || !mine) return [];
    return [{ id: `performance/demand/${demand.id}/${due}`, title: `Owed by ${sayDate(due)}: ${demand.asks ?? 'words erased'}`, why: toDoOf(demand, mine.as).says, href: `/demands/${demand.id}`, due, minutes: 30 }];
  });
};
