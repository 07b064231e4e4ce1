import type { IsoDate } from '#kernel/isoDate.ts';
import { toIsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import { isKeeper } from '#governance';
import type { Forum } from '#governance';
import { forumsOn } from '#governance';
import type { VoiceContext } from '../context.ts';
import { PULSE_QUESTION, TRUST_SCALE } from '../domain/pulse.ts';
import { decidedQuestions } from './decidedQuestions.ts';
import { hasAnswered, isAskedIn, openPulses } from './pulses.ts';
import { reportsFor } from './reports.ts';

/** Reports that somebody has to read, and those that they owe: as the one who answers for the question, or as keeper of its forum. */
export const reportTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }) => {
  const db = context.database.as<unknown>();
  const toRead = (await reportsFor(db, personId))
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .map(({ reportId, title, version }): Task => ({
      id: `voice/read-report/${reportId}`,
      title: `Read ${version > 1 ? 'the corrected report on ' : ''}what was decided: ${title}`,
      why: 'It tells how your own answer counted.',
      href: `/reports/${reportId}`,
      due: null,
      minutes: 1,
      inPlace: { action: `/reports/${reportId}/acknowledge`, submit: 'I have read this', fields: { back: 'today' } },
    }));
  return [...toRead, ...(await owedTasks(context, { personId, permissions }))];
};

async function owedTasks(context: VoiceContext, { personId, permissions }: Parameters<TaskSource>[0]): Promise<Task[]> {
  if (!permissions.has('voice.lead')) return [];
  const db = context.database.as<unknown>();
  const owed = (await decidedQuestions(db)).filter(({ reportedOn }) => reportedOn === null);
  if (owed.length === 0) return [];
  const forums = new Map((await forumsOn(db, context.today())).map((forum) => [forum.code, forum]));
  const kept = new Map<string, boolean>();
  const keeps = async (forum: Forum): Promise<boolean> => {
    const known = kept.get(forum.code) ?? (await isKeeper(db, actingOf({ personId, permissions }), forum, context.today()));
    kept.set(forum.code, known);
    return known;
  };
  const tasks: Task[] = [];
  for (const { questionId, decisionId, title, forumCode, leadPersonId, dueOn } of owed) {
    const forum = forums.get(forumCode);
    if (!forum || !(leadPersonId === personId || (await keeps(forum)))) continue;
    tasks.push({
      id: `voice/send-report/${decisionId}`,
      title: `Report back: ${title}`,
      why: leadPersonId === personId ? 'You answer for this question, and those who were asked are not yet told.' : `You keep the ${forum.name}, and those who were asked are not yet told.`,
      href: `/questions/${questionId}/report?decision=${decisionId}`,
      due: dueOn,
      minutes: 5,
    });
  }
  return tasks;
}

/** The yearly question, answered in place. */
export const pulseTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }, now) => {
  if (!permissions.has('voice.answer')) return [];
  const db = context.database.as<unknown>();
  const today: IsoDate = toIsoDate(now);
  const pulses = await openPulses(db, today);
  if (pulses.length === 0) return [];
  const image = await context.register.reader.image();
  const tasks: Task[] = [];
  for (const { id, placeCode, closesOn, forumCode } of pulses) {
    if ((await hasAnswered(db, id, personId)) || !(await isAskedIn(db, image, placeCode, personId, today))) continue;
    const asks = (await forumsOn(db, today)).find(({ code }) => code === forumCode)?.name ?? 'Your leadership team';
    tasks.push({
      id: `voice/pulse/${id}`,
      title: PULSE_QUESTION,
      why: `${asks} asks everybody it speaks for, once a year. Your choice is only added to a count.`,
      href: `/pulse/${id}`,
      due: closesOn,
      minutes: 1,
      inPlace: {
        action: `/pulse/${id}`,
        submit: 'Send my answer',
        fields: { back: 'today' },
        choice: { name: 'trust', legend: 'Do they act for all?', options: Object.entries(TRUST_SCALE).map(([value, label]) => ({ value, label })) },
        words: { name: 'words', label: 'Anything to add? (optional)', hint: 'Your leadership team reads it without your name.' },
      },
    });
  }
  return tasks;
};
