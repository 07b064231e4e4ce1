import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import { roleRules } from '#funding';
import type { RegisterContext } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { readWorth } from '../domain/worthFile.ts';
import type { WorthEntry, WorthRefusal } from '../domain/worthFile.ts';
import { loadKeptBy, requireLoadKeeper } from '../whoseLoad.ts';
import type { LoadKept } from '../whoseLoad.ts';

export interface WorthKept {
  /** Lines that are left out, each with why. */
  refusals: readonly WorthRefusal[];
  kept: number;
  /** Of those kept, how many take the place of an earlier count, which is withdrawn. */
  replaced: number;
  /** Lines that were on record as they are. */
  known: number;
}

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

/** What a file of what roles gave back would change; keeps nothing. */
export async function previewWorth(context: WorkforceContext, acting: Acting, asked: { pcnCode: string; text: string }): Promise<WorthKept> {
  const [db, image] = [context.database.as<unknown>(), await context.register.reader.image()];
  const { entries, refusals } = taken(context, await keeper(context, db, image, acting, asked.pcnCode), image, asked);
  const { fresh, replaced } = await against(db, asked.pcnCode, entries);
  return { refusals, kept: fresh.length, replaced, known: entries.length - fresh.length };
}

/** Keeps the lines of a file that can be kept; a later count of the same takes the place of the earlier. What is left out is told, each line with why. */
export async function recordWorth(context: WorkforceContext, acting: Acting, asked: { pcnCode: string; text: string }): Promise<WorthKept> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, WorthKept>(async (transaction) => {
    const { entries, refusals } = taken(context, await keeper(context, transaction, image, acting, asked.pcnCode), image, asked);
    return { refusals, ...(await store(context, transaction, acting, asked.pcnCode, entries, refusals.length)) };
  });
}

/** Keeps one count of what a role gave back to a practice in a month. */
export async function recordWorthCount(context: WorkforceContext, acting: Acting, { pcnCode, entry }: { pcnCode: string; entry: WorthEntry }): Promise<Omit<WorthKept, 'refusals'>> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, Omit<WorthKept, 'refusals'>>(async (transaction) => {
    const kept = await keeper(context, transaction, image, acting, pcnCode);
    requireLoadKeeper(kept, pcnCode, entry.practiceCode);
    if (image.inSlot(entry.practiceCode, 'pcn', entry.month) !== pcnCode) throw new Refused({ code: 'practice-not-of-pcn', what: `${entry.practiceCode.slice(0, 20)} was not one of the PCN’s ${image.practicesWithin(pcnCode, entry.month).length} practices in this month.`, where: 'practice_code', todo: 'Choose another practice or another month.' });
    return store(context, transaction, acting, pcnCode, [entry], 0);
  });
}

async function keeper({ today }: WorkforceContext, db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string): Promise<LoadKept> {
  const kept = await loadKeptBy(db, image, acting, pcnCode, today());
  requireLoadKeeper(kept, pcnCode);
  return kept;
}

/** The lines that can be kept, and the others with why: also those of practices that are not this person's to enter. */
function taken({ today }: WorkforceContext, { keeps }: LoadKept, image: Image, { pcnCode, text }: { pcnCode: string; text: string }): { entries: WorthEntry[]; refusals: WorthRefusal[] } {
  const { entries, refusals } = readWorth(text, new Set(roleRules().roles.keys()), today());
  const whyNot = ({ practiceCode, month }: WorthEntry): string | null =>
    image.inSlot(practiceCode, 'pcn', month) !== pcnCode ? 'It was not one of the PCN’s practices in this month.' : keeps(practiceCode) ? null : 'It is not your practice: its own manager enters it, or who keeps the PCN’s posts.';
  const strangers = entries.flatMap((entry): WorthRefusal[] => {
    const reason = whyNot(entry);
    return reason === null ? [] : [{ line: entry.line, column: 'practice_code', value: entry.practiceCode, reason }];
  });
  return { entries: entries.filter((entry) => whyNot(entry) === null), refusals: [...refusals, ...strangers].sort((a, b) => a.line - b.line) };
}

const sameCount = (pcnCode: string) => sql`w.pcn_code = ${pcnCode} and w.practice_code = item ->> 'practiceCode' and w.role = item ->> 'role' and w.kind = item ->> 'kind' and w.month = (item ->> 'month')::date and w.withdrawn_at is null`;

/** The entries that are not on record as they are, and how many of them stand otherwise. */
async function against(db: Kysely<unknown>, pcnCode: string, entries: readonly WorthEntry[]): Promise<{ fresh: WorthEntry[]; replaced: number }> {
  const { rows: standing } = await sql<{ line: number; isSame: boolean }>`
    select (item ->> 'line')::int as line, w.count = (item ->> 'count')::int and w.minutes = (item ->> 'minutes')::int as "isSame"
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) as items (item) join worth_count w on ${sameCount(pcnCode)}`.execute(db);
  const known = new Set(standing.filter(({ isSame }) => isSame).map(({ line }) => line));
  return { fresh: entries.filter(({ line }) => !known.has(line)), replaced: standing.length - known.size };
}

async function store({ now: clock }: WorkforceContext, transaction: Transaction<unknown>, acting: Acting, pcnCode: string, entries: readonly WorthEntry[], leftOut: number): Promise<Omit<WorthKept, 'refusals'>> {
  const now = clock();
  // Two who send files for the same PCN wait for one another, so that each count stands once.
  await sql`select pg_advisory_xact_lock(hashtext(${`worth ${pcnCode}`}))`.execute(transaction);
  const { fresh, replaced } = await against(transaction, pcnCode, entries);
  const items = JSON.stringify(fresh);
  await sql`update worth_count w set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} from jsonb_array_elements(${items}::jsonb) as items (item) where ${sameCount(pcnCode)}`.execute(transaction);
  await sql`
    insert into worth_count (pcn_code, practice_code, role, kind, month, count, minutes, entered_at, entered_by)
    select ${pcnCode}, item ->> 'practiceCode', item ->> 'role', item ->> 'kind', (item ->> 'month')::date, (item ->> 'count')::int, (item ->> 'minutes')::int, ${now.toISOString()}::timestamptz, ${acting.by}
    from jsonb_array_elements(${items}::jsonb) as items (item)`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: 'record-worth', subject: { module: 'workforce', kind: 'worth', id: pcnCode }, detail: { lines: entries.length, kept: fresh.length, replaced, leftOut } }, now);
  return { kept: fresh.length, replaced, known: entries.length - fresh.length };
}
