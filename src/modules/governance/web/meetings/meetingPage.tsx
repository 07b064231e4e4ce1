import type { ReactElement } from 'react';
import type { IsoDate } from '#kernel/isoDate.ts';
import { PostForm, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Forum, Seat } from '../../domain/forum.ts';
import { MEETING_STATES, PURPOSES, type AgendaItem } from '../../domain/meeting.ts';
import type { Quorum } from '../../domain/quorum.ts';
import { sayQuorum } from '../../domain/sayTerms.ts';
import type { Action } from '../../queries/actions.ts';
import type { ForumReader } from '../../queries/forumReader.ts';
import type { MeetingRecord } from '../../queries/meetings.ts';
import { FORUMS } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import { meetingPapersPath, minutesPath, packPath } from '../papers/paperPaths.ts';
import { ActionForm, ActionList } from './actionList.tsx';
import { AttendanceForm, AttendanceList } from './attendanceForm.tsx';
import { ItemFields } from './itemForm.tsx';
import { MeetingFields, meetingValues } from './meetingForm.tsx';
import { decisionPath, itemPath, meetingPath, meetingsCrumbs, sayWhen } from './meetingPaths.ts';

export interface MeetingPageProps {
  forum: Forum;
  reader: ForumReader;
  meeting: MeetingRecord;
  seats: readonly Seat[];
  /** Of the meeting as a whole, before any conflict; null without terms. */
  quorum: Quorum | null;
  mayReadItem: (item: AgendaItem) => boolean;
  actions: readonly Action[];
  carried: readonly Action[];
  people: readonly Option[];
  today: IsoDate;
  forms?: { item?: FormState; action?: FormState; change?: FormState; cancel?: FormState };
  notice?: string;
}

