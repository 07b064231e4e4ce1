import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayList } from '#kernel/sayWords.ts';
import { PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { pcnCrumbs, turnoverPath } from '../../web/workforcePaths.ts';
import { recruitmentPath } from '../../plan/web/planPaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { inMonths, sayCurve, sayTest } from '../domain/sayCurve.ts';
import { daysBetween } from '../domain/stays.ts';
import type { Comparison, PcnStay, StayCurve } from '../domain/stays.ts';
import type { CostPart } from '../domain/startingOver.ts';
import type { Vacancy } from '../domain/vacancies.ts';
import type { ReasonCount, Turnover } from '../queries/turnover.ts';
import { StayChart } from './stayChart.tsx';

const ENTERED = { title: 'Posts and who filled them, as this PCN entered them' };
const percent = (share: number): number => Math.round(share * 100);

export interface GroupRow extends StayCurve {
  by: string;
}

export const groupsTable = defineTable<GroupRow>({
  id: 'groups', caption: 'Stays by role, home and belonging', source: ENTERED, whenEmpty: 'Nobody has filled a post yet.',
  columns: [
    { key: 'group', heading: 'Group', value: ({ name }) => name, kind: 'text' },
    { key: 'by', isForWide: true, heading: 'By', value: ({ by }) => by, kind: 'text', filter: 'select' },
    { key: 'stays', isForWide: true, heading: 'Stays', value: ({ stays }) => stays, kind: 'number' },
    { key: 'left', isForWide: true, heading: 'Left', value: ({ left }) => left, kind: 'number' },
    { key: 'half', heading: 'Half left after', unit: 'months', value: ({ median }) => (median === null ? null : inMonths(median)), kind: 'number' },
    { key: 'year', heading: 'Stay a year', unit: '%', value: ({ afterYear }) => afterYear && percent(afterYear.survival), kind: 'number' },
    { key: 'low', isForWide: true, heading: 'At least', unit: '%', value: ({ afterYear }) => (afterYear?.interval ? percent(afterYear.interval.low) : null), kind: 'number' },
    { key: 'high', isForWide: true, heading: 'At most', unit: '%', value: ({ afterYear }) => (afterYear?.interval ? percent(afterYear.interval.high) : null), kind: 'number' },
  ],
});

export const groupRows = ({ byRole, byHome, byBelonging }: Turnover): GroupRow[] =>
  ([['Role', byRole], ['Home', byHome], ['Belonging', byBelonging]] as const).flatMap(([by, { curves }]) => curves.map((curve) => ({ ...curve, by })));

export const reasonsTable = defineTable<ReasonCount>({
  id: 'reasons', caption: 'Why they left', source: ENTERED,
  columns: [{ key: 'reason', heading: 'Reason', value: ({ reason }) => reason, kind: 'text' }, { key: 'leavers', heading: 'Leavers', value: ({ leavers }) => leavers, kind: 'number' }],
});

export const leaversTable = defineTable<PcnStay>({
  id: 'leavers', caption: 'Those who left', source: ENTERED,
  columns: [
    { key: 'role', heading: 'Began as', value: ({ role }) => role, kind: 'text' },
    { key: 'home', isForWide: true, heading: 'At home', value: ({ home }) => home, kind: 'text' },
    { key: 'from', isForWide: true, heading: 'Began', value: ({ from }) => from, kind: 'date' },
    { key: 'to', isForWide: true, heading: 'Left', value: ({ to }) => to, kind: 'date' },
    { key: 'months', heading: 'Stayed', unit: 'months', value: ({ from, to }) => (to === null ? null : inMonths(daysBetween(from, to))), kind: 'number' },
    { key: 'reason', heading: 'Why', value: ({ reason }) => reason, kind: 'text' },
  ],
});

export const vacanciesTable = defineTable<Vacancy>({
  id: 'vacancies', caption: 'Vacancies', source: ENTERED, whenEmpty: 'No post has stood empty.',
  columns: [
    { key: 'post', heading: 'Post', value: ({ reference }) => reference, kind: 'text', cell: ({ reference, role }) => <>{reference}<span className="workforce-narrow">{role}</span></> },
    { key: 'role', isForWide: true, heading: 'Role', value: ({ role }) => role, kind: 'text', filter: 'select' },
    { key: 'from', isForWide: true, heading: 'Empty from', value: ({ from }) => from, kind: 'date' },
    { key: 'to', heading: 'Up to', value: ({ to }) => to, kind: 'date', cell: ({ to, isFilled }) => (to === null ? 'still empty' : `${sayDate(to)}${isFilled ? '' : ' (the post ended)'}`) },
    { key: 'days', heading: 'Days', value: ({ days }) => days, kind: 'number' },
    { key: 'wte', isForWide: true, heading: 'Empty', unit: 'WTE', value: ({ wte }) => wte.valueOf(), kind: 'number' },
  ],
});

export const costsTable = defineTable<CostPart>({
  id: 'costs', caption: 'What it costs to begin again, for one who leaves', source: { title: 'As this PCN entered it; no published figure was found' },
  columns: [
    { key: 'part', heading: 'Part', value: ({ says }) => says, kind: 'text', sortable: false },
    { key: 'pounds', heading: 'Cost', unit: '£', value: ({ pence }) => (pence === null ? null : pence / 100), kind: 'number', sortable: false, cell: ({ pence }) => (pence === null ? 'not entered' : sayPounds(pence)) },
  ],
});

export interface TurnoverPageProps {
  found: Turnover;
  query: SentValues;
  form: FormState;
  notice?: string;
}

export function TurnoverPage({ found, query, form, notice }: TurnoverPageProps): ReactElement {
  const { pcn, all, fewest, since, reasons, left, leavers, leaversLastYear, vacancies, toFill } = found;
  const path = turnoverPath(pcn.code);
  const tableProps = { query, basePath: path };
  return (
    <Page title="Who stays and who leaves" kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <PcnPeopleNav pcn={pcn} current="turnover" />
      <p>
        {leaversLastYear} left within the last year, {leavers} since {since ? sayDate(since) : 'the record began'}. {sayCurve(all, fewest)}
      </p>
      <StayChart id="stay-all" heading="How long people stay" curves={[all]} fewest={fewest} />
      <p className="workforce-quiet">
        A stay goes from post to post and bears the role and home with which it began. Those who left before their post was entered here are missing unless somebody entered them, and then people seem to stay longer than they do: say from when on every leaver is on record.
      </p>
      <SinceForm path={path} since={since ?? ''} />
      <Compared id="belonging" heading="By belonging" comparison={found.byBelonging} fewest={fewest} />
      <Compared id="role" heading="By role" comparison={found.byRole} fewest={fewest} />
      <Compared id="home" heading="By home" comparison={found.byHome} fewest={fewest} />
      <DataTable table={groupsTable} rows={groupRows(found)} {...tableProps} />
      {reasons === null ? <p>{leavers} left: too few for their reasons to be told here.</p> : reasons.length > 0 && <DataTable table={reasonsTable} rows={reasons} {...tableProps} />}
      {left && left.length > 0 && <DataTable table={leaversTable} rows={left} {...tableProps} />}
      <DataTable table={vacanciesTable} rows={vacancies} {...tableProps} />
      <p>
        {toFill ? `${toFill.filled} ${toFill.filled === 1 ? 'vacancy was' : 'vacancies were'} filled, in ${toFill.median} days in the middle. ` : 'No vacancy was filled yet. '}
        <a href={recruitmentPath(pcn.code)}>Recruitment, step by step</a>
      </p>
      <StartingOverPart found={found} tableProps={tableProps} form={form} />
    </Page>
  );
}

function Compared({ id, heading, comparison, fewest }: { id: string; heading: string; comparison: Comparison; fewest: number }): ReactElement {
  return (
    <>
      <h2>{heading}</h2>
      <p>{sayTest(comparison)}</p>
      {comparison.curves.some(({ curve }) => curve !== null) && <StayChart id={`stay-${id}`} heading={`How long people stay, ${heading.toLowerCase()}`} curves={comparison.curves} fewest={fewest} />}
    </>
  );
}

function SinceForm({ path, since }: { path: string; since: string }): ReactElement {
  return (
    <form method="get" action={path} className="workforce-since">
      <label className="nhsuk-label" htmlFor="since">Every leaver is on record since</label>
      <input className="nhsuk-input" id="since" name="since" type="date" defaultValue={since} />{' '}
      <button className="nhsuk-button nhsuk-button--secondary" type="submit">Count from this day</button>
    </form>
  );
}

function StartingOverPart({ found: { pcn, startingOver }, tableProps, form }: { found: Turnover; tableProps: { query: SentValues; basePath: string }; form: FormState }): ReactElement {
  const { parts, eachPence, leavers, totalPence, unknown } = startingOver;
  return (
    <>
      <DataTable table={costsTable} rows={parts} {...tableProps} />
      <p>
        {totalPence === null || eachPence === null ? 'No part of it was entered, so no cost is told.' : `${sayPounds(eachPence)} for each who leaves; with ${leavers} in the last year, ${sayPounds(totalPence)}.`}
        {totalPence !== null && unknown.length > 0 && ` Not in it, as nobody entered them: ${sayList(unknown.map((one) => `“${one}”`))}.`}
      </p>
      {pcn.isKeeper && (
        <PostForm action={turnoverPath(pcn.code)} submit="Keep this cost" form={form}>
          <SelectField name="part" label="Part" options={parts.map(({ id, says }) => ({ value: id, label: says }))} form={form} />
          <TextField name="pounds" label="Cost for one who leaves, in pounds" width={10} inputMode="decimal" form={form} />
          <TextField name="source" label="Where the amount comes from (optional)" form={form} />
        </PostForm>
      )}
    </>
  );
}
