import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { changesAtPlace, devolutionMap, grantable, supposing } from '../domain/authority/devolutionMap.ts';
import type { Level, MapChange, MapRow } from '../domain/authority/devolutionMap.ts';
import type { AuthorityFacts } from '../domain/authority/authority.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Body } from '../domain/authority/grant.ts';
import type { Forum, ForumKind, GovernanceForm } from '../domain/forum.ts';
import { isUuid } from '../domain/uuid.ts';
import { areasOf } from './areas.ts';
import type { Register } from './areas.ts';
import { authorityFacts } from './authority.ts';
import { forumsOn } from './forums.ts';

const LEVEL_OF_KIND: Readonly<Record<string, Level>> = { icb: 'system', 'nhs-region': 'system', 'integrated-care-partnership': 'system', 'local-authority': 'council', pcn: 'network', practice: 'practice', 'gp-federation': 'together', lmc: 'together' };
const LEVEL_OF_FORUM: Partial<Record<ForumKind, Level>> = { 'icb-board': 'system', 'integrated-care-partnership': 'system', 'gp-leadership-team': 'together', 'federation-board': 'together', lmc: 'together', 'pcn-board': 'network' };

export interface PlaceMap {
  facts: AuthorityFacts;
  /** The place-based partnerships of the place, whose form is asked about. */
  partnerships: readonly Forum[];
  rows: readonly MapRow[];
  /** Under what was supposed; null where nothing was. */
  supposed: { rows: readonly MapRow[]; changes: readonly MapChange[]; grantable: ReadonlySet<string> | null } | null;
}

export interface Supposition {
  form: GovernanceForm | null;
  drafts: ReadonlySet<string>;
}

/** Who holds what at a place on a day, and the same under another form of its partnership or with drafts in force. */
export async function placeMap(db: Kysely<unknown>, register: Register, { withinCode, on, form, drafts }: { withinCode: string; on: IsoDate } & Supposition): Promise<PlaceMap> {
  const facts = await authorityFacts(db, register, { withinCode, on });
  const forums = await forumsOn(db, on);
  const areas = areasOf(register, withinCode, on);
  const partnerships = forums.filter(({ kind, placeCode }) => kind === 'place-based-partnership' && (placeCode === withinCode || (areas.includes(placeCode) && register.kindOf(placeCode) !== 'icb')));
  const levelOf = await levels(db, register, facts, forums);
  const rows = devolutionMap({ facts, withinCode, on, levelOf });
  if (form === null && drafts.size === 0) return { facts, partnerships, rows, supposed: null };
  const keys = partnerships.map(({ code }) => bodyKey(facts.standsFor({ kind: 'forum', id: code })));
  const then = supposing(facts, { forms: new Map(form === null ? [] : keys.map((key) => [key, form])), drafts });
  const supposedRows = devolutionMap({ facts: then, withinCode, on, levelOf });
  return { facts, partnerships, rows, supposed: { rows: supposedRows, changes: changesAtPlace(rows, supposedRows), grantable: form === null ? null : grantable(form, facts) } };
}

/** At which level of the map a body stands: a seat where its forum does. */
async function levels(db: Kysely<unknown>, register: Register, { grants }: AuthorityFacts, forums: readonly Forum[]): Promise<(body: Body) => Level> {
  const seats = [...new Set(grants.flatMap(({ giver, receiver }) => [giver, receiver].flatMap(({ kind, id }) => (kind === 'person-in-seat' ? [id] : []))))];
  const { rows } = await sql<{ id: string; forumCode: string }>`select id::text as id, forum_code as "forumCode" from seat where id = any(${seats.filter(isUuid)}::uuid[])`.execute(db);
  const forumOfSeat = new Map(rows.map(({ id, forumCode }) => [id, forumCode]));
  return ({ kind, id }) => {
    if (kind === 'organisation') return LEVEL_OF_KIND[register.kindOf(id) ?? ''] ?? 'place';
    const forum = forums.find(({ code }) => code === (kind === 'forum' ? id : forumOfSeat.get(id)));
    if (!forum) return 'place';
    return LEVEL_OF_FORUM[forum.kind] ?? (register.kindOf(forum.placeCode) === 'icb' ? 'system' : 'place');
  };
}
