import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/index.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import type { VoiceContext } from '../context.ts';
import { LEAD } from '../commands/requireLead.ts';
import { ANSWER, spokenFor } from '../commands/requireSpeaker.ts';
import { stillToScore } from '../domain/opportunity/scoring.ts';
import { ledForums } from './ledForums.ts';
import { entriesOf, opportunityOf } from './opportunities.ts';
import { panelOf, scoresOf } from './opportunityPanel.ts';

const QUESTION_TASKS: Readonly<Record<string, { verb: string; minutes: number; anchor: string }>> = {
  drafted: { verb: 'Open a canvass, or withdraw it', minutes: 5, anchor: '/canvass' },
  'reported-back': { verb: 'Say that it is acted on', minutes: 2, anchor: '#next' },
  'acted-on': { verb: 'Close the question', minutes: 2, anchor: '#next' },
};

/** What questions need of who answers for them, where no canvass, position, mandate or report says so already. */
export const questionTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(LEAD)) return [];
  const { rows } = await sql<{ id: string; title: string; state: string }>`
    select id, title, state from question where lead_person_id = ${personId} and state = any(${Object.keys(QUESTION_TASKS)}) order by made_at`.execute(context.database.as());
  return rows.map(({ id, title, state }) => {
    const { verb, minutes, anchor } = QUESTION_TASKS[state]!;
    return { id: `voice/question/${id}/${state}`, title: `${verb}: ${title}`, why: 'You answer for this question.', href: `/questions/${id}${anchor}`, due: null, minutes };
  });
};

/** Proposals that wait for a leadership team's answer. */
export const proposalTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(LEAD)) return [];
  const led = await ledForums(context.database.as(), actingOf({ personId, permissions }), context.today());
  const { rows } = await sql<{ id: string; title: string; forumCode: string }>`
    select id, title, forum_code as "forumCode" from proposal where state = 'open' and forum_code = any(${led.map(({ code }) => code)}) order by made_at`.execute(context.database.as());
  return rows.map(({ id, title, forumCode }) => ({
    id: `voice/proposal/${id}`, title: `Make a question of it, or answer it: ${title}`, why: `It was put to the ${led.find(({ code }) => code === forumCode)!.name}.`, href: `/proposals/${id}`, due: null, minutes: 5,
  }));
};

/** Opportunities to enter, to score and to decide. */
export const opportunityTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }) => [
  ...(permissions.has(ANSWER) ? await entriesOwed(context, personId, permissions) : []),
  ...(await scoresOwed(context, personId)),
  ...(permissions.has(LEAD) ? await decisionsOwed(context, personId, permissions) : []),
];

async function entriesOwed(context: VoiceContext, personId: string, permissions: ReadonlySet<string>): Promise<Task[]> {
  const own = await spokenFor(context.database.as(), actingOf({ personId, permissions }), context.today());
  if (own.length === 0) return [];
  const { rows } = await sql<{ id: string; title: string; closesOn: IsoDate; code: string }>`
    select o.id, title, to_char(closes_on, 'YYYY-MM-DD') as "closesOn", organisation_code as code
    from opportunity o join opportunity_eligible e on e.opportunity_id = o.id and e.organisation_code = any(${own})
    where closes_on >= ${context.today()}::date and not exists (select 1 from opportunity_step s where s.opportunity_id = o.id and s.step <> 'announced')
      and not exists (select 1 from opportunity_entry x where x.opportunity_id = o.id and x.organisation_code = e.organisation_code and x.withdrawn_at is null)
    order by closes_on, o.id, code`.execute(context.database.as());
  if (rows.length === 0) return [];
  const image = await context.register.reader.image();
  return rows.map(({ id, title, closesOn, code }) => {
    const name = displayName(image.nameOf(code, context.today()));
    return {
      id: `voice/opportunity/${id}/${code}`, title: `Say whether ${name} is interested: ${title}`, why: `${name} is eligible, and was told when everybody was.`, href: `/opportunities/${id}`, due: closesOn, minutes: 3,
      inPlace: { action: `/opportunities/${id}/entry`, submit: 'Send', fields: { organisation: code, then: 'today' }, choice: { name: 'interest', legend: 'Are you interested?', options: [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'Not this time' }] } },
    };
  });
}

async function scoresOwed(context: VoiceContext, personId: string): Promise<Task[]> {
  const db = context.database.as();
  const { rows } = await sql<{ id: string }>`
    select o.id from opportunity o join opportunity_panel p on p.opportunity_id = o.id and p.person_id = ${personId}
    where exists (select 1 from opportunity_step s where s.opportunity_id = o.id and s.step = 'closed')
      and not exists (select 1 from opportunity_step s where s.opportunity_id = o.id and s.step in ('drawn', 'cancelled')) order by announced_at`.execute(db);
  const tasks: Task[] = [];
  for (const { id } of rows) {
    const opportunity = (await opportunityOf(db, id))!;
    const entries = (await entriesOf(db, id)).flatMap(({ isInterested, organisationCode }) => (isInterested ? [organisationCode] : []));
    const owed = stillToScore(entries, opportunity.criteria, await panelOf(db, id, await context.register.reader.image(), context.today()), await scoresOf(db, id)).filter((one) => one.personId === personId);
    if (owed.length > 0) tasks.push({ id: `voice/score/${id}`, title: `Declare and score ${owed.length} ${owed.length === 1 ? 'entry' : 'entries'}: ${opportunity.title}`, why: 'You are on its panel.', href: `/opportunities/${id}#panel`, due: null, minutes: 5 * owed.length });
  }
  return tasks;
}

async function decisionsOwed(context: VoiceContext, personId: string, permissions: ReadonlySet<string>): Promise<Task[]> {
  const led = await ledForums(context.database.as(), actingOf({ personId, permissions }), context.today());
  const { rows } = await sql<{ id: string; title: string }>`
    select o.id, title from opportunity o where announced_by = ${personId} and forum_code = any(${led.map(({ code }) => code)}) and closes_on < ${context.today()}::date
      and not exists (select 1 from opportunity_step s where s.opportunity_id = o.id and s.step in ('drawn', 'cancelled')) order by closes_on`.execute(context.database.as());
  return rows.map(({ id, title }) => ({ id: `voice/settle/${id}`, title: `Close the entries and decide: ${title}`, why: 'You announced it, and its last day is over.', href: `/opportunities/${id}`, due: null, minutes: 2 }));
}
