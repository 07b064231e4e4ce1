import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, dayBefore } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import { whyNotForum, whyNotTerms } from '../domain/forumEntry.ts';
import type { ForumEntry, TermsEntry } from '../domain/forumEntry.ts';
import { daysFrom, endRow, refusingOverlap } from './datedRow.ts';
import { auditForum, requireFurnisher, requireOrganisation, SET_UP } from './furnishForum.ts';
import type { ForumHouse } from './furnishForum.ts';

/** Adds a forum with its first terms; gives its code. */
export async function createForum({ database, now }: ForumHouse, acting: Acting, entry: ForumEntry): Promise<string> {
  if (!acting.permissions.has(SET_UP)) throw new Refused({ code: 'not-allowed', what: 'You may not add forums.', todo: 'Ask the secretary of the body, or an administrator.' });
  const refusal = whyNotForum(entry) ?? whyNotTerms(entry.terms);
  if (refusal) throw new Refused(refusal);
  const { code, kind, name, organisationCode, placeCode, openedOn } = entry;
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requireOrganisation(transaction, organisationCode, 'organisation');
    await requireOrganisation(transaction, placeCode, 'place');
    const { rows } = await sql`
      insert into forum (code, kind, name, organisation_code, place_code, opened_on, entered_at, entered_by)
      values (${code}, ${kind}, ${name.trim()}, ${organisationCode}, ${placeCode}, ${openedOn}, ${at.toISOString()}, ${acting.by}) on conflict (code) do nothing returning code`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'forum-code-taken', what: `There is a forum ${code} already.`, where: 'code', todo: 'Choose another code.' });
    await auditForum(transaction, acting, 'create-forum', code, { kind, organisation: organisationCode, place: placeCode, opened: openedOn }, at);
    await insertTerms(transaction, acting, code, { ...entry.terms, from: openedOn }, null, at);
    return code;
  });
}

/** Gives a forum new terms from a day. The version before ends on the day before; one that was to begin later is refused. */
export async function setTerms({ database, now, today }: ForumHouse, acting: Acting, forumCode: string, terms: TermsEntry): Promise<string> {
  const refusal = whyNotTerms(terms);
  if (refusal) throw new Refused(refusal);
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const forum = await requireFurnisher(transaction, acting, forumCode, today());
    if (forum.closedOn !== null) throw forumClosed(forumCode);
    if (terms.from < forum.openedOn) throw new Refused({ code: 'before-the-forum', what: `The forum began on ${forum.openedOn}; its terms cannot begin on ${terms.from}.`, where: 'from', todo: 'Choose a later day.' });
    const { rows } = await sql<{ id: string; from: IsoDate }>`
      select id, to_char(lower(valid), 'YYYY-MM-DD') as "from" from forum_terms
      where forum_code = ${forumCode} and withdrawn_at is null and (upper_inf(valid) or upper(valid) > ${terms.from}::date) order by lower(valid) desc`.execute(transaction);
    const [current] = rows;
    if (current && current.from >= terms.from) {
      throw new Refused({ code: 'terms-overlap', what: `Terms are set from ${current.from}; a new version begins after that day.`, where: 'from', todo: `Choose ${addDays(current.from, 1)} or later.` });
    }
    if (current) await endRow(transaction, 'forum_terms', current.id, dayBefore(terms.from), { by: acting.by, now: at });
    return insertTerms(transaction, acting, forumCode, terms, null, at);
  });
}

async function insertTerms(transaction: Transaction<unknown>, acting: Acting, forumCode: string, terms: TermsEntry, lastDay: IsoDate | null, at: Date): Promise<string> {
  const { quorum, decisionRule } = terms;
  const write = () => sql<{ id: string }>`
    insert into forum_terms (forum_code, valid, governance_form, quorum, decision_rule, meets_in_public, report_days, paper_id, entered_at, entered_by)
    values (${forumCode}, ${daysFrom(terms.from, lastDay)}, ${terms.governanceForm}, ${JSON.stringify(quorum)}::jsonb, ${JSON.stringify(decisionRule)}::jsonb,
      ${terms.meetsInPublic}, ${terms.reportDays}, ${terms.paperId ?? null}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  const { rows } = await refusingOverlap(write, () => ({ code: 'terms-overlap', what: 'Other terms are in force on some of these days.', where: 'from', todo: 'Choose another first day.' }));
  await auditForum(transaction, acting, 'set-terms', forumCode, { terms: rows[0]!.id, from: terms.from, form: terms.governanceForm, least: quorum.least, share: quorum.share ?? null, rule: decisionRule.kind, public: terms.meetsInPublic, reportDays: terms.reportDays }, at);
  return rows[0]!.id;
}

export const forumClosed = (code: string): Refused => new Refused({ code: 'forum-closed', what: 'This forum has been closed.', where: code, todo: 'Add a new forum instead.' });
