import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { BarList } from '#platform/charts/barList.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { newPostPath, pcnPostsCrumbs, WORKFORCE } from '../../posts/web/postPaths.ts';
import { pulseRules, sayResult } from '../../pulse/index.ts';
import { openPulsePath } from '../../pulse/web/pulsePaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { belongingRules } from '../belongingRules.ts';
import { BELONGING } from '../domain/belonging.ts';
import type { BelongsTo } from '../domain/belonging.ts';
import type { BelongingAnswer } from '../queries/belongingOfPcn.ts';
import { belongingPath } from './belongingPaths.ts';
import { belongingTable, inOrder } from './belongingTable.tsx';

const ROUNDS_SHOWN = 4;

interface BelongingPageProps {
  pcn: { code: string; name: string };
  answer: BelongingAnswer;
  /** By post, what its holders say is not so; none for who may not read it. */
  said: ReadonlyMap<string, string>;
  query: SentValues;
}

export function BelongingPage({ pcn: { code, name }, answer, said, query }: BelongingPageProps): ReactElement {
  const { practice, team, nowhere, vacant } = answer.counts;
  const filled = practice + team + nowhere;
  return (
    <Page title="Where posts belong" kicker={`${name} (${code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs({ code, name })} {...(query['done'] === 'opened' ? { notice: 'Those who fill posts are asked on their home pages.' } : {})}>
      <PcnPeopleNav pcn={{ code, isKeeper: answer.isKeeper }} current="belonging" />
      {answer.posts.length === 0 ? (
        <p>No post was entered yet, so there is nothing to belong. {answer.isKeeper ? <a href={newPostPath(code)}>Add the first post</a> : 'The PCN’s manager or clinical director adds the first.'}</p>
      ) : (
        <p>
          On {sayDate(answer.on)}, <strong>{nowhere === 0 ? filled === 0 ? 'no post is filled' : filled === 1 ? 'the one filled post has a home' : `each of ${filled} filled posts has a home` : `${nowhere} of ${filled} filled ${filled === 1 ? 'post' : 'posts'} ${nowhere === 1 ? 'belongs' : 'belong'} nowhere`}</strong>: {practice} at home in a practice, {team} in a PCN team.{vacant > 0 && ` ${vacant} more ${vacant === 1 ? 'is' : 'are'} vacant.`}
        </p>
      )}
      <div className="nhsuk-grid-row">
        {filled > 0 && (
          <div className="nhsuk-grid-column-one-half">
            <BarList id="homes" heading="By the facts" headingLevel={2} unit="filled posts" source="posts as the PCN entered them" bars={(Object.keys(BELONGING) as BelongsTo[]).map((kind) => ({ name: BELONGING[kind], count: answer.counts[kind] }))} />
          </div>
        )}
        <div className={filled > 0 ? 'nhsuk-grid-column-one-half' : 'nhsuk-grid-column-two-thirds'}>
          <PulsePart code={code} answer={answer} />
        </div>
      </div>
      {answer.posts.length > 0 && <DataTable table={belongingTable(answer.isKeeper, said)} rows={inOrder(answer.posts)} query={query} basePath={belongingPath(code)} />}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What makes a home</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>Belonging is told from facts alone: a home needs all of its tests. Which tests decide, and that a meeting is regular if it comes at least every {belongingRules().meetsWeeksMax} weeks, is Chorus’s own reading and not verified.</p>
          {(['practice', 'team'] as const).map((kind) => (
            <p key={kind}>{BELONGING[kind]} needs: {belongingRules().homes[kind].needs.map((test) => belongingRules().tests.get(test)!.title.toLowerCase()).join(', ')}. Would help: {belongingRules().homes[kind].helps.map((test) => belongingRules().tests.get(test)!.title.toLowerCase()).join(', ')}.</p>
          ))}
        </div>
      </details>
    </Page>
  );
}

/** What those who fill the posts say themselves; of too few nothing, and no number of people exactly. */
function PulsePart({ code, answer: { pulses, isKeeper } }: { code: string; answer: BelongingAnswer }): ReactElement {
  const { answersLeast } = pulseRules().round;
  return (
    <>
      <h2 className="nhsuk-heading-s" id="pulse">What those who fill them say</h2>
      {pulses.length === 0 && <p>Nobody has been asked yet. A few statements, answered in a minute; nobody learns who answered what, and below {answersLeast} answers nothing is shown.</p>}
      {pulses.slice(0, ROUNDS_SHOWN).map(({ pulse, isOpen, results }) => (
        <section key={pulse.id}>
          <h3 className="nhsuk-heading-xs">{sayDate(pulse.opensOn)} to {sayDate(pulse.closesOn)}</h3>
          {isOpen ? <p>Open. Nothing is shown until it is closed.</p> : results === null ? <p>Fewer than {answersLeast} people answered, so nothing is shown.</p> : (
            <ul className="nhsuk-list nhsuk-list--bullet">{results.map((result) => <li key={result.id}><strong>{result.text}</strong>: {sayResult(result)}.</li>)}</ul>
          )}
        </section>
      ))}
      {pulses.length > ROUNDS_SHOWN && <p>{pulses.length - ROUNDS_SHOWN} earlier rounds are not shown.</p>}
      {isKeeper && !pulses.some(({ isOpen }) => isOpen) && <p><a className="nhsuk-button" href={openPulsePath(code)}>Ask those who fill posts</a></p>}
    </>
  );
}
