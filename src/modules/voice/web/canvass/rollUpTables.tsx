import type { ReactElement } from 'react';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import { TablePages } from '#platform/web/tablePages.tsx';
import { ROWS_A_PAGE } from '#platform/web/tableQuery.ts';
import { ANSWER_CHOICES, type AnswerChoice } from '../../domain/canvass/canvass.ts';
import type { Outcome, RollUp, Tally, VoiceResult } from '../../domain/canvass/rollUp.ts';
import { sayAnswer } from '../answer/answerForm.tsx';

/** "Support with conditions", or why there is no result. */
export const sayOutcome = ({ answer, noResult }: Pick<Outcome, 'answer' | 'noResult'>): string => (answer ? sayAnswer(answer) : sentenceCase(noResult ?? 'no result'));

/** A reckoning, step by step. */
export function Steps({ outcome }: { outcome: Outcome }): ReactElement {
  return (
    <dl className="canvass-steps">
      {outcome.steps.map(({ what, says, isMet }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {says}
            {isMet === false && what !== 'Rule' && <strong> Not met.</strong>}
          </dd>
        </div>
      ))}
      <div>
        <dt>Result</dt>
        <dd>
          <strong>{sayOutcome(outcome)}</strong>
        </dd>
      </div>
    </dl>
  );
}

interface VoicesProps {
  rollUp: RollUp;
  page: number;
  hrefOf: (page: number) => string;
}

/** Each PCN's reckoning folded under its result: its rule, quorum and threshold, and its practices. */
export function Voices({ rollUp: { voices }, page, hrefOf }: VoicesProps): ReactElement {
  const start = (Math.min(page, Math.max(1, Math.ceil(voices.length / ROWS_A_PAGE))) - 1) * ROWS_A_PAGE;
  return (
    <>
      <h3 id="voices">How each PCN came to its answer</h3>
      {voices.slice(start, start + ROWS_A_PAGE).map((result) => (
        <OneVoice key={result.voice.pcnCode ?? ''} result={result} />
      ))}
      <TablePages table={{ caption: 'How each PCN came to its answer' }} total={voices.length} query={{ page, sort: null, filters: new Map() }} hrefOf={hrefOf} />
    </>
  );
}

function OneVoice({ result }: { result: VoiceResult }): ReactElement {
  const { voice, practices, coverage } = result;
  return (
    <details className="nhsuk-details nhsuk-expander canvass-voice">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {voice.name}: {sayOutcome(result)}
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <p>
          {coverage.practicesAnswered} of {coverage.practicesAsked} practices answered, {sayNumber(coverage.patientsAnswered)} of {sayNumber(coverage.patientsAsked)} patients.
        </p>
        <div className="chorus-table__scroll" role="region" aria-label={`Practices of ${voice.name}`} tabIndex={0}>
          <table className="nhsuk-table nhsuk-table--compact">
            <thead className="nhsuk-table__head">
              <tr>
                <th scope="col">Practice</th>
                <th scope="col">Answer</th>
                <th scope="col" className="nhsuk-table__header--numeric">
                  Votes
                </th>
              </tr>
            </thead>
            <tbody className="nhsuk-table__body">
              {practices.slice(0, ROWS_A_PAGE).map(({ constituent, answer, votes }) => (
                <tr key={constituent.code} className="nhsuk-table__row">
                  <th scope="row" className="nhsuk-table__header">
                    {constituent.name}
                  </th>
                  <td className="nhsuk-table__cell">{answer ? sayAnswer(answer.choice) : '–'}</td>
                  <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{sayNumber(votes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {practices.length > ROWS_A_PAGE && <p>And {practices.length - ROWS_A_PAGE} more, in the list of what each says.</p>}
        <Steps outcome={result} />
      </div>
    </details>
  );
}

/** How practices answered, counted once each, and the patients that they serve. */
export function Agreement({ practices, patients }: { practices: Tally; patients: Tally }): ReactElement {
  const share = (of: Tally, choice: AnswerChoice): string => {
    const total = Object.values(of).reduce((sum, one) => sum + one, 0);
    return total === 0 ? '–' : `${Math.round((of[choice] / total) * 100)}%`;
  };
  return (
    <div className="chorus-table__scroll" role="region" aria-label="How practices answered" tabIndex={0}>
      <table className="nhsuk-table nhsuk-table--compact">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">How practices answered, and the patients they serve</caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Answer</th>
            <th scope="col" className="nhsuk-table__header--numeric">
              Practices
            </th>
            <th scope="col" className="nhsuk-table__header--numeric">
              Patients
            </th>
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {(Object.keys(ANSWER_CHOICES) as AnswerChoice[]).map((choice) => (
            <tr key={choice} className="nhsuk-table__row">
              <th scope="row" className="nhsuk-table__header">
                {sayAnswer(choice)}
              </th>
              <td className="nhsuk-table__cell nhsuk-table__cell--numeric">
                {sayNumber(practices[choice])} ({share(practices, choice)})
              </td>
              <td className="nhsuk-table__cell nhsuk-table__cell--numeric">
                {sayNumber(patients[choice])} ({share(patients, choice)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
