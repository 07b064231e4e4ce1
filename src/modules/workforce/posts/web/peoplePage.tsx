import Fraction from 'fraction.js';
import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { sayWte } from '../domain/checkPost.ts';
import { FUNDED_BY } from '../domain/post.ts';
import type { Post } from '../domain/post.ts';
import type { CensusStart } from '../queries/censusStarts.ts';
import type { LeftWithout } from '../queries/leftWithout.ts';
import { roleTitle } from '../queries/networkNames.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { censusStartPath, newPostPath, peoplePath, postPath, reassignPath, staffPath, WORKFORCE, WORKFORCE_CRUMBS } from './postPaths.ts';

/** How much of a post nobody fills. */
export const vacantWte = ({ wte, holders }: Pick<Post, 'wte' | 'holders'>): Fraction => holders.reduce((left, holder) => left.sub(holder.wte), new Fraction(wte));
const total = (wtes: readonly Fraction[]): string => sayWte(wtes.reduce((sum, wte) => sum.add(wte), new Fraction(0)).round(2));

/** One row a post, with names: for those who see the PCN's posts. */
export const postsTable = (names: NetworkNames, on: IsoDate): Table<Post> =>
  defineTable<Post>({
    id: 'posts',
    caption: `Posts on ${sayDate(on)}`,
    columns: [
      { key: 'reference', heading: 'Post', kind: 'text', filter: 'text', value: ({ reference }) => reference, cell: (post) => <><a href={postPath(post.id)}>{post.reference}</a><span className="workforce-narrow">{roleTitle(post)}</span></> },
      { key: 'role', isForWide: true, heading: 'Role', kind: 'text', filter: 'select', value: roleTitle },
      { key: 'held', heading: 'Filled by', kind: 'text', value: ({ holders }) => holders.map(({ staffId, wte }) => `${names.staffName(staffId)}${holders.length > 1 ? ` (${sayWte(wte)})` : ''}`).join(', ') || 'Nobody' },
      { key: 'wte', heading: 'WTE', kind: 'number', value: ({ wte }) => new Fraction(wte).valueOf() },
      { key: 'vacant', isForWide: true, heading: 'Vacant', unit: 'WTE', kind: 'number', value: (post) => vacantWte(post).valueOf() },
      { key: 'home', isForWide: true, heading: 'At home', kind: 'text', filter: 'select', value: ({ home }) => names.homeName(home) },
      { key: 'manager', isForWide: true, heading: 'Line manager', kind: 'text', value: ({ lineManagerId }) => names.staffName(lineManagerId) ?? 'Nobody' },
      { key: 'supervisor', isForWide: true, heading: 'Clinical supervisor', kind: 'text', value: ({ clinicalSupervisorId }) => names.staffName(clinicalSupervisorId) ?? 'Nobody' },
      { key: 'paid', isForWide: true, heading: 'Paid from', kind: 'text', filter: 'select', value: ({ fundedBy }) => FUNDED_BY[fundedBy] },
      { key: 'starts', isForWide: true, heading: 'Since', kind: 'date', value: ({ startsOn }) => startsOn },
    ],
    source: { title: 'Entered by the PCN' },
    whenEmpty: 'No post stands on this day yet.',
  });

interface PeoplePageProps {
  pcn: SeenPcn;
  on: IsoDate;
  posts: readonly Post[];
  names: NetworkNames;
  left: readonly LeftWithout[];
  /** A census from which the PCN could begin; null where it has its posts, or none has it. */
  offered: { asOf: IsoDate; posts: number } | null;
  starts: readonly CensusStart[];
  query: SentValues;
  notice?: string | undefined;
}

