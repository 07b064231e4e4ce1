import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { sayPounds, writePounds } from '#kernel/pounds.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { STREAMS } from '../../contract/index.ts';
import { disputeNumber } from '../commands/disputes.ts';
import { DISPUTE_STATES, disputeMachine, STEP_BY } from '../domain/dispute.ts';
import type { DisputeEvent } from '../domain/dispute.ts';
import type { Dispute, DisputeRights, DisputeStepKept } from '../queries/disputes.ts';
import { disputePath, DISPUTES, HOME_CRUMB, MONEY_CRUMB, paidPath } from './paidPaths.ts';

const HAPPENED: Record<DisputeStepKept['event'], string> = { open: 'Opened', 'payment-withdrawn': 'A statement of payment about it was withdrawn, and counts no more', 'add-evidence': 'Evidence added', answer: 'Answered', settle: 'Settled', withdraw: 'Withdrawn' };
const FORMS: Record<DisputeEvent, { heading: string; submit: string; words: string; amount: string | null }> = {
  'add-evidence': { heading: 'Add evidence', submit: 'Add this evidence', words: 'What it shows (optional)', amount: null },
  answer: { heading: 'Answer', submit: 'Give this answer', words: 'Why', amount: 'What will be paid or taken back, in pounds; 0 for nothing' },
  settle: { heading: 'Settle it', submit: 'Settle this dispute', words: 'Why it is settled so', amount: 'For how much, in pounds' },
  withdraw: { heading: 'Withdraw it', submit: 'Withdraw this dispute', words: 'Why', amount: null },
};

export interface DisputePageProps {
  dispute: Dispute;
  steps: readonly DisputeStepKept[];
  rights: DisputeRights;
  pcnName: string;
  form: FormState & { event?: string };
  notice?: string;
}

export function DisputePage({ dispute, steps, rights, pcnName, form, notice }: DisputePageProps): ReactElement {
  const { id, pcnCode, stream, year, month, duePence, paidPence, claimedPence, state } = dispute;
  const events = eventsFrom(disputeMachine, state).filter((event) => (STEP_BY[event] === 'keeper' ? rights.keeps : rights.answers));
  return (
    <Page title={`Dispute ${disputeNumber(id)}: ${STREAMS[stream]}, ${month ? sayMonth(month) : year}`} kicker={`${pcnName} (${pcnCode})`} current="/funding" breadcrumbs={[HOME_CRUMB, MONEY_CRUMB, { label: 'Disputes', href: DISPUTES }]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p className="money-sum">
        <strong>{sentenceCase(DISPUTE_STATES[state])}.</strong> {sayPounds(Math.abs(claimedPence))} {claimedPence < 0 ? 'was paid too much' : 'is claimed'}: {sayPounds(duePence)} was due and {sayPounds(paidPence)} paid when it was opened, {sayDate(dispute.openedOn)}.
      </p>
      <ol className="money-reasons">
        {steps.map((step, index) => (
          <li key={index}>
            <h2 className="nhsuk-heading-xs">
              {HAPPENED[step.event]}, {sayDate(step.on)}
              {step.amountPence !== null && step.event !== 'open' && `: ${sayPounds(step.amountPence)}`}
            </h2>
            {step.words && <p className="money-words">{step.words}</p>}
            {step.evidence && <p className="money-words">Evidence: {step.evidence}</p>}
            <p className="money-quiet">{step.name ?? (step.by.startsWith('console:') ? 'At the console' : 'Somebody who was erased')}</p>
          </li>
        ))}
      </ol>
      {events.map((event, index) => (
        <StepForm key={event} dispute={dispute} event={event} isFirst={index === 0} form={form.event === event ? form : {}} />
      ))}
      {events.length === 0 && <p className="money-quiet">{state === 'settled' || state === 'withdrawn' ? 'It is over.' : rights.keeps ? 'It waits for the commissioner’s answer.' : 'It waits for others.'}</p>}
      {rights.keeps && (
        <p>
          <a href={paidPath(pcnCode, year)}>Paid against due, {year}</a>
        </p>
      )}
    </Page>
  );
}

/** The first thing to do stands open; the others are folded away. */
function StepForm({ dispute: { id, claimedPence }, event, isFirst, form }: { dispute: Dispute; event: DisputeEvent; isFirst: boolean; form: FormState }): ReactElement {
  const { heading, submit, words, amount } = FORMS[event];
  const values = form.values ?? { amount: writePounds(Math.abs(claimedPence)) };
  return (
    <details className="nhsuk-details" open={isFirst || Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{heading}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={disputePath(id)} submit={submit} form={{ ...form, values }}>
          <input type="hidden" name="event" value={event} />
          {amount && <TextField name="amount" label={amount} width={10} inputMode="decimal" form={{ ...form, values }} />}
          {event === 'add-evidence' && <TextAreaField name="evidence" label="Where the evidence is" hint="The number of a remittance, a letter and its date" rows={3} form={{ ...form, values }} />}
          <TextAreaField name="words" label={words} rows={4} form={{ ...form, values }} />
        </PostForm>
      </div>
    </details>
  );
}
