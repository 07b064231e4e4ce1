import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { readAchievements } from '../domain/achievementFile.ts';
import type { AchievementEntry, AchievementRefusal } from '../domain/achievementFile.ts';
import { impactFundPhases } from '../impactFundRules.ts';
import { achievementNumber } from '../queries/keptAchievements.ts';

export type AchievementHouse = Pick<FundingContext, 'database' | 'register' | 'now' | 'today'>;

/** What became of a file; with any refusal nothing of it was kept. */
export type KeptFile = { isKept: true; fileId: number; lines: number } | { isKept: false; refusals: readonly AchievementRefusal[] };

/** Keeps a PCN's achievements of a year, for who keeps its money. They take the place of those kept before, which stay on record. */
export async function keepAchievements({ database, register, now, today }: AchievementHouse, acting: Acting, { pcnCode, year, text }: { pcnCode: string; year: FinancialYear; text: string }): Promise<KeptFile> {
  const image = await register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.` });
  const { entries, refusals } = readAchievements(text, { year, phases: impactFundPhases(), source: pcnCode });
  const ofOthers = entries.filter((entry) => entry.pcnCode !== pcnCode);
  const all: AchievementRefusal[] = [...refusals, ...ofOthers.map(({ line, pcnCode: other }) => ({ line, column: 'pcn_code' as const, value: other, reason: `This is the page of ${pcnCode}; leave out the lines of other PCNs.` }))];
  return database.inTransaction<unknown, KeptFile>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    if (all.length > 0) return { isKept: false, refusals: all };
    // One at a time for each PCN, so that of two files sent at once the second takes the place of the first.
    await sql`select from organisation where code = ${pcnCode} for update`.execute(transaction);
    const before = await standing(transaction, pcnCode, year);
    const digest = createHash('sha256').update(text).digest('hex');
    if (before?.digest === digest) throw new Refused({ code: 'kept-already', what: `This file is kept already, as ${achievementNumber(before.id)}.`, where: 'file', todo: 'Choose another file.' });
    const { rows } = await sql<{ id: number }>`insert into achievement_file (pcn_code, year, digest, entered_at, entered_by) values (${pcnCode}, ${year}, ${digest}, ${now().toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const fileId = rows[0]!.id;
    for (const entry of entries) await keepLine(transaction, fileId, entry);
    if (before) await endFile(transaction, acting, before.id, fileId, now());
    await appendAudit(transaction, { by: acting.by, action: 'keep-achievements', subject: { module: 'funding', kind: 'achievements', id: achievementNumber(fileId) }, detail: { pcnCode, year, lines: entries.length, digest, replaces: before ? achievementNumber(before.id) : null } }, now());
    return { isKept: true, fileId, lines: entries.length };
  });
}

async function keepLine(transaction: Transaction<unknown>, fileId: number, { indicator, counted, listSize }: AchievementEntry): Promise<void> {
  const [numerator, denominator] = counted.kind === 'binary' ? [String(counted.achieved), String(counted.practices)] : [counted.numerator.toFraction(), counted.denominator.toFraction()];
  const baseline = counted.kind === 'improvement' ? counted.baseline.toFraction() : null;
  await sql`insert into achievement (file_id, indicator, kind, numerator, denominator, baseline, list_size)
    values (${fileId}, ${indicator.code}, ${counted.kind}, ${numerator}, ${denominator}, ${baseline}, ${listSize})`.execute(transaction);
}

/** Takes back the file that stands, entered by mistake. It stays on record. */
export async function withdrawAchievements({ database, now, today }: AchievementHouse, acting: Acting, { pcnCode, year, fileId }: { pcnCode: string; year: FinancialYear; fileId: number }): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    await sql`select from organisation where code = ${pcnCode} for update`.execute(transaction);
    const last = await standing(transaction, pcnCode, year);
    if (last?.id !== fileId) throw new Refused({ code: 'ended-already', what: `${achievementNumber(fileId)} does not stand: it was withdrawn or replaced, or is of another PCN or year.`, where: 'file', todo: 'Look at the list of files again.' });
    await endFile(transaction, acting, fileId, null, now());
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-achievements', subject: { module: 'funding', kind: 'achievements', id: achievementNumber(fileId) }, detail: { pcnCode, year } }, now());
  });
}

async function standing(transaction: Transaction<unknown>, pcnCode: string, year: FinancialYear): Promise<{ id: number; digest: string } | undefined> {
  const { rows } = await sql<{ id: number; digest: string }>`
    select id::float8 as id, digest from achievement_file file where pcn_code = ${pcnCode} and year = ${year} and not exists (select from achievement_file_end ended where ended.file_id = file.id)`.execute(transaction);
  return rows[0];
}

const endFile = (transaction: Transaction<unknown>, acting: Acting, fileId: number, replacedBy: number | null, at: Date) =>
  sql`insert into achievement_file_end (file_id, replaced_by, ended_at, ended_by) values (${fileId}, ${replacedBy}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
