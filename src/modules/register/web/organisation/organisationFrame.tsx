import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { displayName } from '../../domain/displayName.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationAt } from '../../domain/registerImage.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { Page } from '#platform/web/page.tsx';
import { AsAtControl } from './asAtControl.tsx';
import type { ShownOrganisation } from './shownOrganisation.ts';

export type OrganisationTab = '' | 'people-served' | 'members' | 'history';

interface FrameProps {
  shown: ShownOrganisation;
  tab: OrganisationTab;
  /** Query values that another date keeps. */
  keep?: Readonly<Record<string, string>>;
  children: ReactNode;
}

/** What all pages of an organisation have round them: its name and kind, the date, and the ways between them. */
export function OrganisationFrame({ shown, tab, keep, children }: FrameProps): ReactElement {
  const { organisation, lineage, at } = shown;
  const { code, name, kind } = organisation;
  const path = organisationPath(code);
  return (
    <Page
      title={displayName(name)}
      kicker={`${sentenceCase(ORGANISATION_KINDS[kind].label)} ${code}`}
      current="/england"
      breadcrumbs={[{ href: `/england${at.query}`, label: 'England' }, ...lineage.map((one) => ({ href: organisationPath(one.code, at.query), label: shortName(one) }))]}
    >
      <div className="register-head">
        <StatusLine organisation={organisation} asAt={at.asAt} />
        <AsAtControl at={at} path={tab ? `${path}/${tab}` : path} keep={keep} />
      </div>
      <Tabs shown={shown} tab={tab} />
      {children}
    </Page>
  );
}

function StatusLine({ organisation: { status, from }, asAt }: { organisation: OrganisationAt; asAt: string }): ReactElement {
  const says = status === 'open' ? 'Open' : status === 'dormant' ? 'Dormant' : 'Closed';
  return (
    <p className="register-status">
      <strong className={`nhsuk-tag ${status === 'open' ? 'nhsuk-tag--green' : 'nhsuk-tag--grey'}`}>{says}</strong>{' '}
      <span>{status === 'closed' && from !== null ? `since ${sayDate(from)}` : `on ${sayDate(asAt)}`}</span>
    </p>
  );
}

function Tabs({ shown: { organisation, members, practices, at }, tab }: Pick<FrameProps, 'shown' | 'tab'>): ReactElement {
  const path = organisationPath(organisation.code);
  const isPractice = organisation.kind === 'practice';
  const tabs: { tab: OrganisationTab; label: string }[] = [
    { tab: '', label: 'Overview' },
    ...(practices.length > 0 || isPractice ? [{ tab: 'people-served' as const, label: 'People served' }] : []),
    ...(members.length > 0 ? [{ tab: 'members' as const, label: 'Members' }] : []),
    { tab: 'history', label: 'History' },
  ];
  return (
    <nav className="register-tabs" aria-label="About this organisation">
      <ul>
        {tabs.map((one) => (
          <li key={one.tab}>
            <a href={`${path}${one.tab && `/${one.tab}`}${at.query}`} aria-current={one.tab === tab ? 'page' : undefined}>
              {one.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A name as a list of ICBs needs it, where every other line would begin and end alike. */
export function shortName({ name, kind, code }: Pick<OrganisationAt, 'name' | 'kind' | 'code'>): string {
  if (kind === 'icb') return displayName(name).replace(/^NHS /, '').replace(/ (Integrated Care Board|ICB)$/i, '');
  if (kind === 'sub-icb-location') return code;
  return displayName(name);
}
