import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { statusOfWorking } from '#platform/explanation/working.ts';
import { FileField, PostForm } from '#platform/web/form.tsx';
import { CsrfField } from '#platform/web/csrf.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { RefusedLines } from '#platform/web/refusedLines.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { ACHIEVEMENT_COLUMNS } from '../domain/achievementFile.ts';
import type { AchievementRefusal } from '../domain/achievementFile.ts';
import type { FundSum, IndicatorFund } from '../domain/pcnFund.ts';
import { achievementNumber } from '../queries/keptAchievements.ts';
import type { AchievementFile } from '../queries/keptAchievements.ts';
import { CRUMBS, IIF_TEMPLATE, iifPath, pcnIifPath } from './iifPaths.ts';

export interface PcnIifView {
  pcn: { code: string; name: string };
  year: FinancialYear;
  lines: readonly IndicatorFund[];
  sums: readonly FundSum[];
  notes: readonly string[];
  files: readonly AchievementFile[];
  isKeeper: boolean;
  form: FormState;
  refusals: readonly AchievementRefusal[];
  notice?: string;
  query: SentValues;
}

export const achievedTable = defineTable<IndicatorFund>({
  id: 'achieved',
  caption: 'Achieved so far, by indicator',
  columns: [
    { key: 'code', heading: 'Indicator', kind: 'text', value: ({ indicator }) => indicator.code },
    { key: 'achieved', heading: 'Achieved', unit: '%', kind: 'number', value: ({ earned }) => earned.achievement?.mul(100).valueOf() ?? null },
    { key: 'points', heading: 'Points', kind: 'number', value: ({ earned }) => earned.points.valueOf(), cell: ({ earned, indicator }) => `${earned.points.toFraction(true)} of ${indicator.points.value.toFraction()}` },
    { key: 'amount', heading: 'Amount', unit: '£', kind: 'number', value: ({ pence }) => pence / 100 },
    { key: 'next', heading: 'Next threshold', kind: 'text', sortable: false, value: sayNext },
    { key: 'definition', heading: 'What is counted', kind: 'text', sortable: false, value: ({ indicator }) => indicator.definition },
    { key: 'how', heading: 'How', kind: 'text', sortable: false, value: ({ earned }) => earned.says },
    { key: 'status', heading: 'How sure', kind: 'text', value: ({ working }) => statusOfWorking(working) },
  ],
  source: { title: 'Entered by the PCN; points and thresholds from the rules' },
});

function sayNext({ next }: IndicatorFund): string {
  if (!next) return '';
  const people = Math.abs(next.people).toLocaleString('en-GB');
  return `${people} ${next.people < 0 ? 'fewer' : 'more'} ${next.threshold === 'lower' ? 'to pass the lower threshold, where points begin' : 'to reach the upper, where all are earned'}`;
}

export function PcnIifPage({ pcn, year, lines, sums, notes, files, isKeeper, form, refusals, notice, query }: PcnIifView): ReactElement {
  return (
    <Page title={`Investment and impact fund ${year}`} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={[...CRUMBS, { label: `Indicators of ${year}`, href: iifPath(year) }]} notice={notice} hasErrors={Boolean(form.errors)}>
      <dl className="nhsuk-summary-list">
        {sums.map(({ label, pence, points, status }) => (
          <div key={label} className="nhsuk-summary-list__row">
            <dt className="nhsuk-summary-list__key">{label}</dt>
            <dd className="nhsuk-summary-list__value">
              {sayPounds(pence)}, for {points.toFraction(true)} points{status === 'unverified' && ' (rests on figures that are not verified)'}
            </dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {lines.length > 0 ? <DataTable table={achievedTable} rows={lines} query={query} basePath={pcnIifPath(pcn.code, year)} /> : <p>Nothing has been entered as achieved in {year} yet.{isKeeper ? ' Add a file below.' : ' Who keeps the PCN’s money can add it.'}</p>}
      {isKeeper && <AddFile pcn={pcn} year={year} form={form} refusals={refusals} />}
      <Files pcn={pcn} year={year} files={files} isKeeper={isKeeper} />
    </Page>
  );
}

function AddFile({ pcn, year, form, refusals }: Pick<PcnIifView, 'pcn' | 'year' | 'form' | 'refusals'>): ReactElement {
  return (
    <>
      <h2 className="nhsuk-heading-m">Add what was achieved</h2>
      <p>
        A CSV file, a line for each indicator, with the columns {ACHIEVEMENT_COLUMNS.join(', ')}; the last three may be left out. <a href={IIF_TEMPLATE}>Download the template</a>. A newer file takes the place of the one before.
      </p>
      {refusals.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">What to correct</h3>
          <RefusedLines refusals={refusals} />
        </>
      )}
      <PostForm action={pcnIifPath(pcn.code, year)} submit="Add this file" form={form} takesFiles>
        <FileField name="file" label="File of achievements" accept=".csv,text/csv" form={form} />
      </PostForm>
    </>
  );
}

const FILES_SHOWN_MAX = 50;

function Files({ pcn, year, files, isKeeper }: Pick<PcnIifView, 'pcn' | 'year' | 'files' | 'isKeeper'>): ReactElement | null {
  if (files.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Files</h2>
      <ul>
        {files.slice(0, FILES_SHOWN_MAX).map(({ id, enteredAt, lines, endedAt, replacedBy }) => (
          <li key={id}>
            {achievementNumber(id)}, {lines} {lines === 1 ? 'line' : 'lines'}, added on {sayDate(toIsoDate(enteredAt))}
            {endedAt && (replacedBy === null ? `; withdrawn on ${sayDate(toIsoDate(endedAt))}` : `; ${achievementNumber(replacedBy)} took its place on ${sayDate(toIsoDate(endedAt))}`)}
            {!endedAt && isKeeper && (
              <form method="post" action={`${pcnIifPath(pcn.code)}/withdraw?${new URLSearchParams({ year })}`}>
                <CsrfField />
                <input type="hidden" name="file" value={id} />
                <button type="submit" className="nhsuk-button nhsuk-button--secondary">
                  Withdraw {achievementNumber(id)}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
