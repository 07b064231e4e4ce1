import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { MAIN_STEPS, NEXT_STEP } from '../../domain/nextStep.ts';
import { QUESTION_LIFE } from '../../domain/questionLife.ts';
import type { QuestionThread, ThreadStep } from '../../queries/questionThread.ts';
import type { PrimaryAction } from './primaryAction.ts';
import { questionPath, QUESTIONS, QUESTIONS_CRUMB } from './questionPaths.ts';
import { SideStepForm } from './stepForm.tsx';

interface ThreadViewProps {
  thread: QuestionThread;
  sections: readonly ReactElement[];
  about: ReactElement | null;
  action: PrimaryAction | null;
  forums: readonly Option[];
  form: FormState;
  notice: string | undefined;
}

/** A question's whole thread on one page. */
export function ThreadView({ thread, sections, about, action, forums, form, notice }: ThreadViewProps): ReactElement {
  const { question, steps, isLeader } = thread;
  return (
    <Page title={question.title} kicker={`Question ${question.id}, ${thread.placeName}`} current={QUESTIONS} breadcrumbs={[QUESTIONS_CRUMB]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <StepRow thread={thread} />
      <NextStep thread={thread} action={action} />
      <h2 id="asked">What is asked</h2>
      <p className="voice-words">{question.asks}</p>
      {question.options.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {question.options.map(({ id, label }) => (
            <li key={id}>
              {id}) {label}
            </li>
          ))}
        </ul>
      )}
      <Facts thread={thread} />
      {about && (
        <>
          <h2 id="about">What it is about</h2>
          {about}
        </>
      )}
      {sections}
      <History steps={steps} />
      {isLeader && <SideStepForm id={question.id} state={question.state} form={form} forums={forums} />}
    </Page>
  );
}

/** The main line with the day on which each step was last reached; a state beside the line is told above it. */
function StepRow({ thread: { question, steps } }: { thread: QuestionThread }): ReactElement {
  const reachedAt = (state: string): Date | undefined => steps.findLast(({ to, event }) => to === state && event !== 'change')?.at;
  const isBeside = !MAIN_STEPS.includes(question.state);
  return (
    <section aria-label="Where it stands">
      {isBeside && (
        <p>
          <strong className="nhsuk-tag nhsuk-tag--orange">{QUESTION_LIFE.states[question.state]}</strong> since {sayDate(toIsoDate(reachedAt(question.state) ?? question.madeAt))}
        </p>
      )}
      <ol className="voice-steps">
        {MAIN_STEPS.map((state) => {
          const at = reachedAt(state);
          return (
            <li key={state} className={at ? 'voice-steps__done' : undefined} aria-current={state === question.state ? 'step' : undefined}>
              <span>{QUESTION_LIFE.states[state]}</span>
              <span className="voice-steps__day">{at ? sayDate(toIsoDate(at)) : 'not yet'}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function NextStep({ thread: { question }, action }: { thread: QuestionThread; action: PrimaryAction | null }): ReactElement {
  const next = NEXT_STEP[question.state];
  return (
    <section className="voice-next" aria-labelledby="next">
      <h2 id="next">What happens next</h2>
      <p>{next ? next.says : 'Nothing: its life is over, unless it is reopened.'}</p>
      {action?.kind === 'link' && (
        <a className="nhsuk-button" href={action.href}>
          {action.label}
        </a>
      )}
      {action?.kind === 'step' && (
        <form method="post" action={`${questionPath(question.id)}/step`}>
          <CsrfField />
          <input type="hidden" name="event" value={action.event} />
          <button type="submit" className="nhsuk-button">
            {action.label}
          </button>
        </form>
      )}
    </section>
  );
}

function Facts({ thread: { question, team, decides, leadName, isLeader } }: { thread: QuestionThread }): ReactElement {
  const { amountPence, proposalId, state, id } = question;
  return (
    <>
      <dl className="register-facts voice-facts">
        <div>
          <dt>Carried by</dt>
          <dd>{team ? <a href={`/forums/${team.code}`}>{team.name}</a> : question.forumCode}</dd>
        </div>
        <div>
          <dt>Decided by</dt>
          <dd>{decides ? <a href={`/forums/${decides.code}`}>{decides.name}</a> : 'Not known yet'}</dd>
        </div>
        {leadName && (
          <div>
            <dt>Who answers for it</dt>
            <dd>{leadName}</dd>
          </div>
        )}
        {amountPence !== null && (
          <div>
            <dt>Money at stake</dt>
            <dd>{sayPounds(amountPence)}</dd>
          </div>
        )}
        {proposalId && (
          <div>
            <dt>Grew from</dt>
            <dd>
              <a href={`/proposals/${proposalId}`}>a proposal from general practice</a>
            </dd>
          </div>
        )}
      </dl>
      {isLeader && state === 'drafted' && (
        <p>
          <a href={`${questionPath(id)}/change`}>Change the draft</a>
        </p>
      )}
    </>
  );
}

function History({ steps }: { steps: readonly ThreadStep[] }): ReactElement {
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="voice-history">
        {steps.map((step, index) => (
          <li key={index}>
            <span className="voice-history__day">{sayDate(toIsoDate(step.at))}</span> {step.event === 'change' ? 'the draft was changed' : QUESTION_LIFE.states[step.to]}
            {step.byName && `, by ${step.byName}`}
            {step.reason && <span className="voice-words voice-history__why">{step.reason}</span>}
            {step.event === 'change' && <Earlier detail={step.detail} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

const EARLIER_NAMES: Readonly<Record<string, string>> = { title: 'The question', asks: 'What is asked', options: 'Options', decisionType: 'Kind of decision', matter: 'Matter', amountPence: 'Amount, in pence', placeCode: 'Who is asked', decidesForumCode: 'Where it is decided', leadPersonId: 'Who answers for it', about: 'What it is about' };

function Earlier({ detail }: { detail: Record<string, unknown> }): ReactElement {
  const earlier = Object.entries((detail['earlier'] ?? {}) as Record<string, unknown>);
  return (
    <ul className="nhsuk-list voice-history__why">
      {earlier.map(([name, value]) => (
        <li key={name}>
          {EARLIER_NAMES[name] ?? name} was: {value === null || value === '' ? 'not said' : typeof value === 'string' ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}
