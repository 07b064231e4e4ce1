import type { ReactElement } from 'react';
import { planPath, rotaPath, turnoverPath } from './workforcePaths.ts';

/** What there is of a PCN's people and roles, in the order in which its pages name it. */
export type PcnPeoplePart = 'posts' | 'belonging' | 'pulse' | 'load' | 'turnover' | 'rota' | 'plan' | 'claim' | 'census' | 'you';

const ofPcn = (tail: string) => (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}${tail}`;

const PARTS: Record<PcnPeoplePart, { label: string; href: (code: string) => string; isForKeepers?: true }> = {
  posts: { label: 'Posts', href: ofPcn('') },
  belonging: { label: 'Belonging', href: ofPcn('/belonging') },
  pulse: { label: 'Pulse', href: ofPcn('/belonging#pulse') },
  load: { label: 'Load and worth', href: ofPcn('/load') },
  turnover: { label: 'Turnover', href: turnoverPath },
  rota: { label: 'Rota', href: rotaPath },
  plan: { label: 'Plan', href: planPath },
  claim: { label: 'Claim', href: ofPcn('/claim'), isForKeepers: true },
  census: { label: 'Census', href: ofPcn('/census') },
  you: { label: 'Your post and people', href: () => '/workforce/you' },
};

/**
 * The way between the pages of one PCN's people and roles. It stands first under the title of each of them. Only for those who
 * see the PCN's posts: the census alone is for anyone, and bears it where they do.
 */
export const PcnPeopleNav = ({ pcn, current }: { pcn: { code: string; isKeeper: boolean }; current: PcnPeoplePart }): ReactElement => (
  <nav className="people-nav" aria-label="People and roles of this PCN">
    <ul>
      {(Object.keys(PARTS) as PcnPeoplePart[]).filter((part) => pcn.isKeeper || !PARTS[part].isForKeepers).map((part) => (
        <li key={part}>
          <a href={PARTS[part].href(pcn.code)} aria-current={part === current ? 'page' : undefined}>
            {PARTS[part].label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
