import { sql } from 'kysely';
import { addDays, type IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import type { InPlace, Task, TaskSource } from '#platform/today/index.ts';
import { displayName } from '#register';
import { LEAD } from '../commands/requireLead.ts';
import type { VoiceContext } from '../context.ts';
import { ANSWER_CHOICES } from '../domain/canvass/canvass.ts';
import { mayRead } from '../domain/confidence.ts';
import { ALL_ANSWERING_ROLES } from './canvassRollUp.ts';
import { viewerOf } from './viewer.ts';

/** Between two reminders leaders are left in peace. */
const DAYS_BETWEEN_REMINDERS = 3;

/** What canvasses need of a person: to answer; and of who leads one, to remind or to close. */
export const canvassTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }) => {
  const today = context.today();
  return [...(await answersOwed(context, personId, today)), ...(permissions.has(LEAD) ? await leadsOwed(context, personId, today) : [])];
};

interface OpenCanvass {
  canvassId: string;
  questionId: string;
  title: string;
  closesOn: IsoDate;
}

const openCanvasses = sql`canvass join question on question.id = canvass.question_id and canvass.closed_at is null and question.state <> 'withdrawn'`;
const openCells = sql`canvass.id as "canvassId", question.id as "questionId", question.title, to_char(canvass.closes_on, 'YYYY-MM-DD') as "closesOn"`;

async function answersOwed({ database, register }: VoiceContext, personId: string, today: IsoDate): Promise<Task[]> {
  const { rows } = await sql<OpenCanvass & { code: string }>`
    select distinct ${openCells}, c.organisation_code as code
    from role_held r join canvass_constituent c using (organisation_code) join ${openCanvasses} on canvass.id = c.canvass_id
    where r.person_id = ${personId} and r.role = any (${ALL_ANSWERING_ROLES as string[]}::text[]) and r.valid @> ${today}::date and upper_inf(r.recorded) and canvass.closes_on >= ${today}::date
      and not exists (select from canvass_answer a where a.canvass_id = c.canvass_id and a.organisation_code = c.organisation_code)
    order by "closesOn", code`.execute(database.as());
  if (rows.length === 0) return [];
  const image = await register.reader.image();
  return rows.map(({ canvassId, questionId, title, closesOn, code }) => ({
    id: `voice/answer/${questionId}/${code}`,
    title: `Answer: ${title}`,
    why: `You answer for ${displayName(image.nameOf(code, today))}.`,
    href: `/questions/${questionId}/canvass/answer?for=${code}`,
    due: closesOn,
    minutes: 1,
    inPlace: answerInPlace(questionId, canvassId, code),
  }));
}

const answerInPlace = (questionId: string, canvassId: string, code: string): InPlace => ({
  action: `/questions/${questionId}/canvass/answer`,
  submit: 'Give this answer',
  fields: { canvass: canvassId, organisation: code, from: 'today' },
  choice: { name: 'choice', legend: 'Your answer', options: Object.entries(ANSWER_CHOICES).map(([value, label]) => ({ value, label: sentenceCase(label) })) },
  words: { name: 'words', label: 'In your words', hint: 'Conditions or reasons. A block needs a reason.' },
});

async function leadsOwed({ database, register }: VoiceContext, personId: string, today: IsoDate): Promise<Task[]> {
  const viewer = await viewerOf(database.as(), register, personId, today);
  const forums = [...new Set(viewer.seats.map(({ forumCode }) => forumCode))].filter((forumCode) => mayRead('named-answers', viewer, { forumCode, isPublic: false }));
  if (forums.length === 0) return [];
  const { rows } = await sql<OpenCanvass & { asked: number; answered: number; mailedOn: IsoDate }>`
    select ${openCells}, (select count(*)::int from canvass_constituent c where c.canvass_id = canvass.id) as asked,
      (select count(distinct organisation_code)::int from canvass_answer a where a.canvass_id = canvass.id) as answered,
      to_char(greatest(canvass.opened_on, (select max(on_day) from canvass_mail m where m.canvass_id = canvass.id and kind = 'reminded')), 'YYYY-MM-DD') as "mailedOn"
    from ${openCanvasses} where question.forum_code = any (${forums}::text[]) and canvass.closes_on >= ${today}::date order by canvass.closes_on`.execute(database.as());
  return rows.flatMap((row) => leaderTask(row, today) ?? []);
}

function leaderTask({ canvassId, questionId, title, closesOn, asked, answered, mailedOn }: OpenCanvass & { asked: number; answered: number; mailedOn: IsoDate }, today: IsoDate): Task | null {
  const shared = { why: 'You sit for general practice in its leadership team.', href: `/questions/${questionId}/canvass`, due: closesOn, minutes: 1 };
  const inPlace = (action: string, submit: string, fields: Record<string, string> = {}): InPlace => ({ action: `/questions/${questionId}/canvass/${action}`, submit, fields: { canvass: canvassId, from: 'today', ...fields } });
  if (answered === asked) {
    return { ...shared, id: `voice/close-canvass/${canvassId}`, title: `Close the canvass: ${title}`, inPlace: inPlace('close', 'Close the canvass', { reason: 'Everybody who was asked has answered.' }) };
  }
  if (mailedOn > addDays(today, -DAYS_BETWEEN_REMINDERS)) return null;
  const silent = asked - answered;
  return { ...shared, id: `voice/remind-canvass/${canvassId}`, title: `Remind ${silent} of ${asked} that have not answered: ${title}`, inPlace: inPlace('remind', 'Remind them') };
}
