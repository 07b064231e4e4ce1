import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { DECISION_WAYS } from '#governance';
import type { Action, Decision, DecisionWay, Standing } from '#governance';
import { OUTCOMES, STANDING_NOTES } from '../../domain/report.ts';

interface DecidedPartProps {
  forumName: string;
  takenOn: string;
  way: DecisionWay;
  outcome: Decision['outcome'];
  standing: Standing;
  decided: string;
  reasons: string;
}

/** What was decided, as every reader of a report has it; how far it stands is said first where that matters. */
export function DecidedPart({ forumName, takenOn, way, outcome, standing, decided, reasons }: DecidedPartProps): ReactElement {
  const note = STANDING_NOTES[standing];
  return (
    <section aria-labelledby="decided">
      <h2 className="nhsuk-heading-m" id="decided">
        What was decided
      </h2>
      {note && <p className="voice-report__note">{note}</p>}
      <p>
        <strong className="voice-report__outcome">{OUTCOMES[outcome]}</strong> <span className="voice-report__words">{decided}</span>
      </p>
      <p className="voice-report__words">Reasons: {reasons}</p>
      <p className="voice-report__quiet">
        {forumName}, {sayDate(takenOn)}, {DECISION_WAYS[way]}
      </p>
    </section>
  );
}

/** What happens next: the sender's words, then each action with its owner and its day. */
export function NextPart({ next, actions }: { next: string | null; actions: readonly Action[] }): ReactElement {
  return (
    <section aria-labelledby="next">
      <h2 className="nhsuk-heading-m" id="next">
        What happens next
      </h2>
      <p className="voice-report__words">{next ?? 'These words were erased.'}</p>
      {actions.length > 0 && (
        <ul>
          {actions.map(({ id, what, ownerName, dueOn, state }) => (
            <li key={id}>
              {what} <span className="voice-report__quiet">{ownerName ?? 'Name erased'}, {state === 'done' ? 'done' : `by ${sayDate(dueOn)}`}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function CountedPart({ heading, counted }: { heading: string; counted: readonly string[] }): ReactElement {
  return (
    <section className="voice-report__counted">
      <h2 className="nhsuk-heading-m">{heading}</h2>
      <ol>
        {counted.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
