import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, SelectField, TextAreaField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { DescribedSubject } from '#platform/subject/subject.ts';
import { MATTERS } from '../../authorityRules.ts';
import { CURE_KINDS, DECISION_OUTCOMES, DECISION_WAYS, isActionable, STANDINGS, toldFinding, type Finding, type RecordedDecision } from '../../domain/decision.ts';
import type { Forum } from '../../domain/forum.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { sayNumbersAgreed, type TermUnits } from '../../domain/numbersAgreed.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { Action } from '../../queries/actions.ts';
import type { ForumReader } from '../../queries/forumReader.ts';
import { FORUMS } from '../forums/forumPaths.ts';
import { RuleSourceLine, sourceTitle } from '../ruleSource.tsx';
import { ActionForm, ActionList } from '../meetings/actionList.tsx';
import { decisionPath, decisionsCrumbs, meetingPath, sayMoment, sayWhen } from '../meetings/meetingPaths.ts';

export interface DecisionPageProps {
  forum: Forum;
  reader: ForumReader;
  decision: RecordedDecision;
  meeting: Meeting | null;
  about: DescribedSubject | null;
  /** Of what it is about, where that has options. */
  options: readonly { id: string; label: string }[];
  units: TermUnits;
  actions: readonly Action[];
  people: readonly Option[];
  /** Later decisions that the reader may point at as a cure. */
  later: readonly Option[];
  today: IsoDate;
  forms?: { cure?: FormState & { index: number }; correct?: FormState; action?: FormState };
  notice?: string;
}

const CHECKS: Record<Finding['check'], string> = { authority: 'Authority', quorum: 'Quorum', conflicts: 'Conflicts of interest', vote: 'Vote', mandate: 'Mandate', consultation: 'Consultation' };

/** One decision: what, why, how it stands, what is owed and the form that makes it good. */
export function DecisionPage(props: DecisionPageProps): ReactElement {
  const { forum, reader, decision, actions, people, today, forms = {}, notice } = props;
  const path = decisionPath(decision.id);
  return (
    <Page title={DECISION_TITLES[decision.outcome]} kicker={`${forum.name}, ${sayDate(decision.takenOn)}`} current={FORUMS} breadcrumbs={decisionsCrumbs(forum)} hasErrors={Object.keys(forms).length > 0} {...(notice ? { notice } : {})}>
      <p className="decision-words">{decision.decided}</p>
      <Standing {...props} />
      <h2 className="nhsuk-heading-m">Why</h2>
      <p className="decision-words">{decision.reasons}</p>
      <Facts {...props} />
      <h2 id="findings" className="nhsuk-heading-m">What was checked</h2>
      <Findings {...props} />
      {(reader.isKeeper || reader.sitsThere) && actions.length > 0 && <ActionList actions={actions} reader={reader} today={today} heading="Actions" />}
      {reader.isKeeper && <ActionForm action={`${path}/actions`} people={people} form={forms.action ?? {}} />}
      <Wording {...props} path={path} />
    </Page>
  );
}

const DECISION_TITLES: Record<RecordedDecision['outcome'], string> = { agreed: 'Agreed', 'not-agreed': 'Not agreed', 'referred-up': 'Referred up', deferred: 'Deferred' };

/** In plain words, whether anybody may act on it. */
function Standing({ decision }: DecisionPageProps): ReactElement {
  const { standing, recordedStanding, owed, outcome } = decision;
  if (owed.length > 0) {
    return (
      <div className="forum-alarms" role="region" aria-label="How it stands">
        <p>
          <strong>It cannot be acted on yet.</strong> It is {standing === 'marked' ? 'marked: something owed before it was not done' : STANDINGS[standing]}. {owed.length === 1 ? 'One thing is' : `${owed.length} things are`} owed: see <a href="#findings">what was checked</a>.
        </p>
      </div>
    );
  }
  if (!isActionable(decision)) return <p>Nothing was agreed that could be acted on: it was {DECISION_OUTCOMES[outcome]}.</p>;
  return <p>It stands, and can be acted on.{recordedStanding !== 'stands' && ` When it was recorded it was ${recordedStanding === 'marked' ? 'marked' : STANDINGS[recordedStanding]}; what was owed has been made good.`}</p>;
}

