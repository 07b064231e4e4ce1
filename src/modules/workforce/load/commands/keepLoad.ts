import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { isLoadKind } from '../domain/load.ts';
import { isOwnTime, ownTimeOf } from '../ownTime.ts';
import { loadKeptBy, requireLoadKeeper } from '../whoseLoad.ts';

type Image = Awaited<ReturnType<WorkforceContext['register']['reader']['image']>>;

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
export const recordLoad = async (context: WorkforceContext, acting: Acting, entry: LoadEntry): Promise<number> => (await recordLoads(context, acting, [entry]))[0]!;

/** The same of several posts, all or none. */
export async function recordLoads(context: WorkforceContext, acting: Acting, entries: readonly LoadEntry[]): Promise<number[]> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, number[]>(async (transaction) => {
    const numbers: number[] = [];
    for (const entry of entries) numbers.push(await recordOne(transaction, context, image, acting, entry));
    return numbers;
  });
}

async function recordOne(transaction: Transaction<unknown>, context: WorkforceContext, image: Image, acting: Acting, { pcnCode, practiceCode, postId, kind, on, minutes }: LoadEntry): Promise<number> {
  const [today, now] = [context.today(), context.now()];
  const kept = await loadKeptBy(transaction, image, acting, pcnCode, today);
  if (!isOwnTime(await ownTimeOf(transaction, image, acting, pcnCode, today), { practiceCode, postId, kind, on })) {
    requireLoadKeeper(kept, pcnCode);
    if (practiceCode === '') throw new Refused({ code: 'practice-missing', what: `None of the ${kept.practices.length} practices was chosen.`, where: 'practiceCode', todo: 'Choose the practice whose time it took.' });
    requireLoadKeeper(kept, pcnCode, practiceCode);
  }
  if (!isLoadKind(kind)) throw new Refused({ code: 'load-kind', what: kind === '' ? 'What the time was for was not chosen.' : `“${kind.slice(0, 40)}” is no kind of time.`, where: 'kind', todo: 'Choose recruitment, management, supervision or induction.' });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MAX) throw new Refused({ code: 'load-minutes', what: Number.isNaN(minutes) ? 'No whole number of minutes was entered.' : `${minutes} minutes cannot be kept.`, where: 'minutes', todo: `Enter whole minutes from 1 to ${MINUTES_MAX.toLocaleString('en-GB')}.` });
  if (on > today) throw new Refused({ code: 'load-to-come', what: `${sayDate(on)} is to come; today is ${sayDate(today)}.`, where: 'on', todo: 'Enter a day that has been.' });
  if (image.inSlot(practiceCode, 'pcn', on) !== pcnCode) throw new Refused({ code: 'practice-not-of-pcn', what: `${practiceCode.slice(0, 20)} is not one of the ${image.practicesWithin(pcnCode, on).length} practices that the PCN had on ${sayDate(on)}.`, where: 'practiceCode', todo: 'Choose one of them.' });
  const { rows: posts } = await sql`select 1 from post p where p.id::text = ${postId} and p.pcn_code = ${pcnCode} and exists (select 1 from post_version v where v.post_id = p.id and upper_inf(v.recorded))`.execute(transaction);
  if (posts.length === 0) throw new Refused({ code: 'post-not-of-pcn', what: postId === '' ? 'No post was chosen.' : 'The PCN has no such post.', where: 'postId', todo: 'Choose one of its posts.' });
  const { rows } = await sql<{ id: number }>`
    insert into load_record (pcn_code, practice_code, post_id, kind, happened_on, minutes, entered_at, entered_by)
    values (${pcnCode}, ${practiceCode}, ${postId}::uuid, ${kind}, ${on}, ${minutes}, ${now.toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
  const { id } = rows[0]!;
  await appendAudit(transaction, { by: acting.by, action: 'record-load', subject: { module: 'workforce', kind: 'load', id: String(id) }, detail: { pcn: pcnCode, practice: practiceCode, kind, minutes } }, now);
  return id;
}

/** Withdraws a record of time; it stays on record as withdrawn. Whoever recorded time of their own withdraws that too. */
export const withdrawLoad = (context: WorkforceContext, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<void> =>
  withdraw(context, acting, { pcnCode, id, table: sql`load_record`, subject: 'load' });

/** Withdraws a count of what was given back; it stays on record as withdrawn. */
export const withdrawWorth = (context: WorkforceContext, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<void> =>
  withdraw(context, acting, { pcnCode, id, table: sql`worth_count`, subject: 'worth' });

async function withdraw(context: WorkforceContext, acting: Acting, { pcnCode, id, table, subject }: { pcnCode: string; id: number; table: ReturnType<typeof sql>; subject: 'load' | 'worth' }): Promise<void> {
  const [now, image] = [context.now(), await context.register.reader.image()];
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const kept = await loadKeptBy(transaction, image, acting, pcnCode, context.today());
    const isOwn = subject === 'load' && (await isOwnRecord(transaction, context, image, acting, { pcnCode, id }));
    if (!isOwn) requireLoadKeeper(kept, pcnCode);
    const { rows } = await sql<{ practiceCode: string }>`select practice_code as "practiceCode" from ${table} where id = ${id} and pcn_code = ${pcnCode} and withdrawn_at is null for update`.execute(transaction);
    if (!rows[0]) throw new Refused({ code: 'load-not-found', what: 'No such record of this PCN stands.', where: String(id), todo: 'Choose one from what was entered.' });
    if (!isOwn) requireLoadKeeper(kept, pcnCode, rows[0].practiceCode);
    await sql`update ${table} set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: `withdraw-${subject}`, subject: { module: 'workforce', kind: subject, id: String(id) }, detail: { pcn: pcnCode } }, now);
  });
}

/** Whether a record is of somebody's own time, and entered by them. */
async function isOwnRecord(transaction: Transaction<unknown>, { today }: WorkforceContext, image: Image, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<boolean> {
  const { rows } = await sql<{ practiceCode: string; postId: string; kind: string; on: IsoDate }>`
    select practice_code as "practiceCode", post_id as "postId", kind, to_char(happened_on, 'YYYY-MM-DD') as on from load_record
    where id = ${id} and pcn_code = ${pcnCode} and entered_by = ${acting.by}`.execute(transaction);
  return rows[0] !== undefined && isOwnTime(await ownTimeOf(transaction, image, acting, pcnCode, today()), rows[0]);
}
