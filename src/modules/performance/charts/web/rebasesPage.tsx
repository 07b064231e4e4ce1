import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { REBASING_STATES } from '../domain/rebasing.ts';
import type { Rebasing, RebasingRights } from '../queries/rebasings.ts';
import { ProposeForm, REBASES } from './rebaseForm.tsx';

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
  return (
    <Page title="New baselines of a chart" kicker={`${name} · ${seriesId}`} current="/performance" breadcrumbs={[{ label: 'Home', href: '/' }]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>A chart’s mean and limits begin anew only where a person approves it and says why. Until then nothing changes.</p>
      {rebases.length === 0 && <p>No new baseline was ever proposed for this chart.</p>}
      {inOrder.map((rebasing) => (
        <section key={rebasing.id}>
          <h2 className="nhsuk-heading-s">From {sayMonth(rebasing.at)}: {sentenceCase(REBASING_STATES[rebasing.state])}</h2>
          <Step what="Proposed" on={rebasing.proposedOn} why={rebasing.proposedWhy} />
          {rebasing.approvedOn && <Step what="Approved" on={rebasing.approvedOn} why={rebasing.approvedWhy} />}
          {rebasing.withdrawnOn && <Step what="Withdrawn" on={rebasing.withdrawnOn} why={rebasing.withdrawnWhy} />}
          {rights.approves && rebasing.state === 'proposed' && <StepForm rebasing={rebasing} event="approve" form={form.of === rebasing.id ? form : {}} />}
          {(rights.approves || (rights.proposes && rebasing.state === 'proposed')) && rebasing.state !== 'withdrawn' && (
            <details className="nhsuk-details" open={form.of === rebasing.id && form.values?.['event'] === 'withdraw'}>
              <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Withdraw it</span></summary>
              <div className="nhsuk-details__text"><StepForm rebasing={rebasing} event="withdraw" form={form.of === rebasing.id && form.values?.['event'] === 'withdraw' ? form : {}} /></div>
            </details>
          )}
        </section>
      ))}
      {rights.proposes && (
        <>
          <h2 className="nhsuk-heading-m">Propose another</h2>
          <ProposeForm seriesId={seriesId} form={form.of === undefined ? form : {}} />
        </>
      )}
    </Page>
  );
}

const Step = ({ what, on, why }: { what: string; on: string; why: string | null }): ReactElement => (
  <p>{what} on {sayDate(on)}: {why ?? 'its words were erased.'}</p>
);

function StepForm({ rebasing: { id, seriesId }, event, form }: { rebasing: Rebasing; event: 'approve' | 'withdraw'; form: FormState }): ReactElement {
  return (
    <PostForm action={REBASES} submit={event === 'approve' ? 'Approve this baseline' : 'Withdraw this baseline'} form={form}>
      <input type="hidden" name="series" value={seriesId} />
      <input type="hidden" name="event" value={event} />
      <input type="hidden" name="id" value={id} />
      <TextAreaField name="words" label="Why" hint={event === 'approve' ? 'What changed, and how it is known: it stands under the chart' : undefined} rows={2} form={form} />
    </PostForm>
  );
}

/** Without a chart there is nothing to show; baselines are reached from their chart. */
export const NoSeriesPage = (): ReactElement => (
  <Page title="New baselines of a chart" current="/performance" breadcrumbs={[{ label: 'Home', href: '/' }]}>
    <p>Open this page from a chart: each chart of an indicator or of access leads to its own baselines.</p>
  </Page>
);
