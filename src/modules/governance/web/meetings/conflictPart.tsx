import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, SelectField, TextAreaField, type FormState, type Option } from '#platform/web/form.tsx';
import { RULINGS, type Conflict } from '../../domain/meeting.ts';
import { OneButton } from '../forums/oneButton.tsx';
import { Choices } from './choices.tsx';
import { nameOf } from './meetingPaths.ts';

interface ConflictPartProps {
  path: string;
  conflicts: readonly Conflict[];
  /** Item and meeting still take declarations and rulings. */
  isOpen: boolean;
  isKeeper: boolean;
  /** Whether the reader sits in the forum: the words of a conflict are for those who do. */
  isWithin: boolean;
  personId: string | null;
  sitsThere: boolean;
  people: readonly Option[];
  /** Entries of the register of interests that may be pointed at. */
  interests: readonly Option[];
  /** Who may rule on each conflict now, by its id. */
  rulers: ReadonlyMap<string, readonly Option[]>;
  form: FormState;
}

const RULING_OPTIONS = [
  { value: 'stay', label: 'Stays' },
  { value: 'stay-without-vote', label: 'Stays, no vote' },
  { value: 'leave', label: 'Leaves' },
  { value: 'no-papers', label: 'No papers' },
];

/** Conflicts of interest of one item: declared, ruled on, and the forms for both. */
export function ConflictPart(props: ConflictPartProps): ReactElement {
  const { conflicts, isOpen, isKeeper, sitsThere } = props;
  return (
    <section aria-labelledby="conflicts">
      <h2 id="conflicts" className="nhsuk-heading-m">Conflicts of interest</h2>
      {conflicts.length === 0 && <p>None is declared.</p>}
      <ul className="meeting-list">
        {conflicts.map((conflict) => (
          <ConflictLine key={conflict.id} conflict={conflict} {...props} />
        ))}
      </ul>
      {isOpen && (isKeeper || sitsThere) && <DeclareForm {...props} />}
    </section>
  );
}

function ConflictLine({ conflict, path, isOpen, isKeeper, isWithin, personId, rulers }: ConflictPartProps & { conflict: Conflict }): ReactElement {
  const { id, name, words, ruling } = conflict;
  const candidates = rulers.get(id) ?? [];
  const mayRecord = isKeeper ? candidates : candidates.filter(({ value }) => value === personId);
  return (
    <li>
      {nameOf(name)} {ruling ? <strong className="nhsuk-tag nhsuk-tag--blue">{RULINGS[ruling.ruling]}</strong> : <strong className="nhsuk-tag nhsuk-tag--orange">not ruled on</strong>}
      <span className="forum-quiet">
        {isWithin && words && <>“{words}” </>}
        {ruling && `Ruled by ${nameOf(ruling.ruledByName)}.`}
      </span>
      {isOpen && mayRecord.length > 0 && (
        <form method="post" action={`${path}/conflicts/${id}/ruling`} className="meeting-ruling">
          <CsrfField />
          <Choices name="ruling" legend={`Ruling on the conflict of ${nameOf(name)}`} options={RULING_OPTIONS} chosen={ruling?.ruling ?? null} />
          <label>
            <span className="forum-quiet">Ruled by </span>
            <select className="nhsuk-select" name="ruledBy" defaultValue={mayRecord[0]?.value}>
              {mayRecord.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
            Save the ruling
          </button>
        </form>
      )}
      {isOpen && (isKeeper || personId === conflict.personId) && <OneButton action={`${path}/conflicts/${id}/withdraw`} label="Take it back" />}
    </li>
  );
}

function DeclareForm({ path, isKeeper, people, interests, form }: ConflictPartProps): ReactElement {
  return (
    <details className="nhsuk-details" open={form.errors !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{isKeeper ? 'Declare a conflict' : 'I have a conflict of interest'}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${path}/conflicts`} submit="Declare it" form={form}>
          {isKeeper && <SelectField name="person" label="Whose" options={people} empty="Choose" form={form} />}
          {interests.length > 0 && <SelectField name="interest" label="In the register of interests" options={interests} empty="Not in the register" form={form} />}
          <TextAreaField name="words" label="What the interest is" rows={2} form={form} />
        </PostForm>
      </div>
    </details>
  );
}
