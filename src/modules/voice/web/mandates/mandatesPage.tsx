import type { ReactElement, ReactNode } from 'react';
import { sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { PostForm, RadioField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Forum } from '#governance';
import { isInForce, optionsToAgree, STANCES } from '../../domain/mandate.ts';
import type { HeardDecision } from '../../queries/heardDecisions.ts';
import type { Mandate } from '../../queries/mandates.ts';
import { crumbsOf, sayWords, type ConfidedQuestion } from '../position/confidedQuestion.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';
import { sayBound } from './mandateForm.tsx';
import { OutsideMandate } from './outsideMandate.tsx';

export interface MandatesPageProps {
  confided: ConfidedQuestion;
  mandates: readonly Mandate[];
  forums: readonly Forum[];
  /** What was decided; empty for those whom a mandate binds from outside the team. */
  decisions: readonly HeardDecision[];
  waiting: readonly HeardDecision[];
  today: IsoDate;
  notice?: string;
  revokeForm?: FormState & { mandateId: string };
  ratifyForm?: FormState;
}

/** The mandates of a question, with their limits: only for those who may read them. */
export function MandatesPage({ confided: { question, isLeader }, mandates, forums, decisions, waiting, today, notice, revokeForm, ratifyForm = {} }: MandatesPageProps): ReactElement {
  const path = `/questions/${question.id}/mandates`;
  const holding = mandates.filter((mandate) => isInForce(mandate, today));
  const ended = mandates.filter((mandate) => !isInForce(mandate, today));
  const mayGive = isLeader && ['position-agreed', 'mandated', 'deferred', 'referred-up'].includes(question.state);
  const card = (mandate: Mandate) => <MandateCard key={mandate.id} mandate={mandate} question={question} forumName={forums.find(({ code }) => code === mandate.forumCode)?.name ?? mandate.forumCode} path={path} mayChange={isLeader && isInForce(mandate, today)} form={revokeForm?.mandateId === mandate.id ? revokeForm : {}} />;
  return (
    <Page title="Mandates" kicker={question.title} current={QUESTIONS} breadcrumbs={crumbsOf(question)} notice={notice} hasErrors={Boolean(revokeForm?.errors ?? ratifyForm.errors)}>
      <p className="voice-small">Told within general practice’s own seats and to those who are bound: the commissioner, partners and administrators never read this page.</p>
      <OutsideMandate questionId={question.id} decisions={decisions} waiting={waiting} mandates={mandates} forums={forums} form={ratifyForm} />
      {holding.length === 0 && <p>No mandate is in force{question.state === 'drafted' || question.state === 'canvassed' ? ': a position comes first.' : '.'}</p>}
      {holding.map(card)}
      {mayGive && <p><a className="nhsuk-button" href={`${path}/new`}>{holding.length > 0 ? 'Give another mandate' : 'Give a mandate'}</a></p>}
      {ended.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Mandates that hold no more ({ended.length})</span></summary>
          <div className="nhsuk-details__text">{ended.map(card)}</div>
        </details>
      )}
    </Page>
  );
}

function MandateCard({ mandate, question, forumName, path, mayChange, form }: { mandate: Mandate; question: ConfidedQuestion['question']; forumName: string; path: string; mayChange: boolean; form: FormState }): ReactElement {
  const { id, representatives, options, ranges, conditions, returnWhen, returnBy, endsOn, givenOn, positionVersion, endedHow, endedOn, endedWhy, replacedById, returns } = mandate;
  const labelOf = (optionId: string): string => optionsToAgree(question.options).find((option) => option.id === optionId)?.label ?? optionId;
  const part = (title: string, children: ReactNode) => (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
  return (
    <section aria-labelledby={`mandate-${id}`} className="nhsuk-u-margin-bottom-6">
      <h2 id={`mandate-${id}`} className="nhsuk-heading-m">Mandate {id} for the {forumName}</h2>
      {endedHow && <p><strong className="nhsuk-tag nhsuk-tag--grey">{endedHow}</strong> on {sayDate(endedOn!)}{replacedById ? ` by mandate ${replacedById}` : ''}: {sayWords(endedWhy)}</p>}
      <dl className="voice-terms">
        {part('Binds', `${representatives.map(({ name, seatTitle }) => `${name ?? 'An erased person'} (${seatTitle})`).join(', ')}, and who deputises for them`)}
        {options.map(({ optionId, stance }) => <div key={optionId}><dt>{labelOf(optionId)}</dt><dd>{STANCES[stance]}</dd></div>)}
        {ranges.map(({ name, unit, least, most }) => <div key={name}><dt>{name}</dt><dd>{[least === null ? '' : `at least ${unit === 'date' ? sayDate(String(least)) : sayBound(least, unit)}`, most === null ? '' : `at most ${unit === 'date' ? sayDate(String(most)) : sayBound(most, unit)}`].filter(Boolean).join(', ')}</dd></div>)}
        {conditions.map(({ words, returnFirst }, index) => <div key={index}><dt>{returnFirst ? 'Comes back first' : 'Condition'}</dt><dd>{sayWords(words)}</dd></div>)}
        {returnWhen && part('Comes back about', returnWhen)}
        {returnBy && part('Comes back by', sayDate(returnBy))}
        {part('Holds', `${sayDate(givenOn)} to ${sayDate(endsOn)}, on version ${positionVersion} of the position`)}
        {returns.map(({ returnedOn, mayAgree, words }, index) => <div key={`r${index}`}><dt>Came back on {sayDate(returnedOn)}</dt><dd>{mayAgree ? 'They may go on and agree.' : 'They may not agree yet.'} {words}</dd></div>)}
      </dl>
      {mayChange && (
        <>
          <p><a href={`${path}/${id}/replace`}>Replace it</a></p>
          <details className="nhsuk-details">
            <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">They came back: record what the team said</span></summary>
            <div className="nhsuk-details__text">
              <PostForm action={`${path}/${id}/returns`} submit="Record the return" form={{}}>
                <RadioField name="mayAgree" label="May they go on and agree?" form={{ values: { mayAgree: 'no' } }} options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'Not yet' }]} />
                <TextAreaField name="words" label="In a sentence (optional)" form={{}} rows={2} />
              </PostForm>
            </div>
          </details>
          <details className="nhsuk-details" open={Boolean(form.errors)}>
            <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Revoke it</span></summary>
            <div className="nhsuk-details__text">
              <PostForm action={`${path}/${id}/revoke`} submit="Revoke the mandate from today" form={form}>
                <TextAreaField name="why" label="Why" form={form} rows={2} />
              </PostForm>
            </div>
          </details>
        </>
      )}
    </section>
  );
}
