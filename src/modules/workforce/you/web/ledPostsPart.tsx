import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { LOAD_KINDS } from '../../load/domain/load.ts';
import type { Post } from '../../posts/index.ts';
import { postPath } from '../../posts/web/postPaths.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { postsWithout, sayPosts } from '../domain/ownLoad.ts';
import type { OwnKind, QuarterLine } from '../domain/ownLoad.ts';
import { sayQuarter } from '../domain/quarter.ts';
import type { LedPost, YouHere } from '../queries/yourPage.ts';
import { sayAnswer, sayWords, testInWords } from './sayings.tsx';
import { notSoPath, QUARTER, YOU } from './youPaths.ts';

const AS = { management: 'Line manager', supervision: 'Clinical supervisor' } as const satisfies Record<OwnKind, string>;
const sumOf = (lines: readonly QuarterLine[], key: 'recordedMinutes' | 'expectedMinutes'): number => lines.reduce((sum, line) => sum + line[key], 0);

/** One row a post that one manages or supervises today. */
export const ledTable = ({ around: { names, pcn }, quarter: { quarter, lines } }: YouHere): Table<LedPost> => {
  const of = ({ post }: LedPost): QuarterLine[] => lines.filter((line) => line.post.id === post.id);
  return defineTable<LedPost>({
    id: `people-${pcn.code.toLowerCase()}`,
    caption: `Whom you manage and supervise, with the minutes of ${sayQuarter(quarter)}`,
    columns: [
      { key: 'who', heading: 'Who', kind: 'text', value: ({ post }) => post.holders.map(({ staffId }) => names.staffName(staffId)).join(', ') || 'Nobody: vacant' },
      { key: 'post', heading: 'Post', kind: 'text', value: ({ post }) => `${post.title} (${post.reference})`, cell: ({ post }) => <a href={postPath(post.id)}>{post.title} ({post.reference})</a> },
      { key: 'since', heading: 'Since', kind: 'date', value: ({ post }) => post.holders.map(({ startsOn }) => startsOn).sort()[0] ?? null },
      { key: 'as', heading: 'You are its', kind: 'text', value: ({ kinds }) => kinds.map((kind) => AS[kind].toLowerCase()).join(' and ') },
      { key: 'lacks', heading: 'It lacks', kind: 'text', value: sayLacks },
      { key: 'recorded', heading: 'Recorded', unit: 'minutes', kind: 'number', value: (row) => sumOf(of(row), 'recordedMinutes') },
      { key: 'expected', heading: 'Expected', unit: 'minutes, a guess', kind: 'number', value: (row) => sumOf(of(row), 'expectedMinutes') },
    ],
    source: { title: 'Entered by the PCN; what is expected is Chorus’s own guess, unverified' },
    whenEmpty: 'You manage and supervise nobody today.',
  });
};

/** What the post lacks by the facts, and what its holder says is not so, each as it is. */
function sayLacks({ belonging: { missing, isVacant }, said }: LedPost): string {
  const lacks = missing.map(({ test, isDecisive }) => `${testInWords(test)}${isDecisive ? '' : ' (would help)'}`);
  const doubted = [...new Set(said.filter(({ state }) => state === 'asks' || state === 'answered').map(({ test }) => testInWords(test)))];
  return [isVacant ? 'Nobody fills it' : lacks.length > 0 ? lacks.join(', ') : 'Nothing', ...doubted.map((test) => `the holder says that ${test} is not so`)].join('; ');
}

export function LedPostsPart({ here, query, form }: { here: YouHere; query: SentValues; form: FormState }): ReactElement {
  const { led, load, around: { names } } = here;
  return (
    <section>
      {led.length > 0 && <p>{load}</p>}
      {led.flatMap(({ post, said }) => said.filter(({ state }) => state === 'asks').map((saying) => (
        <div key={saying.id} className="nhsuk-inset-text">
          <p>
            {names.staffName(saying.staffId)} ({post.reference}) says that {testInWords(saying.test)} is not so: {sayWords(saying.words)} {sayAnswer(saying)} <a href={notSoPath(saying.id)}>Answer it</a>
          </p>
        </div>
      )))}
      <DataTable table={ledTable(here)} rows={led} query={query} basePath={YOU} />
      <QuarterPart here={here} form={form} />
    </section>
  );
}

