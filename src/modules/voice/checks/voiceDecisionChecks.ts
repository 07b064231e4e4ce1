import type { Transaction } from 'kysely';
import { forumOf } from '#governance';
import type { DecisionCheck, DecisionDraft, Finding } from '#governance';
import { lockQuestion } from '../commands/moveQuestion.ts';
import { consultationMatter, mattersOf } from '../consultationMatters.ts';
import type { VoiceContext } from '../context.ts';
import { mandateFinding } from '../domain/mandateFinding.ts';
import { consultationOwed, consultationsOf } from '../queries/consultations.ts';
import { awaitingRatification, representativesThere } from '../queries/heardDecisions.ts';
import { mandatesOf } from '../queries/mandates.ts';
import { questionOf, type Question } from '../queries/questions.ts';

/** The number of the question that a decision is about; null where it is about something else. */
export const questionIdOf = ({ subject }: Pick<DecisionDraft, 'subject'>): string | null => (subject?.module === 'voice' && subject.kind === 'question' ? subject.id : null);

/** What voice knows at a decision: whether those who agreed were mandated, and whether the LMC was consulted as it has to be. */
export const voiceDecisionChecks = (_context: VoiceContext): DecisionCheck[] => [mandateCheck, consultationCheck];

/** The question that a decision is about, held: a mandate or an answer of the LMC comes before the decision or after it. */
async function heldQuestion(transaction: Transaction<unknown>, draft: DecisionDraft): Promise<Question | null> {
  const questionId = questionIdOf(draft);
  if (questionId === null || !(await questionOf(transaction, questionId))) return null;
  await lockQuestion(transaction, questionId);
  return questionOf(transaction, questionId);
}

const mandateCheck: DecisionCheck = async (transaction, draft) => {
  const question = await heldQuestion(transaction, draft);
  const forum = await forumOf(transaction, draft.forumCode, draft.takenOn);
  if (!question || !forum) return [];
  return [
    mandateFinding(draft, {
      representatives: await representativesThere(transaction, forum, draft.representatives, draft.takenOn),
      mandates: await mandatesOf(transaction, question.id),
      isOwnTeam: forum.code === question.forumCode,
      hasOptions: question.options.length > 0,
      teamCode: question.forumCode,
    }),
  ];
};

const consultationCheck: DecisionCheck = async (transaction, draft) => {
  const question = await heldQuestion(transaction, draft);
  if (!question) return [];
  if (draft.forumCode === question.forumCode && (await awaitingRatification(transaction, question.id)).length > 0) {
    return [{ ...citing('other'), isMet: true, says: 'Consultation is asked of the agreement that this is about.' }];
  }
  const owed = await consultationOwed(transaction, question.id, draft.takenOn);
  if (owed.length > 0 && draft.outcome === 'agreed') return owed.map(({ matter, says }) => ({ ...citing(matter), isMet: false, says, standing: 'marked' as const, cure: { kind: 'consult' as const, says: 'The LMC answers, or the deadline for its answer passes.' } }));
  const known = mattersOf(question);
  const asked = (await consultationsOf(transaction, question.id)).filter(({ isWithdrawn, isUnasked }) => !isWithdrawn && !isUnasked);
  const cited = known[0]?.id ?? asked[0]?.matter ?? 'other';
  return [{ ...citing(cited), isMet: true, says: sayMet(asked.map(({ isAnswered }) => isAnswered), known.some(({ prescribed }) => prescribed === 'unverified')) }];
};

function sayMet(answered: readonly boolean[], isUnverified: boolean): string {
  const doubt = isUnverified ? ' We have not been able to verify whether the law prescribes it.' : '';
  if (answered.includes(true)) return `The LMC was consulted and answered.${doubt}`;
  if (answered.length > 0) return `The LMC was consulted and has not answered.${doubt}`;
  return `The LMC was not consulted; nothing known here prescribes it.${doubt}`;
}

function citing(matterId: string): Pick<Finding, 'check' | 'rule' | 'source'> {
  const matter = consultationMatter(matterId) ?? consultationMatter('other')!;
  const status = matter.status === 'confirmed' ? '' : ` (${matter.status})`;
  return { check: 'consultation', rule: `${matter.title}: ${matter.says}`, source: `${matter.sourceTitle}, ${matter.locator}${status}` };
}
