import type { ReactElement } from 'react';
import { COMPOSITION_STATES } from '../../domain/composition.ts';
import type { CompositionFinding, CompositionState, RuleSource } from '../../domain/composition.ts';

const TAGS: Readonly<Record<CompositionState, string>> = { 'not-met': 'red', vacant: 'orange', expired: 'orange', unattended: 'yellow', met: 'green' };

/** How far the forum is as the rules of its kind say: what is not so first, each with its rule and where that is written. */
export function CompositionList({ findings }: { findings: readonly CompositionFinding[] }): ReactElement {
  const [open, met] = [findings.filter(({ state }) => state !== 'met'), findings.filter(({ state }) => state === 'met')];
  return (
    <section aria-labelledby="composition">
      <h2 id="composition" className="nhsuk-heading-m">
        Who must sit here
      </h2>
      {findings.length === 0 && <p>Nothing is written of who must sit in this kind of forum: that is for its own terms to say.</p>}
      {findings.length > 0 && open.length === 0 && <p>All that is asked of this kind of forum is met.</p>}
      <Findings findings={open} />
      {met.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">
              {met.length} of {findings.length} {findings.length === 1 ? 'point is' : 'points are'} met
            </span>
          </summary>
          <div className="nhsuk-details__text">
            <Findings findings={met} />
          </div>
        </details>
      )}
    </section>
  );
}

function Findings({ findings }: { findings: readonly CompositionFinding[] }): ReactElement {
  return (
    <ul className="forum-findings">
      {findings.map(({ ruleId, about, bodyCode, rule, state, says, source }) => (
        <li key={`${ruleId} ${about ?? ''} ${bodyCode ?? ''}`}>
          <p>
            <strong className={`nhsuk-tag nhsuk-tag--${TAGS[state]}`}>{COMPOSITION_STATES[state]}</strong> <strong>{about ?? rule}</strong>
          </p>
          <p>{says}</p>
          <p className="forum-quiet">
            {about && <>Rule: {rule} </>}
            <SourceLine source={source} />
          </p>
        </li>
      ))}
    </ul>
  );
}

const TRUST: Readonly<Record<RuleSource['status'], string>> = { confirmed: 'read in the document itself', reported: 'as others report it', derived: 'derived, nothing prescribes it', unverified: 'not verified' };

/** Where a rule is written, and how far that can be trusted. */
export function SourceLine({ source: { title, address, locator, status } }: { source: RuleSource }): ReactElement {
  return (
    <>
      Source: {address.startsWith('https://') ? <a href={address}>{title}</a> : title}, {locator} ({TRUST[status]}).
    </>
  );
}
