import type { ReactElement } from 'react';
import { sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { PostForm, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { sayWte } from '../domain/checkPost.ts';
import type { ClaimLine, NotClaimed } from '../domain/monthsClaim.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { monthClaimPath, pcnPostsCrumbs, postPath, WORKFORCE } from './postPaths.ts';

interface ClaimPageProps {
  pcn: SeenPcn;
  month: IsoDate;
  lines: readonly ClaimLine[];
  names: NetworkNames;
  vacant: readonly NotClaimed[];
  form: FormState;
  /** What may be claimed of each line, once it was worked out. */
  claimed: ReadonlyMap<string, number>;
}

export function MonthClaimPage({ pcn, month, lines, names, vacant, form, claimed }: ClaimPageProps): ReactElement {
  const path = monthClaimPath(pcn.code);
  const total = [...claimed.values()].reduce((sum, pence) => sum + pence, 0);
  return (
    <Page title={`Claim for ${sayMonth(month)}`} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} hasErrors={!!form.errors}>
      <PcnPeopleNav pcn={pcn} current="claim" />
      <form method="get" action={path} className="chorus-form">
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="month">
            Month
          </label>
          <input className="nhsuk-input nhsuk-input--width-10" id="month" name="month" type="month" defaultValue={month.slice(0, 7)} />
        </div>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">
          Show
        </button>
      </form>
      {lines.length === 0 ? (
        <p>Nobody filled a post that additional roles money pays for in {sayMonth(month)}, so there is nothing to claim.</p>
      ) : (
        <>
          <p>
            Enter what was paid for the month, for the days in post. Where the cost of a year is known, it is shown what a month of it comes to. {claimed.size > 0 && <strong>Of {claimed.size} {claimed.size === 1 ? 'line' : 'lines'} that are right, {sayPounds(total)} may be claimed. </strong>}
            Every line is checked against the rules of its month, and shown to you before anything is kept. Nothing is kept unless every line is right; then they are drafts among the <a href={`/funding/pcns/${encodeURIComponent(pcn.code)}/claims`}>PCN’s claims</a>, from where they are sent and exported.
          </p>
          <PostForm action={path} submit={lines.length === 1 ? 'Check this claim' : `Check these ${lines.length} claims`} form={form}>
            <input type="hidden" name="month" value={month.slice(0, 7)} />
            {lines.map((line) => (
              <fieldset key={line.fillingId} className="nhsuk-fieldset" id={`field-line-${line.fillingId}`}>
                <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
                  {line.reference}: {names.staffName(line.staffId)}, {sayWte(line.wte)} WTE
                </legend>
                <p className="nhsuk-hint">
                  {line.costPence === null ? 'The cost of the post is not known.' : `By the post’s cost of a year, this is ${sayPounds(line.costPence)} in all.`} {claimed.has(line.fillingId) && `${sayPounds(claimed.get(line.fillingId)!)} may be claimed.`}
                </p>
                {form.errors?.[`line-${line.fillingId}`] && <p className="nhsuk-error-message">{form.errors[`line-${line.fillingId}`]}</p>}
                <div className="workforce-grid">
                  <TextField name={`salary-${line.fillingId}`} label="Salary, in pounds" width={10} inputMode="decimal" form={form} />
                  <TextField name={`ni-${line.fillingId}`} label="Employer’s national insurance, in pounds" width={10} inputMode="decimal" form={form} />
                  <TextField name={`pension-${line.fillingId}`} label="Employer’s pension contribution, in pounds" width={10} inputMode="decimal" form={form} />
                  <TextField name={`maximum-${line.fillingId}`} label="The role’s maximum for a year, in pounds (optional)" hint="Only where none is known to Chorus" width={10} inputMode="decimal" form={form} />
                </div>
              </fieldset>
            ))}
          </PostForm>
        </>
      )}
      {vacant.length > 0 && (
        <>
          <h2>Not claimed for {sayMonth(month)}</h2>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {vacant.slice(0, 25).map(({ postId, reference, why }) => (
              <li key={postId}>
                <a href={postPath(postId)}>{reference}</a>: {why}.
              </li>
            ))}
          </ul>
          {vacant.length > 25 && <p>And {vacant.length - 25} others.</p>}
        </>
      )}
    </Page>
  );
}
