import type { ReactElement } from 'react';
import { DateField, SelectField, TextField, type FormState } from '#platform/web/form.tsx';
import { mayGive } from '../domain/permissions.ts';
import { ROLE_IDS, ROLES } from '../domain/roles.ts';
import type { PeopleContext } from '../commands/peopleContext.ts';

/** The roles that somebody may give, for a select field. */
export const rolesToGive = ({ permissionTable, permissions }: Pick<PeopleContext, 'permissionTable' | 'permissions'>) =>
  ROLE_IDS.filter((role) => mayGive(permissionTable, role, permissions)).map((role) => ({ value: role, label: ROLES[role].label }));

/** The fields of a role at an organisation, shared by the invitation and the person's page. */
export function RoleFields({ form, options }: { form: FormState; options: ReturnType<typeof rolesToGive> }): ReactElement {
  return (
    <>
      <SelectField name="role" label="Role" form={form} options={options} empty="Choose a role" />
      <TextField name="organisationCode" label="Code of the organisation" hint="For example A81001 for a practice or U12345 for a PCN. An administrator or register editor of the whole system needs none." form={form} width={10} autoComplete="off" />
      <DateField name="start" label="First day" hint="For example, 1 4 2025" form={form} />
      <DateField name="end" label="Last day, if it is known" hint="Leave it empty while the role goes on" form={form} />
    </>
  );
}
