import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { OPPORTUNITY_STATES } from '../domain/opportunity/opportunity.ts';
import { eligibleOf, opportunityOf, type Opportunity } from '../queries/opportunities.ts';
import { requireSpeaker } from './requireSpeaker.ts';

/** Holds an opportunity until the transaction ends; throws `Refused` where there is none. */
export async function lockOpportunity(transaction: Transaction<unknown>, id: string): Promise<Opportunity> {
  await sql`select id from opportunity where id = ${id} for update`.execute(transaction);
  const opportunity = await opportunityOf(transaction, id);
  if (!opportunity) throw new Refused({ code: 'opportunity-not-found', what: 'There is no opportunity with this number.', where: id, todo: 'Choose one from the list of opportunities.' });
  return opportunity;
}

interface Interest {
  opportunityId: string;
  organisationCode: string;
  isInterested: boolean;
  words?: string;
}

const WORDS_MAX = 4_000;

/** Says for a practice or PCN whether it is interested, until the closing day is over. Saying again replaces what was said. */
export async function enterOpportunity(context: VoiceContext, acting: Acting, { opportunityId, organisationCode, isInterested, words = '' }: Interest): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await lockOpen(transaction, context, acting, opportunityId, organisationCode);
    if (words.length > WORDS_MAX) throw new Refused({ code: 'invalid-words', where: 'words', what: `This is longer than ${WORDS_MAX} characters.`, todo: 'Shorten it.' });
    const now = context.now();
    await withdrawEntry(transaction, context, acting, opportunityId, organisationCode);
    const kept = await keepWordsIfAny(transaction, { personId: acting.personId, words }, now);
    await sql`insert into opportunity_entry (opportunity_id, organisation_code, is_interested, words, entered_at, entered_by)
      values (${opportunityId}, ${organisationCode}, ${isInterested}, ${kept}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await audit(transaction, context, acting, isInterested ? 'enter-opportunity' : 'decline-opportunity', opportunityId, organisationCode);
  });
}

/** Takes back what was said for a practice or PCN, until the closing day is over. */
export async function withdrawInterest(context: VoiceContext, acting: Acting, { opportunityId, organisationCode }: Pick<Interest, 'opportunityId' | 'organisationCode'>): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await lockOpen(transaction, context, acting, opportunityId, organisationCode);
    await withdrawEntry(transaction, context, acting, opportunityId, organisationCode);
    await audit(transaction, context, acting, 'withdraw-interest', opportunityId, organisationCode);
  });
}

async function lockOpen(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, id: string, organisationCode: string): Promise<void> {
  const opportunity = await lockOpportunity(transaction, id);
  await requireSpeaker(transaction, acting, organisationCode, context.today());
  if (!(await eligibleOf(transaction, id)).includes(organisationCode)) throw new Refused({ code: 'not-eligible', what: `${organisationCode} was not eligible when this was announced.`, where: organisationCode, todo: 'See on the page who is.' });
  if (opportunity.state !== 'announced') throw new Refused({ code: 'opportunity-closed', what: `This is ${OPPORTUNITY_STATES[opportunity.state]}.`, where: id, todo: 'Nothing more can be said for or against it.' });
  if (context.today() > opportunity.closesOn) throw new Refused({ code: 'opportunity-closed', what: `Interest could be said until ${sayDate(opportunity.closesOn)}.`, where: id, todo: 'Watch for the next one: everybody is told at once.' });
}

const withdrawEntry = (transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, opportunityId: string, organisationCode: string) =>
  sql`update opportunity_entry set withdrawn_at = ${context.now().toISOString()}, withdrawn_by = ${acting.by}
    where opportunity_id = ${opportunityId} and organisation_code = ${organisationCode} and withdrawn_at is null`.execute(transaction);

const audit = (transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, action: string, id: string, organisation: string): Promise<void> =>
  appendAudit(transaction, { by: acting.by, action, subject: { module: 'voice', kind: 'opportunity', id }, detail: { organisation } }, context.now());
