import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { RegisterReader } from '#register';
import type { VoiceContext } from '../context.ts';
import { whyNotScored, type PanelMember } from '../domain/opportunity/scoring.ts';
import { entriesOf, type Opportunity } from '../queries/opportunities.ts';
import { panelOf } from '../queries/opportunityPanel.ts';
import { lockOpportunity } from './enterOpportunity.ts';

type RegisterImage = Awaited<ReturnType<RegisterReader['image']>>;

export const WHY_NOT_SCORED = {
  'not-declared': 'You have not declared your interests yet.',
  'stood-down': 'You said that you take no part.',
  'declared-conflict': 'You declared a conflict with it.',
  'own-organisation': 'It is your own organisation, or of the same PCN.',
} as const;

interface Declaration {
  opportunityId: string;
  takesPart: boolean;
  /** The entrants with whom there is a conflict. */
  conflicts: readonly string[];
  words?: string;
}

/** A panel member declares before scoring whether they take part, and with whom they have a conflict. */
export async function declareForPanel(context: VoiceContext, acting: Acting, { opportunityId, takesPart, conflicts, words }: Declaration): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const { member } = await lockForPanel(transaction, context, image, acting, opportunityId);
    const entrants = await entrantsOf(transaction, opportunityId);
    const unknown = conflicts.find((code) => !entrants.includes(code));
    if (unknown !== undefined) throw new Refused({ code: 'invalid-conflicts', where: 'conflicts', what: `${unknown} has not entered.`, todo: 'Choose among those who have.' });
    const now = context.now();
    const kept = await keepWordsIfAny(transaction, { personId: acting.personId, words }, now);
    await sql`insert into opportunity_declaration (opportunity_id, person_id, takes_part, conflicts, words, declared_at)
      values (${opportunityId}, ${member.personId}, ${takesPart}, ${[...new Set(conflicts)]}, ${kept}, ${now.toISOString()})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'declare-for-panel', subject: { module: 'voice', kind: 'opportunity', id: opportunityId }, detail: { takesPart, conflicts: conflicts.length } }, now);
  });
}

interface ScoresGiven {
  opportunityId: string;
  organisationCode: string;
  /** By the id of each criterion: a whole number from 0 to 10. */
  scores: Readonly<Record<string, number>>;
}

/** A panel member scores one entry by every criterion. Scoring again corrects: the newest counts. */
export async function scoreEntry(context: VoiceContext, acting: Acting, { opportunityId, organisationCode, scores }: ScoresGiven): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const { opportunity, member } = await lockForPanel(transaction, context, image, acting, opportunityId);
    if (!(await entrantsOf(transaction, opportunityId)).includes(organisationCode)) throw new Refused({ code: 'entry-not-found', what: `${organisationCode} has not entered.`, where: organisationCode, todo: 'Choose among those who have.' });
    const why = whyNotScored(member, organisationCode);
    if (why) throw new Refused({ code: 'may-not-score', what: `You may not score this entry. ${WHY_NOT_SCORED[why]}`, where: organisationCode, todo: why === 'not-declared' ? 'Declare first.' : 'The others on the panel score it.' });
    const now = context.now();
    for (const { id, label } of opportunity.criteria) {
      const score = scores[id];
      if (score === undefined || !Number.isInteger(score) || score < 0 || score > 10) throw new Refused({ code: 'invalid-score', where: `score-${id}`, what: `“${label}” has no score from 0 to 10.`, todo: 'Give a whole number for each criterion.' });
      await sql`insert into opportunity_score (opportunity_id, organisation_code, person_id, criterion, score, scored_at)
        values (${opportunityId}, ${organisationCode}, ${member.personId}, ${id}, ${score}, ${now.toISOString()})`.execute(transaction);
    }
    await appendAudit(transaction, { by: acting.by, action: 'score-entry', subject: { module: 'voice', kind: 'opportunity', id: opportunityId }, detail: { organisation: organisationCode, criteria: opportunity.criteria.length } }, now);
  });
}

/** Scoring begins once entries are closed: nobody scores who may still be joined by another. */
async function lockForPanel(transaction: Transaction<unknown>, context: VoiceContext, image: RegisterImage, acting: Acting, id: string): Promise<{ opportunity: Opportunity; member: PanelMember }> {
  const opportunity = await lockOpportunity(transaction, id);
  const member = (await panelOf(transaction, id, image, context.today())).find(({ personId }) => personId === acting.personId);
  if (!member) throw new Refused({ code: 'not-allowed', what: 'You are not on the panel.', where: id, todo: 'The panel was named when this was announced.' });
  if (opportunity.state === 'announced') throw new Refused({ code: 'entries-not-closed', what: 'Entries are not closed yet.', where: id, todo: 'Score once they are.' });
  if (opportunity.state !== 'closed') throw new Refused({ code: 'opportunity-settled', what: 'This is decided.', where: id, todo: 'Scores can no longer be given.' });
  return { opportunity, member };
}

const entrantsOf = async (transaction: Transaction<unknown>, id: string): Promise<string[]> => (await entriesOf(transaction, id)).flatMap(({ isInterested, organisationCode }) => (isInterested ? [organisationCode] : []));
