import { toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { forumOf, isKeeper } from '#governance';
import type { Acting } from '#governance';
import type { InPlace, Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import { CONSULT } from '../commands/consultations/requireConsulting.ts';
import type { VoiceContext } from '../context.ts';
import { RESPONSE_STANCES } from '../domain/consultation.ts';
import { allConsultations, isOfficerOf, objectionsAfterAgreement, type Consultation } from './consultations.ts';
import { viewerOf } from './viewer.ts';

const answerInPlace = (id: string): InPlace => ({
  action: `/consultations/${id}/responses`,
  submit: 'Send the LMC’s answer',
  fields: { next: 'today' },
  choice: { name: 'stance', legend: 'The LMC', options: Object.entries(RESPONSE_STANCES).map(([value, label]) => ({ value, label })) },
  words: { name: 'words', label: 'In a few words', hint: 'Asked for where the LMC objects or has comments' },
});

/** What the LMC is asked, for its officers; objections to what was agreed, and answers not yet accounted for, for the chair of the team. */
export const consultationTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }, now) => {
  const db = context.database.as();
  const day = toIsoDate(now);
  const viewer = await viewerOf(db, context.register, personId, day);
  const acting = actingOf({ personId, permissions });
  const tasks: Task[] = [];
  for (const consultation of await allConsultations(db)) {
    const { id, lmcCode, isAnswered, isWithdrawn, isUnasked, questionTitle, deadline } = consultation;
    if (isWithdrawn) continue;
    if (!isAnswered && !isUnasked && permissions.has(CONSULT) && isOfficerOf(viewer, lmcCode)) {
      tasks.push({ id: `voice/consultation/${id}`, title: `Answer for the LMC: ${questionTitle}`, why: 'The LMC whose officer you are is consulted.', href: `/consultations/${id}`, due: deadline, minutes: 10, inPlace: answerInPlace(id) });
    }
    if (isAnswered && consultation.accounts.every(({ responseId }) => responseId !== consultation.responses.at(-1)!.id)) tasks.push(...(await forChair(context, acting, consultation, day)));
  }
  return tasks;
};

async function forChair(context: VoiceContext, acting: Acting, consultation: Consultation, day: IsoDate): Promise<Task[]> {
  const db = context.database.as();
  const team = await forumOf(db, consultation.forumCode, day);
  if (!team || !(await isKeeper(db, acting, team, day))) return [];
  const href = `/consultations/${consultation.id}`;
  if (objectionsAfterAgreement([consultation]).length > 0) {
    return [{ id: `voice/objection/${consultation.id}`, title: `The LMC objects to what was agreed: ${consultation.questionTitle}`, why: `You chair the ${team.name}.`, href, due: null, minutes: 15 }];
  }
  return [{ id: `voice/account/${consultation.id}`, title: `Say how the LMC’s answer was taken into account: ${consultation.questionTitle}`, why: `You chair the ${team.name}.`, href, due: null, minutes: 5 }];
}
