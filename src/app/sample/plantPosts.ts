import type { IsoDate } from '#kernel/isoDate.ts';
import { addPost, addStaff, addTeam, endFilling, fillPost } from '#workforce';
import type { PostFacts } from '#workforce';
import type { Scene } from './story.ts';

/** Somebody in a post: who, which part of it, from which day, and where they left their last day and why. */
export type SampleFilling = readonly [who: string, wte: string, from: IsoDate, left?: readonly [lastDay: IsoDate, reason: string]];

/** A post as a story tells it: people and teams by their names. What is left out is as in most posts. */
export interface SamplePost {
  reference: string;
  role: string;
  title: string;
  band: string;
  wte?: string;
  employer: string;
  /** A practice's code, or the name of a team. */
  home?: string;
  worksAt: Readonly<Record<string, number>>;
  manager?: string;
  supervisor?: string;
  meetsEveryWeeks?: number;
  sitsAt?: string;
  pounds: number;
  startsOn: IsoDate;
  filled: readonly SampleFilling[];
}

export interface SampleNetwork {
  pcnCode: string;
  /** The mailbox of whoever keeps its posts. */
  keeper: string;
  teams: readonly string[];
  /** Everybody who matters to its posts, with the mailbox of those who sign in. */
  staff: Readonly<Record<string, string | null>>;
}

/** What a story goes on with: ids by reference and by name. */
export interface PlantedNetwork {
  posts: Readonly<Record<string, string>>;
  staff: Readonly<Record<string, string>>;
}

/** Enters a PCN's people, teams and posts, and who filled them, as its keeper would on one day. */
export async function plantPosts({ workforce, acting, cast }: Scene, { pcnCode, keeper, teams, staff }: SampleNetwork, told: readonly SamplePost[]): Promise<PlantedNetwork> {
  const by = await acting(keeper);
  const teamIds: Record<string, string> = {};
  const staffIds: Record<string, string> = {};
  const posts: Record<string, string> = {};
  for (const name of teams) teamIds[name] = await addTeam(workforce, by, { pcnCode, name });
  for (const [name, mailbox] of Object.entries(staff)) staffIds[name] = await addStaff(workforce, by, { pcnCode, name, personId: mailbox === null ? null : cast.personId(mailbox) });
  const idOf = (name: string): string => {
    const id = staffIds[name];
    if (!id) throw new Error(`The sample’s ${pcnCode} has nobody called ${name}`);
    return id;
  };
  for (const { reference, startsOn, filled, ...post } of told) {
    const postId = await addPost(workforce, by, { pcnCode, reference, startsOn, facts: factsOf(post, idOf, teamIds) });
    posts[reference] = postId;
    for (const [who, wte, from, left] of filled) {
      const fillingId = await fillPost(workforce, by, { postId, staffId: idOf(who), wte, startsOn: from });
      if (left) await endFilling(workforce, by, { fillingId, lastDay: left[0], reason: left[1] });
    }
  }
  return { posts, staff: staffIds };
}

function factsOf({ role, title, band, wte = '1', employer, home, worksAt, manager, supervisor, meetsEveryWeeks = undefined, sitsAt, pounds }: Omit<SamplePost, 'reference' | 'startsOn' | 'filled'>, idOf: (name: string) => string, teamIds: Readonly<Record<string, string>>): PostFacts {
  const teamId = home === undefined ? undefined : teamIds[home];
  return {
    role, title, band, wte, employerCode: employer,
    home: home === undefined ? null : teamId ? { kind: 'team', teamId } : { kind: 'practice', code: home },
    workPlaces: Object.entries(worksAt).map(([practiceCode, minutesPerWeek]) => ({ practiceCode, minutesPerWeek })),
    lineManagerId: manager === undefined ? null : idOf(manager), clinicalSupervisorId: supervisor === undefined ? null : idOf(supervisor),
    meetsEveryWeeks: meetsEveryWeeks ?? null, sitsAt: sitsAt ?? null, fundedBy: 'additional-roles', region: 'national', costPence: pounds * 100,
  };
}
