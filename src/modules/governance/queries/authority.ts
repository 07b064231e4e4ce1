import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { displayName } from '#register';
import { FORM_RULES, MATTERS } from '../authorityRules.ts';
import type { DecisionCheck, GovernanceContext } from '../context.ts';
import type { DecisionDraft, Finding } from '../domain/decision.ts';
import type { ForumKind, GovernanceForm } from '../domain/forum.ts';
import type { Authority, AuthorityFacts, AuthorityQuestion, Check, EarlierDecision } from '../domain/authority/authority.ts';
import { authorityFinding, noMatterNamed } from '../domain/authority/authorityFinding.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Body, Grant } from '../domain/authority/grant.ts';
import { HOLDER_KINDS, mattersLike } from '../domain/authority/matter.ts';
import type { HolderKind } from '../domain/authority/matter.ts';
import { standsFor } from '../domain/authority/standsFor.ts';
import { whoDecides } from '../domain/authority/whoDecides.ts';
import { financialYearOf } from '../domain/authority/yearlyUse.ts';
import { isUuid } from '../domain/uuid.ts';
import { areasOf, holderKindOf, holdersIn } from './areas.ts';
import type { Register } from './areas.ts';
import { conditionWords, grantsFor, usersByReceiver } from './delegations.ts';

/** Of one matter, or of all for a map. */
export interface AuthorityScope {
  withinCode: string;
  on: IsoDate;
  matter?: string;
  /** Drafts to be taken as in force. */
  supposed?: ReadonlySet<string>;
}

/** Everything that the answer rests on, read in a few statements. */
export async function authorityFacts(db: Kysely<unknown>, register: Register, { withinCode, on, matter, supposed = new Set() }: AuthorityScope): Promise<AuthorityFacts> {
  const areasByDay = keptByKey((key: string) => {
    const [code, day] = key.split(' ') as [string, IsoDate];
    return areasOf(register, code, day);
  });
  const areas = (code: string): string[] => areasByDay(`${code} ${on}`);
  const holders = keptByKey((key: string) => {
    const [kind, code] = key.split(' ') as [HolderKind, string];
    return holdersIn(register, kind, code, on);
  });
  const kinds = matter === undefined ? (Object.keys(HOLDER_KINDS) as HolderKind[]) : (MATTERS.find(matter)?.heldBy ?? []);
  const asked = new Set(areas(withinCode));
  for (const kind of kinds) for (const holder of holders(`${kind} ${withinCode}`)) for (const area of kind === 'practice' || kind === 'pcn' ? areas(holder) : [holder]) asked.add(area);
  const grants = await grantsFor(db, { areas: [...asked], ...(matter === undefined ? {} : { matters: MATTERS.upward(matter).map(({ id }) => id) }) });
  const bodies = await bodiesOf(db, register, grants, on);
  const limited = grants.filter(({ limitYearPence }) => limitYearPence !== null);
  const passing = limited.filter(({ mayDelegateOnward }) => mayDelegateOnward).map(({ receiver }) => receiver);
  const users = await usersByReceiver(db, [...new Map(passing.map((body) => [bodyKey(body), body])).values()]);
  const usersById = new Map(limited.map((grant): [string, ReadonlySet<string>] => [grant.id, new Set([bodyKey(bodies.standsFor(grant.receiver)), ...((grant.mayDelegateOnward && users.get(bodyKey(grant.receiver))) || [])])]));
  const usersOf = (grant: Grant): ReadonlySet<string> => usersById.get(grant.id) ?? new Set();
  return {
    matters: MATTERS,
    forms: FORM_RULES,
    grants,
    // Of a decision taken elsewhere on another day the areas are those of that day.
    areasOf: (code, day) => areasByDay(`${code} ${day}`),
    holdersIn: (kind, code) => holders(`${kind} ${code}`),
    holderKindOf: (code) => holderKindOf(register, code),
    ...bodies,
    earlierDecisions: limited.length === 0 ? [] : await earlierDecisions(db, register, new Set(limited.flatMap((grant) => [...usersOf(grant)])), on),
    usersOf,
    supposed,
  };
}

