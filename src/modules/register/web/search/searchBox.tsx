import type { ReactElement } from 'react';

/** The search in the middle of a page. A form first; `search.js` adds the answers while one types. */
export function SearchBox({ text = '', isSmall, isFocused }: { text?: string; isSmall?: boolean; isFocused?: boolean }): ReactElement {
  return (
    <search className={isSmall ? 'register-search register-search--small' : 'register-search'}>
      <form method="get" action="/search">
        <label htmlFor="search">Practice, PCN, place, ICB, trust or council</label>
        <div className="register-search__row">
          <input className="nhsuk-input" id="search" name="q" type="search" defaultValue={text} autoComplete="off" spellCheck={false} aria-describedby="search-hint" autoFocus={isFocused} />
          <button type="submit" className="nhsuk-button">
            Search
          </button>
        </div>
        <p id="search-hint">By name, code or postcode</p>
      </form>
    </search>
  );
}
