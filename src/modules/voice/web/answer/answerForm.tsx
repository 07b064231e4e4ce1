import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, RadioField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import type { SentValues } from '#platform/web/route.ts';
import type { AnswerGiven } from '../../commands/answerCanvass.ts';
import { ANSWER_CHOICES, isAnswerChoice, type AnswerChoice } from '../../domain/canvass/canvass.ts';
import type { AnswerSheet, OwnOrganisation } from '../../queries/answerSheet.ts';
export const sayAnswer = (choice: AnswerChoice): string => sentenceCase(ANSWER_CHOICES[choice]);

const HINTS: Partial<Record<AnswerChoice, string>> = { conditions: 'Say your conditions below', block: 'We cannot live with it. Say why below' };
const OPTIONS = (Object.keys(ANSWER_CHOICES) as AnswerChoice[]).map((value) => ({ value, label: sayAnswer(value), hint: HINTS[value] }));

export interface AnswerFormProps {
  sheet: AnswerSheet;
  /** For which organisation. */
  own: OwnOrganisation;
  action: string;
  /** Of another organisation that the same person answers for. */
  hrefFor: (code: string) => string;
  form?: FormState;
}

/** The question in a minute's reading, and its answer. */
export function AnswerForm({ sheet: { canvass, question, organisations }, own, action, hrefFor, form }: AnswerFormProps): ReactElement {
  const [current] = own.history;
  const shown = form ?? { values: current ? { choice: current.choice, words: current.words ?? '', wouldChange: current.wouldChange ?? '' } : {} };
  return (
    <>
      <div className="canvass-asks">
        {question.asks.split(/\n\s*\n/).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
        {question.options.length > 0 && (
          <ul>
            {question.options.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ul>
        )}
      </div>
      {organisations.length > 1 && (
        <nav aria-label="Organisations that you answer for">
          <ul className="canvass-own">
            {organisations.map(({ code, name, history }) => (
              <li key={code}>
                <a href={hrefFor(code)} aria-current={code === own.code ? 'true' : undefined}>
                  {name}
                </a>{' '}
                {history.length > 0 ? '(answered)' : '(not answered yet)'}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <PostForm action={action} submit={current ? 'Change the answer' : 'Give this answer'} form={shown}>
        <input type="hidden" name="canvass" value={canvass.id} />
        <input type="hidden" name="organisation" value={own.code} />
        <RadioField name="choice" label={`What does ${own.name} say?`} hint={current ? sayCurrent(own) : undefined} options={OPTIONS} form={shown} />
        <TextAreaField name="words" label="In your words" hint="Conditions or reasons. A block needs a reason." rows={2} form={shown} />
        <TextAreaField name="wouldChange" label="What would change your answer? (optional)" rows={2} form={shown} />
      </PostForm>
      <p className="canvass-small">
        You can change it until the end of {sayDate(canvass.closesOn)}. What {own.name} says is read by general practice’s own seats in the leadership team, and by nobody else.
      </p>
    </>
  );
}

function sayCurrent({ history }: OwnOrganisation): string {
  const [{ choice, at, personName }] = history as [OwnOrganisation['history'][number]];
  return `Your answer now: ${ANSWER_CHOICES[choice]}, given on ${sayDate(toIsoDate(new Date(at)))}${personName ? ` by ${personName}` : ''}${history.length > 1 ? `, changed ${history.length - 1} ${history.length === 2 ? 'time' : 'times'}` : ''}.`;
}

/** The organisation asked for, or the first that has not answered. */
export const ownOf = ({ organisations }: AnswerSheet, code: string | undefined): OwnOrganisation => organisations.find((one) => one.code === code) ?? organisations.find(({ history }) => history.length === 0) ?? organisations[0]!;

/** What the form says, or what is wrong with it by field; `ownCode` is for whom, where it names nobody. */
export function readAnswer(values: SentValues, ownCode: string): { ok: true; given: Omit<AnswerGiven, 'way' | 'canvassId'> } | { ok: false; errors: Record<string, string> } {
  const text = (name: string): string => String(values[name] ?? '').trim();
  const choice = text('choice');
  if (!isAnswerChoice(choice)) return { ok: false, errors: { choice: 'Choose an answer' } };
  return { ok: true, given: { organisationCode: text('organisation') || ownCode, choice, words: text('words'), wouldChange: text('wouldChange') } };
}
