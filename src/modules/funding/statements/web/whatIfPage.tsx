import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { FileField, FormErrors, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import type { FieldErrors } from '#platform/web/formValues.ts';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { displayName } from '#register';
import { STREAMS } from '../../contract/index.ts';
import type { Figure, Overlay } from '../../contract/index.ts';
import type { Statement } from '../domain/statement.ts';
import { comparedLines } from './comparedLines.ts';
import { FUNDING, FUNDING_CRUMB, HOME_CRUMB, statementHref, WHAT_IF } from './statementPaths.ts';
import { comparedTable, sayDifference } from './statementTables.tsx';

export interface WhatIfPageProps {
  values: SentValues;
  figures: readonly Figure[];
  years: readonly FinancialYear[];
  errors?: FieldErrors;
  compared?: { today: Statement; changed: Statement; overlay: Overlay };
}

export function WhatIfPage({ values, figures, years, errors, compared }: WhatIfPageProps): ReactElement {
  const form: FormState = { values, errors };
  return (
    <Page title="What if?" kicker="Money" current={FUNDING} breadcrumbs={[HOME_CRUMB, FUNDING_CRUMB]} hasErrors={!!errors}>
      <p>A statement with another figure, beside today’s. Nothing that you enter here is stored.</p>
      {compared && <Differences {...compared} />}
      <form method="get" action={WHAT_IF} className="chorus-form">
        <FormErrors errors={errors} />
        <TextField name="code" label="Whose statement?" hint="The code of a PCN, practice, place or ICB" width={10} form={form} />
        <SelectField name="year" label="Year" options={years.map((year) => ({ value: year, label: year }))} form={form} />
        <SelectField name="figure" label="The figure that changes" empty="Choose a figure" options={figures.map(({ id, stream, title, unit }) => ({ value: id, label: `${STREAMS[stream]}: ${title} (${unit})` }))} form={form} />
        <TextField name="value" label="What it would be for the whole year" hint="For example: 8.50" width={10} form={form} />
        <button type="submit" className="nhsuk-button">Show both</button>
      </form>
      <details>
        <summary>Several figures, from a file</summary>
        <form method="post" action={WHAT_IF} encType="multipart/form-data" className="chorus-form">
          <CsrfField />
          <p>A YAML file that names who changes them, what for, and each figure with its value and from when it holds:</p>
          <pre className="funding-example">{EXAMPLE}</pre>
          <input type="hidden" name="code" value={textIn(values, 'code')} />
          <input type="hidden" name="year" value={textIn(values, 'year')} />
          <p className="nhsuk-hint">{textIn(values, 'code') ? `For ${textIn(values, 'code').toUpperCase()} in ${textIn(values, 'year')}.` : 'Choose the body and the year above first: open this page from its statement.'}</p>
          <FileField name="file" label="File" accept=".yaml,.yml" form={form} />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary">Show both</button>
        </form>
      </details>
    </Page>
  );
}

const EXAMPLE = `author: Sam Example
intent: An uplift of 3%
figures:
  - figure: enhanced-access/rate
    from: 2025-04-01
    value: '8.68'`;

function Differences({ today, changed, overlay }: NonNullable<WhatIfPageProps['compared']>): ReactElement {
  const difference = changed.totalPence - today.totalPence;
  return (
    <section>
      <p className="funding-total">
        <span className="funding-total__amount">{difference === 0 ? 'No difference' : sayDifference(difference)}</span> {displayName(today.name)} in {today.year}: {sayPounds(changed.totalPence)} instead of <a href={statementHref(today.code, { year: today.year })}>{sayPounds(today.totalPence)}</a>
      </p>
      <p className="funding-note">
        What if {overlay.figures.map(({ figure, value }) => `${figure} were ${value}`).join('; ')}? {overlay.intent} (by {overlay.author}). Nobody has agreed to this.
      </p>
      <DataTable table={comparedTable({ one: 'Today', other: 'What if' })} rows={comparedLines(today, changed)} query={{}} basePath={WHAT_IF} isDownloadHidden />
    </section>
  );
}
