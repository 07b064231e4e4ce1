import { outboxOf, READ_OUTBOX } from '#platform/mail/index.ts';
import type { Session } from '#platform/web/session.ts';
import { overdueDatasets } from '#register';
import type { Need } from '#register';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** What needs a signed-in person, over all modules. */
export const needsOf = (system: System, settings: Settings) => async ({ permissions }: Session): Promise<Need[]> => {
  const needs: Need[] = [];
  if (permissions.has('register.load')) {
    const overdue = await overdueDatasets(system.register, system.datasets);
    if (overdue.length) needs.push({ title: `Load newer data: ${overdue.length} ${overdue.length === 1 ? 'publication is' : 'publications are'} likely out of date`, href: '/data', why: 'You keep the register.' });
  }
  if (permissions.has(READ_OUTBOX) && settings.smtpUrl === null) {
    const waiting = (await outboxOf(system.database.as())).filter((mail) => mail.state === 'waiting').length;
    if (waiting) needs.push({ title: `Pass on ${waiting} ${waiting === 1 ? 'message' : 'messages'} that cannot be sent`, href: '/administration/outbox', why: 'No mail server is set, and you look after the system.' });
  }
  return needs;
};
