import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import { PostForm, RadioField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { belongingRules, TEST_IDS } from '../../belonging/index.ts';
import type { TestId } from '../../belonging/index.ts';
import { eligibilityOf, sayWte } from '../../posts/index.ts';
import { postPath } from '../../posts/web/postPaths.ts';
import { rotaPath } from '../../web/workforcePaths.ts';
import type { Around, HeldPost } from '../queries/yourPage.ts';
import { OwnSaying, testInWords } from './sayings.tsx';
import { YOU } from './youPaths.ts';

interface HeldProps {
  around: Around;
  held: HeldPost;
  today: string;
  form: FormState;
}

const STATUS = { confirmed: 'confirmed in the source', reported: 'reported, not read in the contract itself', derived: 'worked out from the source', unverified: 'remembered, not verified' } as const;
const hours = (minutes: number): string => `${Math.round((minutes / 60) * 100) / 100}`;

/** A post that one fills: what it is, who and what is there, where one works, and what supervision is expected. */
export function HeldPostPart({ around, held, today, form }: HeldProps): ReactElement {
  const { post, own, isUnread } = held;
  return (
    <section>
      <p className="nhsuk-lede-text">
        You are {/^[aeiou]/i.test(post.title) ? 'an' : 'a'} {post.title.charAt(0).toLowerCase() + post.title.slice(1)} of {around.pcn.name} since {sayDate(own.startsOn)}, in post <a href={postPath(post.id)}>{post.reference}</a>
        {own.wte === '1' ? '' : `, for ${sayWte(own.wte)} of a whole week`}.
      </p>
      <h2>Who and what is there for you</h2>
      <p>{sayBelonging(held)}</p>
      <dl className="nhsuk-summary-list you-there">
        {TEST_IDS.map((test) => (
          <div key={test} className="nhsuk-summary-list__row">
            <dt className="nhsuk-summary-list__key">{belongingRules().tests.get(test)!.title}</dt>
            <dd className="nhsuk-summary-list__value">
              <Fact test={test} around={around} held={held} />
              {!held.belonging.met.includes(test) && <Missing test={test} held={held} />}
              {held.said.filter((saying) => saying.test === test).map((saying) => <OwnSaying key={saying.id} saying={saying} />)}
            </dd>
          </div>
        ))}
        <div className="nhsuk-summary-list__row">
          <dt className="nhsuk-summary-list__key">The post itself</dt>
          <dd className="nhsuk-summary-list__value">{around.keepers.length === 0 ? 'Nobody keeps the posts of this PCN just now.' : `${sayList(around.keepers)} ${around.keepers.length === 1 ? 'keeps' : 'keep'} what is said here, and can change it.`}</dd>
        </div>
      </dl>
      {isUnread && (
        <PostForm action={`${YOU}/read`} submit="I have read this" form={{}}>
          <input type="hidden" name="post" value={post.id} />
        </PostForm>
      )}
      <NotSoForm around={around} held={held} form={form} />
      <h2>Where you work</h2>
      <WhereYouWork around={around} held={held} />
      <Supervision held={held} today={today} />
    </section>
  );
}

/** Where the post belongs by the facts; what a holder says stands beside it and is told too. */
function sayBelonging({ belonging: { belongsTo, missing }, said }: HeldPost): string {
  const decisive = missing.filter(({ isDecisive }) => isDecisive).map(({ test }) => testInWords(test));
  const facts = belongsTo === 'nowhere' ? `By these facts your post is at home nowhere yet: ${sayList(decisive)} ${decisive.length === 1 ? 'is' : 'are'} missing.` : `By these facts your post is at home in ${belongsTo === 'practice' ? 'a practice' : 'a team of the PCN'}.`;
  const doubted = said.filter(({ state }) => state === 'asks' || state === 'answered').map(({ test }) => testInWords(test));
  return doubted.length === 0 ? facts : `${facts} You say that ${sayList([...new Set(doubted)])} ${new Set(doubted).size === 1 ? 'is' : 'are'} not so.`;
}

function Missing({ test, held: { belonging: { missing } } }: { test: TestId; held: HeldPost }): ReactElement | null {
  const one = missing.find((each) => each.test === test);
  return one ? <p className="you-missing"><strong>{one.isDecisive ? 'Missing.' : 'Missing; it would help.'}</strong> {belongingRules().tests.get(test)!.step}.</p> : null;
}

function Fact({ test, around, held }: { test: TestId; around: Around; held: HeldPost }): ReactElement {
  const { names, pcn } = around;
  const { post, peers } = held;
  switch (test) {
    case 'named-home': return <>{post.home === null ? 'None is named' : post.home.kind === 'team' ? `${names.homeName(post.home)}, a team of ${pcn.name}` : names.homeName(post.home)}</>;
    case 'line-manager': return <Person staffId={post.lineManagerId} around={around} held={held} isFor="Your hours, leave, pay and review, and whatever stands in the way of your work" other={post.clinicalSupervisorId} otherAs="clinical supervisor" />;
    case 'clinical-supervisor': return <Person staffId={post.clinicalSupervisorId} around={around} held={held} isFor="What you are unsure of with a patient, what your role may do, and your learning" other={post.lineManagerId} otherAs="line manager" />;
    case 'peers': return <>{peers.length === 0 ? 'Nobody else is in your role or team' : peers.map(({ staffId, title }) => `${names.staffName(staffId)} (${title.charAt(0).toLowerCase()}${title.slice(1)})`).join(', ')}</>;
    case 'regular-meeting': return <>{post.meetsEveryWeeks === null ? 'None is kept here' : post.meetsEveryWeeks === 1 ? 'Every week' : `Every ${post.meetsEveryWeeks} weeks`}</>;
    case 'place-to-sit': return <>{post.sitsAt === null ? 'None' : names.nameOf(post.sitsAt)}</>;
  }
}

interface PersonProps {
  staffId: string | null;
  around: Around;
  held: HeldPost;
  /** What one turns to them for. */
  isFor: string;
  other: string | null;
  otherAs: string;
}

/** Whom to turn to, and for what. While they are not there: that nobody stands in, who was asked to find somebody, and who is there. */
function Person({ staffId, around: { names, gone, keepers }, held: { own }, isFor, other, otherAs }: PersonProps): ReactElement {
  if (staffId === null) return <>Nobody is named</>;
  const away = gone.get(staffId);
  const isThere = other !== null && other !== staffId && other !== own.staffId && !gone.has(other);
  return (
    <>
      <strong>{names.staffName(staffId)}</strong>
      {staffId === own.staffId ? ', which is you' : ''}
      <Small>{isFor}.</Small>
      {away && (
        <p className="you-missing">
          <strong>{away.why === 'left' ? `Left on ${sayDate(away.from)}` : `Away since ${sayDate(away.from)}`}{away.to ? `, back on ${sayDate(away.to)}` : ''}.</strong> Nobody stands in. {keepers.length > 0 ? `${sayList(keepers)} ${keepers.length === 1 ? 'was' : 'were'} asked to find somebody.` : 'There is nobody who could be asked to find somebody.'}
          {isThere && ` Until then your ${otherAs}, ${names.staffName(other)}, is there.`}
        </p>
      )}
    </>
  );
}

const Small = ({ children }: { children: ReactNode }): ReactElement => <span className="you-small">{children}</span>;

function WhereYouWork({ around: { names, pcn }, held: { post, rota } }: Pick<HeldProps, 'around' | 'held'>): ReactElement {
  const shared = rota?.shares.filter(({ minutes }) => minutes > 0) ?? [];
  return (
    <>
      {post.workPlaces.length === 0 ? <p>Nobody has said yet in which practices you work.</p> : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {post.workPlaces.map(({ practiceCode, minutesPerWeek }) => <li key={practiceCode}>{names.nameOf(practiceCode)}: {hours(minutesPerWeek)} hours a week</li>)}
        </ul>
      )}
      {shared.length > 0 && <p>This week’s rota: {sayList(shared.map(({ practiceCode, minutes }) => `${hours(minutes)} hours in ${names.nameOf(practiceCode)}`))}. <a href={rotaPath(pcn.code)}>See the rota</a></p>}
    </>
  );
}

