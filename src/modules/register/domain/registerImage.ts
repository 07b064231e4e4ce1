import type { Relation, Version } from './deriveRegister.ts';
import type { OrganisationKind, RelationKind } from './organisationKind.ts';

/** Days are `YYYY-MM-DD`; a span includes `from` and ends before `to`; null is without bound. */
export type ImageVersion = Omit<Version, 'code'>;

/** What a person entered has no publication that ends it. */
export type ImageRelation = Omit<Relation, 'endSource'> & Partial<Pick<Relation, 'endSource'>>;

/** An organisation as it stood on a day. */
export interface OrganisationAt extends ImageVersion {
  code: string;
  kind: OrganisationKind;
}

/** One end of a relation, seen from the other. */
export interface RelatedAt {
  relation: RelationKind;
  slot: string | null;
  from: string | null;
  to: string | null;
  source: string;
  organisation: OrganisationAt;
}

interface Entry {
  kind: OrganisationKind;
  versions: ImageVersion[];
  up: ImageRelation[];
  down: ImageRelation[];
}

const holds = ({ from, to }: { from: string | null; to: string | null }, day: string): boolean => (from === null || from <= day) && (to === null || to > day);

/** In which slot the practices of a body of each kind stand to it. */
const PRACTICE_SLOT: Partial<Record<OrganisationKind, string>> = { pcn: 'pcn', 'sub-icb-location': 'sub-icb', ccg: 'sub-icb', icb: 'icb' };

/** How many lists of a day are kept; each is some thousand organisations at the most. */
const LISTS_KEPT = 40;

/** By which relations a body's practices are found, where no slot says it directly. */
const DOWNWARD: RelationKind[] = ['member', 'part-of'];

/**
 * The whole register as it is known at one moment, for every day: the read model of pages, commands and API. Immutable;
 * made anew when the register changes.
 */
export class RegisterImage {
  private readonly entries = new Map<string, Entry>();
  private readonly allOfDay = new Map<string, readonly OrganisationAt[]>();
  /** Which bodies took the place of which, whatever the day. */
  readonly successions: readonly ImageRelation[];

  constructor(versions: (ImageVersion & { code: string; kind: OrganisationKind })[], relations: ImageRelation[]) {
    for (const { code, kind, ...version } of versions) {
      const entry = this.entries.get(code);
      if (entry) entry.versions.push(version);
      else this.entries.set(code, { kind, versions: [version], up: [], down: [] });
    }
    for (const relation of relations) {
      this.entries.get(relation.fromCode)?.up.push(relation);
      this.entries.get(relation.toCode)?.down.push(relation);
    }
    this.successions = relations.filter((relation) => relation.kind === 'succeeds');
  }

  kindOf(code: string): OrganisationKind | null {
    return this.entries.get(code)?.kind ?? null;
  }

  /** Null where there is no such code, or nothing of that code yet on that day. */
  at(code: string, day: string): OrganisationAt | null {
    const entry = this.entries.get(code);
    const version = entry?.versions.find((one) => holds(one, day));
    return entry && version ? { code, kind: entry.kind, ...version } : null;
  }

  /** As on that day, or else as it first or last was: for naming it in a list of what is past. */
  nameOf(code: string, day: string): string {
    const entry = this.entries.get(code);
    return this.at(code, day)?.name ?? entry?.versions.at(-1)?.name ?? code;
  }

  versionsOf(code: string): ImageVersion[] {
    return this.entries.get(code)?.versions ?? [];
  }

  /** All relations of an organisation, whatever the day. */
  relationsOf(code: string): { up: ImageRelation[]; down: ImageRelation[] } {
    return this.entries.get(code) ?? { up: [], down: [] };
  }

  /** What it is a member or a part of, is commissioned by, hosts, … on that day. */
  parents(code: string, day: string): RelatedAt[] {
    return this.related(this.entries.get(code)?.up ?? [], (relation) => relation.toCode, day);
  }

  /** What is a member or a part of it, … on that day, in the order of names. */
  children(code: string, day: string): RelatedAt[] {
    const related = this.related(this.entries.get(code)?.down ?? [], (relation) => relation.fromCode, day);
    return related.sort((a, b) => (a.organisation.name < b.organisation.name ? -1 : 1));
  }

  private related(relations: ImageRelation[], otherEnd: (relation: ImageRelation) => string, day: string): RelatedAt[] {
    const related: RelatedAt[] = [];
    for (const relation of relations) {
      if (!holds(relation, day)) continue;
      const organisation = this.at(otherEnd(relation), day);
      if (organisation) related.push({ relation: relation.kind, slot: relation.slot, from: relation.from, to: relation.to, source: relation.source, organisation });
    }
    return related;
  }

  /** What stands in a slot of it on that day: its PCN, its ICB. */
  inSlot(code: string, slot: string, day: string): string | null {
    return this.entries.get(code)?.up.find((relation) => relation.slot === slot && holds(relation, day))?.toCode ?? null;
  }

  /** All that it belongs to on that day, nearest first: its PCN, place, sub-ICB location, ICB, region. */
  ancestors(code: string, day: string): OrganisationAt[] {
    const found = new Map<string, OrganisationAt>();
    const queue = [code];
    for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
      for (const { relation, organisation } of this.parents(current, day)) {
        if (!['member', 'part-of', 'commissioned-by'].includes(relation) || found.has(organisation.code) || organisation.code === code) continue;
        found.set(organisation.code, organisation);
        queue.push(organisation.code);
      }
    }
    return [...found.values()];
  }

  /** The codes of the practices in it on that day, itself if it is one. Open or listed ones; in no order that means anything. */
  practicesWithin(code: string, day: string): string[] {
    const found = new Set<string>();
    const seen = new Set<string>();
    const visit = (current: string): void => {
      if (seen.has(current)) return;
      seen.add(current);
      const entry = this.entries.get(current);
      if (!entry) return;
      if (entry.kind === 'practice') {
        const practice = this.at(current, day);
        if (practice && practice.status !== 'closed') found.add(current);
        return;
      }
      const slot = PRACTICE_SLOT[entry.kind];
      for (const relation of entry.down) {
        const isDown = slot ? relation.slot === slot && this.entries.get(relation.fromCode)?.kind === 'practice' : DOWNWARD.includes(relation.kind);
        if (isDown && holds(relation, day)) visit(relation.fromCode);
      }
      // A body that covers a place, or a partnership of it, has that place's practices.
      if (!slot) for (const relation of entry.up) if (relation.kind === 'covers' && holds(relation, day)) visit(relation.toCode);
    };
    visit(code);
    return [...found];
  }

  /** Every organisation there is on that day, of one kind or of all. */
  all(day: string, kind?: OrganisationKind): readonly OrganisationAt[] {
    const key = `${day} ${kind ?? ''}`;
    const kept = this.allOfDay.get(key) ?? this.allFound(day, kind);
    if (this.allOfDay.size >= LISTS_KEPT) this.allOfDay.clear();
    this.allOfDay.set(key, kept);
    return kept;
  }

  private allFound(day: string, kind: OrganisationKind | undefined): readonly OrganisationAt[] {
    const found: OrganisationAt[] = [];
    for (const [code, entry] of this.entries) {
      if (kind !== undefined && entry.kind !== kind) continue;
      const version = entry.versions.find((one) => holds(one, day));
      if (version) found.push({ code, kind: entry.kind, ...version });
    }
    return found;
  }

  codes(): IterableIterator<string> {
    return this.entries.keys();
  }
}
