import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { DECISION_WAYS, forumsOn, STANDINGS } from '#governance';
import type { RecordedDecision } from '#governance';
import { decisionsOnQuestion } from '../../queries/questionDecisions.ts';
import type { ThreadSection } from './threadSections.ts';

const OUTCOMES: Readonly<Record<RecordedDecision['outcome'], string>> = { agreed: 'Agreed', 'not-agreed': 'Not agreed', 'referred-up': 'Referred up', deferred: 'Deferred' };

/** What was decided, by whom, and how far it stands. What a forum withholds is shown as withheld to who does not sit there. */
export const decisionSection: ThreadSection = async (context, question, viewer) => {
  const decisions = await decisionsOnQuestion(context.database.as(), question.id);
  if (decisions.length === 0) return null;
  const forums = await forumsOn(context.database.as(), context.today());
  const nameOf = (code: string): string => forums.find((forum) => forum.code === code)?.name ?? code;
  const sitsOn = (code: string): boolean => viewer.seats.some(({ forumCode }) => forumCode === code);
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">Decision</h2>
      {decisions.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} forumName={nameOf(decision.forumCode)} isWithheld={decision.isPrivate && !sitsOn(decision.forumCode)} optionLabel={decision.isPrivate && !sitsOn(decision.forumCode) ? null : question.options.find(({ id }) => id === decision.optionId)?.label ?? null} />
      ))}
    </section>
  );
};

function DecisionCard({ decision, forumName, isWithheld, optionLabel }: { decision: RecordedDecision; forumName: string; isWithheld: boolean; optionLabel: string | null }): ReactElement {
  const { forumCode, takenOn, way, outcome, decided, reasons, standing, owed, privateReason } = decision;
  return (
    <div className="voice-card">
      <p>
        <strong className={`nhsuk-tag ${standing === 'stands' ? 'nhsuk-tag--green' : 'nhsuk-tag--orange'}`}>{STANDINGS[standing]}</strong>
      </p>
      <p>
        {OUTCOMES[outcome]}
        {optionLabel && `: ${optionLabel}`}, {DECISION_WAYS[way]} of the <a href={`/forums/${forumCode}`}>{forumName}</a> on {sayDate(takenOn)}.
      </p>
      {isWithheld ? (
        <p>The words of this decision are withheld{privateReason ? `: ${privateReason}` : '.'}</p>
      ) : (
        <>
          <p className="voice-words">{decided}</p>
          {reasons && <p className="voice-words">Why: {reasons}</p>}
        </>
      )}
      {owed.length > 0 && !isWithheld && (
        <>
          <h3 className="nhsuk-heading-s">What is owed before it can be acted on</h3>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {owed.map(({ findingIndex, says }) => (
              <li key={findingIndex}>{says}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
