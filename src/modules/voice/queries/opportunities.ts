import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { EligibleKind, Measure, Method, OpportunityState } from '../domain/opportunity/opportunity.ts';
import type { Criterion } from '../domain/opportunity/scoring.ts';

export interface Opportunity {
  id: string;
  forumCode: string;
  placeCode: string;
  title: string;
  offer: string;
  eligibleKinds: EligibleKind[];
  method: Method;
  places: number | null;
  penceEach: number | null;
  measure: Measure | null;
  criteria: Criterion[];
  closesOn: IsoDate;
  commitment: string;
  announcedAt: Date;
  announcedBy: string;
  state: OpportunityState;
  closedAt: Date | null;
  /** When it was drawn or called off. */
  settledAt: Date | null;
  settledBy: string | null;
  entriesDigest: string | null;
  cancelledBecause: string | null;
  eligible: number;
  entries: number;
  /** Only once it is drawn. */
  seed: string | null;
}

async function opportunitiesWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Opportunity[]> {
  const { rows } = await sql<Opportunity>`
    select o.id, o.forum_code as "forumCode", o.place_code as "placeCode", title, offer, eligible_kinds as "eligibleKinds", method, places, pence_each::float8 as "penceEach",
      measure, criteria, to_char(closes_on, 'YYYY-MM-DD') as "closesOn", commitment, announced_at as "announcedAt", announced_by as "announcedBy",
      case when cancelled.at is not null then 'cancelled' when drawn.at is not null then 'drawn' when closed.at is not null then 'closed' else 'announced' end as state,
      closed.at as "closedAt", coalesce(cancelled.at, drawn.at) as "settledAt", coalesce(cancelled.by, drawn.by) as "settledBy", closed.entries_digest as "entriesDigest", w.words as "cancelledBecause",
      (select count(*)::int from opportunity_eligible e where e.opportunity_id = o.id) as eligible,
      (select count(*)::int from opportunity_entry e where e.opportunity_id = o.id and e.withdrawn_at is null and e.is_interested) as entries,
      case when drawn.at is not null then s.seed end as seed
    from opportunity o join opportunity_seed s on s.opportunity_id = o.id
      left join opportunity_step closed on closed.opportunity_id = o.id and closed.step = 'closed'
      left join opportunity_step drawn on drawn.opportunity_id = o.id and drawn.step = 'drawn'
      left join opportunity_step cancelled on cancelled.opportunity_id = o.id and cancelled.step = 'cancelled'
      left join words_written w on w.id = cancelled.reason_words
    where ${where} order by announced_at desc, o.id desc`.execute(db);
  return rows;
}

/** Null where there is no such opportunity. */
export const opportunityOf = async (db: Kysely<unknown>, id: string): Promise<Opportunity | null> => (await opportunitiesWhere(db, sql`o.id = ${id}`))[0] ?? null;

/** Every opportunity, the newest first. */
export const opportunityList = (db: Kysely<unknown>): Promise<Opportunity[]> => opportunitiesWhere(db, sql`true`);

/** What one body said; null where it has said nothing that stands. */
export interface Entry {
  organisationCode: string;
  isInterested: boolean;
  words: string | null;
  enteredAt: Date;
  enteredBy: string;
}

/** What stands of what was said, by code. */
export async function entriesOf(db: Kysely<unknown>, opportunityId: string): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select organisation_code as "organisationCode", is_interested as "isInterested", w.words, entered_at as "enteredAt", entered_by as "enteredBy"
    from opportunity_entry left join words_written w on w.id = opportunity_entry.words
    where opportunity_id = ${opportunityId} and withdrawn_at is null order by organisation_code collate "C"`.execute(db);
  return rows;
}

/** The codes of all that were eligible when it was announced. */
export async function eligibleOf(db: Kysely<unknown>, opportunityId: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select organisation_code as code from opportunity_eligible where opportunity_id = ${opportunityId} order by 1`.execute(db);
  return rows.map(({ code }) => code);
}

export interface StoredResult {
  code: string;
  rank: number;
  isGranted: boolean;
  pence: number;
}

/** The outcome as it was recorded. */
export async function resultOf(db: Kysely<unknown>, opportunityId: string): Promise<StoredResult[]> {
  const { rows } = await sql<StoredResult>`
    select organisation_code as code, rank, is_granted as "isGranted", pence::float8 as pence from opportunity_result where opportunity_id = ${opportunityId} order by rank`.execute(db);
  return rows;
}
