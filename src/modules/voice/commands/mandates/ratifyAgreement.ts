import type { DecisionDraft } from '#governance';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { cureWithin, decisionOf, forumOf, recordDecision, seatsOn } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { awaitingRatification } from '../../queries/heardDecisions.ts';
import { questionOf } from '../../queries/questions.ts';
import { lockQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused, requireAgreement } from '../requireAgreement.ts';
import { requireConfidant } from '../requireConfidant.ts';

export interface RatificationDraft {
  decisionId: string;
  outcome: 'ratified' | 'refused';
  /** Published with the decision. */
  reasons: string;
}

/**
 * Records as the chair's action what the leadership team says to an agreement outside its mandate. In a meeting it is an
 * item of its agenda instead. Ratified, what was owed is made good; refused, it stays provisional and the question reopens.
 */
export async function ratifyAgreement(context: VoiceContext, acting: Acting, questionId: string, { decisionId, outcome, reasons }: RatificationDraft): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    const team = await requireConfidant(transaction, context, image, acting, question.forumCode);
    const today = context.today();
    const seatIds = (await seatsOn(transaction, team.code, today)).map(({ id }) => id);
    await requireAgreement(transaction, acting, team, { agreedHow: 'chair', agreedOn: today, meetingId: null, seatIds }, today);
    const waiting = (await awaitingRatification(transaction, questionId)).find((one) => one.decisionId === decisionId);
    const decision = await decisionOf(transaction, decisionId);
    if (!waiting || !decision) throw new Refused({ code: 'nothing-to-ratify', what: 'This agreement does not wait for the leadership team.', where: decisionId, todo: 'Look at what is owed on the decision’s page.' });
    if (reasons.trim() === '') throw new FormRefused('reasons-missing', [{ field: 'reasons', says: 'Say why: those represented will read it.' }]);
    const forum = await forumOf(transaction, decision.forumCode, decision.takenOn);
    const what = `${outcome === 'ratified' ? 'Ratified' : 'Not ratified'}: what the ${forum?.name ?? decision.forumCode} agreed on ${sayDate(decision.takenOn)}.`;
    const draft: DecisionDraft = {
      forumCode: team.code, takenOn: today, way: 'chairs-action', meetingId: null, itemId: null, subject: { module: 'voice', kind: 'question', id: questionId }, matter: null, amountPence: null,
      withinCode: team.placeCode, outcome: outcome === 'ratified' ? 'agreed' : 'not-agreed', decided: what, reasons, optionId: decision.optionId, terms: {}, representatives: [],
    };
    const circumstances = {
      findings: [{ check: 'quorum' as const, isMet: true, says: 'Taken as chair’s action, between meetings: there is no quorum to count. It is reported to the next meeting.', rule: 'Between the meetings of a forum its chair may act, and the next meeting is told.', source: 'Terms of reference of the forum' }],
      voteResult: null, isPrivate: false, privateReason: null,
    };
    const said = await recordDecision(context.governance, transaction, acting, draft, circumstances);
    if (outcome === 'refused') return;
    for (const { findingIndex, kind } of decision.owed) {
      if (kind === 'ratify') await cureWithin(context.governance, transaction, acting, { decisionId, findingIndex, what, byDecisionId: said.id }, context.now());
    }
  });
}
