import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { sayOffice } from '../../domain/composition.ts';
import { FILLINGS, FORUM_KINDS, GOVERNANCE_FORMS, SECTORS } from '../../domain/forum.ts';
import type { Forum, ForumKind, Seat, Terms } from '../../domain/forum.ts';
import { sayDecisionRule, sayQuorum } from '../../domain/sayTerms.ts';
import type { ForumCheck } from '../../queries/forumCheck.ts';
import type { HoldingSpan } from '../../queries/forumHistory.ts';
import type { SeatAlarm } from '../../queries/seatAlarms.ts';
import { CompositionList } from './compositionList.tsx';
import { FORUMS, FORUMS_CRUMB, forumPath, HOME_CRUMB, seatPath } from './forumPaths.ts';
import type { ForumRights } from './forumRights.ts';

interface ForumPageProps {
  check: ForumCheck;
  holdings: readonly HoldingSpan[];
  versions: readonly Terms[];
  nameOf: (code: string) => string;
  rights: ForumRights;
  today: IsoDate;
  query: SentValues;
  notice?: string;
}

/** One forum: what it is, who sits there, whether that is as the rules say, and who sat there before. */
export function ForumPage({ check, holdings, versions, nameOf, rights, today, query, notice }: ForumPageProps): ReactElement {
  const { forum, asAt, seats, findings, alarms } = check;
  const path = forumPath(forum.code);
  const mayAdd = rights.mayFurnish && forum.closedOn === null;
  return (
    <Page title={forum.name} kicker={sentenceCase(FORUM_KINDS[forum.kind])} current={FORUMS} breadcrumbs={[HOME_CRUMB, FORUMS_CRUMB]} {...(notice ? { notice } : {})}>
      <Alarms alarms={alarms} />
      <Facts forum={forum} nameOf={nameOf} />
      <nav className="forum-links" aria-label="Of this forum">
        <a href={`${path}/meetings`}>Meetings</a>
        <a href={`${path}/decisions`}>Decisions</a>
        {!OF_ITS_MEMBERS.includes(forum.kind) && <a href={`${path}/representation`}>Who speaks for the PCNs</a>}
        {rights.isKeeper && <a href={`${path}/interests`}>Interests of its members</a>}
        {mayAdd && <a href={`${path}/terms`}>Change its terms</a>}
      </nav>
      <DataTable table={seatTable(forum.code, nameOf)} rows={seats} query={query} basePath={path} isDownloadHidden />
      {mayAdd && (
        <a className={`nhsuk-button${seats.length > 0 ? ' nhsuk-button--secondary' : ''}`} href={`${path}/seats/new`}>
          Add a seat
        </a>
      )}
      <CompositionList findings={findings} />
      <History holdings={holdings.filter(({ lastDay }) => lastDay !== null && lastDay < asAt)} forumCode={forum.code} query={query} />
      <Versions versions={versions} today={today} />
      <form method="get" action={path} className="forum-as-at">
        <label htmlFor="as-at">As it was on</label>
        <input className="nhsuk-input" id="as-at" name="as-at" type="date" defaultValue={asAt} />
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Show
        </button>
      </form>
    </Page>
  );
}

/** In these nobody has to speak for the PCNs of a place. */
const OF_ITS_MEMBERS: readonly ForumKind[] = ['pcn-board', 'federation-board', 'lmc'];

function Alarms({ alarms }: { alarms: readonly SeatAlarm[] }): ReactElement | null {
  if (alarms.length === 0) return null;
  return (
    <div className="forum-alarms" role="region" aria-label="Alarms">
      {alarms.map((alarm) => (
        <p key={alarm.seatId}>
          <strong>{alarm.kind === 'vacant' ? 'A general practice seat is vacant.' : 'A general practice seat stays empty.'}</strong> {sayAlarm(alarm)}{' '}
          <a href={seatPath(alarm.forumCode, alarm.seatId)}>The seat</a>
        </p>
      ))}
    </div>
  );
}

const sayAlarm = ({ kind, seatTitle, heldUntil, missedInARow }: SeatAlarm): string => {
  if (kind === 'empty') return `Nobody came for “${seatTitle}” to the last ${missedInARow} meetings.`;
  return heldUntil ? `Nobody has held “${seatTitle}” since ${sayDate(heldUntil)}.` : `Nobody has held “${seatTitle}” yet.`;
};

