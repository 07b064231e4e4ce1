import type { ReactElement } from 'react';
import { isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { readPounds, sayPounds } from '#kernel/pounds.ts';
import { CheckboxField, DateField, PostForm, RadioField, SelectField, TextAreaField, TextField, type FormState } from '#platform/web/form.tsx';
import { dateFieldText, linesIn, listIn, textIn } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { optionsToAgree, RANGE_UNITS, STANCES, type MandateTerms, type Range, type RangeUnit, type Stance } from '../../domain/mandate.ts';
import type { Mandate, SeatToMandate } from '../../queries/mandates.ts';
import type { Question } from '../../queries/questions.ts';

const RANGE_ROWS = 4;
const MORE_ROWS = Array.from({ length: RANGE_ROWS - 1 }, (_, row) => row + 1);
const isUnit = (text: string): text is RangeUnit => Object.hasOwn(RANGE_UNITS, text);
const isStance = (text: string): text is Stance => Object.hasOwn(STANCES, text);

/** What a form of a mandate says; a day that is none is an error of its own, everything else is judged by the mandate. */
export function readMandateForm(values: SentValues, question: Pick<Question, 'options'>): { terms: MandateTerms } | { errors: Record<string, string> } {
  const [returnText, endsOn] = [dateFieldText(values, 'returnBy'), parseIsoDate(dateFieldText(values, 'endsOn'))];
  const returnBy = returnText === '' ? null : parseIsoDate(returnText);
  const errors: Record<string, string> = {};
  if (!endsOn) errors['endsOn'] = 'Enter its last day as a real date';
  if (returnText !== '' && !returnBy) errors['returnBy'] = 'Enter the day as a real date, or leave it empty';
  if (!endsOn || Object.keys(errors).length > 0) return { errors };
  const conditions = [...linesIn(values, 'conditions').map((words) => ({ words, returnFirst: false })), ...linesIn(values, 'conditionsFirst').map((words) => ({ words, returnFirst: true }))];
  const options = optionsToAgree(question.options).flatMap(({ id: optionId }) => {
    const stance = textIn(values, `option-${optionId}`);
    return isStance(stance) ? [{ optionId, stance }] : [];
  });
  return { terms: { forumCode: textIn(values, 'forumCode'), itemId: textIn(values, 'itemId') || null, representatives: listIn(values, 'representatives'), options, ranges: rangesIn(values), conditions, returnWhen: textIn(values, 'returnWhen'), returnBy, endsOn } };
}

function rangesIn(values: SentValues): Range[] {
  return Array.from({ length: RANGE_ROWS }, (_, row) => row).flatMap((row): Range[] => {
    const [name, unit, least, most] = ['Name', 'Unit', 'Least', 'Most'].map((part) => textIn(values, `range${part}-${row}`)) as [string, string, string, string];
    if (name === '' && least === '' && most === '') return [];
    if (unit === 'date') return [{ name, unit, least: dayIn(least), most: dayIn(most) }];
    const of = isUnit(unit) ? unit : 'count';
    return [{ name, unit: of as Exclude<RangeUnit, 'date'>, least: numberIn(least, of), most: numberIn(most, of) }];
  });
}

const dayIn = (text: string): string | null => (text === '' ? null : (parseIsoDate(text) ?? text));

/** A number in the unit's own measure; what cannot be read is no number, which the mandate refuses. */
function numberIn(text: string, unit: RangeUnit): number | null {
  if (text === '') return null;
  if (unit === 'pounds') {
    const read = readPounds(text);
    return read.ok ? read.value : NaN;
  }
  const number = Number(text.replace(/%$/, '').replaceAll(',', ''));
  // Through a text of hundredths, so that 29% is 0.29 and not a hair beside it.
  return unit === 'share' ? Number((number / 100).toFixed(6)) : number;
}

/** A bound as pages write it, and as the form reads it back. */
export function sayBound(bound: number | string | null, unit: RangeUnit): string {
  if (bound === null) return '';
  if (unit === 'pounds') return sayPounds(Number(bound));
  return unit === 'share' ? `${Number((Number(bound) * 100).toFixed(4))}%` : String(bound);
}

/** The form's values of a mandate that is to be replaced. */
export function valuesOfMandate({ forumCode, itemId, representatives, options, ranges, conditions, returnWhen, returnBy, endsOn }: Mandate): SentValues {
  const values: Record<string, string | string[]> = { forumCode, itemId: itemId ?? '', representatives: representatives.map(({ personId }) => personId), returnWhen: returnWhen ?? '', ...dayValues('endsOn', endsOn), ...(returnBy ? dayValues('returnBy', returnBy) : {}) };
  for (const { optionId, stance } of options) values[`option-${optionId}`] = stance;
  ranges.forEach(({ name, unit, least, most }, row) => Object.assign(values, { [`rangeName-${row}`]: name, [`rangeUnit-${row}`]: unit, [`rangeLeast-${row}`]: sayBound(least, unit), [`rangeMost-${row}`]: sayBound(most, unit) }));
  values['conditions'] = conditions.filter(({ returnFirst }) => !returnFirst).map(({ words }) => words ?? '').join('\n');
  values['conditionsFirst'] = conditions.filter(({ returnFirst }) => returnFirst).map(({ words }) => words ?? '').join('\n');
  return values;
}

function dayValues(name: string, day: string): Record<string, string> {
  const [year, month, date] = isoDate(day).split('-') as [string, string, string];
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year };
}

