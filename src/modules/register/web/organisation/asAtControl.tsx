import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { AsAt } from '../asAt.ts';

/** The date that a page shows, and the way to another. Without a script: a GET form. */
export function AsAtControl({ at, path, keep = {} }: { at: AsAt; path: string; keep?: Readonly<Record<string, string>> }): ReactElement {
  const { asAt, knownAt, isToday } = at;
  const isPlain = isToday && knownAt === null;
  return (
    <form method="get" action={path} className="register-as-at" aria-label="The date shown">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="register-as-at__row">
        <label htmlFor="as-at">As at</label>
        <input className="nhsuk-input" id="as-at" name="as-at" type="date" defaultValue={asAt} />
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Show
        </button>
        {!isPlain && <a href={withKept(path, keep)}>Back to today</a>}
      </div>
      <details className="register-as-at__known" open={knownAt !== null}>
        <summary>{knownAt === null ? 'As known now' : `As known at the end of ${sayDate(knownAt)}`}</summary>
        <div className="register-as-at__row">
          <label htmlFor="known-at">As known at the end of</label>
          <input className="nhsuk-input" id="known-at" name="known-at" type="date" defaultValue={knownAt ?? ''} aria-describedby="known-at-hint" />
        </div>
        <p id="known-at-hint">What Chorus had loaded by then, before later files corrected it. Empty means now.</p>
      </details>
    </form>
  );
}

function withKept(path: string, keep: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(keep).toString();
  return query ? `${path}?${query}` : path;
}
