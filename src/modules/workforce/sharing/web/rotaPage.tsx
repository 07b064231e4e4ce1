import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable, sayNumber } from '#platform/web/table.tsx';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { pcnCrumbs, rotaPath } from '../../web/workforcePaths.ts';
import { sayFairness } from '../domain/sayFairness.ts';
import { ODD_MINUTES, SHARED_BY } from '../domain/shares.ts';
import type { SharedBy } from '../domain/shares.ts';
import type { RotaFound } from '../queries/rotas.ts';

const ENTERED = { title: 'Rotas and minutes, as this PCN entered them' };

export interface ShareRow {
  post: string;
  practice: string;
  sharedBy: SharedBy;
  minutes: number;
  sessions: number | null;
  planned: number;
  had: number;
  difference: number;
}

export const sharesTable = defineTable<ShareRow>({
  id: 'shares', caption: 'Minutes planned and minutes had', source: ENTERED, whenEmpty: 'No role is shared yet.',
  columns: [
    { key: 'post', heading: 'Post', value: ({ post }) => post, kind: 'text', filter: 'select' },
    { key: 'practice', heading: 'Practice', value: ({ practice }) => practice, kind: 'text', filter: 'select' },
    { key: 'minutes', heading: 'A week now', unit: 'minutes', value: ({ minutes }) => minutes, kind: 'number' },
    { key: 'sessions', heading: 'A week now', unit: 'sessions', value: ({ sessions }) => sessions, kind: 'number' },
    { key: 'planned', heading: 'Planned', unit: 'minutes', value: ({ planned }) => planned, kind: 'number' },
    { key: 'had', heading: 'Had', unit: 'minutes', value: ({ had }) => had, kind: 'number' },
    { key: 'difference', heading: 'Difference', unit: 'minutes', value: ({ difference }) => difference, kind: 'number', cell: ({ difference }) => sayDifference(difference) },
  ],
});

export interface WeekRow {
  post: string;
  week: string;
  practice: string;
  planned: number;
  had: number;
  difference: number;
}

export const weeksTable = defineTable<WeekRow>({
  id: 'weeks', caption: 'Week by week', source: ENTERED, whenEmpty: 'No week was entered yet.',
  columns: [
    { key: 'week', heading: 'Week of', value: ({ week }) => week, kind: 'date' },
    { key: 'post', heading: 'Post', value: ({ post }) => post, kind: 'text', filter: 'select' },
    { key: 'practice', heading: 'Practice', value: ({ practice }) => practice, kind: 'text', filter: 'select' },
    { key: 'planned', heading: 'Planned', unit: 'minutes', value: ({ planned }) => planned, kind: 'number' },
    { key: 'had', heading: 'Had', unit: 'minutes', value: ({ had }) => had, kind: 'number' },
    { key: 'difference', heading: 'Difference', unit: 'minutes', value: ({ difference }) => difference, kind: 'number', cell: ({ difference }) => sayDifference(difference) },
  ],
});

const sayDifference = (minutes: number): string => (minutes > 0 ? `${sayNumber(minutes)} more` : minutes < 0 ? `${sayNumber(-minutes)} less` : 'as planned');

/** A line for each role and practice that is planned for, or had some. */
export function shareRows({ posts, practices }: RotaFound): ShareRow[] {
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  return posts.flatMap(({ reference, now, found }) => {
    const codes = [...new Set([...(now?.shares ?? []).map(({ practiceCode }) => practiceCode), ...found.practices.map(({ practiceCode }) => practiceCode)])].sort();
    return codes.map((code) => {
      const minutes = now?.shares.find(({ practiceCode }) => practiceCode === code)?.minutes ?? 0;
      const { planned = 0, had = 0, difference = 0 } = found.practices.find(({ practiceCode }) => practiceCode === code) ?? {};
      const sessions = now?.minutesPerSession ? minutes / now.minutesPerSession : null;
      return { post: reference, practice: nameOf.get(code) ?? code, sharedBy: now?.sharedBy ?? 'agreement', minutes, sessions, planned, had, difference };
    });
  });
}

export function weekRows({ posts, practices }: RotaFound): WeekRow[] {
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  const rows = posts.flatMap(({ reference, found }) => found.weeks.flatMap(({ week, practices: own }) => own.map(({ practiceCode, ...numbers }) => ({ post: reference, week, practice: nameOf.get(practiceCode) ?? practiceCode, ...numbers }))));
  return rows.sort((a, b) => (a.week > b.week ? -1 : a.week < b.week ? 1 : 0));
}

export interface RotaPageProps {
  found: RotaFound;
  query: SentValues;
  rotaForm: FormState;
  hadForm: FormState;
  notice?: string;
}

