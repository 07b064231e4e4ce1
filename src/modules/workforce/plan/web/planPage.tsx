import type { ReactElement } from 'react';
import { monthsOf, yearAfter } from '#kernel/financialYear.ts';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { REGIONS, rolesOn } from '#funding';
import { pcnCrumbs, planPath } from '../../web/workforcePaths.ts';
import { COUNTED_FROM } from '../domain/planYear.ts';
import { EVENT_LABELS, isOver, RECRUITMENT } from '../domain/recruitment.ts';
import { CHANGE_KINDS } from '../domain/scenario.ts';
import type { NamedPlan, PlanFound } from '../queries/plan.ts';
import type { Scenario } from '../queries/scenarios.ts';
import type { Recruitment } from '../queries/recruitments.ts';
import { boughtTable, monthsTable, recruitmentsTable, risksTable, scenariosTable, titleOf } from './planTables.tsx';
import type { MonthRow } from './planTables.tsx';

/** Which form of the page was sent, with what was wrong with it. */
export type SentForm = FormState & { form?: 'scenario' | 'change' | 'recruitment' | 'step' };

export interface PlanPageProps {
  found: PlanFound;
  recruitments: readonly Recruitment[];
  today: IsoDate;
  query: SentValues;
  sent: SentForm;
  notice?: string;
}

/** The months of the posts as they are filled, with what of the sum is left so far. */
export function monthRows({ plans, sum }: PlanFound): MonthRow[] {
  const { months } = plans[0]!.plan!;
  return months.map((month, index) => {
    const claimed = months.slice(0, index + 1).reduce((total, { claimPence }) => total + claimPence, 0);
    return { ...month, leftPence: 'pence' in sum ? Math.floor((sum.pence * (index + 1)) / 12) - claimed : null };
  });
}

export function PlanPage({ found, recruitments, today, query, sent, notice }: PlanPageProps): ReactElement {
  const { pcn, year, plans, bought, boughtFrom, risks, rise } = found;
  const path = planPath(pcn.code);
  const props = { query, basePath: path };
  return (
    <Page title={`Plan of ${year}`} kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(sent.errors)} {...(notice ? { notice } : {})}>
      <Summary found={found} />
      <p>
        <a href={`${path}?year=${encodeURIComponent(yearAfter(year, -1))}`}>{yearAfter(year, -1)}</a> · <a href={`${path}?year=${encodeURIComponent(yearAfter(year))}`}>{yearAfter(year)}</a>
      </p>
      <DataTable table={scenariosTable} rows={plans} {...props} />
      <ScenarioNotes plans={plans} isKeeper={pcn.isKeeper} path={path} />
      <DataTable table={monthsTable} rows={monthRows(found)} {...props} />
      <Basis plan={plans[0]!} />
      <DataTable table={boughtTable} rows={bought} {...props} />
      <p className="workforce-quiet">If somebody begins on {sayDate(boughtFrom)} and costs the maximum. What is not claimed by the end of the year is lost to the PCN.</p>
      <DataTable table={risksTable} rows={risks} {...props} />
      <form method="get" action={path} className="workforce-since">
        <input type="hidden" name="year" value={year} />
        <label className="nhsuk-label" htmlFor="rise">If pay rises by, in percent, from this month on</label>
        <input className="nhsuk-input" id="rise" name="rise" inputMode="decimal" defaultValue={rise?.percent ?? ''} />{' '}
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">Count with this rise</button>
      </form>
      <DataTable table={recruitmentsTable} rows={recruitments} {...props} />
      {pcn.isKeeper && <KeeperForms found={found} recruitments={recruitments} today={today} sent={sent} />}
    </Page>
  );
}