/** One form for all of them: the minutes of a whole quarter, post by post. */
function QuarterPart({ here, form }: { here: YouHere; form: FormState }): ReactElement {
  const { quarter: { quarter, lines, records, isNothingMore }, practices, around: { pcn, names } } = here;
  const [open, said] = [postsWithout(lines), sayQuarter(quarter)];
  const nothing = { pcn: pcn.code };
  return (
    <>
      <h2 id="quarter">How long it took, {said}</h2>
      {lines.length === 0 ? <p>Nobody whom you managed or supervised at its end filled a post in that quarter, so there is nothing to record.</p> : (
        <>
          <p>
            {sayNumber(sumOf(lines, 'recordedMinutes'))} minutes are recorded, {sayNumber(sumOf(lines, 'expectedMinutes'))} are expected; what is expected is a guess that nobody has verified. {isNothingMore ? 'You said that there is nothing more to record. ' : open === 0 ? 'Each post has its time. ' : `Of ${sayPosts(open)} something is not recorded yet. `}
            {isNothingMore ? <TakeBackForm action={`${QUARTER}/nothing`} values={{ ...nothing, back: 'yes' }} label="There is more" /> : open > 0 && <TakeBackForm action={`${QUARTER}/nothing`} values={nothing} label="There is nothing more to record" />}
          </p>
          {practices.length === 0 ? <p>You hold no role in a practice of this PCN, so it cannot be said whose time it was. Ask whoever keeps the posts to record it at a practice.</p> : (
            <PostForm action={QUARTER} submit="Record these minutes" form={form}>
              <input type="hidden" name="pcn" value={pcn.code} />
              {practices.length === 1 ? <input type="hidden" name="practice" value={practices[0]} /> : <SelectField name="practice" label="Practice whose time it was" options={practices.map((code) => ({ value: code, label: names.nameOf(code) }))} form={form} />}
              {lines.map((line) => (
                <TextField key={minutesField(line)} name={minutesField(line)} label={`${whoIn(line.post, here)}: ${LOAD_KINDS[line.kind].toLowerCase()}`} hint={`Minutes in the whole quarter. ${line.isRecorded ? `${sayNumber(line.recordedMinutes)} are recorded already` : 'None are recorded'}; ${sayNumber(line.expectedMinutes)} are expected (a guess)`} width={5} inputMode="numeric" form={form} />
              ))}
            </PostForm>
          )}
          <OwnRecords here={here} records={records} />
        </>
      )}
    </>
  );
}

export const minutesField = ({ post, kind }: Pick<QuarterLine, 'post' | 'kind'>): string => `minutes-${post.id}-${kind}`;
const whoIn = ({ holders, reference, title }: Post, { around: { names } }: YouHere): string => `${holders.map(({ staffId }) => names.staffName(staffId)).join(', ') || title} (${reference})`;

/** What stands, with the way back for what one entered oneself. */
function OwnRecords({ here: { around: { pcn }, quarter: { lines }, acting }, records }: { here: YouHere; records: YouHere['quarter']['records'] }): ReactElement | null {
  if (records.length === 0) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">What is recorded ({records.length})</span>
      </summary>
      <div className="nhsuk-details__text">
        <ul className="nhsuk-list nhsuk-list--bullet">
          {records.map(({ id, postId, kind, minutes, on, by }) => (
            <li key={id}>
              {lines.find(({ post }) => post.id === postId)?.post.reference}: {sayNumber(minutes)} minutes of {LOAD_KINDS[kind].toLowerCase()}, {sayDate(on)}{' '}
              {by === acting ? <TakeBackForm action={`${YOU}/withdraw`} values={{ pcn: pcn.code, id: String(id) }} label={`Withdraw ${id}`} /> : '(entered by somebody else)'}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
