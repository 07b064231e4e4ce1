import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { DateField, PostForm, SelectField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import type { Action } from '../../queries/actions.ts';
import type { ForumReader } from '../../queries/forumReader.ts';
import { OneButton } from '../forums/oneButton.tsx';
import { decisionPath, nameOf } from './meetingPaths.ts';

/** What is to be done, by whom and by when; the owner and the keeper settle it in place. */
export function ActionList({ actions, reader, today, heading }: { actions: readonly Action[]; reader: ForumReader; today: IsoDate; heading: string }): ReactElement {
  return (
    <section aria-labelledby="actions">
      <h2 id="actions" className="nhsuk-heading-m">{heading}</h2>
      {actions.length === 0 && <p>No actions.</p>}
      <ul className="meeting-list">
        {actions.map((action) => (
          <ActionLine key={action.id} action={action} reader={reader} today={today} />
        ))}
      </ul>
    </section>
  );
}

function ActionLine({ action, reader, today }: { action: Action; reader: ForumReader; today: IsoDate }): ReactElement {
  const { id, what, ownerId, ownerName, dueOn, state, settledAt, reason, carriedOver, decisionId } = action;
  const maySettle = reader.isKeeper || (reader.personId !== null && reader.personId === ownerId);
  const isOverdue = state === 'open' && dueOn < today;
  return (
    <li id={`action-${id}`}>
      {what}
      <span className="forum-quiet">
        {nameOf(ownerName)}, by {sayDate(dueOn)}
        {isOverdue && <strong className="nhsuk-tag nhsuk-tag--orange">overdue</strong>}
        {state === 'open' && carriedOver > 0 && `; carried over ${carriedOver === 1 ? 'one meeting' : `${carriedOver} meetings`}`}
        {settledAt && `; ${state} on ${sayDate(settledAt.toISOString().slice(0, 10))}${reason ? `: ${reason}` : ''}`}
        {decisionId && (
          <>
            {' '}
            <a href={decisionPath(decisionId)}>The decision</a>
          </>
        )}
      </span>
      {maySettle && state === 'open' && <OneButton action={`/actions/${id}/done`} label="Mark as done" />}
      {maySettle && state !== 'open' && <OneButton action={`/actions/${id}/reopen`} label="Take that back" />}
      {reader.isKeeper && state === 'open' && <DropForm id={id} />}
    </li>
  );
}

function DropForm({ id }: { id: string }): ReactElement {
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">It is not to be done after all</span>
      </summary>
      <form method="post" action={`/actions/${id}/drop`} className="nhsuk-details__text">
        <CsrfField />
        <label className="nhsuk-label" htmlFor={`drop-${id}`}>
          Why
        </label>
        <input className="nhsuk-input" id={`drop-${id}`} name="reason" required />
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Drop the action
        </button>
      </form>
    </details>
  );
}

/** Adds an action; `people` are those who sit in the forum. */
export function ActionForm({ action, people, form }: { action: string; people: readonly Option[]; form: FormState }): ReactElement {
  return (
    <details className="nhsuk-details" open={form.errors !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Add an action</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={action} submit="Add the action" form={form}>
          <TextField name="what" label="What is to be done" hint="Begin with a verb" form={form} />
          <SelectField name="owner" label="By whom" options={people} empty="Choose" form={form} />
          <DateField name="due" label="By when" form={form} />
        </PostForm>
      </div>
    </details>
  );
}
