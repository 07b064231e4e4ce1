import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { isLoadKind } from '../domain/load.ts';
import { loadKeptBy, requireLoadKeeper } from '../whoseLoad.ts';

const MINUTES_MAX = 10_000;

export interface LoadEntry {
  pcnCode: string;
  practiceCode: string;
  postId: string;
  kind: string;
  on: IsoDate;
  minutes: number;
}

/** Records time that a post took from a practice on a day. Gives the record's number. */
export async function recordLoad(context: WorkforceContext, acting: Acting, { pcnCode, practiceCode, postId, kind, on, minutes }: LoadEntry): Promise<number> {
  const [today, now, image] = [context.today(), context.now(), await context.register.reader.image()];
  return context.database.inTransaction<unknown, number>(async (transaction) => {
    const kept = await loadKeptBy(transaction, image, acting, pcnCode, today);
    requireLoadKeeper(kept, pcnCode);
    if (practiceCode === '') throw new Refused({ code: 'practice-missing', what: `None of the ${kept.practices.length} practices was chosen.`, where: 'practiceCode', todo: 'Choose the practice whose time it took.' });
    requireLoadKeeper(kept, pcnCode, practiceCode);
    if (!isLoadKind(kind)) throw new Refused({ code: 'load-kind', what: kind === '' ? 'What the time was for was not chosen.' : `“${kind.slice(0, 40)}” is no kind of time.`, where: 'kind', todo: 'Choose recruitment, management, supervision or induction.' });
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MAX) throw new Refused({ code: 'load-minutes', what: Number.isNaN(minutes) ? 'No whole number of minutes was entered.' : `${minutes} minutes cannot be kept.`, where: 'minutes', todo: `Enter whole minutes from 1 to ${MINUTES_MAX.toLocaleString('en-GB')}.` });
    if (on > today) throw new Refused({ code: 'load-to-come', what: `${sayDate(on)} is to come; today is ${sayDate(today)}.`, where: 'on', todo: 'Enter a day that has been.' });
    if (image.inSlot(practiceCode, 'pcn', on) !== pcnCode) throw new Refused({ code: 'practice-not-of-pcn', what: `${practiceCode.slice(0, 20)} is not one of the ${image.practicesWithin(pcnCode, on).length} practices that the PCN had on ${sayDate(on)}.`, where: 'practiceCode', todo: 'Choose one of them.' });
    const { rows: posts } = await sql`select 1 from post where id::text = ${postId} and pcn_code = ${pcnCode}`.execute(transaction);
    if (posts.length === 0) throw new Refused({ code: 'post-not-of-pcn', what: postId === '' ? 'No post was chosen.' : 'The PCN has no such post.', where: 'postId', todo: 'Choose one of its posts.' });
    const { rows } = await sql<{ id: number }>`
      insert into load_record (pcn_code, practice_code, post_id, kind, happened_on, minutes, entered_at, entered_by)
      values (${pcnCode}, ${practiceCode}, ${postId}::uuid, ${kind}, ${on}, ${minutes}, ${now.toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const { id } = rows[0]!;
    await appendAudit(transaction, { by: acting.by, action: 'record-load', subject: { module: 'workforce', kind: 'load', id: String(id) }, detail: { pcn: pcnCode, practice: practiceCode, kind, minutes } }, now);
    return id;
  });
}

/** Withdraws a record of time; it stays on record as withdrawn. */
export const withdrawLoad = (context: WorkforceContext, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<void> =>
  withdraw(context, acting, { pcnCode, id, table: sql`load_record`, subject: 'load' });

/** Withdraws a count of what was given back; it stays on record as withdrawn. */
export const withdrawWorth = (context: WorkforceContext, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<void> =>
  withdraw(context, acting, { pcnCode, id, table: sql`worth_count`, subject: 'worth' });

async function withdraw(context: WorkforceContext, acting: Acting, { pcnCode, id, table, subject }: { pcnCode: string; id: number; table: ReturnType<typeof sql>; subject: 'load' | 'worth' }): Promise<void> {
  const [now, image] = [context.now(), await context.register.reader.image()];
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const kept = await loadKeptBy(transaction, image, acting, pcnCode, context.today());
    requireLoadKeeper(kept, pcnCode);
    const { rows } = await sql<{ practiceCode: string }>`select practice_code as "practiceCode" from ${table} where id = ${id} and pcn_code = ${pcnCode} and withdrawn_at is null for update`.execute(transaction);
    if (!rows[0]) throw new Refused({ code: 'load-not-found', what: 'No such record of this PCN stands.', where: String(id), todo: 'Choose one from what was entered.' });
    requireLoadKeeper(kept, pcnCode, rows[0].practiceCode);
    await sql`update ${table} set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: `withdraw-${subject}`, subject: { module: 'workforce', kind: subject, id: String(id) }, detail: { pcn: pcnCode } }, now);
  });
}