/** One meeting: who is there, what is on the agenda, and for its keeper the forms to run it by. */
export function MeetingPage(props: MeetingPageProps): ReactElement {
  const { forum, reader, meeting, actions, carried, people, today, forms = {}, notice } = props;
  const path = meetingPath(meeting.id);
  const isRunning = meeting.state === 'planned' || meeting.state === 'open';
  const keeps = reader.isKeeper;
  const isWithin = keeps || reader.sitsThere;
  return (
    <Page title={`Meeting of ${sayWhen(meeting)}`} kicker={forum.name} current={FORUMS} breadcrumbs={meetingsCrumbs(forum)} hasErrors={Object.keys(forms).length > 0} {...(notice ? { notice } : {})}>
      <p>
        <strong className="nhsuk-tag">{MEETING_STATES[meeting.state]}</strong> {meeting.stateReason && `${meeting.stateReason}. `}
        {meeting.place && `${meeting.place}. `}
        {meeting.isPublic ? 'In public.' : 'Not in public.'}
      </p>
      <MeetingLinks meeting={meeting} />
      {keeps && <StateForms meeting={meeting} path={path} />}
      <h2 id="agenda" className="nhsuk-heading-m">Agenda</h2>
      <Agenda {...props} canEdit={keeps && isRunning} />
      {keeps && isRunning && (
        <details className="nhsuk-details" open={forms.item?.errors !== undefined || forms.item?.values !== undefined}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Add an item</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${path}/items`} submit="Add the item" form={forms.item ?? {}}>
              <ItemFields form={forms.item ?? { values: { purpose: 'decision' } }} />
            </PostForm>
          </div>
        </details>
      )}
      {meeting.state !== 'cancelled' && (
        <section aria-labelledby="attendance">
          <h2 id="attendance" className="nhsuk-heading-m">
            {ATTENDANCE_HEADINGS[meeting.state]}
          </h2>
          <p className="meeting-quorum">{sayQuorumOf(props)}</p>
          <Attendance {...props} path={path} />
        </section>
      )}
      {isWithin && carried.length > 0 && <ActionList actions={carried} reader={reader} today={today} heading="Actions carried to this meeting" />}
      {isWithin && actions.length > 0 && <ActionList actions={actions} reader={reader} today={today} heading="Actions from this meeting" />}
      {keeps && meeting.state !== 'cancelled' && <ActionForm action={`${path}/actions`} people={people} form={forms.action ?? {}} />}
      {keeps && isRunning && <ChangeForms meeting={meeting} path={path} forms={forms} />}
    </Page>
  );
}

const ATTENDANCE_HEADINGS = { planned: 'Who is coming', open: 'Who is there', ended: 'Who was there', cancelled: 'Who was coming' } as const;

/** Before anybody is marked it is no news that a quorum is missing: what one is, is. */
function sayQuorumOf({ forum, meeting, quorum }: MeetingPageProps): string {
  if (!quorum || !forum.terms) return 'No terms of reference say what a quorum is.';
  return meeting.state === 'planned' && meeting.attendance.length === 0 ? `Needed for a quorum: ${lowerFirst(sayQuorum(forum.terms.quorum))}.` : quorum.says;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The keeper marks it; once the meeting has ended it reads as a record, and marking is putting it right. */
function Attendance({ reader, meeting, seats, path }: MeetingPageProps & { path: string }): ReactElement {
  const form = <AttendanceForm action={`${path}/attendance`} seats={seats} attendance={meeting.attendance} />;
  if (reader.isKeeper && meeting.state !== 'ended') return form;
  return (
    <>
      <AttendanceList seats={seats} attendance={meeting.attendance} />
      {reader.isKeeper && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Put right who was there</span>
          </summary>
          <div className="nhsuk-details__text">{form}</div>
        </details>
      )}
    </>
  );
}

function MeetingLinks({ meeting: { id, state } }: { meeting: MeetingRecord }): ReactElement {
  const links = [
    ...(state === 'ended' ? [{ href: minutesPath(id), label: 'Minutes' }] : []),
    { href: meetingPapersPath(id), label: 'Papers' },
    { href: packPath(id), label: 'Board pack (PDF)' },
    ...(state === 'planned' ? [{ href: `${meetingPath(id)}/calendar.ics`, label: 'Add to a calendar' }] : []),
  ];
  return (
    <p className="forum-links">
      {links.map(({ href, label }) => (
        <a key={href} href={href}>
          {label}
        </a>
      ))}
    </p>
  );
}

function StateForms({ meeting, path }: { meeting: MeetingRecord; path: string }): ReactElement | null {
  if (meeting.state === 'planned') return <PostForm action={`${path}/open`} submit="Open the meeting" form={{}} children={null} />;
  if (meeting.state === 'open') return <PostForm action={`${path}/end`} submit="End the meeting" form={{}} children={null} />;
  if (meeting.state === 'ended') return <OneButton action={`${path}/reopen`} label="It goes on: open it again" />;
  return null;
}

function Agenda({ meeting, mayReadItem, canEdit }: MeetingPageProps & { canEdit: boolean }): ReactElement {
  const items = meeting.items.filter(({ withdrawnAt }) => withdrawnAt === null);
  const gone = meeting.items.filter((item) => item.withdrawnAt !== null && mayReadItem(item));
  if (items.length === 0 && gone.length === 0) return <p>The agenda is empty.{canEdit && ' Add the first item.'}</p>;
  return (
    <>
      <ol className="meeting-agenda">
        {items.map((item) => (
          <li key={item.id}>{mayReadItem(item) ? <ItemLine item={item} canEdit={canEdit} /> : <span>Withheld: {item.privateReason}</span>}</li>
        ))}
      </ol>
      {gone.length > 0 && (
        <p className="forum-quiet">
          Taken off:{' '}
          {gone.map(({ id, title, withdrawnReason }) => (
            <span key={id}>
              {title}
              {withdrawnReason && ` (${withdrawnReason})`}{' '}
              {canEdit && <OneButton action={`${itemPath(meeting.id, id)}/restore`} label="Put it back" />}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function ItemLine({ item, canEdit }: { item: AgendaItem; canEdit: boolean }): ReactElement {
  const path = itemPath(item.meetingId, item.id);
  return (
    <>
      <a href={path}>{item.title}</a>
      <span className="forum-quiet">
        {PURPOSES[item.purpose]}
        {item.isPrivate && `; private: ${item.privateReason}`}
        {item.decisionId ? (
          <>
            ; <a href={decisionPath(item.decisionId)}>decided</a>
          </>
        ) : (
          item.closedAt && '; closed'
        )}
      </span>
      {canEdit && item.closedAt === null && (
        <span className="meeting-item-moves">
          <OneButton action={`${path}/move`} label="Up" fields={{ way: 'up' }} />
          <OneButton action={`${path}/move`} label="Down" fields={{ way: 'down' }} />
          {item.suggestion?.kind !== 'report' && <OneButton action={`${path}/remove`} label="Take off" />}
        </span>
      )}
    </>
  );
}

function ChangeForms({ meeting, path, forms }: { meeting: MeetingRecord; path: string; forms: NonNullable<MeetingPageProps['forms']> }): ReactElement {
  const change = forms.change ?? { values: meetingValues(meeting) };
  return (
    <details className="nhsuk-details" open={forms.change !== undefined || forms.cancel !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Change the time or the place{meeting.state === 'planned' && ', or cancel the meeting'}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${path}/change`} submit="Save the change" form={change}>
          <MeetingFields form={change} />
        </PostForm>
        {meeting.state === 'planned' && (
          <PostForm action={`${path}/cancel`} submit="Cancel the meeting" form={forms.cancel ?? {}}>
            <TextField name="reason" label="Why it is cancelled" form={forms.cancel ?? {}} />
          </PostForm>
        )}
      </div>
    </details>
  );
}
