import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { peopleOn, ROLES } from '#register';
import { belongingOf, belongingRules } from '../../belonging/index.ts';
import type { Belonging } from '../../belonging/index.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { loadRules, ownTimeOf, supervisorLoads } from '../../load/index.ts';
import { leftWithout, postsOf } from '../../posts/index.ts';
import type { Holder, LeftWithout, Post } from '../../posts/index.ts';
import { networkNames } from '../../posts/queries/networkNames.ts';
import type { NetworkNames } from '../../posts/queries/networkNames.ts';
import { seenPcnOrNone } from '../../seenPcn.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { rotasOf } from '../../sharing/index.ts';
import type { Rota } from '../../sharing/index.ts';
import { kindsOf, sayOwnLoad } from '../domain/ownLoad.ts';
import type { OwnKind } from '../domain/ownLoad.ts';
import { quarterBefore } from '../domain/quarter.ts';
import { notSoOfPcn } from './notSo.ts';
import { quarterOf } from './quarterOf.ts';
import type { QuarterOf } from './quarterOf.ts';
import { sayingOf } from './saying.ts';
import type { Saying } from './saying.ts';
import { youIn } from './whoYouAre.ts';
import { NEW_DAYS } from './yourTasks.ts';

/** What every post of one's is told with: the PCN, what its people and places are called, and who keeps its posts. */
export interface Around {
  pcn: SeenPcn;
  names: NetworkNames;
  posts: readonly Post[];
  /** Managers and supervisors who are not there, by id. */
  gone: ReadonlyMap<string, LeftWithout>;
  /** Who keeps the posts: `Joss Quillfeather (PCN manager)`. */
  keepers: readonly string[];
}

/** A post that one fills. */
export interface HeldPost {
  post: Post;
  own: Holder;
  belonging: Belonging;
  /** Others in the same role or team, each once, with the post in which they are. */
  peers: readonly { staffId: string; title: string }[];
  /** How the post is shared this week; null where it is not. */
  rota: Rota | null;
  said: readonly Saying[];
  /** It began less than four weeks ago, and they have not said that they read this. */
  isUnread: boolean;
}

/** A post that one manages or supervises. */
export interface LedPost {
  post: Post;
  kinds: readonly OwnKind[];
  belonging: Belonging;
  /** Only where one is its line manager or keeps it. */
  said: readonly Saying[];
}

export interface YouHere {
  /** Who looks, as records name who entered them. */
  acting: string;
  around: Around;
  staffId: string;
  held: readonly HeldPost[];
  led: readonly LedPost[];
  load: string;
  quarter: QuarterOf;
  /** The practices of which one's own time is taken. */
  practices: readonly string[];
}

/** One's posts and people, PCN by PCN; only of those whose posts one sees. */
export async function yourPage(context: WorkforceContext, acting: Acting): Promise<YouHere[]> {
  const found: YouHere[] = [];
  for (const { staffId, pcnCode } of await youIn(context.database.as(), acting.personId)) {
    const pcn = await seenPcnOrNone(context, acting, pcnCode);
    if (pcn) found.push(await youHere(context, acting, pcn, staffId));
  }
  return found.filter(({ held, led, quarter }) => held.length + led.length + quarter.lines.length > 0);
}

async function youHere(context: WorkforceContext, acting: Acting, pcn: SeenPcn, staffId: string): Promise<YouHere> {
  const [db, today] = [context.database.as<unknown>(), context.today()];
  const posts = await postsOf(context, { pcnCode: pcn.code, on: today });
  const gone = await leftWithout(context, { pcnCode: pcn.code, on: today, posts });
  const around: Around = { pcn, posts, names: await networkNames(context, pcn.code, today), gone: new Map(gone.map((one) => [one.staffId, one])), keepers: await keepersOf(context, pcn.code) };
  const left = new Set(gone.filter(({ why }) => why === 'left').map((one) => one.staffId));
  const belonging = new Map(belongingOf(posts, belongingRules(), left).map((one) => [one.postId, one]));
  const said = (await notSoOfPcn(db, pcn.code)).filter(({ withdrawnOn }) => withdrawnOn === null);
  const sayingsOf = (post: Post, isShown: (by: string) => boolean): Saying[] => said.filter((one) => one.postId === post.id && isShown(one.staffId)).map((one) => sayingOf(one, post));
  const own = posts.flatMap((post) => post.holders.filter((holder) => holder.staffId === staffId).map((holder) => ({ post, holder })));
  const rotas = own.length > 0 ? (await rotasOf(context, acting, pcn.code)).posts : [];
  const read = await readBy(context, staffId);
  return {
    acting: acting.by, around, staffId,
    held: own.map(({ post, holder }): HeldPost => ({
      post, own: holder, belonging: belonging.get(post.id)!, peers: peersOf(post, posts, staffId), rota: rotas.find(({ postId }) => postId === post.id)?.now ?? null,
      said: sayingsOf(post, (by) => by === staffId), isUnread: isNew(holder, today) && !read.has(post.id),
    })),
    led: posts.flatMap((post): LedPost[] => {
      const kinds = kindsOf(post, staffId);
      return kinds.length === 0 ? [] : [{ post, kinds, belonging: belonging.get(post.id)!, said: sayingsOf(post, () => kinds.includes('management') || pcn.isKeeper) }];
    }),
    load: sayOwnLoad(staffId, supervisorLoads(posts, loadRules().defaults)),
    quarter: await quarterOf(context, { staffId, pcnCode: pcn.code, quarter: quarterBefore(today) }),
    practices: (await ownTimeOf(db, await context.register.reader.image(), acting, pcn.code, today)).practices,
  };
}

const isNew = ({ startsOn }: Holder, today: IsoDate): boolean => startsOn > addDays(today, -NEW_DAYS);

/** Those of the same role, and of the same team: each once, as belonging counts them. */
function peersOf(post: Post, posts: readonly Post[], staffId: string): HeldPost['peers'] {
  const isSameRole = (other: Post): boolean => (post.role === null ? other.role === null && other.title.trim().toLowerCase() === post.title.trim().toLowerCase() : other.role === post.role);
  const isSameTeam = (other: Post): boolean => post.home?.kind === 'team' && other.home?.kind === 'team' && other.home.teamId === post.home.teamId;
  const found = new Map<string, string>();
  for (const other of posts) if (isSameRole(other) || isSameTeam(other)) for (const holder of other.holders) if (holder.staffId !== staffId && !found.has(holder.staffId)) found.set(holder.staffId, other.title);
  return [...found].map(([peer, title]) => ({ staffId: peer, title }));
}

async function readBy({ database }: WorkforceContext, staffId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ postId: string }>`select post_id as "postId" from post_read where staff_id::text = ${staffId}`.execute(database.as<unknown>());
  return new Set(rows.map(({ postId }) => postId));
}

/** Who keeps a PCN's posts, by name and role. */
async function keepersOf({ database, today }: Pick<WorkforceContext, 'database' | 'today'>, pcnCode: string): Promise<string[]> {
  const people = await peopleOn(database.as(), today());
  return people.flatMap(({ name, roles }) => roles.filter(({ role, organisationCode }) => organisationCode === pcnCode && (role === 'pcn-manager' || role === 'clinical-director')).slice(0, 1).map(({ role }) => `${name} (${role === 'pcn-manager' ? ROLES[role].label : ROLES[role].label.toLowerCase()})`));
}
