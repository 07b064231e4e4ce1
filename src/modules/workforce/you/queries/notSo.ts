import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { NotSo } from '../domain/notSo.ts';

type Row = Omit<NotSo, 'answer'> & { answerWords: string | null; answeredOn: IsoDate | null; answeredBy: string | null };

const dayOf = (moment: ReturnType<typeof sql>) => sql<IsoDate>`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD')`;

/** What those who fill the posts of a PCN said is not so of them, the newest first; also what was answered or taken back. */
export const notSoOfPcn = (db: Kysely<unknown>, pcnCode: string): Promise<NotSo[]> => notSoWhere(db, sql`p.pcn_code = ${pcnCode}`);

/** One of them with its PCN; null where there is none. */
export async function oneNotSo(db: Kysely<unknown>, id: string): Promise<(NotSo & { pcnCode: string }) | null> {
  const { rows } = await sql<{ pcnCode: string }>`select p.pcn_code as "pcnCode" from post_not_so n join post p on p.id = n.post_id where n.id::text = ${id}`.execute(db);
  const [said] = rows[0] ? await notSoWhere(db, sql`n.id::text = ${id}`) : [];
  return said ? { ...said, pcnCode: rows[0]!.pcnCode } : null;
}

async function notSoWhere(db: Kysely<unknown>, condition: ReturnType<typeof sql>): Promise<NotSo[]> {
  const { rows } = await sql<Row>`
    select n.id, n.post_id as "postId", n.staff_id as "staffId", n.test, n.post_said as "postSaid", w.words, ${dayOf(sql`n.said_at`)} as "saidOn",
      ${dayOf(sql`t.at`)} as "withdrawnOn", aw.words as "answerWords", ${dayOf(sql`a.at`)} as "answeredOn", a.by as "answeredBy"
    from post_not_so n join post p on p.id = n.post_id join words_written w on w.id = n.words_id
    left join post_not_so_end t on t.not_so_id = n.id and t.kind = 'withdrawn'
    left join post_not_so_end a on a.not_so_id = n.id and a.kind = 'answered' left join words_written aw on aw.id = a.words_id
    where ${condition} order by n.said_at desc, n.id`.execute(db);
  return rows.map(({ answerWords, answeredOn, answeredBy, ...said }) => ({ ...said, answer: answeredOn === null || answeredBy === null ? null : { words: answerWords, on: answeredOn, by: answeredBy } }));
}
