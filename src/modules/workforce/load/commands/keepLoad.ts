import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import { roleRules } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { isLoadKind } from '../domain/load.ts';
import { readWorth } from '../domain/worthFile.ts';
import type { WorthRefusal } from '../domain/worthFile.ts';

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
    await requirePostsKeeper(transaction, acting, pcnCode, today);
    if (!isLoadKind(kind)) throw new Refused({ code: 'load-kind', what: `“${kind.slice(0, 40)}” is no kind of time.`, where: 'kind', todo: 'Choose recruitment, management, supervision or induction.' });
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MAX) throw new Refused({ code: 'load-minutes', what: `${minutes} minutes cannot be kept.`, where: 'minutes', todo: `Enter whole minutes from 1 to ${MINUTES_MAX}.` });
    if (on > today) throw new Refused({ code: 'load-to-come', what: `${sayDate(on)} is to come; today is ${sayDate(today)}.`, where: 'on', todo: 'Enter a day that has been.' });
    if (image.inSlot(practiceCode, 'pcn', on) !== pcnCode) throw new Refused({ code: 'practice-not-of-pcn', what: `${practiceCode.slice(0, 20)} is not one of the ${image.practicesWithin(pcnCode, on).length} practices that the PCN had on ${sayDate(on)}.`, where: 'practiceCode', todo: 'Choose one of them.' });
    const { rows: posts } = await sql`select 1 from post where id::text = ${postId} and pcn_code = ${pcnCode}`.execute(transaction);
    if (posts.length === 0) throw new Refused({ code: 'post-not-of-pcn', what: 'The PCN has no such post.', where: 'postId', todo: 'Choose one of its posts.' });
    const { rows } = await sql<{ id: number }>`
      insert into load_record (pcn_code, practice_code, post_id, kind, happened_on, minutes, entered_at, entered_by)
      values (${pcnCode}, ${practiceCode}, ${postId}::uuid, ${kind}, ${on}, ${minutes}, ${now.toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const { id } = rows[0]!;
    await appendAudit(transaction, { by: acting.by, action: 'record-load', subject: { module: 'workforce', kind: 'load', id: String(id) }, detail: { pcn: pcnCode, practice: practiceCode, kind, minutes } }, now);
    return id;
  });
}

/** Withdraws a record of time; it stays on record as withdrawn. */
export async function withdrawLoad(context: WorkforceContext, acting: Acting, { pcnCode, id }: { pcnCode: string; id: number }): Promise<void> {
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, context.today());
    const { rows } = await sql`update load_record set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} where id = ${id} and pcn_code = ${pcnCode} and withdrawn_at is null returning id`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'load-not-found', what: 'No such record of this PCN stands.', where: String(id) });
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-load', subject: { module: 'workforce', kind: 'load', id: String(id) }, detail: { pcn: pcnCode } }, now);
  });
}

export interface WorthKept {
  refusals: readonly WorthRefusal[];
  kept: number;
  /** Of those kept, how many took the place of an earlier count, which is withdrawn. */
  replaced: number;
  /** Lines that were on record as they are. */
  known: number;
}

/** Keeps a file of what roles gave back; a later count of the same takes the place of the earlier. With any refusal nothing is saved. */
export async function recordWorth(context: WorkforceContext, acting: Acting, { pcnCode, text }: { pcnCode: string; text: string }): Promise<WorthKept> {
  const [today, now, image] = [context.today(), context.now(), await context.register.reader.image()];
  return context.database.inTransaction<unknown, WorthKept>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, today);
    const { entries, refusals } = readWorth(text, new Set(roleRules().roles.keys()), today);
    const strangers = entries.filter(({ practiceCode, month }) => image.inSlot(practiceCode, 'pcn', month) !== pcnCode).map(({ line, practiceCode }): WorthRefusal => ({ line, column: 'practice_code', value: practiceCode, reason: 'It was not one of the PCN’s practices in this month.' }));
    if (refusals.length + strangers.length > 0) return { refusals: [...refusals, ...strangers], kept: 0, replaced: 0, known: 0 };
    // Two who send files for the same PCN wait for one another, so that each count stands once.
    await sql`select pg_advisory_xact_lock(hashtext(${`worth ${pcnCode}`}))`.execute(transaction);
    const same = sql`w.pcn_code = ${pcnCode} and w.practice_code = item ->> 'practiceCode' and w.role = item ->> 'role' and w.kind = item ->> 'kind' and w.month = (item ->> 'month')::date and w.withdrawn_at is null`;
    const { rows: standing } = await sql<{ line: number; isSame: boolean }>`
      select (item ->> 'line')::int as line, w.count = (item ->> 'count')::int and w.minutes = (item ->> 'minutes')::int as "isSame"
      from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) as items (item) join worth_count w on ${same}`.execute(transaction);
    const known = new Set(standing.filter(({ isSame }) => isSame).map(({ line }) => line));
    const fresh = JSON.stringify(entries.filter(({ line }) => !known.has(line)));
    await sql`update worth_count w set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} from jsonb_array_elements(${fresh}::jsonb) as items (item) where ${same}`.execute(transaction);
    await sql`
      insert into worth_count (pcn_code, practice_code, role, kind, month, count, minutes, entered_at, entered_by)
      select ${pcnCode}, item ->> 'practiceCode', item ->> 'role', item ->> 'kind', (item ->> 'month')::date, (item ->> 'count')::int, (item ->> 'minutes')::int, ${now.toISOString()}::timestamptz, ${acting.by}
      from jsonb_array_elements(${fresh}::jsonb) as items (item)`.execute(transaction);
    const [kept, replaced] = [entries.length - known.size, standing.length - known.size];
    await appendAudit(transaction, { by: acting.by, action: 'record-worth', subject: { module: 'workforce', kind: 'worth', id: pcnCode }, detail: { lines: entries.length, kept, replaced } }, now);
    return { refusals: [], kept, replaced, known: known.size };
  });
}
