import type { ReactElement } from 'react';
import { toIsoDate } from '#kernel/isoDate.ts';
import { PostForm, TextField, type FormState } from '#platform/web/form.tsx';
import { dateFieldText } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { personWithEmail } from '../commands/keepPerson.ts';
import { invitePerson, type Invitation } from '../commands/invitePerson.ts';
import type { PeopleHouse } from '../commands/peopleContext.ts';
import { emailOf } from '../domain/email.ts';
import { actingFor } from './acting.ts';
import { HOME_CRUMB, PEOPLE, PEOPLE_CRUMB, personPath } from './peoplePaths.ts';
import { RoleFields, rolesToGive } from './roleFields.tsx';

const PATH = `${PEOPLE}/invite`;

/** Inviting one person. */
export function invitePages(house: PeopleHouse): PageDefinition[] {
  const show = (session: Session, form: FormState, status = 200) => html(<InvitePage form={form} options={rolesToGive(actingFor(house, session))} />, status);
  return [
    definePage({
      method: 'GET',
      path: PATH,
      who: 'people.invite',
      handle: async ({ session }) => {
        const [year, month, day] = toIsoDate(house.now()).split('-');
        return show(session, { values: { 'start-day': String(Number(day)), 'start-month': String(Number(month)), 'start-year': year } });
      },
    }),
    definePage({
      method: 'POST',
      path: PATH,
      who: 'people.invite',
      handle: async ({ session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const invitation = invitationIn(values);
        const refusal = await invitePerson(actingFor(house, session), invitation);
        if (refusal) return show(session, { values, errors: { [refusal.field]: refusal.reason } }, 400);
        const person = await personWithEmail(house.database.as(), emailOf(invitation.email)!);
        return redirect303(`${personPath(person!.personId)}?done=invited`);
      },
    }),
  ];
}

function invitationIn(values: SentValues): Invitation {
  const text = (name: string): string => String(values[name] ?? '').trim();
  return {
    email: text('email'),
    name: text('name'),
    role: text('role'),
    organisationCode: text('organisationCode'),
    start: dateFieldText(values, 'start'),
    end: dateFieldText(values, 'end'),
  };
}

function InvitePage({ form, options }: { form: FormState; options: ReturnType<typeof rolesToGive> }): ReactElement {
  return (
    <Page title="Invite a person" current={PEOPLE} hasErrors={Boolean(form.errors)} breadcrumbs={[HOME_CRUMB, PEOPLE_CRUMB]}>
      <p>They get an e-mail with a link that signs them in. What they may do follows from their role.</p>
      <PostForm action={PATH} submit="Invite this person" form={form}>
        <TextField name="name" label="Name" hint="As others know them, with a title if they use one" form={form} autoComplete="off" />
        <TextField name="email" label="E-mail address" form={form} type="email" inputMode="email" autoComplete="off" />
        <RoleFields form={form} options={options} />
      </PostForm>
    </Page>
  );
}
