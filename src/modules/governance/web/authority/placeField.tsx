import type { ReactElement } from 'react';
import type { BodyChoice } from '../../queries/bodyChoices.ts';

interface CodeFieldProps {
  name: string;
  label: string;
  hint: string;
  value: string;
  choices: readonly BodyChoice[];
  error?: string | undefined;
}

/** A code, with the browser's own list of suggestions: any other code may be written. */
export function CodeField({ name, label, hint, value, choices, error }: CodeFieldProps): ReactElement {
  const named = choices.find((choice) => choice.value === value);
  const [id, list] = [`field-${name}`, `list-${name}`];
  return (
    <div className={`nhsuk-form-group${error ? ' nhsuk-form-group--error' : ''}`}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        {hint}
        {named && ` (${value} is ${named.label})`}
      </div>
      {error && (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {error}
        </span>
      )}
      <input className="nhsuk-input nhsuk-input--width-20" id={id} name={name} list={list} defaultValue={value} autoComplete="off" spellCheck={false} aria-describedby={[`${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')} />
      <datalist id={list}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </datalist>
    </div>
  );
}
