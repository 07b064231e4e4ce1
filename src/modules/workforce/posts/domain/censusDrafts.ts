/** What a census shows of one post: its role and whole-time equivalent, and of nobody who fills it. */
export interface CensusPost {
  /** The id of an additional role; null for a role that is none of them. */
  role: string | null;
  title: string;
  /** As it was published; null where it was not. */
  wte: number | null;
  /** Whether it is bought from another body. */
  isBought: boolean;
}

/** A post that could be made from it. A person changes it, or leaves it out, before anything is kept. */
export interface DraftPost {
  reference: string;
  /** What can be kept of its whole-time equivalent; empty where a person has to say it. */
  wte: string;
  isTicked: boolean;
  /** Why it is not ticked, or has no whole-time equivalent. */
  note: string | null;
  /** A post of its role stands already that this one may be. */
  isThere: boolean;
  isBought: boolean;
}

export interface DraftRole {
  role: string | null;
  title: string;
  /** WTE of all of them, as it was published. */
  wte: number;
  drafts: readonly DraftPost[];
}

/** Names a role among those of a census. */
export const keyOfDraft = ({ role, title }: Pick<CensusPost, 'role' | 'title'>): string => role ?? `other ${title.trim().toLowerCase()}`;

export interface StandingPost {
  reference: string;
  role: string | null;
  title: string;
}

/** The first letters of a role's name: `CP` of a clinical pharmacist. */
const lettersOf = (title: string): string => (title.match(/[\p{L}\d]+/gu) ?? ['P']).filter((word) => !['and', 'of', 'the', 'for', 'in', 'to'].includes(word.toLowerCase())).map((word) => word[0]!.toUpperCase()).slice(0, 4).join('') || 'P';

/** A post has at most 1 whole-time equivalent: what the census counts beyond that is for a person to take apart. */
const wteOf = (wte: number | null): string => (wte !== null && wte > 0 && wte <= 1 ? String(Math.round(wte * 1_000_000) / 1_000_000) : '');

/**
 * Posts as a PCN could begin with them: one for each that the census counts, role by role, additional roles first. As many of a role as stand
 * already are left unticked; nobody says which they are.
 */
export function draftsFromCensus(posts: readonly CensusPost[], standing: readonly StandingPost[]): DraftRole[] {
  const taken = new Set(standing.map(({ reference }) => reference.trim().toUpperCase()));
  const byRole = new Map<string, CensusPost[]>();
  for (const post of posts) byRole.set(keyOfDraft(post), [...(byRole.get(keyOfDraft(post)) ?? []), post]);
  const roles = [...byRole].sort(([, [a]], [, [b]]) => Number(a!.role === null) - Number(b!.role === null) || a!.title.localeCompare(b!.title, 'en-GB'));
  return roles.map(([key, of]) => {
    let there = standing.filter((post) => keyOfDraft(post) === key).length;
    const drafts = [...of].sort((a, b) => (b.wte ?? 0) - (a.wte ?? 0)).map(({ wte, isBought }): DraftPost => {
      const typed = wteOf(wte);
      const isThere = there > 0;
      if (isThere) there -= 1;
      const note = isThere ? 'You have a post of this role already' : typed === '' ? (wte === null || wte <= 0 ? 'The census has no WTE for it' : `The census counts ${wte} WTE as one; a post has at most 1. Enter the post’s own, and others by hand`) : null;
      return { reference: freeReference(lettersOf(of[0]!.title), taken), wte: typed, isTicked: note === null && of[0]!.role !== null, note, isThere, isBought };
    });
    return { role: of[0]!.role, title: of[0]!.title, wte: of.reduce((sum, { wte }) => sum + (wte ?? 0), 0), drafts };
  });
}

function freeReference(letters: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const reference = `${letters}${number}`;
    if (taken.has(reference)) continue;
    taken.add(reference);
    return reference;
  }
}

/** What of the drafts one page shows: `toChoose` where they are too many for one, and one role is begun with at a time. */
export interface DraftsShown {
  toChoose: readonly DraftRole[];
  roles: readonly DraftRole[];
  /** How many of the chosen role come after those that are shown. */
  left: number;
}

/** A form has at most a page of lines: all roles where they fit; else those of the chosen one that are not there yet, the first of them. */
export function draftsShown(roles: readonly DraftRole[], chosen: string, most: number): DraftsShown {
  if (roles.reduce((sum, { drafts }) => sum + drafts.length, 0) <= most) return { toChoose: [], roles, left: 0 };
  const role = roles.find((one) => keyOfDraft(one) === chosen);
  if (!role) return { toChoose: roles, roles: [], left: 0 };
  const open = role.drafts.filter(({ isThere }) => !isThere);
  return { toChoose: [], roles: [{ ...role, drafts: open.slice(0, most) }], left: Math.max(0, open.length - most) };
}
