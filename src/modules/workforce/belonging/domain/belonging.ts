import type { PostInBrief } from '../../posts/index.ts';

export const TEST_IDS = ['named-home', 'line-manager', 'clinical-supervisor', 'peers', 'regular-meeting', 'place-to-sit'] as const;
export type TestId = (typeof TEST_IDS)[number];

export const BELONGING = { practice: 'At home in a practice', team: 'At home in a PCN team', nowhere: 'Nowhere' } as const;
export type BelongsTo = keyof typeof BELONGING;

export interface BelongingRules {
  homes: Readonly<Record<'practice' | 'team', { needs: readonly TestId[]; helps: readonly TestId[] }>>;
  /** A meeting further apart than this is none. */
  meetsWeeksMax: number;
}

export interface Belonging {
  postId: string;
  belongsTo: BelongsTo;
  /** What its home, named or nearest, asks for and is not so: the decisive first. */
  missing: readonly { test: TestId; isDecisive: boolean }[];
  met: readonly TestId[];
  /** How many people are in the same role or team beside one who holds this post. */
  peers: number;
  isVacant: boolean;
}

type FactsOfPost = Pick<PostInBrief, 'id' | 'pcnCode' | 'role' | 'title' | 'home' | 'lineManagerId' | 'clinicalSupervisorId' | 'meetsEveryWeeks' | 'sitsAt' | 'holders'>;

const ofRole = ({ pcnCode, role, title }: FactsOfPost): string => `${pcnCode}\n${role ?? `other ${title.trim().toLowerCase()}`}`;
const ofTeam = ({ pcnCode, home }: FactsOfPost): string | null => (home?.kind === 'team' ? `${pcnCode}\n${home.teamId}` : null);

/**
 * Where each post belongs, all in one pass. Who has left (`left`) manages and supervises nobody; who is away for a while still does. A home that is named but lacks what makes one is no home: the post belongs nowhere, and
 * what is missing says what would mend it. One without a named home is measured by the home that it is nearer to.
 */
export function belongingOf(posts: readonly FactsOfPost[], rules: BelongingRules, left: ReadonlySet<string>): Belonging[] {
  const peers = peersIn(posts);
  return posts.map((post) => {
    const found = peers(post);
    const met = TEST_IDS.filter((test) => isMet(test, post, found, rules, left));
    const kind = post.home?.kind ?? nearerHome(met, rules);
    const { needs, helps } = rules.homes[kind];
    const missing = [...needs.map((test) => ({ test, isDecisive: true })), ...helps.map((test) => ({ test, isDecisive: false }))].filter(({ test }) => !met.includes(test));
    return { postId: post.id, belongsTo: missing.some(({ isDecisive }) => isDecisive) ? 'nowhere' : kind, missing, met, peers: found, isVacant: post.holders.length === 0 };
  });
}

function isMet(test: TestId, post: FactsOfPost, peers: number, { meetsWeeksMax }: BelongingRules, left: ReadonlySet<string>): boolean {
  const hasAnother = (staffId: string | null): boolean => staffId !== null && !left.has(staffId) && !isHeldBy(post, staffId);
  switch (test) {
    case 'named-home': return post.home !== null;
    case 'line-manager': return hasAnother(post.lineManagerId);
    case 'clinical-supervisor': return hasAnother(post.clinicalSupervisorId);
    case 'peers': return peers > 0;
    case 'regular-meeting': return post.meetsEveryWeeks !== null && post.meetsEveryWeeks <= meetsWeeksMax;
    case 'place-to-sit': return post.sitsAt !== null;
  }
}

/** Nobody is their own manager or supervisor. */
const isHeldBy = ({ holders }: FactsOfPost, staffId: string): boolean => holders.some((holder) => holder.staffId === staffId);

/** The home with the fewer decisive tests missing; the practice where both are as near. */
function nearerHome(met: readonly TestId[], { homes }: BelongingRules): 'practice' | 'team' {
  const lacks = (kind: 'practice' | 'team'): number => homes[kind].needs.filter((test) => !met.includes(test)).length;
  return lacks('team') < lacks('practice') ? 'team' : 'practice';
}

/** How many people, beside one holder of a post, are in its role or its team. People are counted once, whichever posts they hold. */
function peersIn(posts: readonly FactsOfPost[]): (post: FactsOfPost) => number {
  const people = new Map<string, Set<string>>();
  const add = (key: string, holders: FactsOfPost['holders']): void => {
    const found = people.get(key) ?? new Set<string>();
    people.set(key, found);
    for (const { staffId } of holders) found.add(staffId);
  };
  for (const post of posts) {
    add(`role\n${ofRole(post)}`, post.holders);
    const team = ofTeam(post);
    if (team !== null) add(`team\n${team}`, post.holders);
  }
  return (post) => {
    const inRole = people.get(`role\n${ofRole(post)}`)!;
    const team = ofTeam(post);
    const inTeam = team === null ? undefined : people.get(`team\n${team}`);
    const either = inTeam ? inRole.size + [...inTeam].filter((staffId) => !inRole.has(staffId)).length : inRole.size;
    return either - Math.min(post.holders.length, 1);
  };
}

/** How many posts belong where; vacant ones are counted apart, as nobody in them belongs or does not. */
export function countBelonging(found: readonly Belonging[]): Readonly<Record<BelongsTo, number>> & { vacant: number } {
  const counts = { practice: 0, team: 0, nowhere: 0, vacant: 0 };
  for (const { belongsTo, isVacant } of found) counts[isVacant ? 'vacant' : belongsTo] += 1;
  return counts;
}
