import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { loadChartPages } from '#performance';
import { POINTED_AT } from '../domain/fact.ts';
import type { PointedAt } from '../domain/fact.ts';
import type { StepFinding } from '../domain/step.ts';
import { patternNamed, programmeRules } from '../programmeRules.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { nextWhenMet, sayClosing, sayCost, sayDifference, STATE_WORDS } from '../sayProgramme.ts';
import { chartsOf } from './chartsOf.ts';
import { KIND_WORDS, sayFact } from './factWords.ts';
import { PeersSection } from './peersSection.tsx';
import type { AskedInVoice } from './peersSection.tsx';
import { PROGRAMMES, PROGRAMMES_CRUMBS } from './programmesPage.tsx';

type Charts = Pick<Awaited<ReturnType<typeof loadChartPages>>, 'SpcChart' | 'ChartDownloadLinks'>;

export interface ProgrammePageProps {
  programme: ProgrammeOf;
  day: IsoDate;
  charts: Charts;
  asked: AskedInVoice;
  notice?: string;
}

/** One programme: the one thing to do next, the eight steps at a glance, the difference, and what it answers, uses and costs. */
export function ProgrammePage({ programme, day, charts: { SpcChart, ChartDownloadLinks }, asked, notice }: ProgrammePageProps): ReactElement {
  const { id, title, organisationName, startedOn, closedOn, closing, vision, steps, rights, withdrawn, nameOf } = programme;
  const whenMet = nextWhenMet(programme, day);
  const next = closedOn === null ? steps.find(({ state }) => state !== 'met') : undefined;
  const files = chartsOf(programme);
  return (
    <Page title={title} kicker={`${organisationName}, since ${sayDate(startedOn)}`} current={PROGRAMMES} breadcrumbs={PROGRAMMES_CRUMBS} {...(notice ? { notice } : {})}>
      {closing !== null && <p className="programme-words"><strong>{sayClosing(closing)}</strong>{nameOf.has(closing.by) && ` (${nameOf.get(closing.by)})`}</p>}
      {vision !== null && <p className="programme-words programme-vision">{vision}</p>}
      {next?.next && (
        <div className="programme-next">
          <p><strong>Next:</strong> {next.next.says}</p>
          {rights.keeps && next.next.href && <a className="nhsuk-button" href={next.next.href}>Do this now</a>}
        </div>
      )}
      {whenMet && (
        <div className="programme-next">
          <p><strong>All eight steps are met.</strong> {whenMet.says}</p>
          {rights.keeps && <p>{whenMet.isDue && <><a className="nhsuk-button" href={programmePath(id, '/close')}>Close this programme</a><br /></>}<a href={programmePath(id, '/steps/vision?form=measure#form-measure')}>Add a measure</a></p>}
        </div>
      )}
      <h2 className="nhsuk-heading-m">The eight steps</h2>
      <ol className="programme-steps">{steps.map((finding, index) => <StepLine key={finding.step} programme={programme} finding={finding} number={index + 1} isFirst={finding === next} />)}</ol>
      <h2 className="nhsuk-heading-m" id="difference">The difference</h2>
      {programme.measures.length === 0 && <p>It has no measure yet, so no difference can be shown. {rights.keeps && <a href={programmePath(id, '/steps/vision?form=measure#form-measure')}>Add one with its baseline</a>}</p>}
      {programme.measures.map((measure) => {
        const file = files.find((one) => one.measureId === measure.id);
        return (
          <section key={measure.id} aria-labelledby={`measure-${measure.id}`}>
            <h3 className="nhsuk-heading-s" id={`measure-${measure.id}`}>{measure.title}</h3>
            {sayDifference(measure).map((words) => <p key={words}>{words}</p>)}
            {file && <SpcChart id={file.id} heading={file.heading} headingLevel={4} source={file.source} series={file.content.series} downloads={<ChartDownloadLinks id={file.id} heading={file.heading} path={programmePath(id)} />} />}
          </section>
        );
      })}
      <Uses programme={programme} />
      <PeersSection programme={programme} asked={asked} />
      {rights.keeps && closedOn === null && !whenMet?.isDue && <p><a href={programmePath(id, '/close')}>Close this programme</a></p>}
      {programme.pattern !== null && <p className="programme-quiet">Begun from the pattern “{patternNamed(programme.pattern)?.title ?? programme.pattern}”.</p>}
      {withdrawn.length > 0 && <Withdrawn programme={programme} />}
    </Page>
  );
}

