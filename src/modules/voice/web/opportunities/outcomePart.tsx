import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { Verification } from '../../queries/verifyOpportunity.ts';

const PENCE_A_MILLION = 100_000_000;
const FIRST_ROWS = 50;

/** The outcome with the working of each place in it, worked out anew for this page. */
export function OutcomePart({ verification, nameOf }: { verification: Verification; nameOf: (code: string) => string }): ReactElement {
  const { opportunity, isVerified, outcome, seed, entries, checks } = verification;
  const { method, measure, entriesDigest } = opportunity;
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome">The outcome</h2>
      {outcome.length === 0 && <p>Nobody entered, so nobody has it.</p>}
      {outcome.length > 0 && (
        <ol className="voice-history">
          {outcome.slice(0, FIRST_ROWS).map(({ code, isGranted, pence, turn, scored, ticket }) => (
            <li key={code}>
              <strong className={`nhsuk-tag ${isGranted ? 'nhsuk-tag--green' : 'nhsuk-tag--grey'}`}>{isGranted ? 'has it' : 'not this time'}</strong> {nameOf(code)}
              {pence > 0 && `, ${sayPounds(pence)}`}
              <span className="voice-history__why">
                {turn && measure === 'pounds' && `£${(turn.rate / PENCE_A_MILLION).toFixed(4)} for each of ${sayNumber(turn.patients)} patients so far${turn.startRate === null ? '' : ', the average that a newcomer starts at included'}`}
                {turn && measure === 'grants' && `${(turn.rate / 1_000_000).toFixed(2)} grants for each million patients so far${turn.startRate === null ? '' : ', the average that a newcomer starts at included'}`}
                {scored && `${scored.mean.toFixed(2)} of 10, the mean of ${scored.scorers} ${scored.scorers === 1 ? 'score' : 'scores'}: ${scored.byCriterion.map(({ criterion, weight, mean }) => `${opportunity.criteria.find(({ id }) => id === criterion)?.label} ${mean.toFixed(2)} × ${weight}`).join('; ')}`}
                {method === 'lottery' && <span className="voice-digest">ticket {ticket}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {outcome.length > FIRST_ROWS && <p>The first {FIRST_ROWS} of {outcome.length}; the command line shows all.</p>}
      {method !== 'everyone' && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">{isVerified ? 'Verified: worked out again just now, the record agrees' : 'The record differs from what its seed and entries give'}</span>
          </summary>
          <div className="nhsuk-details__text">
            <ul className="nhsuk-list nhsuk-list--bullet">
              {checks.map(({ check, says, isSame }) => (
                <li key={check}>
                  {says}: {isSame ? 'yes' : 'no'}
                </li>
              ))}
            </ul>
            <p>Seed:</p>
            <p className="voice-digest">{seed}</p>
            <p>Digest of the {entries.length} entries ({entries.slice(0, FIRST_ROWS).join(', ')}):</p>
            <p className="voice-digest">{entriesDigest}</p>
            <p>
              Or: <code>bin/chorus opportunity verify {opportunity.id}</code>
            </p>
          </div>
        </details>
      )}
    </section>
  );
}
