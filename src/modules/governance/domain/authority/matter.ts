/** Who holds a matter before anybody grants it to anybody. */
export const HOLDER_KINDS = {
  icb: 'the ICB',
  council: 'the council',
  practice: 'each practice',
  pcn: 'each PCN',
  federation: 'the federation',
  lmc: 'the LMC',
} as const;
export type HolderKind = keyof typeof HOLDER_KINDS;

/** How far a line of the rules can be trusted. */
export const RULE_STATUSES = {
  confirmed: 'read in the primary document',
  reported: 'read in press or a professional body’s page',
  derived: 'worked out from others',
  unverified: 'not yet verified',
} as const;
export type RuleStatus = keyof typeof RULE_STATUSES;

export interface Sourced {
  source: string;
  locator: string;
  status: RuleStatus;
}

/** Something that is decided in a system, from rules/governance/matters.yaml. A grant of it covers all beneath it. */
export interface Matter extends Sourced {
  id: string;
  label: string;
  /** Null at the top. */
  parent: string | null;
  /** Where several are named, none of them may decide without the others. */
  heldBy: readonly HolderKind[];
  /** Reserved to whoever holds it: no grant covers it. */
  isReserved: boolean;
  /** Whether the LMC is owed consultation, and how surely we know. */
  lmc: 'owed' | 'not-owed';
}

export interface MatterTree {
  all: readonly Matter[];
  find(id: string): Matter | null;
  /** It and what it lies under, itself first. */
  upward(id: string): readonly Matter[];
  under(id: string | null): readonly Matter[];
}

export function matterTree(all: readonly Matter[]): MatterTree {
  const byId = new Map(all.map((matter) => [matter.id, matter]));
  const find = (id: string): Matter | null => byId.get(id) ?? null;
  const pathOf = (id: string): Matter[] => {
    const path: Matter[] = [];
    for (let at = find(id); at && !path.includes(at); at = at.parent === null ? null : find(at.parent)) path.push(at);
    return path;
  };
  const paths = new Map(all.map(({ id }) => [id, pathOf(id)]));
  const upward = (id: string): readonly Matter[] => paths.get(id) ?? [];
  return { all, find, upward, under: (id) => all.filter(({ parent }) => parent === id) };
}

/** The matters whose names are like a text that names none, the likest first. */
export function mattersLike({ all }: MatterTree, text: string, most = 5): Matter[] {
  const wanted = pairsOf(text);
  const likeness = ({ id, label }: Matter): number => Math.max(shared(wanted, pairsOf(id)), shared(wanted, pairsOf(label)));
  return all
    .map((matter) => ({ matter, likeness: likeness(matter) }))
    .filter((one) => one.likeness > 0.25)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ matter }) => matter);
}

/** The pairs of letters of each word: two texts that share many are alike, whatever the order of their words. */
function pairsOf(text: string): Set<string> {
  const words = text.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  return new Set(words.flatMap((word) => (word.length === 1 ? [word] : Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)))));
}

function shared(one: Set<string>, other: Set<string>): number {
  const both = [...one].filter((pair) => other.has(pair)).length;
  return both === 0 ? 0 : (2 * both) / (one.size + other.size);
}
