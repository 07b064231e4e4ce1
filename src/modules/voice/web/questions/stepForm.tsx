import type { ReactElement } from 'react';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { PostForm, RadioField, SelectField, TextAreaField, type FormState, type Option } from '#platform/web/form.tsx';
import { QUESTION_LIFE, type QuestionState } from '../../domain/questionLife.ts';
import { questionPath } from './questionPaths.ts';

/** What its leaders may do to a question beside its main line; each asks for a reason. */
export const SIDE_STEPS = { withdraw: 'Withdraw it', defer: 'Defer it', 'refer-up': 'Refer it up to another forum', reopen: 'Reopen it' } as const;
export type SideStep = keyof typeof SIDE_STEPS;

export const sideStepsFrom = (state: QuestionState): SideStep[] => eventsFrom(QUESTION_LIFE, state).filter((event): event is SideStep => Object.hasOwn(SIDE_STEPS, event));

/** Folded away until it is wanted: the one thing to do next stands above it. */
export function SideStepForm({ id, state, form, forums }: { id: string; state: QuestionState; form: FormState; forums: readonly Option[] }): ReactElement | null {
  const steps = sideStepsFrom(state);
  if (steps.length === 0) return null;
  return (
    <details className="nhsuk-details" id="another-step" open={Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Something else happened to it</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${questionPath(id)}/step`} submit="Record this" form={form}>
          <RadioField name="event" label="What happens to it?" options={steps.map((value) => ({ value, label: SIDE_STEPS[value] }))} form={form} />
          {steps.includes('refer-up') && <SelectField name="forum" label="To which forum, if it is referred up" options={forums} empty="Not referred up" form={form} />}
          <TextAreaField name="reason" label="Why" hint="Everybody in general practice who follows it reads this" rows={3} form={form} />
        </PostForm>
      </div>
    </details>
  );
}
