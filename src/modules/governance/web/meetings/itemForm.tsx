import type { ReactElement } from 'react';
import { CheckboxField, RadioField, SelectField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { textIn } from '#platform/web/formValues.ts';
import { MATTERS } from '../../authorityRules.ts';
import type { ItemDraft } from '../../commands/meetings/agenda.ts';
import type { GovernanceContext } from '../../context.ts';
import { PURPOSES, type Purpose } from '../../domain/meeting.ts';
import { readPounds } from '#kernel/pounds.ts';

/** The matters on which authority is asked, those beneath another after it. */
export function matterOptions(parent: string | null = null, depth = 0): Option[] {
  return MATTERS.under(parent).flatMap(({ id, label }) => [{ value: id, label: `${'– '.repeat(depth)}${label}` }, ...matterOptions(id, depth + 1)]);
}

/** On what authority is asked: a matter, an amount, a part of the country. */
export function AuthorityFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <SelectField name="matter" label="Matter" hint="On which it is asked who may decide" options={matterOptions()} empty="None" form={form} />
      <TextField name="amount" label="Amount" hint="In pounds, such as £25,000; leave it empty if none" width={10} form={form} />
      <TextField name="within" label="For which place" hint="Its code; the forum’s own place if it is left empty" width={10} form={form} />
    </>
  );
}

export function ItemFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <TextField name="title" label="Title" form={form} />
      <RadioField name="purpose" label="What for" isInline options={Object.entries(PURPOSES).map(([value, label]) => ({ value, label }))} form={form} />
      <TextField name="about" label="Question" hint="Its number, such as Q3, if it is about one" width={10} form={form} />
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Who may decide, and whether it is private</span>
        </summary>
        <div className="nhsuk-details__text">
          <AuthorityFields form={form} />
          <CheckboxField name="isPrivate" label="Private" options={[{ value: 'yes', label: 'Withhold this item from those who do not sit here' }]} form={form} />
          <TextField name="privateReason" label="Why it is withheld" hint="Everybody may read the reason" form={form} />
        </div>
      </details>
    </>
  );
}

/** What “Q3” or “module/kind/id” points at; null for what points at nothing. */
export function subjectFrom(text: string): SubjectRef | null {
  if (/^q\d+$/i.test(text)) return { module: 'voice', kind: 'question', id: text.toUpperCase() };
  const [, module, kind, id] = /^([a-z-]+)\/([a-z-]+)\/([\w-]+)$/.exec(text) ?? [];
  return module && kind && id ? { module, kind, id } : null;
}

/** The amount of a form, or what is wrong with it. */
export function amountIn(values: SentValues, errors: Record<string, string>): number | null {
  const text = textIn(values, 'amount');
  if (text === '') return null;
  const pounds = readPounds(text);
  if (pounds.ok) return pounds.value;
  errors['amount'] = [pounds.refusal.what, pounds.refusal.todo].join(' ');
  return null;
}

export const ITEM_FIELDS = ['title', 'purpose', 'about', 'matter', 'amount', 'within', 'privateReason'];
/** Under which field a refusal of the command stands. */
export const ITEM_FIELD_OF: Readonly<Record<string, string>> = { 'no-title': 'title', 'title-too-long': 'title', 'no-such-purpose': 'purpose', 'no-private-reason': 'privateReason', 'no-such-area': 'within', 'no-such-amount': 'amount' };

/** The item that a form describes, or what is wrong with it, by field. */
export async function itemIn(context: Pick<GovernanceContext, 'describeSubject'>, values: SentValues): Promise<{ ok: true; draft: ItemDraft } | { ok: false; errors: FieldErrors }> {
  const errors: Record<string, string> = {};
  const amountPence = amountIn(values, errors);
  const about = textIn(values, 'about');
  const subject = about === '' ? null : subjectFrom(about);
  if (about !== '' && (!subject || !(await context.describeSubject(subject)))) errors['about'] = 'There is nothing by this number. Enter a question’s, such as Q3';
  const purpose = textIn(values, 'purpose');
  if (!(purpose in PURPOSES)) errors['purpose'] = 'Choose what the item is for';
  if (textIn(values, 'title') === '') errors['title'] = 'Enter a title';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    draft: {
      title: textIn(values, 'title'), purpose: purpose as Purpose, subject, matter: textIn(values, 'matter') || null, amountPence, withinCode: textIn(values, 'within') || null,
      isPrivate: textIn(values, 'isPrivate') === 'yes', privateReason: textIn(values, 'privateReason') || null,
    },
  };
}
