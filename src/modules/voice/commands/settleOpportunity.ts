import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { entriesDigestOf } from '../domain/opportunity/lottery.ts';
import { OPPORTUNITY_STATES } from '../domain/opportunity/opportunity.ts';
import { outcomeOf, type OutcomeRow } from '../domain/opportunity/outcome.ts';
import { stillToScore, whyNotScored } from '../domain/opportunity/scoring.ts';
import type { OutcomeFacts } from '../domain/opportunity/outcome.ts';
import { outcomeFacts } from '../queries/opportunityOutcome.ts';
import type { Opportunity } from '../queries/opportunities.ts';
import { sha256 } from './announceOpportunity.ts';
import { lockOpportunity } from './enterOpportunity.ts';
import { requireLead } from './requireLead.ts';

/**
 * Closes the entries once their last day is over, and decides by the method that was announced. One that is scored is
 * only closed at first, and decided when its panel has scored all. Gives what it is then.
 */
export async function settleOpportunity(context: VoiceContext, acting: Acting, id: string): Promise<'closed' | 'drawn'> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, 'closed' | 'drawn'>(async (transaction) => {
    const opportunity = await lockOpportunity(transaction, id);
    await requireLead(transaction, acting, opportunity.forumCode, context.today());
    requireUnsettled(opportunity);
    if (context.today() <= opportunity.closesOn) throw new Refused({ code: 'entries-not-closed', what: `Interest can be said until ${sayDate(opportunity.closesOn)}, that day included.`, where: id, todo: 'Decide from the day after.' });

    const facts = await outcomeFacts(transaction, opportunity, { image, moment: context.now(), day: context.today() });
    if (opportunity.state === 'announced') {
      await close(transaction, context, acting, opportunity, facts.entries);
      if (opportunity.method === 'scored' && facts.entries.length > 0) return 'closed';
    }
    requireScored(facts);
    await draw(transaction, context, acting, opportunity, outcomeOf(facts, sha256));
    return 'drawn';
  });
}

/** Calls an opportunity off before it is decided. What was announced stays to be read, with the reason. */
export async function cancelOpportunity(context: VoiceContext, acting: Acting, id: string, reason: string): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const opportunity = await lockOpportunity(transaction, id);
    await requireLead(transaction, acting, opportunity.forumCode, context.today());
    requireUnsettled(opportunity);
    const because = reason.trim().slice(0, 4_000);
    if (!because) throw new Refused({ code: 'invalid-reason', where: 'reason', what: 'No reason is given.', todo: 'Say why in a sentence: everybody who entered reads it.' });
    const now = context.now();
    const words = await keepWords(transaction, { personId: acting.personId, words: because }, now);
    await sql`insert into opportunity_step (opportunity_id, step, at, by, reason_words) values (${id}, 'cancelled', ${now.toISOString()}, ${acting.by}, ${words})`.execute(transaction);
    await audit(transaction, context, acting, 'cancel-opportunity', id, { entries: opportunity.entries });
  });
}

function requireUnsettled({ id, state }: Opportunity): void {
  if (state === 'announced' || state === 'closed') return;
  throw new Refused({ code: 'opportunity-settled', what: `This is ${OPPORTUNITY_STATES[state]} already.`, where: id, todo: 'See its page for the outcome.' });
}

async function close(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { id }: Opportunity, entries: readonly string[]): Promise<void> {
  const digest = entriesDigestOf(entries, sha256);
  await sql`insert into opportunity_step (opportunity_id, step, at, by, entries_digest, entries) values (${id}, 'closed', ${context.now().toISOString()}, ${acting.by}, ${digest}, ${entries.length})`.execute(transaction);
  await audit(transaction, context, acting, 'close-opportunity', id, { entries: entries.length, digest });
}

/** Nothing is decided over scores that are missing, nor over an entry that nobody without a conflict can score. */
function requireScored({ method, entries, criteria, panel, scores }: OutcomeFacts): void {
  if (method !== 'scored') return;
  const missing = stillToScore(entries, criteria, panel, scores);
  if (missing.length > 0) throw new Refused({ code: 'scores-missing', what: `${missing.length} of the panel’s scores are missing.`, todo: 'Each on the panel scores every entry that they have no conflict with, or stands down.' });
  const unscored = entries.filter((code) => panel.every((member) => whyNotScored(member, code) !== null));
  if (unscored.length > 0) throw new Refused({ code: 'nobody-to-score', what: `Nobody on the panel may score ${unscored.join(', ')}.`, todo: 'Call it off and announce it anew with another panel.' });
}

async function draw(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { id, method }: Opportunity, outcome: readonly OutcomeRow[]): Promise<void> {
  for (const { code, rank, isGranted, pence } of outcome) {
    await sql`insert into opportunity_result (opportunity_id, organisation_code, rank, is_granted, pence) values (${id}, ${code}, ${rank}, ${isGranted}, ${pence})`.execute(transaction);
  }
  await sql`insert into opportunity_step (opportunity_id, step, at, by) values (${id}, 'drawn', ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
  const granted = outcome.filter(({ isGranted }) => isGranted).length;
  await audit(transaction, context, acting, 'draw-opportunity', id, { method, entries: outcome.length, granted, result: sha256(outcome.map(({ code }) => `${code}\n`).join('')) });
}

const audit = (transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, action: string, id: string, detail: Record<string, string | number>): Promise<void> =>
  appendAudit(transaction, { by: acting.by, action, subject: { module: 'voice', kind: 'opportunity', id }, detail }, context.now());
