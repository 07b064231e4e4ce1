import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { ELIGIBLE_KINDS, MEASURES, METHODS, OPPORTUNITY_STATES } from '../../domain/opportunity/opportunity.ts';
import type { Entry, Opportunity } from '../../queries/opportunities.ts';
import type { NamedPanelMember } from '../../queries/opportunityPanel.ts';
import type { Verification } from '../../queries/verifyOpportunity.ts';
import { OPPORTUNITIES, OPPORTUNITIES_CRUMB, opportunityPath, sayMoment } from './opportunityPaths.ts';
import { OutcomePart } from './outcomePart.tsx';

export interface OpportunityViewProps {
  opportunity: Opportunity;
  teamName: string;
  placeName: string;
  nameOf: (code: string) => string;
  /** The eligible bodies that the viewer speaks for, with what each said. */
  own: readonly { code: string; entry: Entry | null }[];
  /** The interested, once entries are closed; nobody sees them before. */
  entrants: readonly Entry[];
  panel: readonly NamedPanelMember[];
  panelForm: ReactElement | null;
  isOpen: boolean;
  isLeader: boolean;
  verification: Verification | null;
  form: FormState;
  notice: string | undefined;
}

export function OpportunityView(props: OpportunityViewProps): ReactElement {
  const { opportunity, teamName, placeName, nameOf, entrants, panelForm, isOpen, isLeader, verification, form, notice } = props;
  const { id, title, offer, state, announcedAt, closesOn, eligible, entries, eligibleKinds, cancelledBecause } = opportunity;
  return (
    <Page title={title} kicker={`Opportunity ${id}, ${placeName}`} current={OPPORTUNITIES} breadcrumbs={[OPPORTUNITIES_CRUMB]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>
        <strong className="nhsuk-tag">{state === 'announced' && !isOpen ? 'closed, to be decided' : OPPORTUNITY_STATES[state]}</strong> Announced by the {teamName} to all {eligible} eligible {eligibleKinds.map((kind) => ELIGIBLE_KINDS[kind]).join(' and ')} at one moment: {sayMoment(announcedAt)}. The representative’s own PCN has no first choice.
      </p>
      {cancelledBecause && <p className="voice-words">Called off, because: {cancelledBecause}</p>}
      {isOpen && <OwnEntries {...props} />}
      {isLeader && !isOpen && (state === 'announced' || state === 'closed') && <SettleForm opportunity={opportunity} />}
      {panelForm}
      {verification && <OutcomePart verification={verification} nameOf={nameOf} />}
      <h2>What is offered</h2>
      <p className="voice-words">{offer}</p>
      <HowDecided {...props} />
      <h2>Who is interested</h2>
      <p>
        {entries} of {eligible} so far. {isOpen ? `Interest can be said until ${sayDate(closesOn)}, that day included; who said it is shown once entries are closed.` : `Entries closed after ${sayDate(closesOn)}.`}
      </p>
      {entrants.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {entrants.map(({ organisationCode, words }) => (
            <li key={organisationCode}>
              {nameOf(organisationCode)}
              {words && <span className="voice-words voice-history__why">{words}</span>}
            </li>
          ))}
        </ul>
      )}
      {isLeader && (state === 'announced' || state === 'closed') && (
        <details className="nhsuk-details" open={Boolean(form.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Call it off</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${opportunityPath(id)}/cancel`} submit="Call it off" form={form}>
              <TextAreaField name="reason" label="Why" hint="Everybody who was told reads this" rows={3} form={form} />
            </PostForm>
          </div>
        </details>
      )}
    </Page>
  );
}

function OwnEntries({ opportunity: { id, closesOn }, own, nameOf }: OpportunityViewProps): ReactElement | null {
  if (own.length === 0) return null;
  return (
    <section className="voice-next" aria-labelledby="your-entry">
      <h2 id="your-entry">Are you interested?</h2>
      {own.map(({ code, entry }) => (
        <div key={code}>
          <p>
            {nameOf(code)}: {entry === null ? `nothing said yet; you have until ${sayDate(closesOn)}` : entry.isInterested ? 'is interested' : 'is not interested this time'}
          </p>
          <form method="post" action={`${opportunityPath(id)}/entry`}>
            <CsrfField />
            <input type="hidden" name="organisation" value={code} />
            <div className="nhsuk-form-group">
              <label className="nhsuk-label" htmlFor={`words-${code}`}>
                Why it would do good there. You may leave this empty; once entries are closed everybody who may read this page sees it
              </label>
              <textarea className="nhsuk-textarea" id={`words-${code}`} name="words" rows={2} maxLength={4000} defaultValue={entry?.words ?? ''} />
            </div>
            <button type="submit" name="interest" value="yes" className="nhsuk-button">
              {entry?.isInterested ? 'Save the words' : 'Yes, enter'}
            </button>{' '}
            {entry === null ? (
              <button type="submit" name="interest" value="no" className="nhsuk-button nhsuk-button--secondary">
                Not this time
              </button>
            ) : (
              <button type="submit" name="interest" value="none" className="nhsuk-button nhsuk-button--secondary">
                Take back what was said
              </button>
            )}
          </form>
        </div>
      ))}
    </section>
  );
}

function SettleForm({ opportunity: { id, state, method } }: { opportunity: Opportunity }): ReactElement {
  const label = state === 'closed' ? 'Decide by the scores' : method === 'scored' ? 'Close the entries, so that the panel can score' : 'Close the entries and decide';
  return (
    <form method="post" action={`${opportunityPath(id)}/settle`}>
      <CsrfField />
      <button type="submit" className="nhsuk-button">
        {label}
      </button>
    </form>
  );
}

function HowDecided({ opportunity: { method, places, penceEach, measure, criteria, commitment }, panel }: OpportunityViewProps): ReactElement {
  return (
    <>
      <h2>How it is decided</h2>
      <p>
        {METHODS[method]}. {places !== null && `${places} can have it. `}
        {penceEach !== null && `Each gets ${sayPounds(penceEach)}. `}
        {measure && `Counted in ${MEASURES[measure]} over this place’s past opportunities; a newcomer starts at the average, not at nothing. Two who are level are drawn by lot. `}
        This was fixed with the announcement and cannot be changed.
      </p>
      {criteria.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {criteria.map(({ id, label, weight }) => (
            <li key={id}>
              {label}: weight {weight}
            </li>
          ))}
        </ul>
      )}
      {panel.length > 0 && <p>The panel: {panel.map(({ name }) => name ?? 'somebody who was erased').join(', ')}. Nobody scores their own organisation, its PCN or a practice of it, nor whom they declared a conflict with.</p>}
      {method !== 'everyone' && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">How you can check the lot yourself</span>
          </summary>
          <div className="nhsuk-details__text">
            <p>The seed of the lot was fixed before anybody entered. This is its SHA-256, the commitment; keep it:</p>
            <p className="voice-digest">{commitment}</p>
            <p>Once it is decided this page shows the seed. The ticket of an entry is the SHA-256 of “seed:digest of the entries:code”; the lowest is drawn first.</p>
          </div>
        </details>
      )}
    </>
  );
}
