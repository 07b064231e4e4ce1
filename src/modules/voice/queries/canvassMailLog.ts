import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';

/** How many mails of one kind went out on one day. */
export interface MailsOfDay {
  kind: 'asked' | 'informed' | 'reminded';
  day: IsoDate;
  people: number;
}

/** The mails of a canvass by day, the first first. */
export async function mailsOfCanvass(db: Kysely<unknown>, canvassId: string): Promise<MailsOfDay[]> {
  const { rows } = await sql<MailsOfDay>`
    select kind, to_char(on_day, 'YYYY-MM-DD') as day, count(*)::int as people from canvass_mail where canvass_id = ${canvassId} group by kind, on_day order by on_day, kind`.execute(db);
  return rows;
}
