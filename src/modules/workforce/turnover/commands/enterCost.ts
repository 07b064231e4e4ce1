import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { turnoverRules } from '../turnoverRules.ts';

/** What a part of beginning again costs, for one who leaves. */
export interface EnteredCost {
  pcnCode: string;
  part: string;
  pence: number;
  /** Where the amount comes from, in a few words. */
  source: string;
}

/** Keeps what a part of beginning again costs; who keeps the PCN's posts may. A newer amount ends the one before. */
export async function enterStartingOverCost({ database, now, today }: Pick<WorkforceContext, 'database' | 'now' | 'today'>, acting: Acting, { pcnCode, part, pence, source }: EnteredCost): Promise<void> {
  const { parts } = turnoverRules();
  if (!parts.some(({ id }) => id === part)) throw new Refused({ code: 'part-unknown', what: `“${part.slice(0, 40)}” is none of the ${parts.length} parts.`, where: 'part', todo: 'Choose one of the list.' });
  if (source.length > 500) throw new Refused({ code: 'too-long', what: `This has ${source.length} characters; 500 are the most.`, where: 'source', todo: 'Shorten it.' });
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, today());
    // Two who enter the same part at once follow each other.
    await sql`select 1 from organisation where code = ${pcnCode} for update`.execute(transaction);
    await sql`update starting_over_cost set recorded = tstzrange(lower(recorded), greatest(${at.toISOString()}::timestamptz, lower(recorded) + interval '1 microsecond')) where pcn_code = ${pcnCode} and part = ${part} and upper_inf(recorded)`.execute(transaction);
    const sourceId = await keepWordsIfAny(transaction, { personId: acting.personId, words: source }, at);
    await sql`insert into starting_over_cost (pcn_code, part, pence, source_id, recorded, recorded_by)
      values (${pcnCode}, ${part}, ${pence}, ${sourceId}, tstzrange(greatest(${at.toISOString()}::timestamptz, (select max(upper(recorded)) from starting_over_cost where pcn_code = ${pcnCode} and part = ${part})), null), ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'enter-starting-over-cost', subject: { module: 'workforce', kind: 'pcn', id: pcnCode }, detail: { part, pence } }, at);
  });
}
