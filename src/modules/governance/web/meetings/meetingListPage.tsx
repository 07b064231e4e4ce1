import type { ReactElement } from 'react';
import type { IsoDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Forum } from '../../domain/forum.ts';
import { MEETING_STATES, SUGGESTION_KINDS, type Meeting } from '../../domain/meeting.ts';
import type { Action } from '../../queries/actions.ts';
import type { AgendaSuggestion } from '../../queries/decisions.ts';
import type { ForumReader } from '../../queries/forumReader.ts';
import { forumCrumbs, FORUMS } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import { ActionList } from './actionList.tsx';
import { decisionPath, decisionsPath, meetingPath, meetingsPath, sayWhen } from './meetingPaths.ts';

interface MeetingListPageProps {
  forum: Forum;
  reader: ForumReader;
  meetings: readonly Meeting[];
  /** How many are not public, and not shown to this reader. */
  withheld: number;
  suggestions: readonly AgendaSuggestion[];
  actions: readonly Action[];
  today: IsoDate;
  now: Date;
  query: SentValues;
  notice?: string;
}

/** A meeting is to come, or under way, until it ends; one that was planned and never opened is past the day after. */
const isToCome = ({ state, endsAt }: Meeting, now: Date): boolean => state === 'open' || (state === 'planned' && endsAt.getTime() > now.getTime() - 86_400_000);

export function MeetingListPage({ forum, reader, meetings, withheld, suggestions, actions, today, now, query, notice }: MeetingListPageProps): ReactElement {
  const toCome = meetings.filter((meeting) => isToCome(meeting, now)).reverse();
  const past = meetings.filter((meeting) => !isToCome(meeting, now));
  const path = meetingsPath(forum.code);
  const open = actions.filter(({ state }) => state === 'open');
  return (
    <Page title="Meetings" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)} {...(notice ? { notice } : {})}>
      {reader.isKeeper && (
        <a className="nhsuk-button" href={`${path}/new`}>
          Call a meeting
        </a>
      )}
      <h2 className="nhsuk-heading-m">To come</h2>
      {toCome.length === 0 ? <p>No meeting is called.</p> : <ul className="meeting-list">{toCome.map((meeting) => <MeetingLine key={meeting.id} meeting={meeting} />)}</ul>}
      {suggestions.length > 0 && <Waiting suggestions={suggestions} next={toCome[0] ?? null} path={path} />}
      {open.length > 0 && <ActionList actions={open} reader={reader} today={today} heading="Actions not done" />}
      <DataTable table={PAST} rows={past} query={query} basePath={path} isDownloadHidden />
      {withheld > 0 && (
        <p className="forum-quiet">
          {withheld === 1 ? 'One meeting is' : `${withheld} meetings are`} not shown: not in public. {reader.personId === null && 'Sign in if you sit in this forum.'}
        </p>
      )}
      <p>
        <a href={decisionsPath(forum.code)}>All decisions of this forum</a>
      </p>
    </Page>
  );
}

function MeetingLine({ meeting }: { meeting: Meeting }): ReactElement {
  return (
    <li>
      <a href={meetingPath(meeting.id)}>{sayWhen(meeting)}</a> {meeting.state === 'open' && <strong className="nhsuk-tag nhsuk-tag--green">under way</strong>}
      <span className="forum-quiet">
        {meeting.place && <>{meeting.place}. </>}
        {meeting.isPublic ? 'In public.' : 'Not in public.'}
      </span>
    </li>
  );
}

/** What waits for the agenda; what cannot wait for a meeting that is not called says so. */
function Waiting({ suggestions, next, path }: { suggestions: readonly AgendaSuggestion[]; next: Meeting | null; path: string }): ReactElement {
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="nhsuk-heading-m">Waits for the agenda</h2>
      <ul className="meeting-list">
        {suggestions.map(({ id, kind, title, decisionId }) => (
          <li key={id}>
            <a href={decisionPath(decisionId)}>{title}</a>
            <span className="forum-quiet">{SUGGESTION_KINDS[kind]}</span>
            {next ? <OneButton action={`${path}/take-up`} label="Put on the next agenda" fields={{ suggestion: id, meeting: next.id }} /> : <span className="forum-quiet">It goes onto an agenda once a meeting is called.</span>}
            {kind !== 'report' && (
              <details className="nhsuk-details">
                <summary className="nhsuk-details__summary">
                  <span className="nhsuk-details__summary-text">Decline it</span>
                </summary>
                <form method="post" action={`${path}/decline`} className="nhsuk-details__text">
                  <CsrfField />
                  <input type="hidden" name="suggestion" value={id} />
                  <label className="nhsuk-label" htmlFor={`reason-${id}`}>
                    Why it is not taken up
                  </label>
                  <input className="nhsuk-input" id={`reason-${id}`} name="reason" required />
                  <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
                    Decline
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const PAST = defineTable<Meeting>({
  id: 'past',
  caption: 'Earlier',
  columns: [
    { key: 'when', heading: 'Day', kind: 'date', value: ({ day }) => day, cell: (meeting) => <a href={meetingPath(meeting.id)}>{sayWhen(meeting)}</a> },
    { key: 'place', heading: 'Where', kind: 'text', value: ({ place }) => place },
    { key: 'public', heading: 'In public', kind: 'text', value: ({ isPublic }) => (isPublic ? 'yes' : 'no') },
    { key: 'state', heading: 'What became of it', kind: 'text', value: ({ state, stateReason }) => (state === 'planned' ? 'never opened' : `${MEETING_STATES[state]}${stateReason ? `: ${stateReason}` : ''}`) },
  ],
  whenEmpty: 'It has not met yet.',
});
