import type { IsoDate } from '#kernel/isoDate.ts';
import { NOT_ADDITIONAL, whatRoleIs } from './censusRole.ts';
import type { CensusMapping } from './censusRole.ts';

/** The posts of one role in one PCN, as a census gives them. */
export interface CensusLine {
  /** As `nameOfRole` says it. */
  name: string;
  staffGroup: string;
  posts: number;
  wte: number;
  /** Of the posts, those bought from another body; one of them may stand for several people. */
  boughtPosts: number;
  boughtWte: number;
  /** Of the posts, those for which no WTE was published; they add nothing to `wte`. */
  withoutWte: number;
}

/** One census of one PCN. */
export interface PcnCensus {
  asOf: IsoDate;
  lines: readonly CensusLine[];
}

export type RoleKind = 'additional' | 'other' | 'unknown';

/** A role over the censuses that are held: an additional role, or one by the census's own name. */
export interface RoleOverTime {
  key: string;
  kind: RoleKind;
  title: string;
  /** The census's names that were put together under it. */
  names: readonly string[];
  /** One for each census asked for, in its order; null where the PCN is not in that census at all. */
  at: readonly (Standing | null)[];
}

export interface Standing {
  posts: number;
  wte: number;
  boughtPosts: number;
  boughtWte: number;
  withoutWte: number;
}

const NONE: Standing = { posts: 0, wte: 0, boughtPosts: 0, boughtWte: 0, withoutWte: 0 };

/** WTE is published to nine decimals and added up; what is shown and compared is exact to a ten-thousandth. */
const settled = (wte: number): number => Math.round(wte * 10_000) / 10_000;

const plus = (left: Standing, right: Standing): Standing => ({
  posts: left.posts + right.posts, wte: settled(left.wte + right.wte), boughtPosts: left.boughtPosts + right.boughtPosts,
  boughtWte: settled(left.boughtWte + right.boughtWte), withoutWte: left.withoutWte + right.withoutWte,
});

export interface RoleTitles {
  mapping: CensusMapping;
  /** The title of an additional role, by its id. */
  titleOf: (roleId: string) => string;
}

/**
 * Roles and WTE of each census, side by side: additional roles first, then unknown ones, then others, each by title. Only counts and
 * WTE are put beside each other: the identifiers of a census are not those of another, so nobody is followed.
 */
export function rolesOverTime(censuses: readonly PcnCensus[], { mapping, titleOf }: RoleTitles): RoleOverTime[] {
  const roles = new Map<string, { kind: RoleKind; title: string; names: Set<string>; at: (Standing | null)[] }>();
  censuses.forEach(({ lines }, index) => {
    for (const line of lines) {
      const is = whatRoleIs(mapping, line.name);
      const kind: RoleKind = is === null ? 'unknown' : is === NOT_ADDITIONAL ? 'other' : 'additional';
      const key = kind === 'additional' ? is! : line.name;
      let role = roles.get(key);
      if (!role) {
        role = { kind, title: kind === 'additional' ? titleOf(key) : line.name, names: new Set(), at: censuses.map((census) => (census.lines.length > 0 ? NONE : null)) };
        roles.set(key, role);
      }
      role.names.add(line.name);
      role.at[index] = plus(role.at[index] ?? NONE, line);
    }
  });
  const order: RoleKind[] = ['additional', 'unknown', 'other'];
  return [...roles].map(([key, { names, ...role }]) => ({ key, ...role, names: [...names].sort() }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.title.localeCompare(b.title, 'en-GB'));
}

/** What a census comes to. */
export const standingOf = (lines: readonly CensusLine[]): Standing => lines.reduce<Standing>(plus, NONE);

export interface RoleChange {
  key: string;
  title: string;
  kind: RoleKind;
  from: Standing;
  to: Standing;
  posts: number;
  wte: number;
}

/** What changed between two censuses of the same PCN; null where one of them does not have it. The largest change of WTE first. */
export function changesBetween(roles: readonly RoleOverTime[], from: number, to: number): RoleChange[] | null {
  if (roles.length === 0 || roles.some(({ at }) => at[from] === null || at[to] === null)) return null;
  return roles
    .map(({ key, title, kind, at }): RoleChange => {
      const [before, after] = [at[from]!, at[to]!];
      return { key, title, kind, from: before, to: after, posts: after.posts - before.posts, wte: settled(after.wte - before.wte) };
    })
    .filter(({ posts, wte }) => posts !== 0 || wte !== 0)
    .sort((a, b) => Math.abs(b.wte) - Math.abs(a.wte) || a.title.localeCompare(b.title, 'en-GB'));
}

/** The roles of a census that stand in no list, with how many posts each has. None is dropped. */
export function unknownRoles(lines: readonly CensusLine[], mapping: CensusMapping): { name: string; staffGroup: string; posts: number; wte: number }[] {
  const found = new Map<string, { name: string; staffGroup: string; posts: number; wte: number }>();
  for (const { name, staffGroup, posts, wte } of lines) {
    if (whatRoleIs(mapping, name) !== null) continue;
    const before = found.get(name) ?? { name, staffGroup, posts: 0, wte: 0 };
    found.set(name, { ...before, posts: before.posts + posts, wte: settled(before.wte + wte) });
  }
  return [...found.values()].sort((a, b) => b.posts - a.posts || a.name.localeCompare(b.name, 'en-GB'));
}
