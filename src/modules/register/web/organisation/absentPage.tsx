import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { displayName } from '../../domain/displayName.ts';
import type { SearchHit } from '../../domain/searchIndex.ts';
import type { AsAt } from '../asAt.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { Page } from '#platform/web/page.tsx';
import { SearchHits } from '../search/searchHits.tsx';

/** For a code that nothing in the register has. */
export function UnknownCodePage({ code, hits, at }: { code: string; hits: readonly SearchHit[]; at: AsAt }): ReactElement {
  return (
    <Page title="No organisation has this code" search={code}>
      <p>
        Nothing in the register has the code <strong>{code}</strong>
        {at.knownAt !== null && ` as known on ${sayDate(at.knownAt)}`}. Check it for a slip, or search by name or postcode.
      </p>
      {hits.length > 0 && (
        <>
          <h2 className="register-heading">Did you mean one of these?</h2>
          <SearchHits hits={hits} query={at.query} />
        </>
      )}
    </Page>
  );
}

/** For an organisation that is in the register, but not yet or no longer on the day asked of. */
export function OtherDayPage({ code, at }: { code: string; at: AsAt }): ReactElement {
  const versions = at.image.versionsOf(code);
  const first = versions[0]!;
  const last = versions.at(-1)!;
  const isBefore = first.from !== null && at.asAt < first.from;
  const day = isBefore ? first.from! : (versions.findLast((one) => one.to !== null && one.to <= at.asAt) ?? last).from;
  const known = at.knownAt === null ? '' : `&known-at=${at.knownAt}`;
  return (
    <Page title={displayName((isBefore ? first : last).name)} kicker={code} current="/england">
      <p className="nhsuk-lede-text">
        {isBefore ? `It was not there yet on ${sayDate(at.asAt)}: it opened on ${sayDate(first.from!)}.` : `Nothing is on record of it on ${sayDate(at.asAt)}.`}
      </p>
      <p>
        <a className="nhsuk-button" role="button" href={`${organisationPath(code)}${day === null ? '' : `?as-at=${day}${known}`}`}>
          {day === null ? 'See it today' : `See it on ${sayDate(day)}`}
        </a>
      </p>
    </Page>
  );
}
