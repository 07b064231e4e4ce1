import type { ReactElement } from 'react';
import { yearOf } from '#kernel/financialYear.ts';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { PostForm, SelectField } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { WorkingTree } from '../../statements/web/workingTree.tsx';
import { claimableFor, costOf } from '../domain/claimable.ts';
import { CLAIM_LIFE } from '../domain/claimLife.ts';
import type { ClaimState } from '../domain/claimLife.ts';
import type { Claim } from '../queries/claims.ts';
import { roleRules } from '../roleRules.ts';
import { claimCrumbs, claimPath, claimsPath } from './claimPaths.ts';

export function ClaimPage({ pcn, claim, history, isKeeper, notice }: { pcn: { code: string; name: string }; claim: Claim; history: readonly { state: ClaimState; at: string }[]; isKeeper: boolean; notice?: string }): ReactElement {
  const path = claimsPath(pcn.code);
  const { roles } = roleRules();
  const worked = claimableFor(claim, roles);
  const cost = costOf(claim);
  const events = eventsFrom(CLAIM_LIFE, claim.state).filter((event) => event !== 'replace');
  return (
    <Page title={`Post ${claim.post}, ${sayMonth(claim.month)}`} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={[...claimCrumbs(pcn), { label: 'Claims', href: `${path}?year=${encodeURIComponent(yearOf(claim.month))}` }]} notice={notice}>
      <p>
        {roles.get(claim.role)?.title ?? claim.role}, {claim.wte.toString(4)} WTE: {sayPounds(claim.claimPence)} is claimed of a cost of {sayPounds(cost)}. {cost > claim.claimPence && `The other ${sayPounds(cost - claim.claimPence)} falls on the PCN or its practices.`} The maximum is {claim.figureStatus}.
      </p>
      {claim.replacesId && (
        <p>
          It stands in place of <a href={claimPath(pcn.code, claim.replacesId)}>an earlier claim</a>.
        </p>
      )}
      <h2>History</h2>
      <ol className="nhsuk-list nhsuk-list--number">
        {history.map(({ state, at }, index) => (
          <li key={index}>
            {sentenceCase(CLAIM_LIFE.states[state])}, {sayDate(at.slice(0, 10))}
          </li>
        ))}
      </ol>
      {isKeeper && events.length > 0 && (
        <PostForm action={`${path}/move`} submit="Record it" form={{}}>
          <input type="hidden" name="claim" value={claim.id} />
          <input type="hidden" name="year" value={yearOf(claim.month)} />
          <SelectField name="event" label="What happened to it" options={events.map((event) => ({ value: event, label: sentenceCase(CLAIM_LIFE.events[event].replace('be ', '')) }))} form={{}} />
        </PostForm>
      )}
      {isKeeper && eventsFrom(CLAIM_LIFE, claim.state).includes('replace') && (
        <p>
          <a href={`${path}/new?replaces=${encodeURIComponent(claim.id)}`}>Replace it with a corrected claim</a>
        </p>
      )}
      {worked.ok && (
        <>
          <h2>How it is worked out</h2>
          <WorkingTree working={worked.value.working} />
        </>
      )}
    </Page>
  );
}
