import type { ReactElement } from 'react';
import { CheckboxField, DateField, PostForm, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { listIn, textIn } from '#platform/web/formValues.ts';
import { FORM_RULES, MATTERS } from '../../authorityRules.ts';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { BodyChoice } from '../../queries/bodyChoices.ts';
import { AUTHORITY, AUTHORITY_CRUMB, DELEGATIONS, DELEGATIONS_CRUMB } from '../authority/authorityPaths.ts';
import { MatterBoxes } from '../authority/matterOptions.tsx';
import { CodeField } from '../authority/placeField.tsx';
import { HOME_CRUMB } from '../forums/forumPaths.ts';

export interface NewDelegationPageProps {
  form: FormState;
  givers: readonly BodyChoice[];
  bodies: readonly BodyChoice[];
  places: readonly BodyChoice[];
}

export function NewDelegationPage({ form, givers, bodies, places }: NewDelegationPageProps): ReactElement {
  const { values = {}, errors } = form;
  const crumbs = [HOME_CRUMB, AUTHORITY_CRUMB, DELEGATIONS_CRUMB];
  if (givers.length === 0) {
    return (
      <Page title="Record a grant" current={AUTHORITY} breadcrumbs={crumbs}>
        <p>You speak for no body that can grant anything: you hold no role at an organisation here, keep no forum and sit in no seat today.</p>
      </Page>
    );
  }
  return (
    <Page title="Record a grant" current={AUTHORITY} breadcrumbs={crumbs} hasErrors={Boolean(errors)}>
      <p>What a body lets another decide in its place, and on which terms. Grants in force are published. A draft is seen by those who record grants, and can be tried on the devolution map.</p>
      <PostForm action={`${DELEGATIONS}/new`} submit="Record this grant" form={form}>
        <SelectField name="giver" label="Who grants it" hint="The bodies for which you speak" {...(givers.length > 1 ? { empty: 'Choose one' } : {})} options={givers} form={form} />
        <CodeField name="receiver" label="Who receives it" hint="A forum or an organisation, by its code; a person in a seat as seat: and the number in the seat’s address" value={textIn(values, 'receiver')} choices={bodies} error={errors?.['receiver']} />
        <SelectField name="form" label="Governance form of the receiver" empty="Choose one" options={Object.values(FORM_RULES).filter(({ power }) => power !== 'none').map((rule) => ({ value: rule.form, label: GOVERNANCE_FORMS[rule.form] }))} form={form} />
        <fieldset className="nhsuk-fieldset" id="field-matters" tabIndex={-1}>
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Matters</legend>
          {errors?.['matters'] && <span className="nhsuk-error-message">{errors['matters']}</span>}
          <MatterBoxes tree={MATTERS} name="matters" chosen={listIn(values, 'matters')} />
        </fieldset>
        <details className="authority-what-if" open={listIn(values, 'keptBack').length > 0 || Boolean(errors?.['keptBack'])}>
          <summary>Keep something of them back</summary>
          <fieldset className="nhsuk-fieldset" id="field-keptBack" tabIndex={-1}>
            <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Matters beneath those above that are kept</legend>
            {errors?.['keptBack'] && <span className="nhsuk-error-message">{errors['keptBack']}</span>}
            <MatterBoxes tree={MATTERS} name="keptBack" chosen={listIn(values, 'keptBack')} skipTop />
          </fieldset>
        </details>
        <CodeField name="within" label="Where" hint="The code of a place, ICB, PCN or practice: it holds anywhere within it" value={textIn(values, 'within')} choices={places} error={errors?.['within']} />
        <TextField name="limitDecision" label="Limit a decision, in pounds" hint="Leave it empty for no limit" width={10} inputMode="decimal" form={form} />
        <TextField name="limitYear" label="Limit a financial year, in pounds" hint="From 1 April to 31 March. Leave it empty for no limit" width={10} inputMode="decimal" form={form} />
        <CheckboxField name="conditions" label="Conditions" options={[{ value: 'consult-lmc', label: 'Consult the LMC first' }, { value: 'onward', label: 'May be delegated onward', hint: 'Unless this is ticked, no onward delegation' }]} form={form} />
        <CodeField name="jointWith" label="Jointly with (optional)" hint="The other parent of a joint committee, or a body such as the council with which it must be decided" value={textIn(values, 'jointWith')} choices={bodies} error={errors?.['jointWith']} />
        <TextAreaField name="otherCondition" label="Another condition, in your own words (optional)" rows={3} form={form} />
        <TextAreaField name="instrument" label="Instrument" hint="Which document grants it, and where in it. You can attach the document afterwards" rows={3} form={form} />
        <DateField name="from" label="First day" hint="For example, 1 4 2026" form={form} />
        <DateField name="lastDay" label="Last day (optional)" hint="Leave it empty where it goes on" form={form} />
        <RadioField name="status" label="Record it as" options={[{ value: 'draft', label: 'A draft', hint: 'To try it on the map first' }, { value: 'in-force', label: 'In force', hint: 'Granted by its instrument' }]} form={form} />
      </PostForm>
    </Page>
  );
}
