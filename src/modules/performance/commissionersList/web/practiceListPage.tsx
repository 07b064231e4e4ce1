import type { ReactElement, ReactNode } from 'react';
import { sayMonth } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { FunnelUnit } from '../../charts/index.ts';
import { accessPath } from '../../access/web/accessPaths.ts';
import { listRules } from '../criteriaRules.ts';
import { SCOPE_WORDS, SCOPES, VERDICT_WORDS } from '../domain/criterion.ts';
import type { Finding } from '../domain/criterion.ts';
import type { CriterionState } from '../domain/listOf.ts';
import { isInReach } from '../domain/listOf.ts';
import { sayChance } from '../domain/sayFinding.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import { HOME_CRUMB, LIST_CRUMB, PERFORMANCE_CRUMB, practiceListPath } from './listPaths.ts';
import { PlaceAmongOthers } from './practicePlace.tsx';

interface PracticeListView {
  list: ListOfPlace;
  /** By criterion: the practice among the others. */
  places: ReadonlyMap<string, readonly FunnelUnit[]>;
  /** What to mind of its figures, from access. */
  notes: readonly string[];
}

/** What the commissioner will see of a practice, for the practice itself. */
export function PracticeListPage({ list, places, notes }: PracticeListView): ReactElement {
  const practice = list.practices[0]!;
  const met = list.criteria.filter((_, index) => practice.findings[index]!.verdict === 'meets').map(({ criterion }) => criterion.title.toLowerCase());
  return (
    <Page title="Before the list comes" kicker={`${practice.name} (${practice.code})`} current="/performance" breadcrumbs={[HOME_CRUMB, PERFORMANCE_CRUMB, LIST_CRUMB]}>
      <p>
        <strong>{sayReach(met, isInReach(practice, listRules().reachFrom))}</strong> This is what your commissioner can see for {sayMonth(list.month)}.{practice.unknown > 0 && ` Of ${practice.unknown} of ${list.criteria.length} criteria there is no data; that is not the same as passed.`}
      </p>
      <p>You owe what your contract says. A place on this list is no breach of it, and the list is asked of the commissioner, not of you. Where you are asked about it, these are the facts to answer with.</p>
      {list.criteria.map((state, index) => (
        <CriterionSection key={state.criterion.id} state={state} finding={practice.findings[index]!} monthBefore={list.monthBefore}>
          <PlaceAmongOthers list={list} state={state} finding={practice.findings[index]!} units={places.get(state.criterion.id) ?? []} />
        </CriterionSection>
      ))}
      <h2 className="nhsuk-heading-m">What to mind of your figures</h2>
      {notes.length === 0 ? <p>Nothing was found that speaks against the use of your figures.</p> : <ul>{notes.map((note) => <li key={note}>{note}</li>)}</ul>}
      <p>
        20% is taken over the practices of:{' '}
        {SCOPES.map((one, index) => (
          <span key={one}>
            {index > 0 && ' · '}
            {one === list.scope ? <strong>{SCOPE_WORDS[one]}</strong> : <a href={practiceListPath(list.code, list.month, one)}>{SCOPE_WORDS[one]}</a>}
          </span>
        ))}
      </p>
      <p>
        <a href={accessPath(list.code, list.month)}>The practice’s access, month by month</a> · <a href="/demands">What is owed by whom</a>
      </p>
    </Page>
  );
}

function sayReach(met: readonly string[], isReached: boolean): string {
  if (met.length > 0) return `You are likely to be looked at: ${met.join('; ')}.`;
  return isReached ? 'You may be looked at: you are close to a criterion.' : 'Nothing that is known puts you on the list.';
}

function CriterionSection({ state: { criterion, knowsWobble, source }, finding: { verdict, says, chance, before }, monthBefore, children }: { state: CriterionState; finding: Finding; monthBefore: string | null; children: ReactNode }): ReactElement {
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        {criterion.title}: {VERDICT_WORDS[verdict].toLowerCase()}
      </h2>
      <p>{says}</p>
      {chance !== null && (
        <p>
          How sure: the chance that it is truly so, over many such months, is {sayChance(chance)}.{!knowsWobble && ' That allows for chance in counting alone, as the month before is not held: it is less sure than that.'}
        </p>
      )}
      {before !== null && monthBefore && (
        <p>
          The same rule for {sayMonth(monthBefore)}: {VERDICT_WORDS[before].toLowerCase()}.{before !== verdict && before !== 'no-data' && verdict !== 'no-data' && ' It changed within a month, as places near the cut do.'}
        </p>
      )}
      {children}
      {criterion.readAs && <p className="nhsuk-body-s">{criterion.readAs}</p>}
      {source && <p className="nhsuk-body-s">Source: {source}</p>}
    </section>
  );
}
