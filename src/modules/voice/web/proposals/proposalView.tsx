import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { PROPOSAL_LIFE } from '../../domain/proposalLife.ts';
import type { Proposal, ProposalStep } from '../../queries/proposals.ts';
import { questionPath } from '../questions/questionPaths.ts';
import { PROPOSALS, PROPOSALS_CRUMB, proposalPath } from './proposalPaths.ts';

export interface ProposalViewProps {
  proposal: Proposal;
  steps: readonly (ProposalStep & { byName: string })[];
  nameOf: (code: string) => string;
  teamName: string;
  about: ReactElement | null;
  /** The practices and PCNs of its place that the viewer speaks for. */
  own: readonly string[];
  isAuthor: boolean;
  isLeader: boolean;
  form: FormState & { of?: 'answer' | 'withdraw' };
  notice: string | undefined;
}

const ERASED = 'These words were erased with the person who wrote them.';

export function ProposalView(props: ProposalViewProps): ReactElement {
  const { proposal, steps, nameOf, teamName, about, form, notice } = props;
  const { id, title, state, organisationCode, madeAt, why, better, evidence, links, supporters, questionId } = proposal;
  return (
    <Page title={title} kicker={`Proposal ${id}`} current={PROPOSALS} breadcrumbs={[PROPOSALS_CRUMB]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>
        <strong className="nhsuk-tag">{PROPOSAL_LIFE.states[state]}</strong> Begun by {nameOf(organisationCode)} on {sayDate(toIsoDate(madeAt))}, put to the {teamName}.
      </p>
      {questionId && (
        <p>
          <a href={questionPath(questionId)}>The question that it became</a>
        </p>
      )}
      <MainAction {...props} />
      <h2>Why</h2>
      <p className="voice-words">{why ?? ERASED}</p>
      <h2>What would be better</h2>
      <p className="voice-words">{better ?? ERASED}</p>
      {(evidence || links.length > 0) && <h2>What speaks for it</h2>}
      {evidence && <p className="voice-words">{evidence}</p>}
      {links.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {links.map((link) => (
            <li key={link}>
              <a href={link} rel="nofollow noopener external">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
      {about && (
        <>
          <h2>What it is about</h2>
          {about}
        </>
      )}
      <h2>Behind it</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {supporters.map((code) => (
          <li key={code}>
            {nameOf(code)}
            {code === organisationCode && ', which began it'}
          </li>
        ))}
      </ul>
      <h2>History</h2>
      <ol className="voice-history">
        {steps.map((step, index) => (
          <li key={index}>
            <span className="voice-history__day">{sayDate(toIsoDate(step.at))}</span> {step.event === 'begin' ? 'begun' : PROPOSAL_LIFE.states[step.toState]}, by {step.byName}
            {step.reason && <span className="voice-words voice-history__why">{step.reason}</span>}
          </li>
        ))}
      </ol>
      <OtherSteps {...props} />
    </Page>
  );
}

function MainAction({ proposal: { id, state, organisationCode, supporters }, own, isAuthor, isLeader, nameOf }: ProposalViewProps): ReactElement | null {
  if (state !== 'open' && state !== 'answered') return null;
  const mayTurn = isAuthor || isLeader;
  const others = own.filter((code) => code !== organisationCode);
  return (
    <>
      {others.map((code) => {
        const isBehind = supporters.includes(code);
        return (
          <form key={code} method="post" action={`${proposalPath(id)}/${isBehind ? 'leave' : 'join'}`} className="voice-inline">
            <CsrfField />
            <input type="hidden" name="organisation" value={code} />
            <button type="submit" className={`nhsuk-button${isBehind || mayTurn ? ' nhsuk-button--secondary' : ''}`}>
              {isBehind ? `Leave it, for ${nameOf(code)}` : `Join it, for ${nameOf(code)}`}
            </button>
          </form>
        );
      })}
      {mayTurn && (
        <p>
          <a className="nhsuk-button" href={`${proposalPath(id)}/question`}>
            Make a question of it
          </a>
        </p>
      )}
    </>
  );
}

function OtherSteps({ proposal: { id, state }, isAuthor, isLeader, form }: ProposalViewProps): ReactElement {
  return (
    <>
      {isLeader && state === 'open' && <ReasonForm id={id} kind="answer" heading="Answer it: not now, because" submit="Answer it" form={form.of === 'answer' ? form : {}} />}
      {isAuthor && (state === 'open' || state === 'answered') && <ReasonForm id={id} kind="withdraw" heading="Take it back" submit="Take it back" form={form.of === 'withdraw' ? form : {}} />}
    </>
  );
}

function ReasonForm({ id, kind, heading, submit, form }: { id: string; kind: 'answer' | 'withdraw'; heading: string; submit: string; form: FormState }): ReactElement {
  return (
    <details className="nhsuk-details" open={Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{heading}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${proposalPath(id)}/${kind}`} submit={submit} form={form}>
          <TextAreaField name={`reason-${kind}`} label="Why" hint="Everybody behind it reads this" rows={3} form={form} />
        </PostForm>
      </div>
    </details>
  );
}
