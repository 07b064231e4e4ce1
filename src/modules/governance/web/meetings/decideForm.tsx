import type { ReactElement } from 'react';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, RadioField, TextAreaField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { textIn } from '#platform/web/formValues.ts';
import type { ItemOutcome } from '../../commands/meetings/closeItem.ts';
import { DECISION_OUTCOMES, type DecisionOutcome } from '../../domain/decision.ts';
import { readPounds } from '#kernel/pounds.ts';
import { amountIn, AuthorityFields } from './itemForm.tsx';

/** What was decided: the few fields that every decision has, and beneath them what only some have. */
export function DecisionFields({ form, options, isTied = false }: { form: FormState; options: readonly Option[]; isTied?: boolean }): ReactElement {
  return (
    <>
      <RadioField name="outcome" label="What came of it" isInline options={Object.entries(DECISION_OUTCOMES).map(([value, label]) => ({ value, label: sentenceCase(label) }))} form={form} />
      {isTied && <RadioField name="castingVote" label="The chair’s casting vote" isInline options={[{ value: 'for', label: 'For' }, { value: 'against', label: 'Against' }]} form={form} />}
      {options.length > 0 && <RadioField name="option" label="Which was agreed" options={options} form={form} />}
      <TextAreaField name="decided" label="What was decided" rows={3} form={form} />
      <TextAreaField name="reasons" label="Why" hint="Those represented will read it" rows={3} form={form} />
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Numbers agreed, and who may decide</span>
        </summary>
        <div className="nhsuk-details__text">
          <TextAreaField name="terms" label="Numbers agreed" hint="One a line, by its name: “budget = £120,000”, “start = 2026-09-01”, “share = 12%”" rows={3} form={form} />
          {options.length === 0 && <TextField name="option" label="Which option" hint="Its letter, where the question has options" width={5} form={form} />}
          <AuthorityFields form={form} />
        </div>
      </details>
    </>
  );
}

export function DecideForm({ path, form, options, isTied, submit }: { path: string; form: FormState; options: readonly Option[]; isTied: boolean; submit: string }): ReactElement {
  return (
    <PostForm action={`${path}/close`} submit={submit} form={form}>
      <input type="hidden" name="decides" value="yes" />
      <DecisionFields form={form} options={options} isTied={isTied} />
    </PostForm>
  );
}

/** One number as a mandate's ranges hold it: pounds in pence, a share in parts of 1, a day as text; null for what is none. */
function numberIn(text: string): number | string | null {
  if (text.startsWith('£')) {
    const pounds = readPounds(text);
    return pounds.ok ? pounds.value : null;
  }
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share) return Number(share[1]) / 100;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return parseIsoDate(text);
}

/** Reads “budget = £120,000” a line; a line that says no number is an error. */
export function termsIn(text: string): Record<string, number | string> | { wrong: string } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const terms: [string, number | string][] = [];
  for (const line of lines) {
    const [name, value] = line.split('=').map((part) => part.trim());
    const number = name && value ? numberIn(value) : null;
    if (!name || number === null) return { wrong: line.trim() };
    terms.push([name, number]);
  }
  return Object.fromEntries(terms);
}

export const DECISION_FIELD_OF: Readonly<Record<string, string>> = {
  'no-decision': 'decided', 'no-reasons': 'reasons', 'too-long': 'decided', 'no-such-outcome': 'outcome', 'no-such-number': 'terms', 'no-such-amount': 'amount', 'no-such-area': 'within', 'no-private-reason': 'privateReason', 'not-yet': 'taken', 'forum-closed': 'taken', 'no-such-way': 'way',
};

/** The outcome that a form describes, or what is wrong with it, by field. */
export function outcomeIn(values: SentValues): { ok: true; outcome: ItemOutcome } | { ok: false; errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const [outcome, decided, reasons, casting] = ['outcome', 'decided', 'reasons', 'castingVote'].map((name) => textIn(values, name)) as [string, string, string, string];
  if (!(outcome in DECISION_OUTCOMES)) errors['outcome'] = 'Choose what came of it';
  if (!decided) errors['decided'] = 'Enter what was decided';
  if (!reasons) errors['reasons'] = 'Enter why';
  const amountPence = amountIn(values, errors);
  const terms = termsIn(textIn(values, 'terms'));
  if ('wrong' in terms) errors['terms'] = `“${String(terms.wrong)}” says no number: write its name, “=”, and the number`;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    outcome: {
      outcome: outcome as DecisionOutcome, decided, reasons, amountPence, matter: textIn(values, 'matter') || null, withinCode: textIn(values, 'within') || undefined, optionId: textIn(values, 'option') || null,
      terms: terms as Record<string, number | string>, castingVote: casting === 'for' || casting === 'against' ? casting : null,
    },
  };
}
