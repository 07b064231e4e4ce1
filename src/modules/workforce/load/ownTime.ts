import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '#platform/web/acting.ts';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext } from '#register';
import { YOUR_PEOPLE } from '../permissions.ts';
import { holdsOn } from '../posts/index.ts';
import type { Days } from '../posts/index.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

/** The days on which somebody is line manager or clinical supervisor of a post. */
export interface OwnDays extends Days {
  postId: string;
  kind: 'management' | 'supervision';
}

/** Whose time somebody may record as their own, and of which practices it is. */
export interface OwnTime {
  days: readonly OwnDays[];
  /** Where they hold a role, or where a post that they fill is employed, at home or at work: time of theirs is taken from those. */
  practices: readonly string[];
}

const NONE: OwnTime = { days: [], practices: [] };

/** Whoever manages or supervises a post of a PCN records their own time for it: of nobody else's post, of no other kind, and at their own practice. */
export async function ownTimeOf(db: Kysely<unknown>, image: Image, { personId, permissions }: Acting, pcnCode: string, day: IsoDate): Promise<OwnTime> {
  if (personId === null || !permissions.has(YOUR_PEOPLE)) return NONE;
  const { rows: days } = await sql<OwnDays>`
    select v.post_id as "postId", k.kind, to_char(lower(v.valid), 'YYYY-MM-DD') as "from", to_char(upper(v.valid), 'YYYY-MM-DD') as "to"
    from staff_member s join post p on p.pcn_code = s.pcn_code join post_version v on v.post_id = p.id and upper_inf(v.recorded)
    cross join lateral (values ('management', v.line_manager_id), ('supervision', v.clinical_supervisor_id)) as k (kind, staff_id)
    where s.person_id = ${personId} and s.pcn_code = ${pcnCode} and k.staff_id = s.id`.execute(db);
  if (days.length === 0) return NONE;
  const held = (await rolesOfPersonOn(db, personId, day)).map(({ organisationCode }) => organisationCode);
  const own = new Set([...held, ...(await whereTheyWork(db, personId, pcnCode, day))]);
  return { days, practices: image.practicesWithin(pcnCode, day).filter((code) => own.has(code)) };
}

export const isOwnTime = ({ days, practices }: OwnTime, entry: { practiceCode: string; postId: string; kind: string; on: IsoDate }): boolean =>
  practices.includes(entry.practiceCode) && days.some((one) => one.postId === entry.postId && one.kind === entry.kind && holdsOn(one, entry.on));

async function whereTheyWork(db: Kysely<unknown>, personId: string, pcnCode: string, day: IsoDate): Promise<(string | null)[]> {
  const { rows } = await sql<{ code: string | null }>`
    select unnest(array[v.employer_code, v.home_practice_code, v.sits_at] || array(select w ->> 'practiceCode' from jsonb_array_elements(v.work_places) w)) as code
    from staff_member s join filling f on f.staff_id = s.id and upper_inf(f.recorded) and f.valid @> ${day}::date
    join post_version v on v.post_id = f.post_id and upper_inf(v.recorded) and v.valid @> ${day}::date where s.person_id = ${personId} and s.pcn_code = ${pcnCode}`.execute(db);
  return rows.map(({ code }) => code);
}
