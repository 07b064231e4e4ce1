import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RepresentationWay } from '../domain/representation.ts';

export interface Representation {
  id: string;
  way: RepresentationWay;
  leadCode: string | null;
  quarterSessionsAWeek: number;
  costPenceAYear: number;
  /** Null where nobody resources it. */
  resourcedByCode: string | null;
  from: IsoDate;
  /** The day after the last; null where it goes on. */
  to: IsoDate | null;
}

export interface PortfolioLead {
  id: string;
  programme: string;
  personId: string;
  /** Null once the person is erased. */
  name: string | null;
  pcnCode: string | null;
  from: IsoDate;
  to: IsoDate | null;
}

const span = sql`to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to"`;

/** Every way in which the PCNs were or will be spoken for in a forum, the latest first. */
export async function representationsOf(db: Kysely<unknown>, forumCode: string): Promise<Representation[]> {
  const { rows } = await sql<Representation>`
    select id, way, lead_code as "leadCode", quarter_sessions_a_week as "quarterSessionsAWeek", cost_pence_a_year::float8 as "costPenceAYear", resourced_by_code as "resourcedByCode", ${span}
    from pcn_representation where forum_code = ${forumCode} and withdrawn_at is null order by lower(valid) desc`.execute(db);
  return rows;
}

/** How the PCNs are spoken for in a forum on a day; null where nothing is set. */
export const representationOn = async (db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<Representation | null> =>
  (await representationsOf(db, forumCode)).find(({ from, to }) => from <= day && (to === null || to > day)) ?? null;

/** Who leads on which programme on behalf of all on a day, by programme. */
export async function portfolioOn(db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<PortfolioLead[]> {
  const { rows } = await sql<PortfolioLead>`
    select id, programme, person_id as "personId", name, pcn_code as "pcnCode", ${span}
    from portfolio_lead left join person_details using (person_id)
    where forum_code = ${forumCode} and withdrawn_at is null and valid @> ${day}::date order by lower(programme), id`.execute(db);
  return rows;
}