export function PeoplePage({ pcn, on, posts, names, left, offered, starts, query, notice }: PeoplePageProps): ReactElement {
  const path = peoplePath(pcn.code);
  const vacant = posts.filter((post) => vacantWte(post).compare(0) > 0);
  return (
    <Page title="People and roles" kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={WORKFORCE_CRUMBS} notice={notice}>
      <PcnPeopleNav pcn={pcn} current="posts" />
      {left.map((one) => (
        <Without key={one.staffId} one={one} pcn={pcn} name={names.staffName(one.staffId) ?? ''} />
      ))}
      <p>
        {posts.length === 0
          ? 'No post was entered for this day. Enter those that there are, and each shows its home, its support and its load.'
          : `${posts.length} ${posts.length === 1 ? 'post' : 'posts'} of ${total(posts.map(({ wte }) => new Fraction(wte)))} WTE; ${vacant.length} ${vacant.length === 1 ? 'is' : 'are'} wholly or partly vacant, ${total(vacant.map(vacantWte))} WTE.`}
      </p>
      {pcn.isKeeper && <Actions pcn={pcn} offered={offered} hasPosts={posts.length > 0} />}
      {starts.map((start) => (
        <StartTakenBack key={start.id} pcn={pcn} start={start} />
      ))}
      {posts.length > 0 && <DataTable table={postsTable(names, on)} rows={posts} query={query} basePath={path} />}
      <form method="get" action={path} className="chorus-form">
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="on">
            As at another day
          </label>
          <input className="nhsuk-input nhsuk-input--width-10" id="on" name="on" type="date" defaultValue={on} />
        </div>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">
          Show
        </button>
      </form>
    </Page>
  );
}

/** One thing to do first: without posts, and with a census that shows some, to begin with those. */
function Actions({ pcn, offered, hasPosts }: { pcn: SeenPcn; offered: PeoplePageProps['offered']; hasPosts: boolean }): ReactElement {
  const staff = <a href={staffPath(pcn.code)}>People and teams</a>;
  const start = offered && `Start from what the census of ${sayDate(offered.asOf)} shows`;
  return offered && !hasPosts ? (
    <>
      <p>
        The census of {sayDate(offered.asOf)} counts {offered.posts} {offered.posts === 1 ? 'post' : 'posts'} of this PCN. You can begin with those, and change what is wrong.
      </p>
      <p className="people-actions">
        <a className="nhsuk-button" href={censusStartPath(pcn.code)}>
          {start}
        </a>
        <a href={newPostPath(pcn.code)}>Add a post by hand</a>
        {staff}
      </p>
    </>
  ) : (
    <p className="people-actions">
      <a className="nhsuk-button" href={newPostPath(pcn.code)}>
        Add a post
      </a>
      {offered && (
        <a href={censusStartPath(pcn.code)}>
          {start} ({offered.posts} posts)
        </a>
      )}
      {staff}
    </p>
  );
}

const StartTakenBack = ({ pcn, start: { id, censusDay, posts, on } }: { pcn: SeenPcn; start: CensusStart }): ReactElement => (
  <form method="post" action={`${censusStartPath(pcn.code)}/take-back`} className="workforce-quiet">
    <CsrfField />
    <input type="hidden" name="start" value={id} />
    {posts} {posts === 1 ? 'post was' : 'posts were'} made on {sayDate(on)} from the census of {sayDate(censusDay)}.{' '}
    <button type="submit" className="workforce-link">
      Take {posts === 1 ? 'it' : `all ${posts}`} back
    </button>
  </form>
);

function Without({ one, pcn, name }: { one: LeftWithout; pcn: SeenPcn; name: string }): ReactElement {
  const count = `${one.posts.length} ${one.posts.length === 1 ? 'post has' : 'posts have'}`;
  return (
    <div className="nhsuk-inset-text">
      <p>
        {count} no {[...new Set(one.posts.flatMap(({ as }) => as))].join(' or ')}: {name} {one.why === 'left' ? 'left' : 'is away'}, from {sayDate(one.from)} on.{' '}
        {pcn.isKeeper && <a href={`${reassignPath(pcn.code)}?from=${one.staffId}`}>Give them to somebody else</a>}
      </p>
    </div>
  );
}
