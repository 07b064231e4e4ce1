import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import type { LinkItem } from '#platform/web/frame.ts';
import { displayName } from '../../domain/displayName.ts';
import { ORGANISATION_KINDS, RELATION_KINDS } from '../../domain/organisationKind.ts';
import { addUp } from '../../queries/populations.ts';
import { organisationPath, OrganisationLink } from '../changes/organisationLink.tsx';
import { saySource } from '../data/saySource.ts';
import { OrganisationFrame } from './organisationFrame.tsx';
import type { ShownOrganisation } from './shownOrganisation.ts';
import { WhereItIs } from './whereItIs.tsx';

/** What a body is, whom it serves, what it belongs to, who is in it and where it is. */
export function OverviewPage({ shown, elsewhere }: { shown: ShownOrganisation; elsewhere: readonly LinkItem[] }): ReactElement {
  const { organisation } = shown;
  return (
    <OrganisationFrame shown={shown} tab="">
      <div className="register-overview">
        <div>
          <PeopleRegistered shown={shown} />
          <dl className="register-facts">
            <Fact name="Belongs to">{belongsTo(shown)}</Fact>
            <Fact name="Members">{shown.members.length > 0 ? <Members shown={shown} /> : null}</Fact>
            <Fact name="More of it">{elsewhere.length === 0 ? null : elsewhere.map(({ label, href }, index) => <span key={href}>{index > 0 && ', '}<a href={href}>{label}</a></span>)}</Fact>
            <Fact name="Address">{addressOf(organisation.address, organisation.postcode)}</Fact>
            <Fact name="Published name">{displayName(organisation.name) === organisation.name ? null : organisation.name}</Fact>
            <Fact name="Source of its name and status">{saySource(organisation.source)}</Fact>
          </dl>
        </div>
        <WhereItIs shown={shown} />
      </div>
    </OrganisationFrame>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  if (children === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PeopleRegistered({ shown: { organisation, practices, facts, at } }: { shown: ShownOrganisation }): ReactElement | null {
  if (practices.length === 0 || !facts.registered) return null;
  const { count, practices: counted } = addUp(facts.registered, practices);
  if (counted === 0) return <p className="register-none">No list of registered patients is published for it on {sayDate(facts.registered.asOf)}.</p>;
  return (
    <p className="register-figure">
      <a href={`${organisationPath(organisation.code)}/people-served${at.query}`}>
        <strong>{sayNumber(count)}</strong> registered patients
      </a>
      <span className="register-figure__source">
        on {sayDate(facts.registered.asOf)}
        {practices.length > 1 && `, at ${counted === practices.length ? 'all' : `${sayNumber(counted)} of`} ${sayNumber(practices.length)} practices`}. Source: {saySource(facts.registered.source)}
      </span>
    </p>
  );
}

/** Its own relations first, each with the day since when; then what those belong to. */
function belongsTo({ organisation, at }: ShownOrganisation): ReactElement | null {
  const { image, asAt, query } = at;
  const parents = image.parents(organisation.code, asAt).filter(({ relation }) => relation !== 'succeeds');
  const direct = new Set(parents.map((one) => one.organisation.code));
  const further = image.ancestors(organisation.code, asAt).filter(({ code }) => !direct.has(code));
  if (parents.length + further.length === 0) return null;
  return (
    <ul className="register-lines">
      {parents.map(({ relation, from, organisation: parent, slot }) => (
        <li key={`${relation} ${slot} ${parent.code}`}>
          <OrganisationLink code={parent.code} name={parent.name} query={query} />
          <span className="register-lines__more">
            {sentenceCase(ORGANISATION_KINDS[parent.kind].label)}; {RELATION_KINDS[relation].says} it{from === null ? '' : ` since ${sayDate(from)}`}
          </span>
        </li>
      ))}
      {further.map(({ code, name, kind }) => (
        <li key={code}>
          <OrganisationLink code={code} name={name} query={query} />
          <span className="register-lines__more">{sentenceCase(ORGANISATION_KINDS[kind].label)}</span>
        </li>
      ))}
    </ul>
  );
}

function Members({ shown: { organisation, members, at } }: { shown: ShownOrganisation }): ReactElement {
  const path = `${organisationPath(organisation.code)}/members`;
  return (
    <ul className="register-lines">
      {members.map((group) => (
        <li key={group.kind}>
          <a href={`${path}?${new URLSearchParams([['kind', group.kind], ...new URLSearchParams(at.query)]).toString()}`}>
            {sayNumber(group.members.length)} {group.members.length === 1 ? ORGANISATION_KINDS[group.kind].label : ORGANISATION_KINDS[group.kind].plural}
          </a>
        </li>
      ))}
    </ul>
  );
}

function addressOf(address: string | null, postcode: string | null): string | null {
  const parts = [address && displayName(address), postcode].filter(Boolean);
  return parts.length ? parts.join(', ') : null;
}
