import type { Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import { STREAMS } from '../../contract/index.ts';
import type { FundingContext } from '../../context.ts';
import { ANSWER_DISPUTES, KEEP_MONEY } from '../../permissions.ts';
import { disputeNumber } from '../commands/disputes.ts';
import { disputesFor } from './disputes.ts';

/** Disputes that wait for somebody: for the commissioner's answer, or for the PCN to settle what was answered. */
export const disputeTasks = (context: Pick<FundingContext, 'database' | 'register' | 'today'>): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(KEEP_MONEY) && !permissions.has(ANSWER_DISPUTES)) return [];
  const acting = actingOf({ personId, permissions });
  const image = await context.register.reader.image();
  const tasks: Task[] = [];
  for (const { id, pcnCode, stream, year, state, rights: { keeps, answers } } of await disputesFor(context, acting)) {
    const name = displayName(image.nameOf(pcnCode, context.today()));
    const task = { id: `funding/dispute/${id}/${state}`, href: `/funding/disputes/${id}`, due: null, minutes: 10 };
    if (answers && (state === 'opened' || state === 'evidence')) tasks.push({ ...task, title: `Answer ${name}’s dispute ${disputeNumber(id)}: ${STREAMS[stream]}, ${year}`, why: 'You answer disputes for the commissioner.' });
    if (keeps && state === 'answered') tasks.push({ ...task, title: `Settle dispute ${disputeNumber(id)}, or answer back: ${STREAMS[stream]}, ${year}`, why: `The commissioner answered. You keep the money of ${name}.` });
  }
  return tasks;
};