interface StepLineProps {
  programme: ProgrammeOf;
  finding: StepFinding;
  number: number;
  /** Its next thing stands above all already. */
  isFirst: boolean;
}

/** A step at a glance: its state, its first reason or, at risk, all of them, and its own next thing. */
function StepLine({ programme: { id, nameOf, rights, closedOn }, finding: { step, state, because, next, disagreements }, number, isFirst }: StepLineProps): ReactElement {
  const { title } = programmeRules().steps.find((one) => one.id === step)!;
  return (
    <li>
      <span className={`programme-state programme-state--${state}`}>{STATE_WORDS[state]}</span>
      <div>
        <h3 className="nhsuk-heading-xs"><span className="programme-quiet">{number}.</span> <a href={programmePath(id, `/steps/${step}`)}>{title}</a></h3>
        <p>{(state === 'at-risk' ? because : because.slice(0, 1)).join(' ')}</p>
        {next && !isFirst && closedOn === null && <p className="programme-quiet">Next: {rights.keeps && next.href ? <a href={next.href}>{next.says}</a> : next.says}</p>}
        {disagreements.map(({ by, on, reason }, index) => <p key={index} className="programme-words">{nameOf.get(by) ?? 'Somebody'} disagrees, {sayDate(on)}: {reason}</p>)}
      </div>
    </li>
  );
}

/** What it answers, began with and uses, each with what it amounts to, and what it cost. */
function Uses({ programme: { id, uses, cost, rights } }: { programme: ProgrammeOf }): ReactElement {
  const kinds = (Object.keys(POINTED_AT) as PointedAt[]).map((as) => ({ as, own: uses.filter((one) => one.as === as) })).filter(({ own }) => own.length > 0);
  return (
    <>
      <h2 className="nhsuk-heading-m">What it answers, uses and costs</h2>
      <dl className="programme-uses">
        {kinds.map(({ as, own }) => (
          <div key={as}>
            <dt>{POINTED_AT[as]}</dt>
            {own.map(({ factId, named }) => <dd key={factId}>{named === null ? 'Something that is not there any more' : named.href === null ? named.title : <a href={named.href}>{named.title}</a>}{named?.amount && <>: {named.amount}</>}</dd>)}
          </div>
        ))}
        <div><dt>What it cost</dt>{sayCost(cost).map((words) => <dd key={words}>{words}</dd>)}</div>
      </dl>
      {rights.keeps && <p><a href={programmePath(id, '/uses')}>Say what it answers, uses or costs</a></p>}
    </>
  );
}

const Withdrawn = ({ programme, programme: { withdrawn } }: { programme: ProgrammeOf }): ReactElement => (
  <details className="nhsuk-details">
    <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">What was withdrawn: {withdrawn.length}</span></summary>
    <div className="nhsuk-details__text">
      <ul>{withdrawn.toReversed().slice(0, 25).map((fact) => <li key={fact.id}>{KIND_WORDS[fact.kind]}{fact.kind !== 'disagreement' && `: ${sayFact(fact, { ...programme, facts: [...programme.facts, ...withdrawn] })}`} (withdrawn {sayDate(fact.withdrawnOn)}: {fact.why ?? 'the reason was erased'})</li>)}</ul>
      {withdrawn.length > 25 && <p>And {withdrawn.length - 25} more.</p>}
    </div>
  </details>
);

export function ClosePage({ programme, form }: { programme: ProgrammeOf; form: FormState }): ReactElement {
  const { id, title, steps } = programme;
  const held = steps.find(({ step }) => step === 'not-declaring-victory')!;
  return (
    <Page title="Close the programme" kicker={title} current={PROGRAMMES} breadcrumbs={[...PROGRAMMES_CRUMBS, { label: title, href: programmePath(id) }]} hasErrors={Boolean(form.errors)}>
      <p>{held.because.join(' ')}</p>
      <p>{held.state === 'met' ? 'The change holds: it can be closed.' : 'The change does not hold yet. You can close it with a reason, which is shown for ever.'} Closing cannot be undone.</p>
      <PostForm action={programmePath(id, '/close')} submit="Close this programme" form={form}>
        <TextAreaField name="words" label={held.state === 'met' ? 'Anything to add (optional)' : 'Why it is closed all the same'} rows={3} form={form} />
      </PostForm>
    </Page>
  );
}
