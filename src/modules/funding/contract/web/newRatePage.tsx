import type { ReactElement } from 'react';
import { DateField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Stream } from '../contractRules.ts';
import type { EnteredFigure } from '../enteredFigures.ts';
import { MONEY_CRUMBS, RATES, RATES_CRUMB, withdrawRatePath } from './ratesPaths.ts';

export function NewRatePage({ form, streams }: { form: FormState; streams: readonly Stream[] }): ReactElement {
  const options = streams.flatMap(({ title: stream, figures }) => figures.map(({ id, title, unit }) => ({ value: id, label: title === stream ? `${title} (${unit})` : `${stream}: ${title} (${unit})` })));
  return (
    <Page title="Enter a rate" current="/funding" breadcrumbs={[...MONEY_CRUMBS, RATES_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>It is used in every statement from now on, marked as not verified unless you read it in the contract itself. It can be withdrawn, and it stays on record that it was entered.</p>
      <PostForm action={RATES} submit="Enter the rate" form={form}>
        <SelectField name="figure" label="Which figure" options={options} empty="Choose a figure" form={form} />
        <TextField name="value" label="Value" hint="As it was published, such as 8.427. A share may be a fraction, such as 2/3." width={10} inputMode="decimal" form={form} />
        <DateField name="from" label="First day on which it holds" hint="For example, 1 4 2026" form={form} />
        <DateField name="to" label="First day on which it holds no more (optional)" hint="For example, 1 4 2027" form={form} />
        <DateField name="published" label="Day on which it was published" form={form} />
        <TextField name="sourceTitle" label="Document in which it was read" form={form} />
        <TextField name="sourceAddress" label="Its address on the web (optional)" inputMode="url" form={form} />
        <TextField name="locator" label="Where in it" hint="A page, a paragraph or a table" form={form} />
        <RadioField
          name="isRead" label="How sure is it?" form={form}
          options={[
            { value: 'no', label: 'It was reported elsewhere', hint: 'It is marked as not verified.' },
            { value: 'yes', label: 'I read it in the contract specification itself' },
          ]}
        />
      </PostForm>
    </Page>
  );
}

export function WithdrawRatePage({ entered, title }: { entered: EnteredFigure; title: string }): ReactElement {
  return (
    <Page title="Withdraw a rate" current="/funding" breadcrumbs={[...MONEY_CRUMBS, RATES_CRUMB]}>
      <p>
        {title}: {entered.value}, entered from “{entered.sourceTitle}”, {entered.locator}.
      </p>
      <p>Statements no longer use it. It stays on record that it was entered, and by whom.</p>
      <PostForm action={withdrawRatePath(entered.id)} submit="Withdraw the rate" form={{}}>
        <></>
      </PostForm>
    </Page>
  );
}
