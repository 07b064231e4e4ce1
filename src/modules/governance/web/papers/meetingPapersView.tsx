import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { PAPER_PLACES } from '../../domain/papers.ts';
import { AttachForm, PaperHistory, PapersList } from './papersList.tsx';
import { meetingCrumbs, meetingPapersPath, minutesPath, packPath, papersOfPath } from './paperPaths.ts';
import type { MeetingPapers, SubjectPapers } from './papersShown.ts';

/** What a form sent back with its errors, or what was just done. */
export interface FormsSent {
  form?: FormState;
  notice?: string;
}

export function MeetingPapersPage({ forum, meeting, isKeeper, items, ofMeeting, history, form, notice }: MeetingPapers & FormsSent): ReactElement {
  const path = meetingPapersPath(meeting.id);
  const targets = [{ value: meeting.id, label: 'The meeting as a whole' }, ...items.map(({ item, number, title }) => ({ value: item.id, label: `${number}. ${title}` }))];
  return (
    <Page title={`Papers for ${sayDate(meeting.day)}`} kicker={forum.name} current="/forums" breadcrumbs={meetingCrumbs(forum, meeting)} notice={notice} hasErrors={Boolean(form?.errors)}>
      <p>
        <a className="nhsuk-button" href={packPath(meeting.id)}>
          Download the board pack (PDF)
        </a>
      </p>
      <p>
        <a href={minutesPath(meeting.id)}>Minutes</a> <a href={`/meetings/${meeting.id}/calendar.ics`}>Put it in a calendar</a>
      </p>
      {items.length === 0 && <p>Nothing is on the agenda yet. Papers go with items, so add those first.</p>}
      {items.map(({ item, number, title, cover, withheld, papers }) => (
        <section key={item.id} id={`item-${item.id}`}>
          <h2 className="nhsuk-heading-m">
            {number}. {title}
          </h2>
          {withheld ? <p>{withheld}</p> : <PapersList papers={papers} isKeeper={isKeeper} whenNone="No papers for this item." />}
          {cover?.split(/\n{2,}/).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
          {isKeeper && !withheld && <CoverForm meetingId={meeting.id} itemId={item.id} cover={cover} />}
        </section>
      ))}
      {(ofMeeting.length > 0 || isKeeper) && (
        <section>
          <h2 className="nhsuk-heading-m">Of the meeting as a whole</h2>
          <PapersList papers={ofMeeting} isKeeper={isKeeper} />
        </section>
      )}
      {isKeeper && <AttachForm action={path} form={form ?? { values: { publication: 'published' } }} targets={targets} />}
      <PaperHistory history={history} />
    </Page>
  );
}

function CoverForm({ meetingId, itemId, cover }: { meetingId: string; itemId: string; cover: string | null }): ReactElement {
  const name = `cover-${itemId}`;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{cover ? 'Change' : 'Write'} what stands before it in the pack</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`/meetings/${meetingId}/items/${itemId}/cover`} submit="Save" form={{ values: { [name]: cover ?? '' } }}>
          <TextAreaField name={name} label="What the item is about, and what is asked" hint="5,000 characters at most. The public gets it too, unless the item is private." form={{ values: { [name]: cover ?? '' } }} />
        </PostForm>
      </div>
    </details>
  );
}

export function SubjectPapersPage({ belongsTo, subjectId, isKeeper, papers, history, form, notice }: SubjectPapers & FormsSent): ReactElement {
  const title = belongsTo === 'terms' ? 'Papers of the terms of reference' : 'Papers of the delegation';
  const home = belongsTo === 'terms' ? { href: '/forums', label: 'Forums' } : { href: '/authority', label: 'Who decides' };
  return (
    <Page title={title} current={home.href} breadcrumbs={[{ href: '/', label: 'Home' }, home]} notice={notice} hasErrors={Boolean(form?.errors)}>
      <PapersList papers={papers} isKeeper={isKeeper} whenNone={`No document of this ${PAPER_PLACES[belongsTo].split(',')[0]} is here yet.`} />
      {isKeeper && <AttachForm action={papersOfPath(belongsTo, subjectId)} form={form ?? { values: { publication: 'published' } }} />}
      <PaperHistory history={history} />
    </Page>
  );
}
