import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import { forumOf } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { PROPOSAL_LIFE, type ProposalEvent } from '../domain/proposalLife.ts';
import type { QuestionDraft } from '../domain/questionDraft.ts';
import type { Proposal } from '../queries/proposals.ts';
import { storeDraft } from './draftQuestion.ts';
import { lockProposal } from './joinProposal.ts';
import { spokenFor } from './requireSpeaker.ts';
import { mayLead, requireLead } from './requireLead.ts';

/** Whether somebody began it and still speaks for the practice or PCN for which they did. */
const isAuthor = async (transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, proposal: Proposal): Promise<boolean> =>
  acting.personId === proposal.madeBy && (await spokenFor(transaction, acting, context.today())).includes(proposal.organisationCode);

/** Makes a proposal a question at place, drafted: by its author, or by the leadership team. Gives the question's number. */
export async function turnIntoQuestion(context: VoiceContext, acting: Acting, proposalId: string, draft: QuestionDraft): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const proposal = await lockProposal(transaction, proposalId);
    const forum = (await forumOf(transaction, proposal.forumCode, context.today()))!;
    if (!(await isAuthor(transaction, context, acting, proposal)) && !(await mayLead(transaction, acting, forum, context.today()))) {
      throw new Refused({ code: 'not-allowed', what: 'Only its author and the leadership team can make a question of it.', where: proposalId, todo: `Ask the ${forum.name}.` });
    }
    requireStep(proposal, 'put-as-question', '');
    const questionId = await storeDraft(transaction, context, acting, { image, forum, draft, proposalId });
    await take(transaction, context, acting, proposal, { event: 'put-as-question', questionId });
    return questionId;
  });
}

/** Answers a proposal: not now, because. */
export async function answerProposal(context: VoiceContext, acting: Acting, proposalId: string, reason: string): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const proposal = await lockProposal(transaction, proposalId);
    await requireLead(transaction, acting, proposal.forumCode, context.today());
    await take(transaction, context, acting, proposal, { event: 'answer', reason });
  });
}

/** Takes a proposal back, for its author. */
export async function withdrawProposal(context: VoiceContext, acting: Acting, proposalId: string, reason: string): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const proposal = await lockProposal(transaction, proposalId);
    if (!(await isAuthor(transaction, context, acting, proposal))) throw new Refused({ code: 'not-allowed', what: 'Only whoever began a proposal can take it back.', where: proposalId, todo: 'Ask them.' });
    await take(transaction, context, acting, proposal, { event: 'withdraw', reason });
  });
}

function requireStep(proposal: Proposal, event: ProposalEvent, reason: string): (typeof proposal)['state'] {
  const next = nextState(PROPOSAL_LIFE, proposal.state, event, new Set(reason.trim() ? (['reason'] as const) : []));
  if (!next.ok) throw new Refused({ ...next.refusal, where: proposal.id });
  return next.value;
}

async function take(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, proposal: Proposal, { event, reason = '', questionId = null }: { event: ProposalEvent; reason?: string; questionId?: string | null }): Promise<void> {
  const state = requireStep(proposal, event, reason);
  const now = context.now();
  const words = await keepWordsIfAny(transaction, { personId: acting.personId, words: reason.slice(0, 4_000) }, now);
  await sql`update proposal set state = ${state} where id = ${proposal.id}`.execute(transaction);
  await sql`insert into proposal_step (proposal_id, event, to_state, at, by, reason_words, question_id) values (${proposal.id}, ${event}, ${state}, ${now.toISOString()}, ${acting.by}, ${words}, ${questionId})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: `${event}-proposal`, subject: { module: 'voice', kind: 'proposal', id: proposal.id }, detail: { from: proposal.state, to: state, question: questionId } }, now);
}
