import type { ReactElement } from 'react';
import { sayNumber } from '#kernel/sayWords.ts';
import { PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { rotaPath } from '../../web/workforcePaths.ts';
import { SHARED_BY } from '../domain/shares.ts';
import type { RotaFound } from '../queries/rotas.ts';

interface RotaFormProps {
  found: RotaFound;
  form: FormState;
}

/** What happened in a week, practice by practice in one block; where one role is shared, beside what was planned. */
export function WeekForm({ found: { pcn, posts, practices, week }, form }: RotaFormProps): ReactElement {
  const shared = posts.filter(({ now }) => now !== null);
  const only = shared.length === 1 ? shared[0]!.now : null;
  const planned = (code: string): string => (only ? `Planned now: ${sayNumber(only.shares.find(({ practiceCode }) => practiceCode === code)?.minutes ?? 0)}` : '');
  const first = shared.find(({ found }) => found.notEntered.length > 0) ?? shared[0];
  const own: FormState = { ...form, values: form.values ?? { reference: first?.reference ?? '', week: first?.found.notEntered[0] ?? week } };
  // Those that are shared first: they are the ones that are entered every week.
  const options = [...posts].sort((a, b) => Number(b.now !== null) - Number(a.now !== null)).map(({ reference, title }) => ({ value: reference, label: `${reference}: ${title}` }));
  return (
    <section className="workforce-week">
      <h2>Enter what happened in a week</h2>
      <PostForm action={`${rotaPath(pcn.code)}/minutes`} submit="Keep these minutes" form={own}>
        <div className="workforce-grid">
          <SelectField name="reference" label="Post" options={options} form={own} />
          <TextField name="week" label="Any day of the week" type="date" width={10} form={own} />
        </div>
        <fieldset className="nhsuk-fieldset">
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Minutes at each practice</legend>
          <p className="workforce-quiet">Leave a practice empty that had none. What was entered before for the same week is replaced.</p>
          <div className="workforce-grid">
            {practices.map(({ code, name }) => <TextField key={code} name={`minutes-${code}`} label={name} hint={planned(code)} width={5} inputMode="numeric" form={own} />)}
          </div>
        </fieldset>
      </PostForm>
    </section>
  );
}

/** Sharing a role from a week on; folded where one is shared already, as it is seldom changed. */
export function ShareForm({ found: { pcn, posts, practices, week }, form, isOpen, isSecondary }: RotaFormProps & { isOpen: boolean; isSecondary: boolean }): ReactElement {
  const own: FormState = { ids: 'share', ...form, values: form.values ?? { from: week, sharedBy: 'list' } };
  return (
    <details className="nhsuk-details" open={isOpen}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Share a role, or change how one is shared</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={rotaPath(pcn.code)} submit="Share this role" form={own} isSecondary={isSecondary}>
          <SelectField name="reference" label="Post" options={posts.map(({ reference, title }) => ({ value: reference, label: `${reference}: ${title}` }))} form={own} />
          <div className="workforce-grid">
            <TextField name="from" label="From the week of" type="date" width={10} form={own} />
            <TextField name="minutes" label="Minutes in a week" width={5} inputMode="numeric" form={own} />
            <TextField name="session" label="Minutes in a session (optional)" width={5} inputMode="numeric" form={own} />
          </div>
          <RadioField name="sharedBy" label="How it is shared" options={Object.entries(SHARED_BY).map(([value, label]) => ({ value, label }))} form={own} />
          <fieldset className="nhsuk-fieldset">
            <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Weight or minutes of each practice</legend>
            <p className="workforce-quiet">Only for sharing by need or by agreement. The lists are known.</p>
            <div className="workforce-grid">
              {practices.map(({ code, name }) => <TextField key={code} name={`weight-${code}`} label={name} width={5} inputMode="decimal" form={own} />)}
            </div>
          </fieldset>
          <TextField name="source" label="Where the weights come from" form={own} />
        </PostForm>
      </div>
    </details>
  );
}