function keptByKey<Value>(make: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.set(key, value);
    return value;
  };
}

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
  forum: string;
  holder: string | null;
  isHeld: boolean;
}

/** What the bodies of the grants are on the day: forums with the form of their terms, seats with who holds them. */
async function bodiesOf(db: Kysely<unknown>, register: Register, grants: readonly Grant[], on: IsoDate): Promise<Pick<AuthorityFacts, 'standsFor' | 'formOf' | 'isVacant' | 'nameOf'>> {
  const bodies = grants.flatMap(({ giver, receiver, conditions }) => [giver, receiver, ...conditions.flatMap((one) => (one.kind === 'joint-with' ? [one.body] : []))]);
  return namedBodies(db, register, bodies, on);
}

/** The same for any bodies: to name them on a page. */
export async function namedBodies(db: Kysely<unknown>, register: Register, bodies: readonly Body[], on: IsoDate): Promise<Pick<AuthorityFacts, 'standsFor' | 'formOf' | 'isVacant' | 'nameOf'>> {
  const idsOf = (kind: Body['kind']): string[] => [...new Set(bodies.filter((body) => body.kind === kind).map(({ id }) => id))];
  const isAny = bodies.length > 0;
  const { rows } = isAny
    ? await sql<{ forums: ForumCells[] | null; seats: SeatCells[] | null }>`select
        (select json_agg(json_build_object('code', code, 'name', name, 'kind', kind, 'organisationCode', organisation_code, 'form',
            (select governance_form from forum_terms where forum_code = code and valid @> ${on}::date and withdrawn_at is null)))
          from forum where code = any(${idsOf('forum')}::text[]) or organisation_code = any(${idsOf('organisation')}::text[])) as forums,
        (select json_agg(json_build_object('id', s.id, 'title', s.title, 'forum', f.name, 'holder', p.name, 'isHeld', h.id is not null))
          from seat s join forum f on f.code = s.forum_code
          left join seat_holding h on h.seat_id = s.id and h.capacity = 'holder' and h.withdrawn_at is null and h.valid @> ${on}::date
          left join person_details p on p.person_id = h.person_id
          where s.id = any(${idsOf('person-in-seat').filter(isUuid)}::uuid[])) as seats`.execute(db)
    : { rows: [] };
  const forums = new Map((rows[0]?.forums ?? []).map((forum) => [forum.code, forum]));
  const seats = new Map((rows[0]?.seats ?? []).map((seat) => [seat.id, seat]));
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

/** What these bodies have agreed this financial year that cost something. What is only a recommendation used nothing. */
async function earlierDecisions(db: Kysely<unknown>, register: Register, users: ReadonlySet<string>, on: IsoDate): Promise<EarlierDecision[]> {
  const ids = (kind: string): string[] => [...users].filter((user) => user.startsWith(`${kind}:`)).map((user) => user.slice(kind.length + 1));
  const seatIds = ids('person-in-seat').filter(isUuid);
  const { rows } = await sql<{ forumCode: string; kind: ForumKind; organisationCode: string; seats: string[] | null; way: string; takenOn: IsoDate; matter: string; amountPence: number; withinCode: string }>`
    select d.forum_code as "forumCode", f.kind, f.organisation_code as "organisationCode", d.way, to_char(d.taken_on, 'YYYY-MM-DD') as "takenOn", d.matter,
      d.amount_pence::float8 as "amountPence", d.within_code as "withinCode",
      (select array_agg(s.id::text) from seat s where s.forum_code = f.code and s.id = any(${seatIds}::uuid[])) as seats
    from forum f join decision d on d.forum_code = f.code
    where f.code in (select code from forum where code = any(${ids('forum')}::text[]) or organisation_code = any(${ids('organisation')}::text[]) union select forum_code from seat where id = any(${seatIds}::uuid[]))
      and d.taken_on >= ${financialYearOf(on).from}::date and d.taken_on <= ${on}::date and d.outcome = 'agreed' and d.standing <> 'recommendation' and d.amount_pence > 0 and d.matter is not null`.execute(db);
  return rows.map(({ forumCode, kind, organisationCode, seats, way, ...decision }) => ({
    ...decision,
    bodies: [
      standsFor({ kind: 'forum', id: forumCode }, { kind, organisationCode }, (code) => register.kindOf(code)),
      ...(way === 'meeting' ? [] : (seats ?? []).map((id): Body => ({ kind: 'person-in-seat', id }))),
    ],
  }));
}

/** Who decides this: of the record, as at the day of the question. */
export async function whoDecidesHere({ database, register }: Pick<GovernanceContext, 'database' | 'register'>, question: AuthorityQuestion): Promise<Result<{ authority: Authority; facts: AuthorityFacts }>> {
  const image = await register.reader.image();
  return authorityIn(database.as(), image, question);
}

/** The same inside a transaction, with the register read before it began. */
export async function authorityIn(db: Kysely<unknown>, register: Register, question: AuthorityQuestion): Promise<Result<{ authority: Authority; facts: AuthorityFacts }>> {
  const { matter, withinCode, on } = question;
  if (!MATTERS.find(matter)) {
    const like = mattersLike(MATTERS, matter).map(({ id }) => id);
    return refuse({ code: 'matter-not-found', what: `There is no matter called “${matter.slice(0, 60)}”.`, todo: like.length ? `Did you mean ${like.join(', ')}?` : 'Choose one from rules/governance/matters.yaml.' });
  }
  if (!register.at(withinCode, on)) return refuse({ code: 'place-not-found', what: 'The register has no organisation of this code on that day.', where: withinCode, todo: 'Find its code with the search.' });
  const facts = await authorityFacts(db, register, question);
  const answer = whoDecides(question, facts);
  return answer.ok ? ok({ authority: await withWords(db, answer.value), facts }) : answer;
}

/** People's own words of conditions are held apart: they are put in last. */
async function withWords(db: Kysely<unknown>, authority: Authority): Promise<Authority> {
  const checks = [authority.chains, authority.others].flatMap((chains) => chains.flatMap(({ steps }) => steps.flatMap((step) => step.checks)));
  const words = await conditionWords(db, [...new Set(checks.flatMap(({ wordsId }) => wordsId ?? []))]);
  if (words.size === 0) return authority;
  const said = (check: Check): Check => ({ ...check, says: (check.wordsId !== undefined && words.get(check.wordsId)) || check.says });
  const worded = (chains: Authority['chains']) => chains.map((chain) => ({ ...chain, steps: chain.steps.map((step) => ({ ...step, checks: step.checks.map(said) })) }));
  return { ...authority, chains: worded(authority.chains), others: worded(authority.others), remains: authority.remains.map(said) };
}

/** Whether a forum may decide what it is about to: for the check of a decision, in its transaction. */
export async function authorityFindingIn(db: Kysely<unknown>, register: Register, draft: DecisionDraft): Promise<Finding> {
  if (draft.matter === null) return noMatterNamed;
  const found = await authorityIn(db, register, { matter: draft.matter, amountPence: draft.amountPence, withinCode: draft.withinCode, on: draft.takenOn });
  const decider: Body = { kind: 'forum', id: draft.forumCode };
  const names = await namedBodies(db, register, [decider], draft.takenOn);
  if (found.ok) {
    const { facts, authority } = found.value;
    const nameOf = (body: Body): string => (body.kind === 'forum' && body.id === decider.id ? names.nameOf(body) : facts.nameOf(body));
    return authorityFinding(draft, decider, authority, { nameOf, standsFor: names.standsFor });
  }
  const { what, todo } = found.refusal;
  return { ...noMatterNamed, isMet: false, standing: 'recommendation', says: [`Nobody can say who may decide this. ${what}`, todo].filter(Boolean).join(' '), cure: { kind: 'decide-above', says: 'The body that holds the matter has to be found, and to decide it.' } };
}

/** The check that governance itself makes at every decision. */
export const authorityCheck = ({ register }: Pick<GovernanceContext, 'register'>): DecisionCheck => async (transaction, draft) => [await authorityFindingIn(transaction, await register.reader.imageWithin(transaction), draft)];
