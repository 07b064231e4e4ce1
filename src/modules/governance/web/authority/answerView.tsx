import type { ReactElement } from 'react';
import { dayBefore, sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { AnswerChain, AnswerStep, AuthorityAnswer, NamedBody } from '../../queries/authorityAnswer.ts';
import { RuleSourceLine } from '../ruleSource.tsx';
import { bodyPath, delegationPath } from './authorityPaths.ts';

export function BodyLink({ body }: { body: NamedBody }): ReactElement {
  const path = bodyPath(body);
  return path ? <a href={path}>{body.name}</a> : <>{body.name}</>;
}

const MOST_CHAINS = 6;
const MOST_NOTES = 10;
const HEADINGS = { decides: 'Who decides', stays: 'It stays with them', advise: 'It can only be advised on' } as const;

/** The whole answer: who, how it came there, what remains, who answers for it, and what does not help. */
export function AnswerView({ answer }: { answer: AuthorityAnswer }): ReactElement {
  const chains = answer.chains.filter(({ steps }) => steps.length > 0);
  const able = answer.others.filter(({ isAble }) => isAble);
  const stopped = answer.others.filter(({ isAble }) => !isAble);
  return (
    <section className="authority-answer" aria-labelledby="answer">
      <h2 id="answer" className="nhsuk-heading-m">
        {HEADINGS[answer.outcome]}
      </h2>
      <p className="authority-answer__says">{answer.says}</p>
      {answer.remains.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">Before it may be decided</h3>
          <ul>
            {answer.remains.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </>
      )}
      {chains.length > 0 && <h3 className="nhsuk-heading-s">How it came there</h3>}
      {chains.slice(0, MOST_CHAINS).map((chain) => (
        <ChainView key={chain.holder.id} chain={chain} />
      ))}
      {chains.length > MOST_CHAINS && <p>And in the same way from {chains.length - MOST_CHAINS} more.</p>}
      <h3 className="nhsuk-heading-s">Who stays accountable</h3>
      <ul>
        {answer.accountable.slice(0, MOST_NOTES).map(({ id, says }) => (
          <li key={id}>{says}</li>
        ))}
        {answer.accountable.length > MOST_NOTES && <li>So do {answer.accountable.length - MOST_NOTES} more.</li>}
      </ul>
      {able.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">Others who could decide it too</h3>
          <ul>
            {able.slice(0, MOST_NOTES).map(({ body, steps }) => (
              <li key={steps.at(-1)!.delegationId}>
                <BodyLink body={body} />: <a href={delegationPath(steps.at(-1)!.delegationId)}>granted by {steps.at(-1)!.giver.name}</a>, {sayStepLimits(steps.at(-1)!)}
              </li>
            ))}
          </ul>
        </>
      )}
      {stopped.length + answer.notUsed.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">Grants that do not help here</h3>
          <ul>
            {stopped.slice(0, MOST_NOTES).map(({ body, steps }) => (
              <li key={steps.at(-1)!.delegationId}>
                <a href={delegationPath(steps.at(-1)!.delegationId)}>{body.name}</a>: {steps.at(-1)!.checks.filter(({ state }) => state === 'not-met').map(({ says }) => says).join(' ')}
              </li>
            ))}
            {answer.notUsed.slice(0, MOST_NOTES).map(({ delegationId, receiver, says }) => (
              <li key={delegationId}>
                <a href={delegationPath(delegationId)}>{receiver.name}</a>: {says}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="forum-quiet">
        Who holds it before anything is granted. <RuleSourceLine {...answer.source} />
      </p>
      {answer.unverified.map((says) => (
        <div key={says} className="nhsuk-inset-text">
          <p>
            <strong>Not verified.</strong> {says}
          </p>
        </div>
      ))}
    </section>
  );
}

const STATES = { met: 'Met', 'not-met': 'Not met', 'to-do': 'Remains' } as const;

/** One way down, drawn as steps. */
export function ChainView({ chain: { holder, steps } }: { chain: AnswerChain }): ReactElement {
  return (
    <ol className="authority-chain">
      <li>
        <strong>
          <BodyLink body={holder} />
        </strong>{' '}
        holds it.
      </li>
      {steps.map((step) => (
        <li key={step.delegationId}>
          <strong>
            <BodyLink body={step.receiver} />
          </strong>
          , as {step.form}: <a href={delegationPath(step.delegationId)}>{step.matter.label}</a> within {step.within.name}, {sayStepLimits(step)}.
          <span className="authority-chain__days">
            From {sayDate(step.from)}
            {step.to ? ` to ${sayDate(dayBefore(step.to))}` : ''}. {step.mayDelegateOnward ? 'May be delegated onward.' : 'No onward delegation.'}
          </span>
          <ul className="authority-checks">
            {step.checks.map(({ state, says }) => (
              <li key={says} className={`authority-check--${state}`}>
                <strong>{STATES[state]}:</strong> {says}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const sayStepLimits = ({ limitDecisionPence, limitYearPence }: AnswerStep): string =>
  [limitDecisionPence === null ? 'no limit a decision' : `up to ${sayPounds(limitDecisionPence)} a decision`, limitYearPence === null ? null : `${sayPounds(limitYearPence)} a financial year`].filter(Boolean).join(', ');
