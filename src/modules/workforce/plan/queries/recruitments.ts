import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { daysInSteps, daysToStart, isOver } from '../domain/recruitment.ts';
import type { RecruitmentState, RecruitmentStep } from '../domain/recruitment.ts';

/** A vacancy on its way, with the days that it spent in each step. */
export interface Recruitment {
  id: string;
  postId: string;
  reference: string;
  title: string;
  state: RecruitmentState;
  steps: readonly RecruitmentStep[];
  days: ReadonlyMap<RecruitmentState, number>;
  daysToStart: number | null;
}

/** The recruitments of a PCN, those that go on first; days are counted up to `on`. */
export async function recruitmentsOf(db: Kysely<unknown>, pcnCode: string, on: IsoDate): Promise<Recruitment[]> {
  const { rows } = await sql<{ id: string; postId: string; reference: string; title: string; state: RecruitmentState; step: RecruitmentState; happenedOn: IsoDate }>`
    select r.id, p.id as "postId", p.reference, v.title, r.state, s.state as step, to_char(s.happened_on, 'YYYY-MM-DD') as "happenedOn"
    from recruitment r join post p on p.id = r.post_id join recruitment_step s on s.recruitment_id = r.id and s.withdrawn_at is null
    join lateral (select w.title from post_version w where w.post_id = p.id and upper_inf(w.recorded) order by lower(w.valid) desc limit 1) v on true
    where p.pcn_code = ${pcnCode} order by r.entered_at desc, r.id, s.id`.execute(db);
  const byId = new Map<string, { postId: string; reference: string; title: string; state: RecruitmentState; steps: RecruitmentStep[] }>();
  for (const { id, postId, reference, title, state, step, happenedOn } of rows) {
    const one = byId.get(id) ?? { postId, reference, title, state, steps: [] };
    one.steps.push({ state: step, on: happenedOn });
    byId.set(id, one);
  }
  return [...byId].map(([id, one]) => ({ id, ...one, days: daysInSteps(one.steps, on), daysToStart: daysToStart(one.steps) })).sort((a, b) => Number(isOver(a.state)) - Number(isOver(b.state)));
}
