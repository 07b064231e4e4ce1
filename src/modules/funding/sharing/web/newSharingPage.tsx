import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { DateField, PostForm, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import type { AgreedDecision } from '../../context.ts';
import { SHARING_METHODS } from '../domain/shareOut.ts';
import type { SharingMethod } from '../domain/shareOut.ts';
import { figureField, subjectText } from './sharingForm.ts';
import { sharingCrumbs, sharingsPath } from './sharingPaths.ts';

export interface NewSharingPageProps {
  pcn: { code: string; name: string };
  form: FormState;
  members: readonly { code: string; name: string }[];
  decisions: readonly AgreedDecision[];
  /** The title and day of the version that this one replaces. */
  replaces: { title: string; on: string } | null;
}

const HINTS: Record<SharingMethod, string> = {
  equal: 'Each practice gets the same.',
  registered: 'By the newest published list on the day.',
  'pcn-adjusted': 'By the published population that most of the contract’s payments rest on.',
  'contractor-weighted': 'Enter each practice’s weighted list below.',
  fixed: 'Enter pounds for each practice below. What is not used stays with the PCN.',
  percentages: 'Enter a percentage for each practice below. Together they must be 100%.',
  points: 'Enter the points that each practice earned below.',
};

export function NewSharingPage({ pcn, form, members, decisions, replaces }: NewSharingPageProps): ReactElement {
  const path = sharingsPath(pcn.code);
  const methods = Object.entries(SHARING_METHODS).map(([value, { label }]) => ({ value, label, hint: HINTS[value as SharingMethod] }));
  return (
    <Page title="Share a sum out" kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={[...sharingCrumbs(pcn), { label: 'Sharing out', href: path }]} hasErrors={!!form.errors}>
      <p>
        It is kept as a draft that only the PCN’s manager and clinical director see. You check it, and lock it; then its practices see it.
        {replaces && ` It replaces “${replaces.title}” of ${sayDate(replaces.on)} when it is locked.`}
      </p>
      <PostForm action={`${path}/new`} submit="Work out the shares" form={form}>
        {replaces && <input type="hidden" name="replaces" value={textIn(form.values ?? {}, 'replaces')} />}
        <TextField name="title" label="Which money is it?" hint="For example: investment and impact fund 2025/26" form={form} />
        <TextField name="sum" label="The sum received, in pounds" width={10} form={form} />
        <TextAreaField name="costs" label="Costs to take off first (optional)" hint="One a line, its amount last. For example: Room hire £120" rows={3} form={form} />
        <DateField name="on" label="From which day?" hint="The practices that are members of the PCN on this day share" form={form} />
        <RadioField name="method" label="How is it shared?" options={methods} form={form} />
        <fieldset className="nhsuk-fieldset funding-figures">
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">A figure for each practice</legend>
          <p className="nhsuk-hint">Only for weighted lists, fixed amounts, percentages and points. Enter 0 for a practice that gets nothing.</p>
          {members.map(({ code, name }) => (
            <TextField key={code} name={figureField(code)} label={`${name} (${code})`} width={10} form={form} />
          ))}
        </fieldset>
        <RadioField
          name="open"
          label="What does each practice see, once it is locked?"
          options={[{ value: 'no', label: 'Its own share, the rule and the totals' }, { value: 'yes', label: 'Also the amounts of the other practices' }]}
          form={form}
        />
        {decisions.length > 0 ? (
          <SelectField name="agreedBy" label="The decision that agreed it (optional)" empty="None" options={decisions.map(({ subject, label }) => ({ value: subjectText(subject), label }))} form={form} />
        ) : (
          <p className="nhsuk-hint">No decision that you may read could be pointed at as the one that agreed this.</p>
        )}
      </PostForm>
    </Page>
  );
}
