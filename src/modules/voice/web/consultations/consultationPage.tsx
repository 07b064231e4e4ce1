import type { ReactElement } from 'react';
import { sayDate, toIsoDate, type IsoDate } from '#kernel/isoDate.ts';
import { PostForm, RadioField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { consultationMatter } from '../../consultationMatters.ts';
import { RESPONSE_STANCES } from '../../domain/consultation.ts';
import type { ConsultationRead } from '../../queries/consultations.ts';
import { crumbsOf, sayWords } from '../position/confidedQuestion.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';
import { MatterSource } from './matterSource.tsx';

export interface ConsultationPageProps {
  consultation: ConsultationRead;
  lmcName: string;
  mayAnswer: boolean;
  mayLead: boolean;
  today: IsoDate;
  notice?: string;
  answerForm?: FormState;
  accountForm?: FormState;
  withdrawForm?: FormState;
}

export const STANCE_OPTIONS = [
  { value: 'support', label: 'Supports it' },
  { value: 'comments', label: 'Has comments' },
  { value: 'objects', label: 'Objects' },
];

/** How a consultation stands on a day, in a few words. */
export function sayState({ isWithdrawn, isAnswered, isUnasked, deadline }: Pick<ConsultationRead, 'isWithdrawn' | 'isAnswered' | 'isUnasked' | 'deadline'>, today: IsoDate): string {
  if (isWithdrawn) return 'withdrawn';
  if (isUnasked) return 'written unasked';
  if (isAnswered) return 'answered';
  return deadline !== null && deadline < today ? 'deadline lapsed' : 'open';
}

/** One consultation: what is asked, what the LMC answered, and what became of it. */
export function ConsultationPage({ consultation, lmcName, mayAnswer, mayLead, today, notice, answerForm = {}, accountForm = {}, withdrawForm = {} }: ConsultationPageProps): ReactElement {
  const { id, questionId, questionTitle, basis, matter, openedOn, deadline, isAnswered, isWithdrawn, isWithheld, isUnasked, responses, accounts } = consultation;
  const known = consultationMatter(matter);
  const isLapsed = !isAnswered && !isWithdrawn && deadline !== null && deadline < today;
  return (
    <Page title={`Consultation of the ${lmcName}`} kicker={questionTitle} current={QUESTIONS} breadcrumbs={[...crumbsOf({ id: questionId, title: questionTitle }), { label: 'Consultations', href: '/consultations' }]} notice={notice} hasErrors={Boolean(answerForm.errors ?? accountForm.errors ?? withdrawForm.errors)}>
      <p><strong className={`nhsuk-tag ${isAnswered ? 'nhsuk-tag--green' : 'nhsuk-tag--blue'}`}>{sayState(consultation, today)}</strong></p>
      <p>
        {isUnasked ? `The LMC wrote on ${sayDate(openedOn)} without being asked.` : `Opened on ${sayDate(openedOn)} as ${basis}. The last day for an answer is ${sayDate(deadline!)}.`}
      </p>
      {known && !isUnasked && <MatterSource matter={known} />}
      {isWithheld ? <p>What was asked and answered stays within general practice. It was opened, and answered, on the days given here.</p> : <Asked consultation={consultation} />}
      {responses.length > 0 && <h2 className="nhsuk-heading-m">What the LMC answered</h2>}
      {responses.map((response) => (
        <div key={response.id}>
          <p>
            {sayDate(response.respondedOn)}{response.stance && <>: <strong>{RESPONSE_STANCES[response.stance]}</strong></>}{response.isAfterAgreement && ' – after something was agreed'}
          </p>
          {response.words && <p className="voice-words">{response.words}</p>}
        </div>
      ))}
      {accounts.length > 0 && <h2 className="nhsuk-heading-m">How it was taken into account</h2>}
      {accounts.map(({ words, recordedAt }) => (
        <div key={recordedAt}>
          <p className="voice-words">{sayWords(words)}</p>
          <p className="voice-small">{sayDate(toIsoDate(new Date(recordedAt)))}</p>
        </div>
      ))}
      {mayAnswer && (
        <section aria-labelledby="answer">
          <h2 id="answer" className="nhsuk-heading-m">{isAnswered ? 'Answer again: the last answer counts' : 'Answer for the LMC'}</h2>
          <PostForm action={`/consultations/${id}/responses`} submit="Send the LMC’s answer" form={answerForm}>
            <RadioField name="stance" label="The LMC" form={answerForm} options={STANCE_OPTIONS} />
            <TextAreaField name="words" label="In its words" hint="Asked for where it objects or has comments" form={answerForm} />
          </PostForm>
        </section>
      )}
      {mayLead && <Leading consultation={consultation} isLapsed={isLapsed} accountForm={accountForm} withdrawForm={withdrawForm} />}
    </Page>
  );
}

function Asked({ consultation: { words, papers, withdrawnWhy } }: { consultation: ConsultationRead }): ReactElement {
  return (
    <>
      {words && <p className="voice-words">{words}</p>}
      {papers.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {papers.map(({ title, href }) => (
            <li key={href}><a href={href} rel="noreferrer">{title}</a></li>
          ))}
        </ul>
      )}
      {withdrawnWhy && <p>Withdrawn: {withdrawnWhy}</p>}
    </>
  );
}

function Leading({ consultation: { id, isAnswered, isWithdrawn }, isLapsed, accountForm, withdrawForm }: { consultation: ConsultationRead; isLapsed: boolean; accountForm: FormState; withdrawForm: FormState }): ReactElement | null {
  if (isWithdrawn) return null;
  return (
    <>
      {isAnswered && (
        <PostForm action={`/consultations/${id}/account`} submit="Record how it was taken into account" form={accountForm}>
          <TextAreaField name="words" label="How the answer was taken into account" form={accountForm} rows={3} />
        </PostForm>
      )}
      {isLapsed && (
        <PostForm action={`/consultations/${id}/lapse`} submit="Record that the deadline passed" form={{}}>
          <p>The deadline has passed without an answer. Where a decision waits for it, recording that lets it be acted on.</p>
        </PostForm>
      )}
      {!isAnswered && (
        <details className="nhsuk-details" open={Boolean(withdrawForm.errors)}>
          <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Opened by mistake: withdraw it</span></summary>
          <div className="nhsuk-details__text">
            <PostForm action={`/consultations/${id}/withdraw`} submit="Withdraw the consultation" form={withdrawForm}>
              <TextAreaField name="why" label="Why" form={withdrawForm} rows={2} />
            </PostForm>
          </div>
        </details>
      )}
    </>
  );
}