function Summary({ found: { sum, plans, posts, year } }: { found: PlanFound }): ReactElement {
  const { claimPence, unclaimedPence, abovePence, status } = plans[0]!.plan!;
  const vacant = posts.vacant.length;
  return (
    <p>
      {'pence' in sum ? `${sayPounds(sum.pence)} is due for additional roles in ${year}${sum.status === 'unverified' ? ' (unverified)' : ''}. ` : `The sum for additional roles is not known. ${sum.missing} `}
      As the posts are filled, {sayPounds(claimPence)} will be claimed{status === 'unverified' ? ' (unverified)' : ''}
      {unclaimedPence !== null && unclaimedPence > 0 && `; ${sayPounds(unclaimedPence)} will be claimed by nobody`}
      {abovePence > 0 && `; ${sayPounds(abovePence)} is above the sum and falls on the PCN`}.{vacant > 0 && ` ${vacant} ${vacant === 1 ? 'post or part of one is' : 'posts or parts of them are'} vacant and counted as nothing.`}
    </p>
  );
}

/** What the amounts rest on, and what is in none of them. */
function Basis({ plan: { plan } }: { plan: NamedPlan }): ReactElement {
  const assumed = (['maximum', 'cost-alone'] as const).map((from) => ({ from, posts: new Set(plan!.cells.filter((cell) => cell.from === from).map(({ reference }) => reference)) })).filter(({ posts }) => posts.size > 0);
  const missing = new Map(plan!.missing.map(({ reference, why }) => [reference, why]));
  return (
    <ul>
      {assumed.map(({ from, posts }) => <li key={from}>Counted {COUNTED_FROM[from]}: {[...posts].join(', ')}.</li>)}
      {[...missing].map(([reference, why]) => <li key={reference}>{reference}: {plan!.missing.filter((one) => one.reference === reference).length} months are in no total. {why}</li>)}
    </ul>
  );
}

function ScenarioNotes({ plans, isKeeper, path }: { plans: readonly NamedPlan[]; isKeeper: boolean; path: string }): ReactElement {
  const made = plans.flatMap(({ scenario, why }) => (scenario ? [{ scenario, why }] : []));
  return (
    <>
      {made.map(({ scenario, why }) => (
        <section key={scenario.id}>
          <h3>{scenario.name}</h3>
          <p>{scenario.intent ?? 'What it was for was erased.'} <span className="workforce-quiet">{scenario.author ?? 'The console, or somebody who was erased'}, {sayDate(scenario.madeOn)}</span></p>
          {why && <p><strong>It fits the posts no longer.</strong> {why}</p>}
          <ul>
            {scenario.changes.map((change) => (
              <li key={change.id}>
                {sayChange(change)} {isKeeper && <TakeBack path={path} scenarioId={scenario.id} changeId={change.id} label="Take this back" />}
              </li>
            ))}
          </ul>
          {isKeeper && <TakeBack path={path} scenarioId={scenario.id} changeId="" label={`Withdraw “${scenario.name}”`} />}
        </section>
      ))}
    </>
  );
}

function sayChange(change: Scenario['changes'][number]): string {
  const when = `from ${sayMonth(change.month)}`;
  if (change.kind === 'add') return `${change.reference}: ${change.wte} WTE of ${titleOf(change.role).toLowerCase()} is added ${when}${change.costPence === null ? ', at the maximum' : `, ${sayPounds(change.costPence)} a year`}.`;
  return change.kind === 'end' ? `${change.reference} is no more ${when}.` : `${change.reference} begins, or is filled, ${when}.`;
}

function TakeBack({ path, scenarioId, changeId, label }: { path: string; scenarioId: string; changeId: string; label: string }): ReactElement {
  return (
    <form method="post" action={`${path}/withdraw`} className="workforce-inline">
      <CsrfField />
      <input type="hidden" name="scenario" value={scenarioId} />
      <input type="hidden" name="change" value={changeId} />
      <button type="submit" className="workforce-link">{label}</button>
    </form>
  );
}

