import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { FORUM_KINDS, GOVERNANCE_FORMS } from '../../domain/forum.ts';
import { londonTime } from '../../domain/londonTime.ts';
import { MEETING_STATES } from '../../domain/meeting.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { MemberAttendance, PublicDecision, PublicForum, PublicInterest, PublicPaper } from '../../queries/publicRegister.ts';
import { meetingPapersPath, minutesPath, packPath } from '../papers/paperPaths.ts';
import type { RegisterHit } from './registerSearch.ts';
import { ATTENDANCE_TABLE, DECISIONS_TABLE, FORUMS_TABLE, INTERESTS_TABLE, ofOneForum, PAPERS_TABLE, PUBLIC, publicForumPath } from './registerTables.tsx';

const CRUMBS = [{ href: '/', label: 'Home' }, { href: PUBLIC, label: 'Public register' }];
const PARTS = [['decisions', 'Decisions'], ['delegations', 'Delegations'], ['interests', 'Interests'], ['papers', 'Papers']] as const;

const HITS_TABLE = defineTable<RegisterHit>({
  id: 'found',
  caption: 'Found',
  columns: [
    { key: 'title', heading: 'What', kind: 'text', value: ({ title }) => title, cell: ({ href, title }) => <a href={href}>{title}</a> },
    { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => kind },
    { key: 'detail', heading: 'More', kind: 'text', value: ({ detail }) => detail },
  ],
  whenEmpty: 'Nothing in the public register has all of these words. Try fewer.',
});

export function RegisterHomePage({ forums, query, sought, hits }: { forums: readonly PublicForum[]; query: SentValues; sought: string; hits: readonly RegisterHit[] }): ReactElement {
  return (
    <Page title="Public register" current={PUBLIC} breadcrumbs={[CRUMBS[0]!]}>
      <p>Who sits where, who may decide what, what was decided and why. Nobody needs to sign in.</p>
      <form method="get" action={PUBLIC} className="governance-register-search" role="search" aria-label="The public register">
        <label className="nhsuk-label" htmlFor="register-search">
          Search the register
        </label>
        <input className="nhsuk-input" id="register-search" name="q" type="search" defaultValue={sought} maxLength={100} />
        <button type="submit" className="nhsuk-button">
          Search
        </button>
      </form>
      {sought && <DataTable table={HITS_TABLE} rows={hits} query={query} basePath={PUBLIC} isDownloadHidden />}
      <ul className="nhsuk-list forum-links">
        {PARTS.map(([path, label]) => (
          <li key={path}>
            <a href={`${PUBLIC}/${path}`}>{label}</a>
          </li>
        ))}
        <li>
          <a href={`${PUBLIC}/decisions.atom`}>Feed of decisions (Atom)</a>
        </li>
        <li>
          <a href={`${PUBLIC}/oparl`}>For programs (OParl)</a>
        </li>
      </ul>
      <DataTable table={FORUMS_TABLE} rows={forums} query={query} basePath={PUBLIC} />
    </Page>
  );
}

export function RegisterTablePage<Row>({ path, lead, table, rows, query }: { path: string; lead: string; table: Table<Row>; rows: readonly Row[]; query: SentValues }): ReactElement {
  return (
    <Page title={table.caption} kicker="Public register" current={PUBLIC} breadcrumbs={CRUMBS}>
      <p>{lead}</p>
      <DataTable table={table} rows={rows} query={query} basePath={`${PUBLIC}/${path}`} />
    </Page>
  );
}

export interface ForumRegisterProps {
  forum: PublicForum;
  members: readonly MemberAttendance[];
  decisions: readonly PublicDecision[];
  interests: readonly PublicInterest[];
  papers: readonly PublicPaper[];
  /** Those that are held in public, the latest first. */
  meetings: readonly Meeting[];
  now: Date;
  query: SentValues;
  basePath: string;
}

export function ForumRegisterPage({ forum, members, decisions, interests, papers, meetings, now, query, basePath }: ForumRegisterProps): ReactElement {
  const { code, name, kind, placeName, terms, seats } = forum;
  const vacant = seats.filter(({ holder }) => holder === null).map(({ title }) => title);
  const coming = meetings.filter(({ startsAt }) => startsAt >= now).reverse();
  return (
    <Page title={name} kicker="Public register" current={PUBLIC} breadcrumbs={CRUMBS}>
      <p>
        {sentenceCase(FORUM_KINDS[kind])}, for {placeName}. {terms ? `Governance form: ${GOVERNANCE_FORMS[terms.governanceForm]}. ${terms.meetsInPublic ? 'It meets in public.' : 'It does not meet in public.'}` : 'It has no terms of reference in force.'}
      </p>
      {vacant.length > 0 && <p>Vacant today: {vacant.join(', ')}.</p>}
      <ul className="nhsuk-list forum-links">
        <li>
          <a href={`/forums/${encodeURIComponent(code)}/calendar.ics`}>Calendar of its meetings</a>
        </li>
        <li>
          <a href={`${publicForumPath(code)}/decisions.atom`}>Feed of its decisions (Atom)</a>
        </li>
      </ul>
      <h2 className="nhsuk-heading-m">Meetings held in public</h2>
      {meetings.length === 0 && <p>None has been called.</p>}
      <Meetings meetings={coming} />
      <Meetings meetings={meetings.filter((one) => !coming.includes(one)).slice(0, 12)} />
      <DataTable table={ATTENDANCE_TABLE} rows={members} query={query} basePath={basePath} />
      <DataTable table={ofOneForum(DECISIONS_TABLE)} rows={decisions} query={query} basePath={basePath} />
      <DataTable table={ofOneForum(INTERESTS_TABLE)} rows={interests} query={query} basePath={basePath} />
      <DataTable table={ofOneForum(PAPERS_TABLE)} rows={papers} query={query} basePath={basePath} />
    </Page>
  );
}

function Meetings({ meetings }: { meetings: readonly Meeting[] }): ReactElement | null {
  if (meetings.length === 0) return null;
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {meetings.map(({ id, day, startsAt, place, state, stateReason }) => (
        <li key={id}>
          {sayDate(day)}, {londonTime(startsAt)}
          {place && `, ${place}`} ({MEETING_STATES[state]}
          {stateReason && `: ${stateReason}`}) <a href={meetingPapersPath(id)}>Papers<span className="nhsuk-u-visually-hidden"> of {sayDate(day)}</span></a>{' '}
          <a href={packPath(id)}>Board pack<span className="nhsuk-u-visually-hidden"> of {sayDate(day)}</span></a>{' '}
          {state === 'ended' && <a href={minutesPath(id)}>Minutes<span className="nhsuk-u-visually-hidden"> of {sayDate(day)}</span></a>}
        </li>
      ))}
    </ul>
  );
}
