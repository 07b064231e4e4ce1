import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';

/** A link that takes something back: a form of one button, so that it works without a script. Where several bear the same words, `about` says to who hears the page what each is of. */
export const TakeBackForm = ({ action, values = {}, label, about }: { action: string; values?: Readonly<Record<string, string>>; label: string; about?: string }): ReactElement => (
  <form method="post" action={action} className="workforce-inline">
    <CsrfField />
    {Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
    <button type="submit" className="workforce-link">{label}{about && <span className="nhsuk-u-visually-hidden"> {about}</span>}</button>
  </form>
);
