import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { standingPost } from '../../posts/index.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { isOver, RECRUITMENT } from '../domain/recruitment.ts';
import type { RecruitmentEvent, RecruitmentState } from '../domain/recruitment.ts';

type House = Pick<WorkforceContext, 'database' | 'now' | 'today'>;

/** A post is advertised; gives the id of its recruitment. One goes on for a post at a time. */
export async function openRecruitment({ database, now, today }: House, acting: Acting, { pcnCode, reference, on }: { pcnCode: string; reference: string; on: IsoDate }): Promise<string> {
  requirePast(on, today());
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, today());
    const postId = await standingPost(transaction, pcnCode, reference);
    const { rows: open } = await sql<{ state: RecruitmentState }>`select state from recruitment where post_id = ${postId} and state not in ('started', 'stopped')`.execute(transaction);
    if (open[0]) throw new Refused({ code: 'recruitment-open', what: `1 recruitment for ${reference.trim()} goes on already: ${RECRUITMENT.states[open[0].state]}.`, where: 'reference', todo: 'Take its next step, or stop it.' });
    const at = now();
    const made = await sql<{ id: string }>`insert into recruitment (post_id, state, entered_at, entered_by) values (${postId}, ${RECRUITMENT.first}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const { id } = made.rows[0]!;
    await sql`insert into recruitment_step (recruitment_id, event, state, happened_on, at, by) values (${id}, 'advertise', ${RECRUITMENT.first}, ${on}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'open-recruitment', subject: { module: 'workforce', kind: 'recruitment', id }, detail: { post: postId, on } }, at);
    return id;
  });
}

/** Takes a step in a recruitment, on the day on which it happened; gives the new state. */
export async function stepRecruitment({ database, now, today }: House, acting: Acting, { recruitmentId, event, on }: { recruitmentId: string; event: RecruitmentEvent; on: IsoDate }): Promise<RecruitmentState> {
  requirePast(on, today());
  return database.inTransaction<unknown, RecruitmentState>(async (transaction) => {
    const { rows } = await sql<{ pcnCode: string; state: RecruitmentState; lastOn: IsoDate }>`
      select p.pcn_code as "pcnCode", r.state, (select to_char(max(s.happened_on), 'YYYY-MM-DD') from recruitment_step s where s.recruitment_id = r.id and s.withdrawn_at is null) as "lastOn"
      from recruitment r join post p on p.id = r.post_id where r.id::text = ${recruitmentId} for update of r`.execute(transaction);
    const [recruitment] = rows;
    if (!recruitment) throw new Refused({ code: 'recruitment-not-found', what: 'There is no such recruitment.' });
    await requirePostsKeeper(transaction, acting, recruitment.pcnCode, today());
    if (on < recruitment.lastOn) throw new Refused({ code: 'before-last-step', what: `The last step was on ${sayDate(recruitment.lastOn)}; ${sayDate(on)} is before it.`, where: 'on', todo: 'Enter a day that is not before it.' });
    const next = nextState(RECRUITMENT, recruitment.state, event, new Set());
    if (!next.ok) throw new Refused({ ...next.refusal, where: 'event' });
    const at = now();
    await sql`update recruitment set state = ${next.value} where id::text = ${recruitmentId}`.execute(transaction);
    await sql`insert into recruitment_step (recruitment_id, event, state, happened_on, at, by) values (${recruitmentId}, ${event}, ${next.value}, ${on}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: `${event}-recruitment`, subject: { module: 'workforce', kind: 'recruitment', id: recruitmentId }, detail: { state: next.value, on } }, at);
    return next.value;
  });
}

/** Takes back the last step of a recruitment, which was a mistake: it goes back to the step before, and with the advert it is gone. Gives the step that was taken back. */
export async function undoRecruitmentStep({ database, now, today }: House, acting: Acting, { recruitmentId }: { recruitmentId: string }): Promise<RecruitmentState> {
  return database.inTransaction<unknown, RecruitmentState>(async (transaction) => {
    const { rows } = await sql<{ pcnCode: string; postId: string }>`
      select p.pcn_code as "pcnCode", p.id as "postId" from recruitment r join post p on p.id = r.post_id where r.id::text = ${recruitmentId} for update of r, p`.execute(transaction);
    const [recruitment] = rows;
    if (!recruitment) throw new Refused({ code: 'recruitment-not-found', what: 'There is no such recruitment.' });
    await requirePostsKeeper(transaction, acting, recruitment.pcnCode, today());
    const { rows: steps } = await sql<{ id: string; state: RecruitmentState }>`select id::text as id, state from recruitment_step where recruitment_id::text = ${recruitmentId} and withdrawn_at is null order by recruitment_step.id desc`.execute(transaction);
    const [last, before] = steps;
    if (!last) throw new Refused({ code: 'recruitment-not-found', what: 'No step of this recruitment stands.' });
    const { rows: others } = await sql`select 1 from recruitment where post_id = ${recruitment.postId} and id::text <> ${recruitmentId} and state not in ('started', 'stopped')`.execute(transaction);
    if (isOver(last.state) && others.length > 0) throw new Refused({ code: 'recruitment-open', what: `${others.length} other recruitment for this post goes on by now.`, where: 'recruitment', todo: 'Stop that one first, or leave this step as it is.' });
    const at = now();
    await sql`update recruitment_step set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by} where id::text = ${last.id}`.execute(transaction);
    // Without its advert nothing of it stands, and another may begin.
    await sql`update recruitment set state = ${before?.state ?? 'stopped'} where id::text = ${recruitmentId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'undo-recruitment-step', subject: { module: 'workforce', kind: 'recruitment', id: recruitmentId }, detail: { state: last.state } }, at);
    return last.state;
  });
}

function requirePast(on: IsoDate, today: IsoDate): void {
  if (on > today) throw new Refused({ code: 'day-to-come', what: `${sayDate(on)} is yet to come; today is ${sayDate(today)}.`, where: 'on', todo: 'Enter a step once it has happened.' });
}
