import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { loadChartPages } from '#performance';
import { POINTED_AT } from '../domain/fact.ts';
import type { StepFinding } from '../domain/step.ts';
import { patternNamed, programmeRules } from '../programmeRules.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { sayCost, sayDifference, STATE_WORDS } from '../sayProgramme.ts';
import { PROGRAMMES, PROGRAMMES_CRUMB } from './programmesPage.tsx';

type Charts = Awaited<ReturnType<typeof loadChartPages>>;

const CHART_SOURCE = 'Figures entered by those who keep the programme, or published and held here; the mark is the day on which it began';

/** One programme: what to do next, the eight steps by their evidence, the difference, and what it uses. */
export function ProgrammePage({ programme, Chart, askHref, notice }: { programme: ProgrammeOf; Chart: Charts['SpcChart']; askHref: ((peerId: string) => string) | null; notice?: string }): ReactElement {
  const { id, title, organisationName, startedOn, closedOn, closedWithout, vision, steps, rights, peers, nameOf, withdrawn } = programme;
  const next = closedOn === null ? steps.find(({ state }) => state !== 'met') : undefined;
  return (
    <Page title={title} kicker={`${organisationName}, since ${sayDate(startedOn)}`} current={PROGRAMMES} breadcrumbs={[PROGRAMMES_CRUMB]} {...(notice ? { notice } : {})}>
      {closedOn !== null && <p><strong>Closed on {sayDate(closedOn)}{closedWithout === null ? ', once the change held.' : ', before the change held.'}</strong>{closedWithout !== null && <> Why: <span className="programme-words">{closedWithout}</span></>}</p>}
      {vision !== null && <p className="programme-words">{vision}</p>}
      {next?.next && (
        <div className="programme-next">
          <p><strong>Next:</strong> {next.next.says}</p>
          {rights.keeps && next.next.href && <a className="nhsuk-button" href={next.next.href}>Do this now</a>}
        </div>
      )}
      {closedOn === null && peers.length > 0 && (
        <section aria-labelledby="peers">
          <h2 className="nhsuk-heading-m" id="peers">Others have done this</h2>
          <ul>{peers.map(({ programmeId, organisationName: who, words, offeredOn }) => <li key={programmeId}>{who} offers to help, since {sayDate(offeredOn)}.{words && <> <span className="programme-words">{words}</span></>}{askHref && rights.keeps && <> <a href={askHref(programmeId)}>Put a question to them</a></>}</li>)}</ul>
        </section>
      )}
      <h2 className="nhsuk-heading-m">The eight steps</h2>
      <ol className="programme-steps">{steps.map((finding) => <StepLine key={finding.step} id={id} finding={finding} nameOf={nameOf} />)}</ol>
      <h2 className="nhsuk-heading-m" id="difference">The difference</h2>
      {programme.measures.length === 0 && <p>It has no measure yet, so no difference can be shown. {rights.keeps && <a href={programmePath(id, '/steps/vision')}>Add one with its baseline</a>}</p>}
      {programme.measures.map((measure) => (
        <section key={measure.id} aria-labelledby={`measure-${measure.id}`}>
          <h3 className="nhsuk-heading-s" id={`measure-${measure.id}`}>{measure.title}</h3>
          {sayDifference(measure).map((words) => <p key={words}>{words}</p>)}
          {measure.chart && <Chart id={`chart-${measure.id}`} heading={`${measure.title}, by month`} headingLevel={4} source={CHART_SOURCE} series={measure.chart} />}
        </section>
      ))}
      <h2 className="nhsuk-heading-m">What it cost, and what it uses</h2>
      {sayCost(programme.cost).map((words) => <p key={words}>{words}</p>)}
      <ul>
        {programme.uses.map(({ factId, as, id: subject, described }) => <li key={factId}>{POINTED_AT[as]}: {described ? <a href={described.href}>{described.title}</a> : subject}</li>)}
      </ul>
      <ul>
        {rights.keeps && <li><a href={programmePath(id, '/uses')}>Say what it points at, uses or costs{closedOn === null ? '' : ', or offer help'}</a></li>}
        {rights.keeps && closedOn === null && <li><a href={programmePath(id, '/close')}>Close it</a></li>}
      </ul>
      {programme.pattern !== null && <p className="programme-quiet">Begun from “{patternNamed(programme.pattern)?.title ?? programme.pattern}”.</p>}
      {withdrawn.length > 0 && <Withdrawn programme={programme} />}
    </Page>
  );
}

function StepLine({ id, finding: { step, state, because, next, disagreements }, nameOf }: { id: string; finding: StepFinding; nameOf: ReadonlyMap<string, string> }): ReactElement {
  const { title } = programmeRules().steps.find((one) => one.id === step)!;
  return (
    <li>
      <h3 className="nhsuk-heading-s"><a href={programmePath(id, `/steps/${step}`)}>{title}</a></h3>
      <p><span className={`programme-state programme-state--${state}`}>{STATE_WORDS[state]}</span></p>
      {because.map((words) => <p key={words}>{words}</p>)}
      {next && <p><strong>Next:</strong> {next.says}</p>}
      {disagreements.map(({ by, on, reason }, index) => <p key={index} className="programme-words">{nameOf.get(by) ?? 'Somebody'} disagrees, {sayDate(on)}: {reason}</p>)}
    </li>
  );
}

const Withdrawn = ({ programme: { withdrawn } }: { programme: ProgrammeOf }): ReactElement => (
  <details className="nhsuk-details">
    <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">What was withdrawn: {withdrawn.length}</span></summary>
    <div className="nhsuk-details__text">
      <ul>{withdrawn.slice(0, 25).map(({ id, kind, withdrawnOn, why }) => <li key={id}>{kind.replaceAll('-', ' ')}, withdrawn {sayDate(withdrawnOn)}: {why ?? 'the reason was erased'}</li>)}</ul>
      {withdrawn.length > 25 && <p>And {withdrawn.length - 25} more.</p>}
    </div>
  </details>
);

export function ClosePage({ programme, form }: { programme: ProgrammeOf; form: FormState }): ReactElement {
  const { id, title, steps } = programme;
  const held = steps.find(({ step }) => step === 'not-declaring-victory')!;
  return (
    <Page title="Close the programme" kicker={title} current={PROGRAMMES} breadcrumbs={[PROGRAMMES_CRUMB, { label: title, href: programmePath(id) }]} hasErrors={Boolean(form.errors)}>
      <p>{held.because.join(' ')}</p>
      <p>{held.state === 'met' ? 'The change holds: it can be closed.' : 'The change does not hold yet. You can close it with a reason, which is shown for ever.'} Closing cannot be undone.</p>
      <PostForm action={programmePath(id, '/close')} submit="Close this programme" form={form}>
        <TextAreaField name="words" label={held.state === 'met' ? 'Anything to add (optional)' : 'Why it is closed all the same'} rows={3} form={form} />
      </PostForm>
    </Page>
  );
}
