import type { ReactElement } from 'react';
import { CheckboxField, DateField, PostForm, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { patternNamed, programmeRules } from '../programmeRules.ts';
import { PROFESSION_CHOICES } from '../queries/choices.ts';
import type { Choices } from '../queries/choices.ts';
import { BETTER } from './factForms.tsx';
import { PLAN_LINES, planField } from './planForm.ts';
import type { PlanList } from './planForm.ts';
import { PROGRAMMES, PROGRAMMES_CRUMBS } from './programmesPage.tsx';

/** First: which pattern it is most like. */
export const PatternsPage = (): ReactElement => (
  <Page title="Start a programme" current={PROGRAMMES} breadcrumbs={PROGRAMMES_CRUMBS}>
    <p>What is it most like? Each brings its team, its measures and its first wins, and you can change every word of them before it starts.</p>
    <ul className="programme-patterns">
      {programmeRules().patterns.map(({ id, title, says, sourceTitle, status }) => (
        <li key={id}><a href={`${PROGRAMMES}/new?pattern=${id}`}><strong>{title}</strong></a><br />{says} <span className="programme-quiet">{sourceTitle} ({status})</span></li>
      ))}
      <li><a href={`${PROGRAMMES}/new?pattern=none`}><strong>Something else</strong></a><br />Begin from nothing.</li>
    </ul>
  </Page>
);

/** Then: its words, ready to edit. */
export function NewProgrammePage({ form, organisations, choices }: { form: FormState; organisations: readonly Option[]; choices: Pick<Choices, 'needs' | 'decisions'> }): ReactElement {
  const pattern = patternNamed(textIn(form.values ?? {}, 'pattern'));
  return (
    <Page title="Start a programme" {...(pattern ? { kicker: pattern.title } : {})} current={PROGRAMMES} breadcrumbs={[...PROGRAMMES_CRUMBS, { label: 'Choose a pattern', href: `${PROGRAMMES}/new` }]} hasErrors={Boolean(form.errors)}>
      <PostForm action={`${PROGRAMMES}/new`} submit="Start this programme" form={form}>
        <input type="hidden" name="pattern" value={pattern?.id ?? ''} />
        {organisations.length === 1 ? <input type="hidden" name="organisation" value={organisations[0]!.value} /> : <SelectField name="organisation" label="Whose programme it is" options={organisations} form={form} />}
        <TextField name="title" label="What it is called" form={form} />
        <TextAreaField name="vision" label="What patients will notice, in two sentences" hint="As you would say it to a patient. You can leave it for later" rows={3} form={form} />
        {choices.needs.length > 0 && <SelectField name="need" label="The need that it answers" hint="You can say it later; without one nobody is shown why" options={choices.needs} empty="Not said yet" form={form} />}
        {choices.decisions.length > 0 && <SelectField name="decision" label="The decision that began it (optional)" options={choices.decisions} empty="None" form={form} />}
        <DateField name="started" label="The day on which it began, or begins" form={form} />
        <Aims list="measure" legend="What is to be measured" says="Each becomes a measure once you enter where it stands today. Clear a line to leave it out." form={form} />
        <Aims list="win" legend="First wins" says="What practices will notice soon. Each gets its figure and its day afterwards." form={form} />
        <CheckboxField name="sought" label="Who is wanted in the team that leads it" options={PROFESSION_CHOICES} form={form} />
      </PostForm>
    </Page>
  );
}

const Aims = ({ list, legend, says, form }: { list: PlanList; legend: string; says: string; form: FormState }): ReactElement => (
  <fieldset className="nhsuk-fieldset programme-aims">
    <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{legend}</legend>
    <p className="nhsuk-hint">{says}</p>
    {PLAN_LINES.map((line) => (
      <div key={line} className="programme-aim">
        <TextField name={planField(list, line, 'title')} label={`${line}. What`} form={form} />
        <TextField name={planField(list, line, 'unit')} label="Counted in" form={form} />
        <SelectField name={planField(list, line, 'improvement')} label="Which way" options={BETTER} empty="Choose" form={form} />
      </div>
    ))}
  </fieldset>
);
