import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { chartOfSeries, REBASING_STATES } from '../domain/rebasing.ts';
import type { Rebasing, RebasingRights } from '../queries/rebasings.ts';
import { ProposeForm, REBASES } from './rebaseForm.tsx';

const CRUMBS = [{ label: 'Home', href: '/' }, { label: 'Performance', href: '/performance' }];

export interface RebasesPageProps {
  seriesId: string;
  /** Whose chart it is. */
  name: string;
  rebases: readonly Rebasing[];
  rights: RebasingRights;
  /** `of` is the baseline whose form was sent; none is that of a new one. */
  form: FormState & { of?: string };
  notice?: string;
}

/** A chart's baselines: those that hold, those that wait for approval, and those that were withdrawn, each with its reasons. */
export function RebasesPage({ seriesId, name, rebases, rights, form, notice }: RebasesPageProps): ReactElement {
  const inOrder = [...rebases].sort((a, b) => Number(a.state !== 'proposed') - Number(b.state !== 'proposed'));
  const chart = chartOfSeries(seriesId);
  return (
    <Page title="New baselines of a chart" kicker={`${name} · ${chart ? sentenceCase(chart.says) : seriesId}`} current="/performance" breadcrumbs={[...CRUMBS, ...(chart ? [{ label: name, href: chart.href }] : [])]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>A chart’s mean and limits begin anew only where a person approves it and says why. Until then nothing changes.</p>
      {rebases.length === 0 && <p>No new baseline was ever proposed for this chart.</p>}
      {inOrder.map((rebasing) => (
        <section key={rebasing.id}>
          <h2 className="nhsuk-heading-s">From {sayMonth(rebasing.at)}: {sentenceCase(REBASING_STATES[rebasing.state])}</h2>
          <Step what="Proposed" on={rebasing.proposedOn} why={rebasing.proposedWhy} />
          {rebasing.approvedOn && <Step what="Approved" on={rebasing.approvedOn} why={rebasing.approvedWhy} />}
          {rebasing.withdrawnOn && <Step what="Withdrawn" on={rebasing.withdrawnOn} why={rebasing.withdrawnWhy} />}
          {rights.approves && rebasing.state === 'proposed' && <StepForm rebasing={rebasing} event="approve" isSecondary={rebasing !== inOrder[0]} form={form.of === rebasing.id ? form : {}} />}
          {(rights.approves || (rights.proposes && rebasing.state === 'proposed')) && rebasing.state !== 'withdrawn' && (
            <details className="nhsuk-details" open={form.of === rebasing.id && form.values?.['event'] === 'withdraw'}>
              <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Withdraw it</span></summary>
              <div className="nhsuk-details__text"><StepForm rebasing={rebasing} event="withdraw" isSecondary form={form.of === rebasing.id && form.values?.['event'] === 'withdraw' ? form : {}} /></div>
            </details>
          )}
        </section>
      ))}
      {rights.proposes && (
        <>
          <h2 className="nhsuk-heading-m">{rebases.length === 0 ? 'Propose a new baseline' : 'Propose another'}</h2>
          <ProposeForm seriesId={seriesId} isSecondary={rights.approves && inOrder[0]?.state === 'proposed'} form={form.of === undefined ? form : {}} />
        </>
      )}
    </Page>
  );
}

const Step = ({ what, on, why }: { what: string; on: string; why: string | null }): ReactElement => (
  <p>{what} on {sayDate(on)}: {why ?? 'its words were erased.'}</p>
);

function StepForm({ rebasing: { id, seriesId }, event, isSecondary, form }: { rebasing: Rebasing; event: 'approve' | 'withdraw'; isSecondary: boolean; form: FormState }): ReactElement {
  return (
    <PostForm action={REBASES} submit={event === 'approve' ? 'Approve this baseline' : 'Withdraw this baseline'} isSecondary={isSecondary} form={form}>
      <input type="hidden" name="series" value={seriesId} />
      <input type="hidden" name="event" value={event} />
      <input type="hidden" name="id" value={id} />
      <TextAreaField name="words" label="Why" hint={event === 'approve' ? 'What changed, and how it is known: it stands under the chart' : undefined} rows={2} form={form} />
    </PostForm>
  );
}

/** Without a chart there is nothing to show; baselines are reached from their chart. */
export const NoSeriesPage = (): ReactElement => (
  <Page title="New baselines of a chart" current="/performance" breadcrumbs={CRUMBS}>
    <p>Open this page from a chart: each chart of an indicator or of access leads to its own baselines.</p>
  </Page>
);
