import type { ReactElement } from 'react';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import { sayPoints, saySeason, STATUS_WORDS } from './indicatorWords.ts';

const STEP_WORDS = { exclusion: 'Left out', success: 'Achieved', adjustment: 'Personalised care adjustment, for those who did not achieve it' } as const;

/** What is counted, in the NHS's order, with source and sureness. */
export function DefinitionSection({ definition }: { definition: IndicatorDefinition }): ReactElement {
  const { numerator, denominator, steps, stepsAbsent, stepsStatus, stepsLocator, codes, note, source, status } = definition;
  const facts: [string, string | null][] = [
    ['Counted as achieved', numerator], ['Out of', denominator ?? 'A number alone: it has no denominator'], ['Worth', sayPoints(definition)], ['Season', saySeason(definition)],
    ['Published as', codes.length > 0 ? codes.join(', ') : null], ['How sure', `${STATUS_WORDS[status]}: ${source.title}, ${source.locator}`], ['Mind', note],
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">What is counted</h2>
      <dl className="nhsuk-summary-list">
        {facts.filter(([, says]) => says !== null).map(([name, says]) => (
          <div key={name} className="nhsuk-summary-list__row">
            <dt className="nhsuk-summary-list__key">{name}</dt>
            <dd className="nhsuk-summary-list__value">{says}</dd>
          </div>
        ))}
      </dl>
      {steps.length > 0 ? (
        <>
          <p>In this order: whoever is left out first is not looked at again, and whoever achieved it stays in, whatever else is recorded.</p>
          <ol>
            {steps.map(({ rule, kind, field, says }) => (
              <li key={rule}>
                {STEP_WORDS[kind]}: {says}
                {field && ` (${field})`}
              </li>
            ))}
          </ol>
          <p>
            {stepsStatus && STATUS_WORDS[stepsStatus as keyof typeof STATUS_WORDS]}: {stepsLocator}.
          </p>
        </>
      ) : (
        <p>{stepsAbsent}</p>
      )}
    </>
  );
}
