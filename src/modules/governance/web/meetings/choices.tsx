import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';

export interface Choice {
  value: string;
  label: string;
}

interface ChoicesProps {
  name: string;
  /** Read out before the choices; the row's own words are beside it. */
  legend: string;
  options: readonly Choice[];
  chosen: string | null;
}

/** One of a few in a row that a thumb can hit, for forms with many such rows. */
export function Choices({ name, legend, options, chosen }: ChoicesProps): ReactElement {
  return (
    <fieldset className="meeting-choices">
      <legend className="nhsuk-u-visually-hidden">{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A form of one small button, with what it sends. */
export function SmallForm({ action, submit, fields = {} }: { action: string; submit: string; fields?: Readonly<Record<string, string>> }): ReactElement {
  return (
    <form method="post" action={action} className="forum-in-row">
      <CsrfField />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
        {submit}
      </button>
    </form>
  );
}
