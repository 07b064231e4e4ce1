import { sayDate } from '#kernel/isoDate.ts';
import { isOutsideGeneralPractice } from '../../domain/confidence.ts';
import { actionsAbout } from '../../queries/questionDecisions.ts';
import type { ThreadSection } from './threadSections.ts';

const STATES = { open: 'to do', done: 'done', dropped: 'taken off' } as const;

/** What is to be done from the decision, by whom and by when: for general practice, and for who is to do it. */
export const actionsSection: ThreadSection = async (context, question, viewer) => {
  const all = await actionsAbout(context.database.as(), question.id);
  const actions = isOutsideGeneralPractice(viewer) ? all.filter(({ ownerId }) => ownerId === viewer.personId) : all;
  if (actions.length === 0) return null;
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">Actions</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {actions.map(({ id, what, ownerName, dueOn, state, reason }) => (
          <li key={id}>
            {what} – {ownerName ?? 'somebody who was erased'}, by {sayDate(dueOn)} <strong className={`nhsuk-tag ${state === 'open' ? 'nhsuk-tag--yellow' : 'nhsuk-tag--grey'}`}>{STATES[state]}</strong>
            {reason && ` ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
};