function Facts({ forum: { organisationCode, placeCode, openedOn, closedOn, terms }, nameOf }: { forum: Forum; nameOf: (code: string) => string }): ReactElement {
  return (
    <dl className="register-facts forum-facts">
      <Fact term="Forum of">
        <a href={`/organisations/${organisationCode}`}>{nameOf(organisationCode)}</a>
        {placeCode !== organisationCode && (
          <>
            , for <a href={`/organisations/${placeCode}`}>{nameOf(placeCode)}</a>
          </>
        )}
      </Fact>
      <Fact term="Since">
        {sayDate(openedOn)}
        {closedOn && `; closed from ${sayDate(closedOn)}`}
      </Fact>
      {terms ? <TermsFacts terms={terms} /> : <Fact term="Terms of reference">None are in force on this day.</Fact>}
    </dl>
  );
}

function TermsFacts({ terms }: { terms: Terms }): ReactElement {
  return (
    <>
      <Fact term="Governance form">{sentenceCase(GOVERNANCE_FORMS[terms.governanceForm])}</Fact>
      <Fact term="Quorum">{sayQuorum(terms.quorum)}</Fact>
      <Fact term="How it decides">{sayDecisionRule(terms.decisionRule)}</Fact>
      <Fact term="Meets">{terms.meetsInPublic ? 'In public' : 'In private'}</Fact>
      <Fact term="Reports back">
        Within {terms.reportDays} {terms.reportDays === 1 ? 'day' : 'days'} of a decision
      </Fact>
    </>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }): ReactElement => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

function seatTable(forumCode: string, nameOf: (code: string) => string) {
  return defineTable<Seat>({
    id: 'seats',
    caption: 'Seats',
    columns: [
      { key: 'seat', heading: 'Seat', kind: 'text', value: ({ title }) => title, cell: ({ id, title }) => <a href={seatPath(forumCode, id)}>{title}</a> },
      { key: 'holder', heading: 'Held by', kind: 'text', value: ({ holder }) => holder?.name ?? null, cell: (seat) => <Holder seat={seat} /> },
      { key: 'deputies', heading: 'Deputies', kind: 'text', value: ({ deputies }) => deputies.map(({ name }) => name ?? 'an erased person').join(', ') },
      { key: 'sector', heading: 'From', kind: 'text', value: ({ sector }) => SECTORS[sector] },
      { key: 'for', heading: 'Represents', kind: 'text', value: ({ representsCode }) => (representsCode ? nameOf(representsCode) : null) },
      { key: 'office', heading: 'Office', kind: 'text', value: ({ office }) => (office ? sayOffice(office) : null) },
      { key: 'filled', heading: 'Filled', kind: 'text', value: ({ filling }) => FILLINGS[filling] },
      { key: 'votes', heading: 'Votes', kind: 'number', value: ({ isVoting, weight }) => (isVoting ? weight : 0) },
    ],
    whenEmpty: 'It has no seats yet.',
  });
}

function Holder({ seat: { holder, heldUntil } }: { seat: Seat }): ReactElement {
  if (holder) return <>{holder.name ?? 'an erased person'}</>;
  return (
    <>
      <strong className="nhsuk-tag nhsuk-tag--orange">vacant</strong> {heldUntil && `since ${sayDate(heldUntil)}`}
    </>
  );
}

function History({ holdings, forumCode, query }: { holdings: readonly HoldingSpan[]; forumCode: string; query: SentValues }): ReactElement | null {
  if (holdings.length === 0) return null;
  const table = defineTable<HoldingSpan>({
    id: 'before',
    caption: 'Who sat here before',
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name ?? 'an erased person' },
      { key: 'seat', heading: 'Seat', kind: 'text', value: ({ seatTitle }) => seatTitle },
      { key: 'as', heading: 'As', kind: 'text', value: ({ capacity }) => capacity },
      { key: 'from', heading: 'From', kind: 'date', value: ({ from }) => from },
      { key: 'to', heading: 'To', kind: 'date', value: ({ lastDay }) => lastDay },
    ],
  });
  return <DataTable table={table} rows={holdings} query={query} basePath={forumPath(forumCode)} isDownloadHidden />;
}

/** Terms that are not those of the page’s day: earlier ones, and what is to come. */
function Versions({ versions, today }: { versions: readonly Terms[]; today: IsoDate }): ReactElement | null {
  if (versions.length < 2) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">All {versions.length} versions of its terms</span>
      </summary>
      <div className="nhsuk-details__text">
        {versions.map((terms) => (
          <section key={terms.id}>
            <h3 className="nhsuk-heading-s">
              From {sayDate(terms.from)}
              {terms.to && `, until ${sayDate(terms.to)}`}
              {terms.from > today && ' (to come)'}
            </h3>
            <p>
              {sentenceCase(GOVERNANCE_FORMS[terms.governanceForm])}. {sayQuorum(terms.quorum)}. {sayDecisionRule(terms.decisionRule)}. Reports back within {terms.reportDays} days.
            </p>
          </section>
        ))}
      </div>
    </details>
  );
}