function Facts({ decision, meeting, about, options, units, reader }: DecisionPageProps): ReactElement {
  const { way, matter, amountPence, optionId, terms, voteResult } = decision;
  const facts: [string, ReactElement | string][] = [['How', meeting ? <a href={meetingPath(meeting.id)}>In the meeting of {sayWhen(meeting)}</a> : sentenceCase(DECISION_WAYS[way])]];
  const isNamed = about !== null && (about.isPublic || reader.personId !== null);
  if (about) facts.push(['About', isNamed ? <a href={about.href}>{about.title}</a> : 'A question that is not public']);
  if (matter) facts.push(['Matter', MATTERS.find(matter)?.label ?? matter]);
  if (amountPence !== null) facts.push(['Amount', sayPounds(amountPence)]);
  // Options are the question’s own words.
  if (optionId && isNamed) facts.push(['Option', options.find(({ id }) => id === optionId)?.label ?? optionId]);
  if (Object.keys(terms).length > 0) facts.push(['Numbers agreed', sayNumbersAgreed(terms, units)]);
  if (voteResult) facts.push(['Vote', voteResult.says]);
  return (
    <dl className="register-facts forum-facts">
      {facts.map(([term, said]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** Where the rule of a finding is written. Authority is asked by the matter, so its source is the matter’s. */
function FindingSource({ finding: { check, source }, matter }: { finding: Finding; matter: string | null }): ReactElement {
  const rule = check === 'authority' && matter !== null ? MATTERS.find(matter) : null;
  if (rule?.source === source) return <RuleSourceLine source={rule.source} locator={rule.locator} status={rule.status} />;
  return <>Source: {sourceTitle(source)}.</>;
}

function Findings(props: DecisionPageProps): ReactElement {
  const { decision } = props;
  if (decision.findings.length === 0) return <p>Nothing was checked.</p>;
  return (
    <ul className="forum-findings">
      {decision.findings.map((finding, index) => (
        <FindingLine key={index} {...props} finding={toldFinding(finding)} index={index} />
      ))}
    </ul>
  );
}

function FindingLine({ decision, reader, later, forms, finding, index }: DecisionPageProps & { finding: Finding; index: number }): ReactElement {
  const cure = decision.cures.find(({ findingIndex }) => findingIndex === index);
  const owed = decision.owed.find(({ findingIndex }) => findingIndex === index);
  const owedSays = finding.cure?.says ?? owed?.says;
  return (
    <li>
      <p>
        <strong className={`nhsuk-tag nhsuk-tag--${finding.isMet || cure ? 'green' : 'orange'}`}>{finding.isMet ? 'met' : cure ? 'made good' : 'not met'}</strong>
        <strong>{CHECKS[finding.check]}</strong>
      </p>
      <p>{finding.says}</p>
      <p className="forum-quiet">
        {sentence(finding.rule)} <FindingSource finding={finding} matter={decision.matter} />
      </p>
      {cure && (
        <p>
          {sentenceCase(CURE_KINDS[cure.kind])} on {sayMoment(cure.at)}: {cure.what}{' '}
          {cure.byDecisionId && <a href={decisionPath(cure.byDecisionId)}>That decision</a>}
        </p>
      )}
      {owed && (
        <p>
          <strong>Owed:</strong> {owedSays}
        </p>
      )}
      {owed && reader.isKeeper && <CureForm decisionId={decision.id} index={index} kind={owed.kind} later={later} form={forms?.cure?.index === index ? forms.cure : {}} />}
    </li>
  );
}

function CureForm({ decisionId, index, kind, later, form }: { decisionId: string; index: number; kind: keyof typeof CURE_KINDS; later: readonly Option[]; form: FormState }): ReactElement {
  return (
    <details className="nhsuk-details" open={form.errors !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">It was {CURE_KINDS[kind]}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${decisionPath(decisionId)}/cure`} submit="Record what made it good" form={form}>
          <input type="hidden" name="finding" value={index} />
          {kind !== 'consult' && <SelectField name="byDecision" label="By which later decision" hint={later.length === 0 ? 'None is recorded yet that is about the same.' : undefined} options={later} empty="Choose" form={form} />}
          <TextField name="what" label="What made it good" hint={kind === 'consult' ? 'Who was consulted, when, and what they said' : 'In a sentence'} form={form} />
        </PostForm>
      </div>
    </details>
  );
}

/** Earlier wordings, and for the keeper the form that puts this one right. */
function Wording({ decision, reader, forms, path }: DecisionPageProps & { path: string }): ReactElement {
  const correct = forms?.correct ?? { values: { decided: decision.decided, reasons: decision.reasons } };
  return (
    <>
      {decision.firstWording && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Its wording was put right; what was first recorded</span>
          </summary>
          <div className="nhsuk-details__text">
            <p className="decision-words">{decision.firstWording.decided}</p>
            <p className="decision-words">{decision.firstWording.reasons}</p>
            {decision.corrections.map(({ why, at }) => (
              <p key={at.toISOString()} className="forum-quiet">
                {sayMoment(at)}: {why}
              </p>
            ))}
          </div>
        </details>
      )}
      {reader.isKeeper && (
        <details className="nhsuk-details" open={forms?.correct !== undefined}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Put the wording right</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${path}/correct`} submit="Save the wording" form={correct}>
              <TextAreaField name="decided" label="What was decided" rows={3} form={correct} />
              <TextAreaField name="reasons" label="Why it was decided so" rows={3} form={correct} />
              <TextField name="why" label="Why the wording is put right" form={correct} />
            </PostForm>
          </div>
        </details>
      )}
      <p className="forum-quiet">Recorded on {sayMoment(decision.recordedAt)}.</p>
    </>
  );
}
