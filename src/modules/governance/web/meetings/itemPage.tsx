import type { ReactElement } from 'react';
import { PostForm, type FormState, type Option } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { DescribedSubject } from '#platform/subject/subject.ts';
import { MATTERS } from '../../authorityRules.ts';
import type { Forum } from '../../domain/forum.ts';
import { PURPOSES, type AgendaItem, type Meeting } from '../../domain/meeting.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { Room, RoomFacts } from '../../domain/room.ts';
import type { ForumReader } from '../../queries/forumReader.ts';
import { FORUMS } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import { ConflictPart } from './conflictPart.tsx';
import { DecideForm } from './decideForm.tsx';
import { decisionPath, itemPath, meetingCrumbs, meetingPath } from './meetingPaths.ts';
import { VotePart } from './votePart.tsx';

export interface ItemPageProps {
  forum: Forum;
  reader: ForumReader;
  meeting: Meeting;
  item: AgendaItem;
  facts: RoomFacts;
  room: Room;
  about: DescribedSubject | null;
  options: readonly Option[];
  people: readonly Option[];
  interests: readonly Option[];
  rulers: ReadonlyMap<string, readonly Option[]>;
  next: AgendaItem | null;
  forms?: { conflict?: FormState; decide?: FormState; vote?: FormState };
  notice?: string;
}

/** One item while the meeting is under way: who has a conflict, how they vote, what is decided. */
export function ItemPage(props: ItemPageProps): ReactElement {
  const { forum, reader, meeting, item, facts, room, options, next, forms = {}, notice } = props;
  const path = itemPath(meeting.id, item.id);
  const isTaken = item.closedAt === null && item.withdrawnAt === null;
  const isOpen = isTaken && meeting.state === 'open';
  const decide = forms.decide ?? { values: { matter: item.matter ?? '', within: item.withinCode ?? '', amount: item.amountPence === null ? '' : sayPounds(item.amountPence), outcome: room.result?.outcome === 'not-carried' ? 'not-agreed' : 'agreed' } };
  const isForDecision = item.purpose === 'decision';
  return (
    <Page title={item.title} kicker={`${forum.name}, ${PURPOSES[item.purpose]}`} current={FORUMS} breadcrumbs={meetingCrumbs(forum, meeting)} hasErrors={Object.keys(forms).length > 0} {...(notice ? { notice } : {})}>
      <ItemFacts {...props} />
      {item.decisionId && (
        <p>
          Decided: <a href={decisionPath(item.decisionId)}>what was decided, and how it stands</a>.
        </p>
      )}
      {item.withdrawnAt && <p>It was taken off the agenda{item.withdrawnReason && `: ${item.withdrawnReason}`}.</p>}
      <ConflictPart
        path={path}
        conflicts={facts.conflicts}
        isOpen={isTaken && (meeting.state === 'open' || meeting.state === 'planned')}
        isKeeper={reader.isKeeper}
        isWithin={reader.isKeeper || reader.sitsThere}
        personId={reader.personId}
        sitsThere={reader.sitsThere}
        people={props.people}
        interests={props.interests}
        rulers={props.rulers}
        form={forms.conflict ?? {}}
      />
      {(isForDecision || room.votes.length > 0) && meeting.state !== 'planned' && <VotePart path={path} forum={forum} seats={facts.seats} room={room} isOpen={isOpen} isKeeper={reader.isKeeper} personId={reader.personId} />}
      {reader.isKeeper && isTaken && meeting.state === 'planned' && (
        <p>
          What comes of it is recorded once <a href={meetingPath(meeting.id)}>the meeting is open</a>.
        </p>
      )}
      {reader.isKeeper && isOpen && (
        <section aria-labelledby="decide">
          <h2 id="decide" className="nhsuk-heading-m">{isForDecision ? 'Decision' : 'Close the item'}</h2>
          {isForDecision && <DecideForm path={path} form={decide} options={options} isTied={room.result?.outcome === 'tied'} submit="Record the decision" />}
          {!isForDecision && <PostForm action={`${path}/close`} submit="Close the item" form={{}} children={null} />}
          <Otherwise {...props} path={path} decide={decide} />
        </section>
      )}
      {reader.isKeeper && meeting.state === 'open' && item.closedAt && !item.decisionId && <OneButton action={`${path}/reopen`} label="Closed by a slip: open it again" />}
      {next && (
        <p>
          Next: <a href={itemPath(meeting.id, next.id)}>{next.title}</a>
        </p>
      )}
    </Page>
  );
}

/** An item for decision may end without one, and one that was only to be talked about with one. */
function Otherwise({ item, options, room, forms, path, decide }: ItemPageProps & { path: string; decide: FormState }): ReactElement {
  if (item.purpose === 'decision') return <OneButton action={`${path}/close`} label="Close it without a decision" />;
  return (
    <details className="nhsuk-details" open={forms?.decide?.errors !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Something was decided</span>
      </summary>
      <div className="nhsuk-details__text">
        <DecideForm path={path} form={decide} options={options} isTied={room.result?.outcome === 'tied'} submit="Record the decision" />
      </div>
    </details>
  );
}

function ItemFacts({ item, about, reader }: ItemPageProps): ReactElement | null {
  const matter = item.matter ? (MATTERS.find(item.matter)?.label ?? item.matter) : null;
  if (!about && !item.suggestion && !matter && item.amountPence === null && !item.isPrivate) return null;
  return (
    <dl className="register-facts forum-facts">
      {about && (
        <div>
          <dt>About</dt>
          <dd>{about.isPublic || reader.personId !== null ? <a href={about.href}>{about.title}</a> : 'a question that is not public'}</dd>
        </div>
      )}
      {item.suggestion && (
        <div>
          <dt>Takes up</dt>
          <dd>
            <a href={decisionPath(item.suggestion.decisionId)}>an earlier decision</a>
          </dd>
        </div>
      )}
      {matter && (
        <div>
          <dt>Matter</dt>
          <dd>{matter}</dd>
        </div>
      )}
      {item.amountPence !== null && (
        <div>
          <dt>Amount</dt>
          <dd>{sayPounds(item.amountPence)}</dd>
        </div>
      )}
      {item.isPrivate && (
        <div>
          <dt>Private</dt>
          <dd>{item.privateReason}</dd>
        </div>
      )}
    </dl>
  );
}
