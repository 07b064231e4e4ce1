import type { ReactElement } from 'react';
import { DateField, PostForm, RadioField, SelectField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { ConsultationMatter } from '../../domain/consultation.ts';
import type { Question } from '../../queries/questions.ts';
import { crumbsOf } from '../position/confidedQuestion.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';
import { STANCE_OPTIONS } from './consultationPage.tsx';
import { MatterSource } from './matterSource.tsx';

interface NewConsultationPageProps {
  question: Question;
  lmcs: readonly { code: string; name: string }[];
  matters: readonly ConsultationMatter[];
  known: ConsultationMatter | null;
  /** Whether the reader may ask in confidence. */
  isInside: boolean;
  form: FormState;
}

const SAYS: Readonly<Record<ConsultationMatter['prescribed'], string>> = { yes: 'prescribed', no: 'not prescribed', unverified: 'not verified whether prescribed' };

export function NewConsultationPage({ question, lmcs, matters, known, isInside, form }: NewConsultationPageProps): ReactElement {
  const inside = { value: 'mandate', label: 'General practice’s own seats and the LMC', hint: 'Where you say what we could accept' };
  return (
    <Page title="Consult the LMC" kicker={question.title} current={QUESTIONS} breadcrumbs={crumbsOf(question)} hasErrors={Boolean(form.errors)}>
      {known && <MatterSource matter={known} />}
      {lmcs.length === 0 && <p>No LMC that covers this place is in the register. Enter it under Local bodies, with what it covers.</p>}
      {lmcs.length > 0 && (
        <PostForm action={`/questions/${question.id}/consultations/new`} submit="Ask the LMC" form={form}>
          <SelectField name="lmcCode" label="LMC" form={form} options={lmcs.map(({ code, name }) => ({ value: code, label: name }))} />
          <SelectField name="matter" label="On which matter" form={form} options={matters.map(({ id, title, prescribed }) => ({ value: id, label: `${title} (${SAYS[prescribed]})` }))} />
          <RadioField name="basis" label="Is it prescribed?" form={form} options={[{ value: 'prescribed', label: 'Prescribed', hint: 'Nothing can be acted on without its answer, until the deadline has passed' }, { value: 'voluntary', label: 'Voluntary' }]} />
          <RadioField name="confidence" label="Who may read what is asked and answered" form={form} options={[...(isInside ? [inside] : []), { value: 'position', label: 'Everybody who signs in' }]} />
          <TextAreaField name="words" label="What the LMC is asked" form={form} />
          <TextAreaField name="papers" label="Papers (optional)" hint="One a line: its title, a bar, its address. Such as: The offer | https://example.org/offer.pdf" form={form} rows={2} />
          <DateField name="deadline" label="Last day for its answer" form={form} />
        </PostForm>
      )}
    </Page>
  );
}

export function ObjectionPage({ question, lmcs, isAgreed, form }: Pick<NewConsultationPageProps, 'question' | 'lmcs' | 'form'> & { isAgreed: boolean }): ReactElement {
  return (
    <Page title="Write for the LMC" kicker={question.title} current={QUESTIONS} breadcrumbs={crumbsOf(question)} hasErrors={Boolean(form.errors)}>
      <p>{isAgreed ? 'Something was agreed on this question. An objection is shown on its thread, and the chair of the leadership team is told.' : 'Nothing was agreed on this question yet. What you write stands on its thread.'}</p>
      <PostForm action={`/questions/${question.id}/consultations/unasked`} submit="Send the LMC’s words" form={form}>
        <SelectField name="lmcCode" label="For" form={form} options={lmcs.map(({ code, name }) => ({ value: code, label: name }))} />
        <RadioField name="stance" label="The LMC" form={form} options={STANCE_OPTIONS} />
        <TextAreaField name="words" label="In its words" form={form} />
      </PostForm>
    </Page>
  );
}
