import type { ReactElement } from 'react';

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