export function RotaPage({ found, query, rotaForm, hadForm, notice }: RotaPageProps): ReactElement {
  const { pcn, posts, since, practices } = found;
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  const path = rotaPath(pcn.code);
  const shared = posts.filter(({ now }) => now !== null);
  const hasErrors = Boolean(rotaForm.errors ?? hadForm.errors);
  return (
    <Page title="Sharing roles fairly" kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={pcnCrumbs(pcn)} hasErrors={hasErrors} {...(notice ? { notice } : {})}>
      <PcnPeopleNav pcn={pcn} current="rota" />
      <p>
        {shared.length} of {posts.length} {posts.length === 1 ? 'post has' : 'posts have'} a rota. What was planned is compared with what happened, in minutes, for the weeks since {sayDate(since)} that were entered.
      </p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {shared.map(({ reference, found: own }) => <li key={reference}><strong>{reference}</strong>: {sayFairness(own, (code) => nameOf.get(code) ?? code)}.</li>)}
      </ul>
      <DataTable table={sharesTable} rows={shareRows(found)} query={query} basePath={path} />
      <ul className="nhsuk-list nhsuk-list--bullet">
        {posts.flatMap(({ reference, now, later, found: { notEntered } }) => [
          ...(now ? [<li key={`${reference} now`}>{reference}: {sayNumber(now.minutesPerWeek)} minutes a week since {sayDate(now.from)}. {SHARED_BY[now.sharedBy]}{now.source && ` (${now.source})`}. {pcn.isKeeper && <TakeBackForm action={`${path}/undo`} values={{ rota: now.id }} label={`Take back the rota of ${reference}`} />}</li>] : []),
          ...later.map((rota) => <li key={`${reference} ${rota.from}`}>{reference}: {sayNumber(rota.minutesPerWeek)} minutes a week from {sayDate(rota.from)}. {pcn.isKeeper && <TakeBackForm action={`${path}/undo`} values={{ rota: rota.id }} label={`Take back what begins on ${sayDate(rota.from)}`} />}</li>),
          ...(notEntered.length > 0 ? [<li key={`${reference} missing`}>{reference}: nobody entered what happened in {notEntered.length} {notEntered.length === 1 ? 'week' : 'weeks'}, the first of {sayDate(notEntered[0]!)}; {notEntered.length === 1 ? 'it is' : 'they are'} in no difference.</li>] : []),
        ])}
      </ul>
      <p className="workforce-quiet">{ODD_MINUTES}</p>
      <DataTable table={weeksTable} rows={weekRows(found)} query={query} basePath={path} />
      {pcn.isKeeper && posts.flatMap(({ reference, found: { weeks } }) => weeks.slice(-1).map(({ week }) => <p key={reference}><TakeBackForm action={`${path}/undo`} values={{ reference, week }} label={`Take back what was entered for ${reference} in the week of ${sayDate(week)}`} /></p>))}
      {pcn.isKeeper && posts.length > 0 && <KeeperForms found={found} rotaForm={rotaForm} hadForm={hadForm} />}
      {posts.length === 0 && <p>This PCN has no post yet. A role can be shared once its post was added.</p>}
    </Page>
  );
}

function KeeperForms({ found: { pcn, posts, practices, week }, rotaForm, hadForm }: Pick<RotaPageProps, 'found' | 'rotaForm' | 'hadForm'>): ReactElement {
  const options = posts.map(({ reference, title }) => ({ value: reference, label: `${reference}: ${title}` }));
  const rota = { ...rotaForm, values: rotaForm.values ?? { from: week, sharedBy: 'list' } };
  const had = { ...hadForm, values: hadForm.values ?? { week } };
  return (
    <>
      <h2>Enter what happened in a week</h2>
      <PostForm action={`${rotaPath(pcn.code)}/minutes`} submit="Keep these minutes" form={had}>
        <SelectField name="reference" label="Post" options={options} form={had} />
        <TextField name="week" label="Any day of the week" type="date" width={10} form={had} />
        {practices.map(({ code, name }) => <TextField key={code} name={`minutes-${code}`} label={`Minutes at ${name}`} hint="Empty for none" width={5} inputMode="numeric" form={had} />)}
      </PostForm>
      <details className="nhsuk-details" open={Boolean(rotaForm.errors)}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Share a role</span>
        </summary>
        <div className="nhsuk-details__text">
          <PostForm action={rotaPath(pcn.code)} submit="Share this role" form={rota}>
            <SelectField name="reference" label="Post" options={options} form={rota} />
            <TextField name="from" label="From the week of" type="date" width={10} form={rota} />
            <TextField name="minutes" label="Minutes in a week" width={5} inputMode="numeric" form={rota} />
            <TextField name="session" label="Minutes in a session (optional)" width={5} inputMode="numeric" form={rota} />
            <RadioField name="sharedBy" label="How it is shared" options={Object.entries(SHARED_BY).map(([value, label]) => ({ value, label }))} form={rota} />
            {practices.map(({ code, name }) => <TextField key={code} name={`weight-${code}`} label={`Weight or minutes of ${name}`} hint="Not for sharing by list" width={5} inputMode="decimal" form={rota} />)}
            <TextField name="source" label="Where the weights come from" form={rota} />
          </PostForm>
        </div>
      </details>
    </>
  );
}