function KeeperForms({ found, recruitments, today, sent }: Pick<PlanPageProps, 'found' | 'recruitments' | 'today' | 'sent'>): ReactElement {
  const { pcn, year, plans, posts } = found;
  const path = planPath(pcn.code);
  const formOf = (form: SentForm['form'], values: SentValues = {}): FormState => (sent.form === form ? sent : { values });
  const scenarios = plans.flatMap(({ scenario }) => (scenario ? [{ value: scenario.id, label: scenario.name }] : []));
  const references = [...new Set([...posts.filled, ...posts.vacant].map(({ reference }) => reference))];
  const months = monthsOf(year).map((month) => ({ value: month, label: sayMonth(month) }));
  const open = recruitments.filter(({ state }) => !isOver(state));
  const events = [...new Set(open.flatMap(({ state }) => eventsFrom(RECRUITMENT, state)))];
  const [change, step, advert] = [formOf('change', { kind: 'move', region: 'national' }), formOf('step', { on: today }), formOf('recruitment', { on: today })];
  return (
    <>
      {open.length > 0 && (
        <Folded heading="Take a step in a recruitment" isOpen={sent.form === 'step'}>
          <PostForm action={`${path}/step`} submit="Keep this step" form={step}>
            <SelectField name="recruitment" label="Recruitment" options={open.map(({ id, reference, state }) => ({ value: id, label: `${reference}, ${RECRUITMENT.states[state]}` }))} form={step} />
            <SelectField name="event" label="What happened" options={events.map((event) => ({ value: event, label: EVENT_LABELS[event] }))} form={step} />
            <TextField name="on" label="On which day" type="date" width={10} form={step} />
          </PostForm>
        </Folded>
      )}
      <Folded heading="Advertise a post" isOpen={sent.form === 'recruitment'}>
        <PostForm action={`${path}/recruitment`} submit="Keep this advert" form={advert}>
          <SelectField name="reference" label="Post" options={references.map((value) => ({ value, label: value }))} form={advert} />
          <TextField name="on" label="Advertised on" type="date" width={10} form={advert} />
        </PostForm>
      </Folded>
      <Folded heading="Begin a scenario" isOpen={sent.form === 'scenario'}>
        <PostForm action={path} submit="Begin this scenario" form={formOf('scenario')}>
          <input type="hidden" name="year" value={year} />
          <TextField name="name" label="Its name" width={20} form={formOf('scenario')} />
          <TextAreaField name="intent" label="What it would be for" rows={3} form={formOf('scenario')} />
        </PostForm>
      </Folded>
      {scenarios.length > 0 && (
        <Folded heading="Change a scenario" isOpen={sent.form === 'change'}>
          <PostForm action={`${path}/change`} submit="Add this change" form={change}>
            <input type="hidden" name="year" value={year} />
            <SelectField name="scenario" label="Scenario" options={scenarios} form={change} />
            <RadioField name="kind" label="What changes" options={Object.entries(CHANGE_KINDS).map(([value, label]) => ({ value, label }))} form={change} />
            <TextField name="reference" label="Reference of the post" hint={references.length > 0 ? `Of those there are: ${references.slice(0, 20).join(', ')}` : 'A new one'} width={10} form={change} />
            <SelectField name="month" label="From" options={months} form={change} />
            <SelectField name="role" label="Role, for a new post" options={rolesOn(months.at(-1)!.value).map(({ id, title }) => ({ value: id, label: title }))} empty="Not a new post" form={change} />
            <TextField name="wte" label="WTE, for a new post" width={5} inputMode="decimal" form={change} />
            <SelectField name="region" label="Where, for a new post" options={Object.entries(REGIONS).map(([value, label]) => ({ value, label }))} form={change} />
            <TextField name="cost" label="Cost of a year in pounds, for a new post" hint="Empty for the maximum" width={10} inputMode="decimal" form={change} />
          </PostForm>
        </Folded>
      )}
    </>
  );
}

function Folded({ heading, isOpen, children }: { heading: string; isOpen: boolean; children: ReactElement }): ReactElement {
  return (
    <details className="nhsuk-details" open={isOpen}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{heading}</span>
      </summary>
      <div className="nhsuk-details__text">{children}</div>
    </details>
  );
}
