import type { ReactElement } from 'react';
import { sayNumber } from '#kernel/sayWords.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { sayTally } from '../../domain/canvass/outcome.ts';
import type { Constituent } from '../../domain/canvass/canvass.ts';
import type { ConditionGroup, MinorityView, RollUp } from '../../domain/canvass/rollUp.ts';
import { sayAnswer } from '../answer/answerForm.tsx';
import { answerRows, answersTable } from './answersTable.tsx';
import { Agreement, sayOutcome, Steps, Voices } from './rollUpTables.tsx';

interface ResultsProps {
  rollUp: RollUp;
  isOpen: boolean;
  path: string;
  sentQuery: SentValues;
}

/** As many as a reader takes in at once; the list of what each says has them all. */
const SHOWN_MAX = 50;

/** What the leadership team reads: the place's answer, how it came to be, and everybody who said otherwise or nothing. */
export function CanvassResults({ rollUp, isOpen, path, sentQuery }: ResultsProps): ReactElement {
  const { place, bodies, agreement, conditions, minority, notHeardFrom } = rollUp;
  const page = Number.parseInt(String(sentQuery['voices.page'] ?? '1'), 10);
  return (
    <>
      <section aria-labelledby="result">
        <h2 id="result">{isOpen ? 'As it would be now' : 'What general practice says'}</h2>
        <p className="canvass-outcome">{sayOutcome(place)}</p>
        <p>PCNs: {sayTally(place.votes)}.</p>
        {bodies.map(({ constituent, answer }) => (
          <p key={constituent.code}>
            Beside the count, {constituent.name}: {answer ? sayAnswer(answer.choice).toLowerCase() : 'not heard from'}
            {answer?.words ? (
              <>
                . <q>{answer.words}</q>
              </>
            ) : (
              '.'
            )}
          </p>
        ))}
        <Agreement {...agreement} />
        <h3>How the place came to its answer</h3>
        <Steps outcome={place} />
        <Voices rollUp={rollUp} page={page >= 1 ? page : 1} hrefOf={(to) => `${path}?voices.page=${to}#voices`} />
      </section>
      <Conditions groups={conditions} />
      <Minority views={minority} />
      <NotHeardFrom constituents={notHeardFrom} isOpen={isOpen} />
      <DataTable table={answersTable} rows={answerRows(rollUp)} query={sentQuery} basePath={path} isDownloadHidden />
    </>
  );
}

function Conditions({ groups }: { groups: readonly ConditionGroup[] }): ReactElement | null {
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      <ul className="canvass-list">
        {groups.slice(0, SHOWN_MAX).map(({ words, by, patients }) => (
          <li key={words}>
            {words ? <q>{words}</q> : 'No words given.'}
            <span className="canvass-small">
              {' '}
              {by.length === 1 ? by[0]!.name : `${by.length} of those asked: ${by.slice(0, 6).map(({ name }) => name).join(', ')}${by.length > 6 ? ' …' : ''}`}; {sayNumber(patients)} patients
            </span>
          </li>
        ))}
      </ul>
      {groups.length > SHOWN_MAX && <p>And {groups.length - SHOWN_MAX} more, in the list of what each says.</p>}
    </section>
  );
}

function Minority({ views }: { views: readonly MinorityView[] }): ReactElement | null {
  if (views.length === 0) return null;
  return (
    <section aria-labelledby="minority">
      <h2 id="minority">Who says otherwise, in their own words</h2>
      <ul className="canvass-list">
        {views.slice(0, SHOWN_MAX).map(({ constituent, choice, words, wouldChange }) => (
          <li key={constituent.code}>
            <strong>{constituent.name}</strong>: {sayAnswer(choice).toLowerCase()}
            {words && (
              <>
                . <q>{words}</q>
              </>
            )}
            {wouldChange && <span className="canvass-small"> What would change it: {wouldChange}</span>}
          </li>
        ))}
      </ul>
      {views.length > SHOWN_MAX && <p>And {views.length - SHOWN_MAX} more, in the list of what each says.</p>}
    </section>
  );
}

function NotHeardFrom({ constituents, isOpen }: { constituents: readonly Constituent[]; isOpen: boolean }): ReactElement {
  return (
    <section aria-labelledby="not-heard">
      <h2 id="not-heard">Not heard from</h2>
      {constituents.length === 0 ? (
        <p>Nobody: everybody who was asked has answered.</p>
      ) : (
        <>
          <p>
            {constituents.slice(0, SHOWN_MAX).map(({ name }) => name).join(', ')}
            {constituents.length > SHOWN_MAX && ` and ${constituents.length - SHOWN_MAX} more`}.
          </p>
          {!isOpen && <p>They are counted as silent, not as content.</p>}
        </>
      )}
    </section>
  );
}
