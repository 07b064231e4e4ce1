import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Terms } from '../domain/forum.ts';

/** Somebody's time in a seat. Days are the first and the last. */
export interface HoldingSpan {
  holdingId: string;
  seatId: string;
  seatTitle: string;
  personId: string;
  /** Null once the person is erased. */
  name: string | null;
  capacity: 'holder' | 'deputy';
  from: IsoDate;
  lastDay: IsoDate | null;
}

/** Everybody who sat or will sit in a forum, the latest first; what was taken back is left out. */
export async function holdingsOf(db: Kysely<unknown>, forumCode: string): Promise<HoldingSpan[]> {
  const { rows } = await sql<HoldingSpan>`
    select h.id as "holdingId", seat.id as "seatId", title as "seatTitle", h.person_id as "personId", name, capacity,
      to_char(lower(h.valid), 'YYYY-MM-DD') as "from", to_char(upper(h.valid) - 1, 'YYYY-MM-DD') as "lastDay"
    from seat_holding h join seat on seat.id = h.seat_id left join person_details on person_details.person_id = h.person_id
    where seat.forum_code = ${forumCode} and h.withdrawn_at is null order by lower(h.valid) desc, title, capacity desc, name`.execute(db);
  return rows;
}

/** Every version of a forum's terms, the latest first. */
export async function termsOf(db: Kysely<unknown>, forumCode: string): Promise<Terms[]> {
  const { rows } = await sql<Terms>`
    select id, to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to", governance_form as "governanceForm", quorum,
      decision_rule as "decisionRule", meets_in_public as "meetsInPublic", report_days as "reportDays", paper_id as "paperId"
    from forum_terms where forum_code = ${forumCode} and withdrawn_at is null order by lower(valid) desc`.execute(db);
  return rows;
}
