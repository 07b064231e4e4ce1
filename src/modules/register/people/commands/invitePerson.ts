import { Refused } from '#kernel/result.ts';
import { importPeople } from './importPeople.ts';
import { personWithEmail, sendInvitation } from './keepPerson.ts';
import { authorise, type PeopleContext } from './peopleContext.ts';

export interface Invitation {
  email: string;
  name: string;
  role: string;
  organisationCode: string;
  /** The first day, and the last where it is known, as written. */
  start: string;
  end: string;
}

/** The field of the form that each column of a contacts file is. */
export const FIELD_OF_COLUMN: Readonly<Record<string, keyof Invitation>> = {
  email: 'email',
  name: 'name',
  role: 'role',
  organisation_code: 'organisationCode',
  start: 'start',
  end: 'end',
};

/** Makes one person known with one role, and sends them an invitation: a contacts file of one row. */
export async function invitePerson(context: PeopleContext, { organisationCode, ...rest }: Invitation): Promise<{ field: keyof Invitation; reason: string } | null> {
  const row = { ...rest, organisation_code: organisationCode, line: 1 };
  const { refusals } = await importPeople(context, [row], { sendInvitations: true });
  const [refusal] = refusals;
  return refusal ? { field: FIELD_OF_COLUMN[refusal.column] ?? 'email', reason: refusal.reason } : null;
}

/** Sends a person another invitation, for when the first is lost or too old. */
export async function inviteAgain(context: PeopleContext, email: string): Promise<void> {
  authorise(context, 'people.invite');
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const person = await personWithEmail(transaction, email);
    if (!person) throw new Refused({ code: 'person-not-found', what: 'Nobody known here has this address.', todo: 'Choose a person from the list of people.' });
    await sendInvitation(transaction, context, person, context.now());
  });
}