function RangeFields({ row, form }: { row: number; form: FormState }): ReactElement {
  return (
    <fieldset className="nhsuk-fieldset voice-range">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Range {row + 1} (optional)</legend>
      <TextField name={`rangeName-${row}`} label="What it is of" hint="Such as Rent, or Price of a test" form={form} />
      <SelectField name={`rangeUnit-${row}`} label="Measured in" form={form} options={Object.entries(RANGE_UNITS).map(([value, label]) => ({ value, label }))} />
      <TextField name={`rangeLeast-${row}`} label="Least" form={form} width={10} />
      <TextField name={`rangeMost-${row}`} label="Most" form={form} width={10} />
    </fieldset>
  );
}

interface MandateFormProps {
  action: string;
  submit: string;
  question: Question;
  forumCode: string;
  seats: readonly SeatToMandate[];
  items: readonly { value: string; label: string }[];
  isReplacing: boolean;
  form: FormState;
}

export function MandateForm({ action, submit, question, forumCode, seats, items, isReplacing, form }: MandateFormProps): ReactElement {
  const named = seats.filter(({ whyNotMandated }) => whyNotMandated === null);
  return (
    <PostForm action={action} submit={submit} form={form}>
      <input type="hidden" name="forumCode" value={forumCode} />
      <CheckboxField name="representatives" label="Who is bound" form={form} options={named.map(({ personId, name, seatTitle, deputies }) => ({ value: personId, label: `${name ?? 'An erased person'}, ${seatTitle}`, ...(deputies.length > 0 ? { hint: `Binds who deputises too: ${deputies.map((one) => one ?? 'an erased person').join(', ')}` } : {}) }))} />
      {items.length > 0 && <SelectField name="itemId" label="For which item" empty="Whenever the question is decided there" form={form} options={items} />}
      {form.errors?.['options'] && <p id="field-options" className="nhsuk-error-message">{form.errors['options']}</p>}
      {optionsToAgree(question.options).map(({ id, label }) => (
        <RadioField key={id} name={`option-${id}`} label={label} form={form} options={Object.entries(STANCES).map(([value, text]) => ({ value, label: sentenceCase(text) }))} />
      ))}
      {form.errors?.['ranges'] && <p id="field-ranges" className="nhsuk-error-message">{form.errors['ranges']}</p>}
      <RangeFields row={0} form={form} />
      <details className="nhsuk-details" open={MORE_ROWS.some((row) => textIn(form.values ?? {}, `rangeName-${row}`) !== '')}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">More ranges of numbers</span>
        </summary>
        <div className="nhsuk-details__text">
          {MORE_ROWS.map((row) => (
            <RangeFields key={row} row={row} form={form} />
          ))}
        </div>
      </details>
      <TextAreaField name="conditions" label="Conditions (optional)" hint="One a line" form={form} rows={3} />
      <TextAreaField name="conditionsFirst" label="Conditions on which they come back before they agree (optional)" hint="One a line. A return is recorded here before anything is agreed" form={form} rows={2} />
      <TextAreaField name="returnWhen" label="On what else they come back (optional)" form={form} rows={2} />
      <DateField name="returnBy" label="Back with the team by (optional)" form={form} />
      <DateField name="endsOn" label="Last day of the mandate" form={form} />
      {isReplacing && <TextAreaField name="why" label="Why it takes the place of the one before" form={form} rows={2} />}
    </PostForm>
  );
}
