import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { FactKind } from '../domain/fact.ts';
import type { StepId } from '../domain/step.ts';
import { PROFESSIONS, TELLS_MORE_OF } from '../domain/fact.ts';
import { patternNamed, programmeRules } from '../programmeRules.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { STATE_WORDS } from '../sayProgramme.ts';
import { choicesFor, FactFields, FORM_WORDS, FORMS_OF_STEP, FORMS_OF_USES, sayFact } from './factForms.tsx';
import { PROGRAMMES, PROGRAMMES_CRUMB } from './programmesPage.tsx';

export interface StepForms {
  programme: ProgrammeOf;
  /** The form that came back with errors. */
  form: FormState & { kind?: string };
  reader: string | null;
  notice?: string;
}

const crumbs = ({ id, title }: ProgrammeOf) => [PROGRAMMES_CRUMB, { label: title, href: programmePath(id) }];

/** One step: what evidence says, the facts, and the forms to add to them; the first stands open. */
export function StepPage({ programme, step, form, reader, notice }: StepForms & { step: StepId }): ReactElement {
  const meaning = programmeRules().steps.find(({ id }) => id === step)!;
  const { state, because, next } = programme.steps.find((one) => one.step === step)!;
  const path = programmePath(programme.id, `/steps/${step}`);
  const pattern = patternNamed(programme.pattern);
  const ideas = pattern && (step === 'coalition' ? pattern.coalition.map((one) => PROFESSIONS[one]) : step === 'vision' ? pattern.measures.map(({ title, unit }) => `${title} (${unit})`) : step === 'short-term-wins' ? pattern.wins.map(({ title, unit }) => `${title} (${unit})`) : null);
  return (
    <Page title={meaning.title} kicker={programme.title} current={PROGRAMMES} breadcrumbs={crumbs(programme)} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p><span className={`programme-state programme-state--${state}`}>{STATE_WORDS[state]}</span></p>
      {because.map((words) => <p key={words}>{words}</p>)}
      {next && <p><strong>Next:</strong> {next.says}</p>}
      {ideas && <p>Others who did this began with: {ideas.join('; ')}.</p>}
      <FactForms programme={programme} kinds={FORMS_OF_STEP[step]} path={path} form={form} reader={reader} />
      <FactList programme={programme} kinds={FORMS_OF_STEP[step]} />
      <Fold heading="Disagree with this state" isOpen={form.kind === 'disagreement'}>
        <p>Your reason is on record with your name. It changes nothing of the state, which is worked out of the facts alone.</p>
        <PostForm action={path} submit="Disagree" form={form.kind === 'disagreement' ? form : {}}>
          <input type="hidden" name="kind" value="disagreement" />
          <TextAreaField name="words" label="Why you disagree" rows={3} form={form.kind === 'disagreement' ? form : {}} />
        </PostForm>
      </Fold>
      <p className="programme-quiet">The error that this guards against: {meaning.error.toLowerCase()}.{meaning.inPractice && ` ${meaning.inPractice}.`} Source: <a href={meaning.sourceAddress}>{meaning.sourceTitle}</a>, {meaning.locator} ({meaning.status}).</p>
    </Page>
  );
}

export const UsesPage = ({ programme, form, reader, notice }: StepForms): ReactElement => (
  <Page title="What it points at, uses and costs" kicker={programme.title} current={PROGRAMMES} breadcrumbs={crumbs(programme)} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
    <FactForms programme={programme} kinds={FORMS_OF_USES} path={programmePath(programme.id, '/uses')} form={form} reader={reader} />
    <FactList programme={programme} kinds={FORMS_OF_USES} />
  </Page>
);

const Fold = ({ heading, isOpen, children }: { heading: string; isOpen: boolean; children: ReactNode }): ReactElement => (
  <details className="nhsuk-details" open={isOpen}>
    <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">{heading}</span></summary>
    <div className="nhsuk-details__text">{children}</div>
  </details>
);

/** Who keeps it sees every form that can be used now; who was asked as a leader, the one for the answer. */
function FactForms({ programme, kinds, path, form, reader }: { programme: ProgrammeOf; kinds: readonly FactKind[]; path: string; form: StepForms['form']; reader: string | null }): ReactElement {
  const isAsked = programme.facts.some(({ kind, personId }) => kind === 'leader' && personId !== null && personId === reader);
  const usable = kinds.filter((kind) => (programme.rights.keeps || (kind === 'leader-answer' && isAsked)) && (!TELLS_MORE_OF[kind] || choicesFor(kind, programme).length > 0));
  // What is not on record yet stands open, so that the next thing to do is the one that is seen.
  const open = usable.find((kind) => !programme.facts.some((fact) => fact.kind === kind)) ?? usable[0];
  return (
    <>
      {usable.map((kind) => {
        const state = form.kind === kind ? form : {};
        return (
          <Fold key={kind} heading={FORM_WORDS[kind]!.heading} isOpen={form.kind === undefined ? kind === open : form.kind === kind}>
            <PostForm action={path} submit={FORM_WORDS[kind]!.submit} form={state}>
              <input type="hidden" name="kind" value={kind} />
              <FactFields kind={kind} programme={programme} form={state} />
            </PostForm>
          </Fold>
        );
      })}
    </>
  );
}

const SHOWN_MOST = 25;

function FactList({ programme: { id, facts, rights }, kinds }: { programme: ProgrammeOf; kinds: readonly FactKind[] }): ReactElement | null {
  const own = facts.filter(({ kind }) => kinds.includes(kind));
  if (own.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">What is on record</h2>
      {own.length > SHOWN_MOST && <p>The newest {SHOWN_MOST} of {own.length}.</p>}
      <ul className="programme-facts">
        {own.slice(-SHOWN_MOST).map((fact) => (
          <li key={fact.id}>
            {FORM_WORDS[fact.kind] && <span className="programme-quiet">{fact.kind.replaceAll('-', ' ')}, {sayDate(fact.on)}: </span>}{sayFact(fact)}
            {rights.keeps && (
              <details>
                <summary>Withdraw this</summary>
                <PostForm action={programmePath(id, '/withdraw')} submit="Withdraw" form={{}}>
                  <input type="hidden" name="fact" value={fact.id} />
                  <TextField name="words" label="Why" form={{}} />
                </PostForm>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
