import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, dayBefore } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import { whyNotSpan } from '../domain/forumEntry.ts';
import { whyNotPortfolio, whyNotRepresentation } from '../domain/representation.ts';
import type { PortfolioEntry, RepresentationEntry } from '../domain/representation.ts';
import { isUuid } from '../domain/uuid.ts';
import { forumClosed } from './createForum.ts';
import { daysFrom, endRow, refusingOverlap, withdrawRow } from './datedRow.ts';
import { auditForum, requireFurnisher, requireOrganisation, requirePerson } from './furnishForum.ts';
import type { ForumHouse } from './furnishForum.ts';

/** Sets how the PCNs are spoken for in a forum from a day; the way before ends on the day before. Gives its id. */
export async function setRepresentation({ database, now, today }: ForumHouse, acting: Acting, forumCode: string, entry: RepresentationEntry): Promise<string> {
  const refusal = whyNotRepresentation(entry);
  if (refusal) throw new Refused(refusal);
  const { way, leadCode, quarterSessionsAWeek, costPenceAYear, resourcedByCode, from, lastDay = null } = entry;
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requireOpen(transaction, acting, forumCode, today());
    if (leadCode) await requireOrganisation(transaction, leadCode, 'leadCode');
    if (resourcedByCode) await requireOrganisation(transaction, resourcedByCode, 'resourcedByCode');
    const { rows: standing } = await sql<{ id: string; from: IsoDate }>`
      select id, to_char(lower(valid), 'YYYY-MM-DD') as "from" from pcn_representation
      where forum_code = ${forumCode} and withdrawn_at is null and (upper_inf(valid) or upper(valid) > ${from}::date) order by lower(valid) desc`.execute(transaction);
    const [current] = standing;
    if (current && current.from >= from) throw new Refused({ code: 'representation-overlaps', what: `A way is set from ${current.from}; another begins after that day.`, where: 'from', todo: `Choose ${addDays(current.from, 1)} or later, or take that one back.` });
    if (current) await endRow(transaction, 'pcn_representation', current.id, dayBefore(from), { by: acting.by, now: at });
    const { rows } = await sql<{ id: string }>`
      insert into pcn_representation (forum_code, way, lead_code, quarter_sessions_a_week, cost_pence_a_year, resourced_by_code, valid, entered_at, entered_by)
      values (${forumCode}, ${way}, ${leadCode || null}, ${quarterSessionsAWeek}, ${costPenceAYear}, ${resourcedByCode || null}, ${daysFrom(from, lastDay)}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    await auditForum(transaction, acting, 'set-representation', forumCode, { representation: rows[0]!.id, way, lead: leadCode || null, quarterSessionsAWeek, costPenceAYear, resourcedBy: resourcedByCode || null, from, lastDay }, at);
    return rows[0]!.id;
  });
}

/** Says who leads on a programme on behalf of every PCN; one leads on it at a time. Gives its id. */
export async function leadProgramme({ database, now, today }: ForumHouse, acting: Acting, forumCode: string, entry: PortfolioEntry): Promise<string> {
  const refusal = whyNotPortfolio(entry);
  if (refusal) throw new Refused(refusal);
  const { programme, personId, pcnCode, from, lastDay = null } = entry;
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requireOpen(transaction, acting, forumCode, today());
    await requirePerson(transaction, personId);
    if (pcnCode) await requireOrganisation(transaction, pcnCode, 'pcnCode');
    const write = () => sql<{ id: string }>`
      insert into portfolio_lead (forum_code, programme, person_id, pcn_code, valid, entered_at, entered_by)
      values (${forumCode}, ${programme.trim()}, ${personId}, ${pcnCode || null}, ${daysFrom(from, lastDay)}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const { rows } = await refusingOverlap(write, () => ({ code: 'programme-has-lead', what: 'Somebody leads on this programme already on some of these days.', where: 'programme', todo: 'Say first on which day they stop.' }));
    await auditForum(transaction, acting, 'lead-programme', forumCode, { portfolio: rows[0]!.id, person: personId, pcn: pcnCode || null, from, lastDay }, at);
    return rows[0]!.id;
  });
}

const TABLES = { representation: 'pcn_representation', portfolio: 'portfolio_lead' } as const;

/** Ends a way of representation or the lead on a programme on a day, its last; `null` takes it back as a slip. */
export async function endRepresentation({ database, now, today }: ForumHouse, acting: Acting, { of, id, lastDay }: { of: keyof typeof TABLES; id: string; lastDay: IsoDate | null }): Promise<void> {
  const at = now();
  const stamp = { by: acting.by, now: at };
  const notFound = new Refused({ code: 'representation-not-found', what: 'This is not there any more: it was changed by somebody else.', todo: 'Open the page of the forum again.' });
  if (!isUuid(id)) throw notFound;
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql<{ forumCode: string; from: IsoDate }>`
      select forum_code as "forumCode", to_char(lower(valid), 'YYYY-MM-DD') as "from" from ${sql.table(TABLES[of])} where id = ${id} and withdrawn_at is null for update`.execute(transaction);
    if (!rows[0]) throw notFound;
    const { forumCode, from } = rows[0];
    await requireFurnisher(transaction, acting, forumCode, today());
    const refusal = whyNotSpan({ from, lastDay });
    if (refusal) throw new Refused(refusal);
    await (lastDay === null ? withdrawRow(transaction, TABLES[of], id, stamp) : endRow(transaction, TABLES[of], id, lastDay, stamp));
    await auditForum(transaction, acting, lastDay === null ? `withdraw-${of}` : `end-${of}`, forumCode, { [of]: id, lastDay }, at);
  });
}

async function requireOpen(transaction: Transaction<unknown>, acting: Acting, forumCode: string, day: IsoDate): Promise<void> {
  const forum = await requireFurnisher(transaction, acting, forumCode, day);
  if (forum.closedOn !== null) throw forumClosed(forumCode);
}
