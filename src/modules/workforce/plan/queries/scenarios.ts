import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Region } from '#funding';
import type { ChangeKind, ScenarioChange } from '../domain/scenario.ts';

/** What might be done with a year's posts, by whom it was thought of and to what end. */
export interface Scenario {
  id: string;
  name: string;
  /** Null once it was erased. */
  intent: string | null;
  /** Null for the console, and for who was erased. */
  author: string | null;
  madeOn: IsoDate;
  changes: readonly (ScenarioChange & { id: string })[];
}

interface ChangeRow {
  id: string;
  scenarioId: string;
  kind: ChangeKind;
  reference: string;
  month: IsoDate;
  role: string | null;
  wte: string | null;
  region: Region | null;
  costPence: number | null;
}

/** The scenarios of a PCN and a year that stand, in the order in which they were made, each with its changes. */
export async function scenariosOf(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<Scenario[]> {
  const { rows } = await sql<Omit<Scenario, 'changes'>>`
    select s.id, s.name, w.words as intent, d.name as author, to_char(s.made_at, 'YYYY-MM-DD') as "madeOn"
    from plan_scenario s join words_written w on w.id = s.intent_id left join person_details d on d.person_id = s.made_by
    where s.pcn_code = ${pcnCode} and s.year = ${year} and s.withdrawn_at is null order by s.made_at, s.id`.execute(db);
  const changes = await changesOf(db, rows.map(({ id }) => id));
  return rows.map((scenario) => ({ ...scenario, changes: changes.get(scenario.id) ?? [] }));
}

/** The changes of scenarios that stand, in the order in which they were made. */
export async function changesOf(db: Kysely<unknown>, scenarioIds: readonly string[]): Promise<Map<string, (ScenarioChange & { id: string })[]>> {
  const { rows } = await sql<ChangeRow>`
    select id::text as id, scenario_id as "scenarioId", kind, reference, to_char(month, 'YYYY-MM-DD') as month, role, wte, region, cost_pence::float8 as "costPence"
    from plan_change where scenario_id::text = any(${scenarioIds}::text[]) and withdrawn_at is null order by plan_change.id`.execute(db);
  const byScenario = new Map<string, (ScenarioChange & { id: string })[]>();
  for (const { scenarioId, id, kind, reference, month, role, wte, region, costPence } of rows) {
    // The table lets a post that is added have all three, and no other change any.
    const change: ScenarioChange = kind === 'add' ? { kind, reference, month, role: role!, wte: wte!, region: region!, costPence } : { kind, reference, month };
    byScenario.set(scenarioId, [...(byScenario.get(scenarioId) ?? []), { id, ...change }]);
  }
  return byScenario;
}
