import { sayDate } from '#kernel/isoDate.ts';
import { consultationOwed, consultationRead, consultationsOf, isOfficerOf, lmcsCovering, objectionsAfterAgreement } from '../../queries/consultations.ts';
import { heardDecisions } from '../../queries/heardDecisions.ts';
import { RESPONSE_STANCES } from '../../domain/consultation.ts';
import { questionPath } from '../questions/questionPaths.ts';
import type { ThreadSection } from '../questions/threadSections.ts';
import { sayState } from './consultationPage.tsx';

/** Whether the LMC was asked, what it said, and whether what was agreed stands under its objection or was refused by the team. */
export const consultationSection: ThreadSection = async (context, question, viewer) => {
  const db = context.database.as();
  const today = context.today();
  const all = await consultationsOf(db, question.id);
  const owed = await consultationOwed(db, question.id, today);
  const refused = (await heardDecisions(db, question.id)).find(({ ratification }) => ratification?.outcome === 'refused');
  const ours = lmcsCovering(await context.register.reader.image(), question.placeCode, today).some(({ code }) => isOfficerOf(viewer, code));
  if (all.length === 0 && owed.length === 0 && !refused && !ours) return null;
  return (
    <section aria-labelledby="consultation">
      <h2 id="consultation">The LMC</h2>
      {objectionsAfterAgreement(all).map(({ consultation, response }) => (
        <p key={consultation.id} className="nhsuk-inset-text"><strong>The LMC objects to what was agreed</strong>, since {sayDate(response.respondedOn)}. <a href={`/consultations/${consultation.id}`}>Read its objection</a></p>
      ))}
      {refused && <p className="nhsuk-inset-text">What was agreed on {sayDate(refused.takenOn)} was not ratified by the leadership team: it stays provisional, and the question was referred back.</p>}
      {owed.map(({ matter, says }) => <p key={matter}>{says} Until then it cannot be acted on.</p>)}
      <ul className="nhsuk-list nhsuk-list--bullet">
        {all.map((consultation) => {
          const { id, openedOn, responses } = consultationRead(consultation, viewer);
          const stance = responses.at(-1)?.stance;
          return <li key={id}><a href={`/consultations/${id}`}>Consultation of {sayDate(openedOn)}</a>: {sayState(consultation, today)}{stance ? `, ${RESPONSE_STANCES[stance]}` : ''}</li>;
        })}
      </ul>
      {ours && <p><a href={`${questionPath(question.id)}/consultations/unasked`}>Write for the LMC without being asked</a></p>}
    </section>
  );
};
