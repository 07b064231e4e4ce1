import type { ReactElement, ReactNode } from 'react';
import { sayDate, saySpan } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Page } from '#platform/web/page.tsx';
import { REGIONS } from '#funding';
import type { SeenPcn } from '../../seenPcn.ts';
import { sayWte } from '../domain/checkPost.ts';
import { AGREED_CODES } from '../domain/networkPosts.ts';
import type { Filling } from '../domain/networkPosts.ts';
import { FUNDED_BY } from '../domain/post.ts';
import type { PostFacts } from '../domain/post.ts';
import { endOfDays, holdsOn } from '../domain/timeline.ts';
import { eligibilityOf, leavingReasons } from '../postRules.ts';
import { roleTitle } from '../queries/networkNames.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import type { PostHistory } from '../queries/postHistory.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { correctFillingPath, pcnPostsCrumbs, postPath, WORKFORCE } from './postPaths.ts';

interface PostPageProps {
  pcn: SeenPcn;
  history: PostHistory;
  names: NetworkNames;
  today: IsoDate;
  /** What those who fill it say is not so, for who may read it. */
  said?: ReactNode;
  notice?: string | undefined;
}

/** What is said of a post, as pairs of name and value. */
export const factLines = (facts: PostFacts, names: NetworkNames): [string, string][] => [
  ['Role', roleTitle(facts)],
  ['Band', facts.band ?? 'Not said'],
  ['Whole-time equivalent', sayWte(facts.wte)],
  ['Employed by', facts.employerCode === null ? 'Not known yet' : names.nameOf(facts.employerCode)],
  ['At home', names.homeName(facts.home)],
  ['Works in', facts.workPlaces.map(({ practiceCode, minutesPerWeek }) => `${names.nameOf(practiceCode)}, ${Math.round((minutesPerWeek / 60) * 100) / 100} hours a week`).join('; ') || 'Not said'],
  ['Line manager', names.staffName(facts.lineManagerId) ?? 'Nobody'],
  ['Clinical supervisor', names.staffName(facts.clinicalSupervisorId) ?? 'Nobody'],
  ['Meets', facts.meetsEveryWeeks === null ? 'No regular meeting' : facts.meetsEveryWeeks === 1 ? 'Every week' : `Every ${facts.meetsEveryWeeks} weeks`],
  ['A place to sit', facts.sitsAt === null ? 'None' : names.nameOf(facts.sitsAt)],
  ['Paid from', FUNDED_BY[facts.fundedBy]],
  ['Where it is', REGIONS[facts.region]],
  ['Cost of a year, with on-costs', facts.costPence === null ? 'Nobody said' : sayPounds(facts.costPence)],
];

export function PostPage({ pcn, history: { line, ended, agreed }, names, today, said, notice }: PostPageProps): ReactElement {
  const path = postPath(line.id);
  const shown = line.spans.find((span) => holdsOn(span, today)) ?? line.spans.at(-1)!;
  const rules = eligibilityOf(shown.facts.role, shown.from > today ? shown.from : today);
  return (
    <Page title={`${line.reference}: ${roleTitle(shown.facts)}`} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} notice={notice}>
      <p>What is so {saySpan(shown)}.</p>
      <Lines lines={factLines(shown.facts, names)} />
      {said}
      {pcn.isKeeper && (
        <p className="people-actions">
          <a className="nhsuk-button" href={`${path}/fill`}>
            Put somebody into it
          </a>
          <a href={`${path}/change`}>Change or correct it</a>
          <a href={`${path}/end`}>End it</a>
        </p>
      )}
      <h2>Who fills it</h2>
      {line.fillings.length === 0 && <p>Nobody yet.</p>}
      <ul className="nhsuk-list nhsuk-list--bullet">
        {[...line.fillings].sort((a, b) => (endOfDays(a) < endOfDays(b) ? 1 : -1)).slice(0, 20).map((filling) => (
          <FillingLine key={filling.id} filling={filling} name={names.staffName(filling.staffId)} leave={pcn.isKeeper && filling.leavingReason === null ? `${path}/leave?filling=${filling.id}` : null} correct={pcn.isKeeper ? correctFillingPath(line.id, filling.id) : null} />
        ))}
      </ul>
      {rules.length > 0 && (
        <>
          <h2>Who may fill it, and how they are supervised</h2>
          <p>For a person to check: Chorus holds no qualifications.</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {rules.map(({ says, status, source }) => (
              <li key={says}>
                {says} <span className="nhsuk-hint">{source.title}, {source.locator}{status === 'unverified' ? ': unverified' : ` (${status})`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {agreed.length > 0 && (
        <>
          <h2>What the commissioner agreed</h2>
          <Lines lines={agreed.map(({ code, reason, on }) => [`${AGREED_CODES[code]}, entered ${sayDate(on)}`, reason ?? 'The reason was erased'])} />
        </>
      )}
      <h2>How it came to be so</h2>
      <ol className="nhsuk-list nhsuk-list--number">
        {line.spans.slice(-20).map((span, index, all) => (
          <li key={span.from}>
            {saySpan(span)}: {index === 0 ? `${roleTitle(span.facts)}, ${sayWte(span.facts.wte)} WTE` : sayDifference(all[index - 1]!.facts, span.facts, names)}
          </li>
        ))}
      </ol>
      {pcn.isKeeper && line.fillings.length === 0 && (
        <p>
          Nobody was ever in it. <TakeBackForm action={`${path}/take-back`} label="It was entered by mistake: take it back" />
        </p>
      )}
      {ended.length > 0 && <p>{ended.length} earlier {ended.length === 1 ? 'entry was' : 'entries were'} changed or corrected, the last on {sayDate(ended[0]!.believedTo.slice(0, 10))}; they are kept.</p>}
    </Page>
  );
}

const sayDifference = (before: PostFacts, after: PostFacts, names: NetworkNames): string => {
  const was = new Map(factLines(before, names));
  return factLines(after, names).filter(([key, value]) => was.get(key) !== value).map(([key, value]) => `${key}: ${value}, before ${was.get(key)}`).join('; ');
};

function FillingLine({ filling, name, leave, correct }: { filling: Filling; name: string | null; leave: string | null; correct: string | null }): ReactElement {
  const reason = filling.leavingReason === null ? null : (leavingReasons().get(filling.leavingReason)?.label ?? filling.leavingReason);
  return (
    <li>
      {name}, {sayWte(filling.wte)} WTE, {saySpan(filling)}
      {reason && `. ${reason}`}
      {leave && (
        <>
          {' '}
          – <a href={leave}>leaves it</a>
        </>
      )}
      {correct && (
        <>
          {' '}
          · <a href={correct}>correct this</a>
        </>
      )}
    </li>
  );
}

export function Lines({ lines }: { lines: readonly (readonly [string, ReactNode])[] }): ReactElement {
  return (
    <dl className="nhsuk-summary-list">
      {lines.map(([key, value]) => (
        <div key={key} className="nhsuk-summary-list__row">
          <dt className="nhsuk-summary-list__key">{key}</dt>
          <dd className="nhsuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
