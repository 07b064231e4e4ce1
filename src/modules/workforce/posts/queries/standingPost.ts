import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';

/** The number of a PCN's post that stands, by its reference, held fast against others who change it. One that was taken back is none. */
export async function standingPost(transaction: Transaction<unknown>, pcnCode: string, reference: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select p.id from post p where p.pcn_code = ${pcnCode} and p.reference_key = upper(trim(${reference}))
      and exists (select 1 from post_version v where v.post_id = p.id and upper_inf(v.recorded)) for update`.execute(transaction);
  if (!rows[0]) throw new Refused({ code: 'post-unknown', what: `This PCN has no post ${reference.trim().slice(0, 40)}.`, where: 'reference', todo: 'Choose one of its posts.' });
  return rows[0].id;
}
