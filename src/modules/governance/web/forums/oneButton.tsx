import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';

/** A small form of one button, with what it sends. */
export function OneButton({ action, fields = {}, label }: { action: string; fields?: Readonly<Record<string, string>>; label: string }): ReactElement {
  return (
    <form method="post" action={action} className="forum-in-row">
      <CsrfField />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
        {label}
      </button>
    </form>
  );
}