function Supervision({ held: { post }, today }: Pick<HeldProps, 'held' | 'today'>): ReactElement | null {
  const lines = eligibilityOf(post.role, today as Parameters<typeof eligibilityOf>[1]).filter(({ kind }) => kind === 'supervision');
  if (lines.length === 0) return null;
  return (
    <>
      <h2>What supervision the contract expects</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {lines.map(({ says, status, source }) => <li key={says}>{says} <Small>{source.title}: {STATUS[status]}.</Small></li>)}
      </ul>
    </>
  );
}

/** One sentence about one of the six; who reads it is said before it is written. */
function NotSoForm({ around: { names, keepers }, held: { post }, form }: Pick<HeldProps, 'around' | 'held' | 'form'>): ReactElement {
  const manager = names.staffName(post.lineManagerId);
  return (
    <details className="nhsuk-details" open={Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Say that something of this is not so</span>
      </summary>
      <div className="nhsuk-details__text">
        <p>Nothing here changes by it: it stands beside the facts until the post is changed, it is answered, or you take it back. Who reads it: {sayList([...new Set([...(manager === null ? [] : [`${manager} (your line manager)`]), ...keepers])]) || 'whoever keeps the posts of the PCN'}.</p>
        <PostForm action={`${YOU}/not-so`} submit="Say that it is not so" form={form}>
          <input type="hidden" name="post" value={post.id} />
          <RadioField name="test" label="What is not so?" options={TEST_IDS.map((test) => ({ value: test, label: belongingRules().tests.get(test)!.title }))} form={form} />
          <TextField name="words" label="What is so, in a sentence" hint="Such as: I have not met my supervisor yet" form={form} />
        </PostForm>
      </div>
    </details>
  );
}
