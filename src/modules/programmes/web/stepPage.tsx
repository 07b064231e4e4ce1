import { Fragment } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { unsettled } from '../domain/evidence.ts';
import { isOfKind, isOwnAnswer, TELLS_MORE_OF } from '../domain/fact.ts';
import type { Fact, FactKind } from '../domain/fact.ts';
import { STEPS } from '../domain/step.ts';
import type { StepFinding, StepId } from '../domain/step.ts';
import { programmeRules } from '../programmeRules.ts';
import type { Choices } from '../queries/choices.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { STATE_WORDS } from '../sayProgramme.ts';
import { choicesFor, FactFields, FORMS_OF_STEP, formWords, FORMS_OF_USES, plannedValues } from './factForms.tsx';
import type { FormKind } from './factForms.tsx';
import { KIND_WORDS, sayFact } from './factWords.ts';
import { PROGRAMMES, PROGRAMMES_CRUMBS } from './programmesPage.tsx';

export interface StepForms {
  programme: ProgrammeOf;
  choices: Choices;
  /** The form that came back with errors, and the fact that it is about where each has one of its own. */
  form: FormState & { kind?: string; fact?: number };
  reader: string | null;
  /** The form that was asked for, and what it is to settle. */
  wanted?: { form: string; about: string };
  notice?: string;
}

const crumbs = ({ id, title }: ProgrammeOf) => [...PROGRAMMES_CRUMBS, { label: title, href: programmePath(id) }];

/** What stands on record under a step beside what its forms enter. */
const ALSO_OF_STEP: Partial<Record<StepId, readonly FactKind[]>> = { vision: ['planned-measure'], 'short-term-wins': ['planned-win'] };
const standsUnder = (step: StepId, kind: FactKind): boolean => FORMS_OF_STEP[step].includes(kind) || (ALSO_OF_STEP[step]?.includes(kind) ?? false);

/** The step on whose page a fact stands, and is withdrawn; `uses` for what the programme answers, uses and costs. */
export const pageOfFact = (fact: Fact): { step: StepId } | 'uses' => {
  const step = fact.kind === 'disagreement' ? fact.detail.step : STEPS.find((one) => standsUnder(one, fact.kind));
  return step ? { step } : 'uses';
};

/** One step: what evidence says, the one form that does the next thing open, the other forms, and what is on record. */
export function StepPage(props: StepForms & { step: StepId }): ReactElement {
  const { programme, step, form, notice } = props;
  const meaning = programmeRules().steps.find(({ id }) => id === step)!;
  const finding = programme.steps.find((one) => one.step === step)!;
  const { state, because, next } = finding;
  const path = programmePath(programme.id, `/steps/${step}`);
  const disagrees = { ...(form.kind === 'disagreement' ? form : {}), ids: 'disagreement' };
  return (
    <Page title={meaning.title} kicker={programme.title} current={PROGRAMMES} breadcrumbs={crumbs(programme)} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p><span className={`programme-state programme-state--${state}`}>{STATE_WORDS[state]}</span></p>
      {because.map((words) => <p key={words}>{words}</p>)}
      {next && <p><strong>Next:</strong> {next.href?.startsWith(path) || !programme.rights.keeps || next.href === null ? next.says : <a href={next.href}>{next.says}</a>}</p>}
      <p className="programme-quiet"><strong>Met when:</strong> {meaning.test}</p>
      {step === 'urgency' && <Needs programme={programme} />}
      <Planned programme={programme} step={step} path={path} />
      <FactForms {...props} kinds={FORMS_OF_STEP[step]} path={path} next={next?.form ?? null} />
      <FactList {...props} isOwn={({ kind }) => standsUnder(step, kind)} />
      <Disagreements {...props} finding={finding} />
      <Fold id="form-disagreement" heading="Disagree with this state" isOpen={form.kind === 'disagreement'}>
        <p>Your reason is on record with your name. It changes nothing of the state, which is worked out of the facts alone. You can take it back.</p>
        <PostForm action={path} submit="Disagree" form={disagrees}>
          <input type="hidden" name="kind" value="disagreement" />
          <TextAreaField name="words" label="Why you disagree" rows={3} form={disagrees} />
        </PostForm>
      </Fold>
      <p className="programme-quiet">The error that this guards against: {meaning.error.toLowerCase()}.{meaning.inPractice && ` ${meaning.inPractice}.`} Source: <a href={meaning.sourceAddress}>{meaning.sourceTitle}</a>, {meaning.locator} ({meaning.status}).</p>
    </Page>
  );
}

/** The need in figures, beside the question whether standing still is worse. */
function Needs({ programme: { uses } }: { programme: ProgrammeOf }): ReactElement | null {
  const needs = uses.flatMap(({ as, factId, named }) => (as === 'need' && named ? [{ factId, ...named }] : []));
  if (needs.length === 0) return null;
  return <p><strong>The need:</strong> {needs.map(({ factId, title, amount, href }, index) => <Fragment key={factId}>{index > 0 && '; '}{href === null ? title : <a href={href}>{title}</a>}{amount && `: ${amount}`}</Fragment>)}.</p>;
}

/** What was planned before the start, each with the form that makes it a measure or a win. */
function Planned({ programme, step, path }: { programme: ProgrammeOf; step: StepId; path: string }): ReactElement | null {
  const [planned, form, says] = step === 'vision' ? [unsettled(programme.facts, 'planned-measure'), 'measure', 'Enter its baseline'] as const : step === 'short-term-wins' ? [unsettled(programme.facts, 'planned-win'), 'win', 'Give it a figure and a day'] as const : [[], '', ''] as const;
  if (planned.length === 0 || !programme.rights.keeps) return null;
  return <ul>{planned.map(({ id, detail }) => <li key={id}>{detail.title} ({detail.unit}): <a href={`${path}?form=${form}&about=${id}#form-${form}`}>{says}<span className="nhsuk-u-visually-hidden"> of {detail.title}</span></a></li>)}</ul>;
}

