import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { STREAMS } from '../../contract/index.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Reason } from '../domain/reasons.ts';
import { DISPUTES, paidPath, pcnCrumbs } from './paidPaths.ts';

/** What is about to be disputed, with its amounts as they stand. */
export interface DisputedLine {
  code: string;
  name: string;
  year: FinancialYear;
  stream: StreamId;
  month: IsoDate | null;
  duePence: number;
  paidPence: number;
  differencePence: number;
  reason: Reason | null;
}

export function NewDisputePage({ line, form }: { line: DisputedLine; form: FormState }): ReactElement {
  const { code, year, stream, month, duePence, paidPence, differencePence } = line;
  return (
    <Page title="Open a dispute" kicker={`${line.name} (${code})`} current="/funding" breadcrumbs={[...pcnCrumbs(line), { label: `Paid against due, ${year}`, href: paidPath(code, year) }]} hasErrors={Boolean(form.errors)}>
      <p>
        {STREAMS[stream]}, {month ? sayMonth(month) : year}: {sayPounds(paidPence)} paid, {sayPounds(duePence)} due. The primary care manager of your ICB is asked to answer.
      </p>
      <PostForm action={`${DISPUTES}/new`} submit="Open this dispute" form={form}>
        {Object.entries({ pcn: code, year, stream, month: month ?? '' }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField name="claimed" label={differencePence > 0 ? 'How much was paid too much, in pounds' : 'How much is still to be paid, in pounds'} width={10} inputMode="decimal" form={form} />
        <TextAreaField name="words" label="What is wrong" hint="The commissioner reads it. No patient’s details" form={form} />
        <TextAreaField name="evidence" label="Evidence (optional)" hint="Where it is: the number of a remittance, a letter and its date. You can add more later" rows={3} form={form} />
      </PostForm>
    </Page>
  );
}
