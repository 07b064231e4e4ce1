import type { ReactElement } from 'react';
import type { registerCounts } from '../../domain/counts.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import type { Who } from '#platform/web/session.ts';
import { SearchBox } from '../search/searchBox.tsx';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { sayWeekday } from '#platform/today/index.ts';
import { TodayList } from '#platform/today/web/todayList.tsx';
import type { TodayListProps } from '#platform/today/web/todayList.tsx';

interface HomePageProps {
  counts: ReturnType<typeof registerCounts>;
  /** Null where nobody is signed in. */
  today: TodayListProps | null;
  /** Where a signed-in reader may want to go beside what needs them. */
  ways?: readonly WayOn[];
  notice?: string;
}

export interface WayOn {
  label: string;
  href: string;
  /** What is there, in a sentence. */
  says: string;
  who: Who;
}

const COUNTED: OrganisationKind[] = ['icb', 'pcn', 'practice'];

/** For a visitor the way into the register; for a signed-in person what needs them, and where else they may want to go. The search stands over every page. */
export function HomePage({ counts, today, ways = [], notice }: HomePageProps): ReactElement {
  if (!today) {
    return (
      <Page title="Find your place" current="/">
        <SearchBox />
        <h2 className="register-heading">Or look around</h2>
        <WaysToLook counts={counts} />
      </Page>
    );
  }
  return (
    <Page title="Today" kicker={`${sayWeekday(today.day)} ${sayDate(today.day)}`} current="/" notice={notice}>
      <TodayList {...today} />
      <WaysOn ways={ways} />
    </Page>
  );
}

function WaysOn({ ways }: { ways: readonly WayOn[] }): ReactElement | null {
  const { mayUse } = useFrame();
  const open = ways.filter(({ who }) => mayUse(who));
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="ways">
      <h2 className="register-heading" id="ways">
        Other things you can do
      </h2>
      <ul className="register-ways">
        {open.map(({ label, href, says }) => (
          <li key={href}>
            <a href={href}>{label}</a>
            <p>{says}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WaysToLook({ counts }: Pick<HomePageProps, 'counts'>): ReactElement {
  const counted = COUNTED.flatMap((kind) => {
    const count = counts[kind].listed || counts[kind].open;
    return count ? [`${sayNumber(count)} ${count === 1 ? ORGANISATION_KINDS[kind].label : ORGANISATION_KINDS[kind].plural}`] : [];
  });
  return (
    <ul className="register-ways">
      <li>
        <a href="/england">Walk down England</a>
        <p>{counted.join(', ')}: on a map and in a table, as at any day.</p>
      </li>
      <li>
        <a href="/changes">See what changed</a>
        <p>Who opened, closed, merged or moved between two dates.</p>
      </li>
      <li>
        <a href="/data">See where it comes from</a>
        <p>Every publication held, how old it is, and where to find a newer one.</p>
      </li>
    </ul>
  );
}

/** Nothing is loaded: how to begin. */
export function EmptyHomePage(): ReactElement {
  return (
    <Page title="Begin with the files the NHS publishes" current="/">
      <p className="nhsuk-lede-text">Nothing is loaded yet. A minute after you load them, your own place is here: every practice, network and board in it.</p>
      <ol className="register-steps">
        <li>
          <h2 className="register-heading">Fetch the files</h2>
          <p>
            Download them into one folder. <a href="/data">Which files, what each is for, and where the NHS publishes it</a>.
          </p>
        </li>
        <li>
          <h2 className="register-heading">Load the folder</h2>
          <p>On the machine that runs this site, from its own folder:</p>
          <pre className="register-command">
            <code>bin/chorus load FOLDER</code>
          </pre>
          <p>It says what it found in each file before it loads it. With --dry-run it changes nothing.</p>
        </li>
        <li>
          <h2 className="register-heading">Come back to this page</h2>
          <p>You can search at once; there is nothing else to set up.</p>
        </li>
      </ol>
    </Page>
  );
}
