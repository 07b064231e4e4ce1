import type { ReactElement } from 'react';
import { SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { REGIONS, roleRules } from '#funding';
import { FUNDED_BY } from '../domain/post.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { EMPLOYER_UNKNOWN } from './postForm.ts';

const optionsOf = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));
/** Those who can be chosen: who was erased cannot. */
export const staffOptions = ({ staff }: NetworkNames) => staff.flatMap(({ id, name }) => (name === null ? [] : [{ value: id, label: name }]));

/** What a form asks of a post, new or changed. */
export function PostFields({ names, pcn, form }: { names: NetworkNames; pcn: { code: string; name: string }; form: FormState }): ReactElement {
  const practices = names.practices.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <SelectField name="role" label="Role" empty="A post of another kind" options={[...roleRules().roles.values()].map(({ id, title }) => ({ value: id, label: title }))} form={form} />
      <TextField name="title" label="What it is called (optional)" hint="Needed for a post of another kind; otherwise the role’s name is taken" form={form} />
      <TextField name="band" label="Band (optional)" width={5} form={form} />
      <TextField name="wte" label="Whole-time equivalent" hint="Above 0 and at most 1, such as 0.6" width={5} inputMode="decimal" form={form} />
      <SelectField name="employer" label="Employed by" empty="Somebody else, by the code below" options={[{ value: EMPLOYER_UNKNOWN, label: 'Not known yet' }, { value: pcn.code, label: pcn.name }, ...practices]} form={form} />
      <TextField name="employer-other" label="Code of another employer (optional)" hint="A federation’s or a trust’s, as the register has it" width={10} form={form} />
      <SelectField name="home" label="At home" hint="Where its holder belongs" empty="Nowhere" options={[...names.teams.map(({ id, name }) => ({ value: `team:${id}`, label: `${name} (a team of the PCN)` })), ...practices.map(({ value, label }) => ({ value: `practice:${value}`, label }))]} form={form} />
      <fieldset className="nhsuk-fieldset" id="field-work-places">
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Hours a week in each practice</legend>
        {form.errors?.['work-places'] && <p className="nhsuk-error-message">{form.errors['work-places']}</p>}
        {practices.map(({ value, label }) => (
          <TextField key={value} name={`hours-${value}`} label={label} width={5} inputMode="decimal" form={form} />
        ))}
      </fieldset>
      <SelectField name="line-manager" label="Line manager" empty="Nobody" options={staffOptions(names)} form={form} />
      <SelectField name="supervisor" label="Clinical supervisor" empty="Nobody" options={staffOptions(names)} form={form} />
      <TextField name="meets-every" label="Meets its team every so many weeks (optional)" hint="Leave it empty where there is no regular meeting" width={5} inputMode="numeric" form={form} />
      <SelectField name="sits-at" label="Has a place to sit at" empty="None" options={practices} form={form} />
      <SelectField name="funded-by" label="Paid from" empty="Choose one" options={optionsOf(FUNDED_BY)} form={form} />
      <SelectField name="region" label="Where the post is" options={optionsOf(REGIONS)} form={form} />
      <TextField name="cost" label="A year’s cost with on-costs, in pounds (optional)" hint="Of the whole post. Leave it empty where it is not known" width={10} inputMode="decimal" form={form} />
      <TextAreaField name="agreed" label="How the commissioner agreed (only if it did)" hint="Needed for a post above its role’s cap, or before the role is reimbursed. The reason is kept" rows={2} form={form} />
    </>
  );
}
