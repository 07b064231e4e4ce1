import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { startOf, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { AuthorityFacts, EarlierDecision } from '../domain/authority/authority.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Body } from '../domain/authority/grant.ts';
import { standsFor } from '../domain/authority/standsFor.ts';
import type { ForumKind, GovernanceForm } from '../domain/forum.ts';
import { isUuid } from '../domain/uuid.ts';
import type { Register } from './areas.ts';

export type NamedBodies = Pick<AuthorityFacts, 'standsFor' | 'formOf' | 'isVacant' | 'nameOf'>;

interface ForumCells {
  code: string;
  name: string;
  kind: ForumKind;
  organisationCode: string;
  form: GovernanceForm | null;
}

interface SeatCells {
  id: string;
  title: string;
  forumCode: string;
  forum: string;
  holder: string | null;
  isHeld: boolean;
}

interface DecisionCells {
  forumCode: string;
  way: string;
  takenOn: IsoDate;
  matter: string;
  amountPence: number;
  withinCode: string;
}

interface Wanted {
  bodies: readonly Body[];
  /** Keys of those whose earlier decisions count against a yearly limit. */
  users: ReadonlySet<string>;
  on: IsoDate;
}

/** What bodies are on a day, forums with the form of their terms and seats with who holds them, and what their users decided this year. */
export async function readBodies(db: Kysely<unknown>, register: Register, { bodies, users, on }: Wanted): Promise<{ bodies: NamedBodies; earlierDecisions: EarlierDecision[] }> {
  const usersOfKind = (kind: Body['kind']): string[] => [...users].flatMap((user) => (user.startsWith(`${kind}:`) ? [user.slice(kind.length + 1)] : []));
  const idsOf = (kind: Body['kind']): string[] => [...new Set([...bodies.flatMap((body) => (body.kind === kind ? [body.id] : [])), ...usersOfKind(kind)])];
  const seatIds = idsOf('person-in-seat').filter(isUuid);
  const { rows } = bodies.length + users.size === 0 ? { rows: [] } : await sql<{ forums: ForumCells[] | null; seats: SeatCells[] | null; decisions: DecisionCells[] | null }>`
    with found as materialized (
      select code, name, kind, organisation_code from forum where code = any(${idsOf('forum')}::text[]) or organisation_code = any(${idsOf('organisation')}::text[])
      ${seatIds.length ? sql`union select f.code, f.name, f.kind, f.organisation_code from seat s join forum f on f.code = s.forum_code where s.id = any(${seatIds}::uuid[])` : sql``}
    )
    select (select json_agg(json_build_object('code', code, 'name', name, 'kind', kind, 'organisationCode', organisation_code, 'form',
        (select governance_form from forum_terms where forum_code = code and valid @> ${on}::date and withdrawn_at is null))) from found) as forums,
      ${seatIds.length ? seatCells(seatIds, on) : sql`null`} as seats, ${users.size ? decisionCells(usersOfKind, on) : sql`null`} as decisions`.execute(db);
  const { forums, seats, decisions } = rows[0] ?? { forums: null, seats: null, decisions: null };
  const named = naming(register, on, new Map((forums ?? []).map((forum) => [forum.code, forum])), new Map((seats ?? []).map((seat) => [seat.id, seat])));
  return {
    bodies: named,
    earlierDecisions: (decisions ?? []).map(({ forumCode, way, ...decision }) => ({
      ...decision,
      // What was decided outside a meeting may be its chair's or a director's, who use a grant of their own.
      takenBy: [bodyKey(named.standsFor({ kind: 'forum', id: forumCode })), ...(way === 'meeting' ? [] : (seats ?? []).flatMap((seat) => (seat.forumCode === forumCode ? [bodyKey({ kind: 'person-in-seat', id: seat.id })] : [])))],
    })),
  };
}

const seatCells = (ids: readonly string[], on: IsoDate) => sql`
  (select json_agg(json_build_object('id', s.id, 'title', s.title, 'forumCode', f.code, 'forum', f.name, 'holder', p.name, 'isHeld', h.id is not null))
    from seat s join forum f on f.code = s.forum_code
    left join seat_holding h on h.seat_id = s.id and h.capacity = 'holder' and h.withdrawn_at is null and h.valid @> ${on}::date
    left join person_details p on p.person_id = h.person_id
    where s.id = any(${ids}::uuid[]))`;

/**
 * What the users' forums have agreed this financial year that cost something. What is only a recommendation used nothing. One forum
 * after the other, whatever the planner thinks: it would rather read the whole year of everybody.
 */
function decisionCells(usersOfKind: (kind: Body['kind']) => string[], on: IsoDate) {
  const seatIds = usersOfKind('person-in-seat').filter(isUuid);
  const ofSeats = seatIds.length ? sql`or code in (select forum_code from seat where id = any(${seatIds}::uuid[]))` : sql``;
  return sql`
    (select json_agg(json_build_object('forumCode', d.forum_code, 'way', d.way, 'takenOn', d.taken_on, 'matter', d.matter, 'amountPence', d.amount_pence, 'withinCode', d.within_code))
      from (select code from found where code = any(${usersOfKind('forum')}::text[]) or organisation_code = any(${usersOfKind('organisation')}::text[]) ${ofSeats}) of_users, lateral (
        select * from decision where forum_code = of_users.code and taken_on >= ${startOf(yearOf(on))}::date and taken_on <= ${on}::date
          and outcome = 'agreed' and standing <> 'recommendation' and amount_pence > 0 and matter is not null offset 0
      ) d)`;
}

/** Bodies only, to name them on a page. */
export const namedBodies = async (db: Kysely<unknown>, register: Register, bodies: readonly Body[], on: IsoDate): Promise<NamedBodies> => (await readBodies(db, register, { bodies, users: new Set(), on })).bodies;

function naming(register: Register, on: IsoDate, forums: ReadonlyMap<string, ForumCells>, seats: ReadonlyMap<string, SeatCells>): NamedBodies {
  const stands = (body: Body): Body => standsFor(body, forums.get(body.id) ?? null, (code) => register.kindOf(code));
  const formByKey = new Map([...forums.values()].map((forum) => [bodyKey(stands({ kind: 'forum', id: forum.code })), forum.form]));
  return {
    standsFor: stands,
    formOf: (body) => formByKey.get(bodyKey(stands(body))) ?? null,
    isVacant: ({ kind, id }) => kind === 'person-in-seat' && !seats.get(id)?.isHeld,
    nameOf({ kind, id }) {
      if (kind === 'forum') return forums.get(id)?.name ?? id;
      if (kind === 'organisation') return displayName(register.nameOf(id, on));
      const seat = seats.get(id);
      return seat ? `the ${seat.title} of ${seat.forum}${seat.holder ? ` (${seat.holder})` : ''}` : 'a seat that is no more';
    },
  };
}
