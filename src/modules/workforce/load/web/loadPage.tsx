import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { sayName } from '../../posts/index.ts';
import type { LeftWithout } from '../../posts/index.ts';
import { pcnPostsCrumbs, reassignPath, WORKFORCE } from '../../posts/web/postPaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { sayBalance, sayRecorded, sayShares, saySupervisors } from '../domain/sayLoad.ts';
import { loadRules } from '../loadRules.ts';
import type { LoadAnswer } from '../queries/loadOfPcn.ts';
import { LoadChart } from './loadChart.tsx';
import { loadPath } from './loadPaths.ts';
import { practicesTable, supervisorsTable } from './loadTables.tsx';

/** A PCN and how the pages of its load call its practices. */
export interface NamedPcn {
  code: string;
  name: string;
  nameOf: (code: string) => string;
}

interface LoadPageProps {
  pcn: NamedPcn;
  answer: LoadAnswer;
  /** Managers and supervisors who left or are away, with the posts that are without them. */
  left: readonly LeftWithout[];
  query: SentValues;
  notice?: string | undefined;
}

export function LoadPage({ pcn: { code, name, nameOf }, answer, left, query, notice }: LoadPageProps): ReactElement {
  const { practices, supervisors, supervisorsTime, nobodysMinutes, records, counts, kept, from, to } = answer;
  const path = loadPath(code);
  const balance = sayBalance(practices, nameOf);
  const own = kept.isKeeper ? [] : practices.filter(({ practiceCode, isImbalanced }) => practiceCode !== null && kept.keeps(practiceCode) && !isImbalanced);
  return (
    <Page title="What roles take and give back" kicker={`${name} (${code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs({ code, name })} notice={notice}>
      <PcnPeopleNav pcn={{ code, isKeeper: kept.isKeeper }} current="load" />
      {balance.map((sentence) => <p key={sentence}>{practices.some(({ isImbalanced }) => isImbalanced) ? <strong>{sentence}</strong> : sentence}</p>)}
      {own.map((one) => <p key={one.practiceCode}>{nameOf(one.practiceCode!)} carries {sayShares(one)}.</p>)}
      {(kept.isKeeper || kept.practices.length > 0) && (
        <p>
          <a className="nhsuk-button" href={`${path}/new`}>Record time</a> <a href={`${path}/worth`}>Record what was given back</a> · <a href={`${path}/file`}>Add counts from a file</a>
        </p>
      )}
      {practices.length > 0 && <LoadChart practices={practices} nameOf={nameOf} summary={`${sayDate(from)} to ${sayDate(to)}. ${balance[0]!}`} />}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">How this is worked out</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>A practice carries the hours that were recorded for it: recruitment, line management, clinical supervision and induction. Where nobody recorded a kind of time for a filled post, what is expected stands in: a guess that nobody has verified, shown apart.</p>
          <p>It receives the minutes of appointments, reviews and visits that were counted. It is said to carry much and receive little where its share of the one is at least {loadRules().imbalancePoints} percentage points above its share of the other (unverified).</p>
        </div>
      </details>
      {practices.length > 0 && <DataTable table={practicesTable(nameOf)} rows={practices} query={query} basePath={path} />}
      <p>
        <a href={`${path}/records`}>All that was entered</a>: {records.length} {records.length === 1 ? 'record' : 'records'} of time, {counts.length} {counts.length === 1 ? 'count' : 'counts'} of what was given back.
      </p>
      <h2 id="supervision">Who supervises</h2>
      <p>{saySupervisors(supervisors.map((one) => ({ ...one, name: sayName(one) })))} {(supervisorsTime.length > 0 || nobodysMinutes > 0) && sayRecorded(supervisorsTime, nobodysMinutes)}</p>
      {left.map((one) => <Without key={one.staffId} one={one} code={code} isKeeper={kept.isKeeper} name={sayName({ name: supervisors.find(({ staffId }) => staffId === one.staffId)?.name ?? null })} />)}
      {supervisorsTime.length > 0 && <DataTable table={supervisorsTable} rows={supervisorsTime} query={query} basePath={path} headingLevel={3} />}
    </Page>
  );
}

function Without({ one: { staffId, why, from, posts }, code, name, isKeeper }: { one: LeftWithout; code: string; name: string; isKeeper: boolean }): ReactElement {
  return (
    <div className="nhsuk-inset-text">
      <p>
        {name} {why === 'left' ? 'left' : 'is away'}, from {sayDate(from)} on: {posts.length} {posts.length === 1 ? 'post is' : 'posts are'} without a {[...new Set(posts.flatMap(({ as }) => as))].join(' or ')}.{' '}
        {isKeeper ? <a href={`${reassignPath(code)}?from=${staffId}`}>Give them to somebody else</a> : 'The PCN’s manager has been asked to find another.'}
      </p>
    </div>
  );
}
