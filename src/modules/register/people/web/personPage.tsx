import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { DateField, PostForm, type FormState } from '#platform/web/form.tsx';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { displayName } from '../../domain/displayName.ts';
import { ROLES } from '../domain/roles.ts';
import { sayRole } from '../queries/directory.ts';
import type { PersonRecord, RoleBelief, RoleOfPerson } from '../queries/people.ts';
import { HOME_CRUMB, PEOPLE, PEOPLE_CRUMB, personPath } from './peoplePaths.ts';
import { RoleFields, type rolesToGive } from './roleFields.tsx';

export interface PersonPageProps {
  person: PersonRecord;
  options: ReturnType<typeof rolesToGive>;
  notice?: string;
  /** The holding whose last change may be undone from here. */
  undo?: string;
  addForm?: FormState;
  endForm?: FormState & { holdingId: string };
}

/** One person: their roles, their history, and for those who may, the means to change them. */
export function PersonPage({ person, options, notice, undo, addForm = {}, endForm }: PersonPageProps): ReactElement {
  const { mayUse } = useFrame();
  const mayInvite = mayUse('people.invite') && person.name !== null;
  const path = personPath(person.personId);
  return (
    <Page title={person.name ?? 'An erased person'} kicker="Person" current={PEOPLE} notice={notice} hasErrors={Boolean(addForm.errors ?? endForm?.errors)} breadcrumbs={[HOME_CRUMB, PEOPLE_CRUMB]}>
      {undo && mayInvite && (
        <OneButton action={`${path}/undo`} name="holdingId" value={undo} label="Undo this change" />
      )}
      {person.erasedAt && <p>Name, address and mails were erased on {sayDate(person.erasedAt.toISOString().slice(0, 10))}. The roles stay on record.</p>}
      {mayInvite && (
        <>
          <p>
            {person.email}. {person.hasSignedIn ? 'Has signed in.' : 'Has not signed in yet.'}
          </p>
          {!person.hasSignedIn && <OneButton action={`${path}/invite-again`} name="email" value={person.email ?? ''} label="Send another invitation" />}
        </>
      )}
      <h2 className="nhsuk-heading-m">Roles</h2>
      {person.roles.length === 0 && <p>No roles are on record.</p>}
      {person.roles.map((held) => (
        <RoleCard key={held.holdingId} held={held} path={path} mayEnd={mayInvite && options.some(({ value }) => value === held.role)} form={endForm?.holdingId === held.holdingId ? endForm : {}} />
      ))}
      {mayInvite && (
        <details className="nhsuk-details" open={Boolean(addForm.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Add a role</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${path}/roles`} submit="Add this role" form={addForm}>
              <RoleFields form={addForm} options={options} />
            </PostForm>
          </div>
        </details>
      )}
      <History history={person.history} />
      {mayUse('system.administer') && person.name !== null && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Erase this person</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${path}/erase`} submit="Erase name, address and mails" form={{}}>
              <p>This cannot be undone. They are signed out and their roles end. What they did stays on record under a number that leads to nobody.</p>
            </PostForm>
          </div>
        </details>
      )}
    </Page>
  );
}

const sayDays = ({ start, end }: RoleOfPerson): string => (end ? `${sayDate(start)} to ${sayDate(end)}` : `since ${sayDate(start)}`);

function RoleCard({ held, path, mayEnd, form }: { held: RoleOfPerson; path: string; mayEnd: boolean; form: FormState }): ReactElement {
  const { holdingId, role, organisationCode, organisationName, end } = held;
  return (
    <div className="nhsuk-card">
      <div className="nhsuk-card__content">
        <h3 className="nhsuk-card__heading">{ROLES[role].label}</h3>
        <p>
          {organisationCode && (
            <>
              <a href={`/organisations/${organisationCode}`}>{displayName(organisationName ?? organisationCode)}</a>,{' '}
            </>
          )}
          {sayDays(held)}
        </p>
        {mayEnd && (
          <details className="nhsuk-details nhsuk-u-margin-bottom-0" open={Boolean(form.errors)}>
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">{end ? 'Change the last day' : 'End this role'}</span>
            </summary>
            <div className="nhsuk-details__text">
              <PostForm action={`${path}/roles/end`} submit="Save the last day" form={form}>
                <input type="hidden" name="holdingId" value={holdingId} />
                <DateField name={`lastDay-${holdingId}`} label="Last day" hint="For example, 31 3 2026" form={form} />
              </PostForm>
              <OneButton action={`${path}/roles/withdraw`} name="holdingId" value={holdingId} label="It was entered by mistake: take it back" />
            </div>
          </details>
        )}
      </div>
    </div>
  );
}

function OneButton({ action, name, value, label }: { action: string; name: string; value: string; label: string }): ReactElement {
  return (
    <form method="post" action={action}>
      <CsrfField />
      <input type="hidden" name={name} value={value} />
      <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
        {label}
      </button>
    </form>
  );
}

const when = (date: Date): string => `${sayDate(date.toISOString().slice(0, 10))}, ${date.toISOString().slice(11, 16)} UTC`;

function History({ history }: { history: readonly RoleBelief[] }): ReactElement | null {
  if (history.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">What was recorded, and when</h2>
      <div className="chorus-table__scroll">
        <table className="nhsuk-table">
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">Held</th>
              <th scope="col">Recorded</th>
              <th scope="col">Believed until</th>
            </tr>
          </thead>
          <tbody>
            {history.map((belief, index) => (
              <tr key={index}>
                <td>{sayRole(belief)}</td>
                <td>{sayDays(belief)}</td>
                <td>{when(belief.recordedFrom)}</td>
                <td>{belief.recordedTo ? when(belief.recordedTo) : 'now'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
