import type { ReactElement } from 'react';
import { dayBefore, sayDate } from '#kernel/isoDate.ts';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { PlaceRule } from '../../domain/canvass/canvass.ts';
import { isDefaultRule, RULE_ORIGINS, ruleFor, sayRule, THRESHOLDS } from '../../domain/canvass/networkRule.ts';
import { DECISION_TYPES, type DecisionType } from '../../domain/decisionType.ts';
import type { Agreement } from '../../queries/agreements.ts';
import { AgreementForm } from './agreementForm.tsx';

export interface AgreementPageProps {
  code: string;
  name: string;
  isPlace: boolean;
  /** In force today. */
  current: Agreement | null;
  /** The default of the place of a PCN. */
  ofPlace: Agreement | null;
  versions: readonly Agreement[];
  practices: readonly { code: string; name: string }[];
  maySet: boolean;
  form: FormState;
  notice?: string;
}

export const AGREEMENTS = '/agreements';

export function AgreementPage({ code, name, isPlace, current, ofPlace, versions, practices, maySet, form, notice }: AgreementPageProps): ReactElement {
  return (
    <Page
      title={name}
      kicker={isPlace ? 'How PCNs decide that have entered no rule' : 'How its practices decide together'}
      current="/questions"
      breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Network agreements', href: AGREEMENTS }]}
      notice={notice}
      hasErrors={Boolean(form.errors)}
    >
      {!current && <p>{isPlace ? 'Nobody has entered a default for this place.' : 'This PCN has entered no rule, so a default serves. Its clinical director or manager can enter what the network agreement says.'}</p>}
      <dl className="canvass-steps">
        {(Object.keys(DECISION_TYPES) as DecisionType[]).map((type) => {
          const { rule, from } = isPlace ? ruleFor(type, null, current?.rules ?? null) : ruleFor(type, current?.rules ?? null, ofPlace?.rules ?? null);
          return (
            <div key={type}>
              <dt>{DECISION_TYPES[type]}</dt>
              <dd>
                {sayRule(rule)}
                {isDefaultRule(from) && !isPlace && (
                  <>
                    {' '}
                    <strong className="nhsuk-tag nhsuk-tag--yellow">Default</strong> From {RULE_ORIGINS[from]}.
                  </>
                )}
                {from === 'agreement-ordinary' && ' As for ordinary decisions.'}
              </dd>
            </div>
          );
        })}
        {isPlace && current?.placeRule && (
          <div>
            <dt>From PCNs to the place</dt>
            <dd>{sayPlaceRule(current.placeRule)}</dd>
          </div>
        )}
      </dl>
      {versions.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Versions</span>
          </summary>
          <ul className="nhsuk-details__text">
            {versions.map(({ id, from, to, rules }) => (
              <li key={id}>
                From {sayDate(from)}
                {to && ` to ${sayDate(dayBefore(to))}`}: {rules.ordinary && sayRule(rules.ordinary)} {Object.keys(rules).length > 1 && `Own rules for ${Object.keys(rules).filter((type) => type !== 'ordinary').join(', ')}.`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {maySet && (
        <section aria-labelledby="set">
          <h2 id="set">{current ? 'Change the rules' : 'Enter the rules'}</h2>
          <p>A canvass that is open keeps the rules with which it was opened.</p>
          <AgreementForm path={`${AGREEMENTS}/${code}`} isPlace={isPlace} practices={practices} form={form} />
        </section>
      )}
    </Page>
  );
}

const sayPlaceRule = ({ threshold, quorumShare, countsBodies }: PlaceRule): string =>
  `Each PCN one voice; ${THRESHOLDS[threshold]}; at least ${quorumShare} of voices must have a result; the federation and the LMC ${countsBodies ? 'count as one voice each' : 'stand beside'}.`;
