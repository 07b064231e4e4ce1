import { Checkboxes, DateInput, ErrorSummary, Radios, Select, Textarea, TextInput } from 'nhsuk-react-components';
import type { HTMLInputTypeAttribute, ReactElement, ReactNode } from 'react';
import { CsrfField } from './csrf.tsx';
import type { FieldErrors } from './formValues.ts';
import type { SentValues } from './route.ts';

/** What was sent, and what was wrong with it; both empty when the form is first shown. */
export interface FormState {
  values?: SentValues;
  errors?: FieldErrors;
  /** Tells its fields from those of the same name in another form of the page: each needs an id of its own. */
  ids?: string;
}

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  form: FormState;
}

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

const idOf = (name: string, ids?: string): string => `field-${[...(ids === undefined ? [] : [ids]), name].join('-').replace(/[^\w-]/g, '-')}`;

function valueOf({ values }: FormState, name: string): string {
  const value = values?.[name];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

/** What every field shares. The kit makes the ids of the hint and the error from the field's own. */
const shared = ({ name, hint, form }: FieldProps) => ({ id: idOf(name, form.ids), name, hint, error: form.errors?.[name] });

export interface FormProps {
  action: string;
  /** What the button says: a verb with its object. */
  submit: string;
  form: FormState;
  /** Set for a form with a file. */
  takesFiles?: boolean;
  /** Set where the page has something else to do first: a page has one primary action. */
  isSecondary?: boolean;
  children: ReactNode;
}

/** A POST form with its token, its list of errors first, and one button. */
export function PostForm({ action, submit, form, takesFiles, isSecondary, children }: FormProps): ReactElement {
  return (
    <form method="post" action={action} encType={takesFiles ? 'multipart/form-data' : undefined} noValidate className="chorus-form">
      <FormErrors errors={form.errors} {...(form.ids === undefined ? {} : { ids: form.ids })} />
      <CsrfField />
      {children}
      <button type="submit" className={isSecondary ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'}>
        {submit}
      </button>
    </form>
  );
}

export function FormErrors({ errors = {}, ids }: { errors?: FieldErrors; ids?: string }): ReactElement | null {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <ErrorSummary>
      <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
      <ErrorSummary.List>
        {entries.map(([name, message]) => (
          <ErrorSummary.ListItem key={name} href={`#${idOf(name, ids)}`}>
            {message}
          </ErrorSummary.ListItem>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}

interface TextFieldProps extends FieldProps {
  type?: HTMLInputTypeAttribute;
  width?: 5 | 10 | 20;
  autoComplete?: string;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'search' | 'tel' | 'url';
}

export function TextField({ label, type = 'text', width, autoComplete, inputMode, ...field }: TextFieldProps): ReactElement {
  return (
    <TextInput
      {...shared({ label, ...field })}
      label={label}
      type={type}
      width={width}
      autoComplete={autoComplete}
      inputMode={inputMode}
      spellCheck={type === 'email' ? false : undefined}
      defaultValue={valueOf(field.form, field.name)}
    />
  );
}

/** One file; `accept` is what the browser's chooser offers first. */
export function FileField({ label, accept, ...field }: FieldProps & { accept?: string }): ReactElement {
  return <TextInput {...shared({ label, ...field })} className="nhsuk-file-upload" label={label} type="file" accept={accept} />;
}

export function TextAreaField({ label, rows = 5, ...field }: FieldProps & { rows?: number }): ReactElement {
  return <Textarea {...shared({ label, ...field })} label={label} rows={rows} defaultValue={valueOf(field.form, field.name)} />;
}

export function SelectField({ label, options, empty, ...field }: FieldProps & { options: readonly Option[]; empty?: string }): ReactElement {
  return (
    <Select {...shared({ label, ...field })} label={label} defaultValue={valueOf(field.form, field.name)}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** One of a few. The first box bears the field's id, so that the error list leads to it. */
export function RadioField({ label, options, isInline, ...field }: FieldProps & { options: readonly Option[]; isInline?: boolean }): ReactElement {
  const { id, ...rest } = shared({ label, ...field });
  return (
    <Radios {...rest} id={`${id}-group`} legend={label} legendProps={{ size: 's' }} inline={isInline}>
      {options.map(({ value, label: text, hint }, index) => (
        <Radios.Item key={value} id={index === 0 ? id : `${id}-${index + 1}`} value={value} hint={hint} defaultChecked={valueOf(field.form, field.name) === value}>
          {text}
        </Radios.Item>
      ))}
    </Radios>
  );
}

export function CheckboxField({ label, options, ...field }: FieldProps & { options: readonly Option[] }): ReactElement {
  const { id, ...rest } = shared({ label, ...field });
  const chosen = [field.form.values?.[field.name] ?? []].flat();
  return (
    <Checkboxes {...rest} id={`${id}-group`} legend={label} legendProps={{ size: 's' }}>
      {options.map(({ value, label: text, hint }, index) => (
        <Checkboxes.Item key={value} id={index === 0 ? id : `${id}-${index + 1}`} value={value} hint={hint} defaultChecked={chosen.includes(value)}>
          {text}
        </Checkboxes.Item>
      ))}
    </Checkboxes>
  );
}

/** A day in three boxes, sent as `name-day`, `name-month` and `name-year`; `dateFieldText` joins them. */
export function DateField({ label, ...field }: FieldProps): ReactElement {
  const { id, ...rest } = shared({ label, ...field });
  const part = (name: string): string => valueOf(field.form, `${field.name}-${name}`);
  return (
    <DateInput {...rest} id={`${id}-group`} legend={label} legendProps={{ size: 's' }}>
      <DateInput.Day id={id} defaultValue={part('day')} />
      <DateInput.Month defaultValue={part('month')} />
      <DateInput.Year defaultValue={part('year')} />
    </DateInput>
  );
}