/** Those who disagree; each takes their own back. */
function Disagreements({ programme: { id, facts, nameOf }, reader, form, finding }: Pick<StepForms, 'programme' | 'reader' | 'form'> & { finding: StepFinding }): ReactElement | null {
  const own = facts.filter(isOfKind('disagreement')).filter(({ detail }) => detail.step === finding.step);
  if (own.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Who disagrees</h2>
      <ul className="programme-facts">
        {own.map((fact) => <li key={fact.id}><span className="programme-words">{nameOf.get(fact.by) ?? 'Somebody'}, {sayDate(fact.on)}: {fact.words ?? 'the reason was erased'}</span>{fact.by === reader && <WithdrawForm id={id} factId={fact.id} form={form} says="Take this back" submit="Take it back" />}</li>)}
      </ul>
    </>
  );
}

/** What it answers, what began it, what it uses and what was paid. */
export const UsesPage = (props: StepForms): ReactElement => (
  <Page title="What it answers, uses and costs" kicker={props.programme.title} current={PROGRAMMES} breadcrumbs={crumbs(props.programme)} hasErrors={Boolean(props.form.errors)} {...(props.notice ? { notice: props.notice } : {})}>
    <FactForms {...props} kinds={FORMS_OF_USES} path={programmePath(props.programme.id, '/uses')} next={null} />
    <FactList {...props} isOwn={({ kind }) => kind === 'subject' || FORMS_OF_USES.includes(kind)} />
  </Page>
);

const Fold = ({ id, heading, isOpen, children }: { id: string; heading: string; isOpen: boolean; children: ReactNode }): ReactElement => (
  <details className="nhsuk-details" open={isOpen} id={id}>
    <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">{heading}</span></summary>
    <div className="nhsuk-details__text">{children}</div>
  </details>
);

/** Who keeps it sees every form that can be used now; who was asked as a leader, the one for the answer. One stands open. */
function FactForms({ programme, choices, kinds, path, form, reader, wanted, next }: StepForms & { kinds: readonly FormKind[]; path: string; next: string | null }): ReactElement {
  const isAsked = programme.facts.some(({ kind, personId }) => kind === 'leader' && personId !== null && personId === reader);
  const tellsMore = (kind: FormKind): boolean => (TELLS_MORE_OF as Partial<Record<FormKind, FactKind>>)[kind] !== undefined;
  const usable = kinds.filter((kind) => (programme.rights.keeps || (kind === 'leader-answer' && isAsked)) && (!tellsMore(kind) || choicesFor(kind, programme, reader).length > 0));
  const open = form.kind ?? [wanted?.form, next].find((kind) => kind != null && (usable as readonly string[]).includes(kind)) ?? usable[0];
  return (
    <>
      {usable.map((kind) => {
        const state = { ...(form.kind === kind ? form : { values: plannedValues(kind, programme, wanted?.about ?? '') }), ids: kind };
        return (
          <Fold key={kind} id={`form-${kind}`} heading={formWords(kind, programme.rights.keeps).heading} isOpen={kind === open}>
            <PostForm action={path} submit={formWords(kind, programme.rights.keeps).submit} form={state}>
              <input type="hidden" name="kind" value={kind} />
              <FactFields kind={kind} programme={programme} choices={choices} reader={reader} form={state} />
            </PostForm>
          </Fold>
        );
      })}
    </>
  );
}

const SHOWN_MOST = 25;

/** What is on record, the newest first. */
function FactList({ programme, reader, form, isOwn }: Pick<StepForms, 'programme' | 'reader' | 'form'> & { isOwn: (fact: Fact) => boolean }): ReactElement | null {
  // Who signs in and answered as a leader takes that back themselves, and nobody else does.
  const mayWithdraw = (fact: Fact): boolean => (fact.kind === 'leader-answer' && isOwnAnswer(fact, programme.facts) ? fact.by === reader : programme.rights.keeps);
  const own = programme.facts.filter(isOwn).toReversed();
  if (own.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">What is on record</h2>
      {own.length > SHOWN_MOST && <p>The newest {SHOWN_MOST} of {own.length}.</p>}
      <ul className="programme-facts">
        {own.slice(0, SHOWN_MOST).map((fact) => (
          <li key={fact.id}>
            <span className="programme-quiet">{KIND_WORDS[fact.kind]}, {sayDate(fact.on)}: </span>{sayFact(fact, programme)}
            {mayWithdraw(fact) && <WithdrawForm id={programme.id} factId={fact.id} form={form} says="Withdraw this" submit="Withdraw" />}
          </li>
        ))}
      </ul>
    </>
  );
}

export const WITHDRAW = 'withdraw';

function WithdrawForm({ id, factId, form, says, submit }: { id: string; factId: number; form: StepForms['form']; says: string; submit: string }): ReactElement {
  const isSent = form.kind === WITHDRAW && form.fact === factId;
  const state = { ...(isSent ? form : {}), ids: `${WITHDRAW}-${factId}` };
  return (
    <details className="programme-withdraw" open={isSent}>
      <summary>{says}</summary>
      <PostForm action={programmePath(id, '/withdraw')} submit={submit} form={state}>
        <input type="hidden" name="fact" value={factId} />
        <TextField name="words" label="Why" form={state} />
      </PostForm>
    </details>
  );
}
