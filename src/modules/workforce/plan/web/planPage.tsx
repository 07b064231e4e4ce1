import type { ReactElement } from 'react';
import { monthsOf, yearAfter } from '#kernel/financialYear.ts';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { PostForm, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { REGIONS, rolesOn } from '#funding';
import { peoplePath } from '../../posts/web/postPaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { pcnCrumbs, planPath } from '../../web/workforcePaths.ts';
import { COUNTED_FROM } from '../domain/planYear.ts';
import { CHANGE_KINDS } from '../domain/scenario.ts';
import type { NamedPlan, PlanFound } from '../queries/plan.ts';
import type { Scenario } from '../queries/scenarios.ts';
import { recruitmentPath, risksPath } from './planPaths.ts';
import { boughtTable, monthsTable, scenariosTable, titleOf } from './planTables.tsx';
import type { MonthRow } from './planTables.tsx';

/** Which form of the page was sent, with what was wrong with it. */
export type SentForm = FormState & { form?: 'scenario' | 'change' };

export interface PlanPageProps {
  found: PlanFound;
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

export function PlanPage({ found, query, sent, notice }: PlanPageProps): ReactElement {
  const { pcn, year, plans, bought, risks } = found;
  const path = planPath(pcn.code);
  const props = { query, basePath: path };
  const ofYear = `?year=${encodeURIComponent(year)}`;
  const uncertain = risks.filter(({ isUnfundedAfter }) => isUnfundedAfter).length;
  const above = risks.filter(({ abovePence }) => (abovePence ?? 0) > 0).length;
  return (
    <Page title={`Plan of ${year}`} kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(sent.errors)} {...(notice ? { notice } : {})}>
      <PcnPeopleNav pcn={pcn} current="plan" />
      <Summary found={found} />
      <InTimePart found={found} />
      <p>
        <a href={recruitmentPath(pcn.code)}>Recruitment</a> · <a href={`${risksPath(pcn.code)}${ofYear}`}>What the PCN may come to bear</a>{uncertain + above > 0 && ` (${[...(above > 0 ? [`${above} above the maximum`] : []), ...(uncertain > 0 ? [`${uncertain} without money promised after the year`] : [])].join(', ')})`} · <a href={`${path}?year=${encodeURIComponent(yearAfter(year, -1))}`}>{yearAfter(year, -1)}</a> · <a href={`${path}?year=${encodeURIComponent(yearAfter(year))}`}>{yearAfter(year)}</a>
      </p>
      <DataTable table={scenariosTable} rows={plans} {...props} />
      <ScenarioNotes plans={plans} isKeeper={pcn.isKeeper} path={path} />
      {pcn.isKeeper && <ScenarioForms found={found} sent={sent} />}
      <Folded heading={bought.length > 0 ? 'What the money would buy, role by role' : 'What money would buy'} isOpen={false}>
        <>
          <DataTable table={boughtTable} rows={bought} {...props} headingLevel={3} />
          <p className="workforce-quiet">If somebody begins on {sayDate(found.inTime.startsOn)} and costs the maximum.</p>
        </>
      </Folded>
      <Folded heading="Month by month" isOpen={false}>
        <DataTable table={monthsTable} rows={monthRows(found)} {...props} headingLevel={3} />
      </Folded>
      <Basis plan={plans[0]!} />
    </Page>
  );
}

function Summary({ found: { sum, plans, posts, year, pcn } }: { found: PlanFound }): ReactElement {
  const { claimPence, unclaimedPence, abovePence, status } = plans[0]!.plan!;
  const vacant = new Set(posts.vacant.map(({ reference }) => reference)).size;
  return (
    <>
      {!('pence' in sum) && (
        <div className="nhsuk-inset-text">
          <p>The sum for additional roles in {year} is not known, so nothing can be said of what is left of it. {sum.missing}</p>
          <p>Until it is, posts are counted at the cost that was entered for them: <a href={peoplePath(pcn.code)}>enter the costs that are missing</a>, or look at <a href={`${planPath(pcn.code)}?year=${encodeURIComponent(yearAfter(year, -1))}`}>{yearAfter(year, -1)}</a>.</p>
        </div>
      )}
      <p>
        {'pence' in sum && `${sayPounds(sum.pence)} is due for additional roles in ${year}${sum.status === 'unverified' ? ' (unverified)' : ''}. `}
        As the posts are filled, {sayPounds(claimPence)} will be claimed{status === 'unverified' ? ' (unverified)' : ''}
        {unclaimedPence !== null && unclaimedPence > 0 && <>; <strong>{sayPounds(unclaimedPence)} will be claimed by nobody</strong></>}
        {abovePence > 0 && <>; <strong>{sayPounds(abovePence)} is above the sum and falls on the PCN</strong></>}.{vacant > 0 && ` ${vacant} ${vacant === 1 ? 'post is' : 'posts are'} wholly or partly vacant, and the vacancy is counted as nothing.`}
      </p>
    </>
  );
}

/** What can still be done with what nobody claims: by when, and what it would buy. */
function InTimePart({ found: { plans, year, bought, inTime: { days, recruitments, startsOn, advertiseBy } } }: { found: PlanFound }): ReactElement | null {
  const { unclaimedPence } = plans[0]!.plan!;
  if (unclaimedPence === null || unclaimedPence <= 0) return null;
  if (bought.length === 0) return <p>It is too late to use it: nobody who is advertised for now begins before {year} ends. What is not claimed by then is lost to the PCN.</p>;
  const most = [...bought].sort((a, b) => b.maximumPence - a.maximumPence)[0]!;
  const least = [...bought].sort((a, b) => a.maximumPence - b.maximumPence)[0]!;
  const said = ({ wte, role }: typeof most): string => `${Math.floor(wte.valueOf() * 100) / 100} WTE of ${role.title.toLowerCase()}`;
  return (
    <p>
      {days === null ? `It can be used by somebody who begins on ${sayDate(startsOn)} or later; how long recruitment takes here is not known yet. ` : `From advert to first day takes ${days} days here (the middle of ${recruitments}), so a post that is advertised today begins about ${sayDate(startsOn)}. ${advertiseBy === null ? '' : `Advertise by ${sayDate(advertiseBy)} at the latest. `}`}
      From then to the end of the year it would buy {said(most)}{least === most ? '' : `, or ${said(least)}`}, each at its maximum. What is not claimed by the end of the year is lost to the PCN.
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

const TakeBack = ({ path, scenarioId, changeId, label }: { path: string; scenarioId: string; changeId: string; label: string }): ReactElement => <TakeBackForm action={`${path}/withdraw`} values={{ scenario: scenarioId, change: changeId }} label={label} />;

function ScenarioForms({ found, sent }: Pick<PlanPageProps, 'found' | 'sent'>): ReactElement {
  const { pcn, year, plans, posts } = found;
  const path = planPath(pcn.code);
  const formOf = (form: SentForm['form'], values: SentValues = {}): FormState => (sent.form === form ? sent : { values });
  const scenarios = plans.flatMap(({ scenario }) => (scenario ? [{ value: scenario.id, label: scenario.name }] : []));
  const references = [...new Set([...posts.filled, ...posts.vacant].map(({ reference }) => reference))];
  const months = monthsOf(year).map((month) => ({ value: month, label: sayMonth(month) }));
  const change = formOf('change', { kind: 'move', region: 'national' });
  return (
    <>
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

export function Folded({ heading, isOpen, children }: { heading: string; isOpen: boolean; children: ReactElement }): ReactElement {
  return (
    <details className="nhsuk-details" open={isOpen}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{heading}</span>
      </summary>
      <div className="nhsuk-details__text">{children}</div>
    </details>
  );
}
