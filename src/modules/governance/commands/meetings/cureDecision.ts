import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { ok, refuse, Refused, type Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { isActionable, type CureKind, type Decision, type RecordedDecision } from '../../domain/decision.ts';
import { isUuid } from '../../domain/uuid.ts';
import { decisionOf } from '../../queries/decisions.ts';
import { forumOf } from '../../queries/forums.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { subjectOfDecision } from './recordDecision.ts';

/** What made good one finding. */
export interface Cure {
  decisionId: string;
  findingIndex: number;
  /** In a sentence: what cured it. */
  what: string;
  /** The later decision that did; every cure but a consultation's is one. */
  byDecisionId?: string | null;
  /** The document that shows it. */
  paperId?: string | null;
}

export const decisionNotFound = (id: string): Refused => new Refused({ code: 'decision-not-found', what: 'There is no decision with this number.', where: id, todo: 'Choose one from the list of the forum’s decisions.' });

/** Records what made good a finding of a decision. The keeper of the forum that decided may, and of the one that cured it. */
export async function cureDecision(context: GovernanceContext, acting: Acting, cure: Cure): Promise<RecordedDecision> {
  return context.database.inTransaction(async (transaction) => {
    const decision = await holdDecision(context, transaction, cure.decisionId);
    const curing = cure.byDecisionId ? await decisionOf(transaction, cure.byDecisionId) : null;
    await requireKeeper(transaction, acting, decision.forumCode, context.today()).catch(async (error: unknown) => {
      if (!curing) throw error;
      await requireKeeper(transaction, acting, curing.forumCode, context.today());
    });
    return cureWithin(context, transaction, acting, cure, context.now());
  });
}

/** A decision that nobody else changes until the transaction ends, and before it what it is about. */
export async function holdDecision({ holdSubject }: GovernanceContext, transaction: Transaction<unknown>, id: string): Promise<RecordedDecision> {
  const found = await decisionOf(transaction, id);
  if (!found) throw decisionNotFound(id);
  if (found.subject) await holdSubject?.(transaction, found.subject);
  return lockDecision(transaction, id);
}

async function lockDecision(transaction: Transaction<unknown>, id: string): Promise<RecordedDecision> {
  if (isUuid(id)) await sql`select 1 from decision where id = ${id} for no key update`.execute(transaction);
  const decision = await decisionOf(transaction, id);
  if (!decision) throw decisionNotFound(id);
  return decision;
}

/**
 * The same within another write, which has seen to it that whoever acts may: such as a module that itself recorded the
 * consultation or the ratification. Tells whoever listens.
 */
export async function cureWithin(context: GovernanceContext, transaction: Transaction<unknown>, acting: Acting, { decisionId, findingIndex, what, byDecisionId = null, paperId = null }: Cure, now: Date): Promise<RecordedDecision> {
  const decision = await lockDecision(transaction, decisionId);
  const owed = decision.owed.find((one) => one.findingIndex === findingIndex);
  if (!owed) {
    const isCured = decision.cures.some((one) => one.findingIndex === findingIndex);
    throw new Refused({ code: isCured ? 'already-cured' : 'nothing-owed', what: isCured ? 'This was made good already.' : 'Nothing is owed for this.', todo: 'Look at what is still owed on the decision’s page.' });
  }
  if (!what.trim()) throw new Refused({ code: 'no-words', what: 'It is not said what made it good.', todo: 'Say in a sentence who did what, and when.' });
  if (paperId && !isUuid(paperId)) throw new Refused({ code: 'paper-not-found', what: 'There is no such paper.', todo: 'Choose one from the list, or leave it out.' });
  const curing = await curingOf(transaction, decision, wantedFor(decision, owed), byDecisionId);
  if (!curing.ok) throw new Refused(curing.refusal);
  await sql`
    insert into decision_cure (decision_id, finding_index, kind, what, by_decision_id, paper_id, at, by)
    values (${decisionId}, ${findingIndex}, ${owed.kind}, ${what.trim()}, ${byDecisionId}, ${paperId}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
  const cured = (await decisionOf(transaction, decisionId))!;
  await appendAudit(transaction, { by: acting.by, action: 'cure-decision', subject: subjectOfDecision(decisionId), detail: { finding: findingIndex, kind: owed.kind, byDecision: byDecisionId, standing: cured.standing } }, now);
  for (const listener of context.onDecision) await listener(transaction, cured, acting);
  return cured;
}

/** Whether a later decision makes this good: of the same matter, agreed, owing nothing itself, and of the body that may. */
async function curingOf(transaction: Transaction<unknown>, decision: RecordedDecision, { kind, bodyCode }: { kind: CureKind; bodyCode: string | null }, byDecisionId: string | null): Promise<Result<true>> {
  const no = (code: string, what: string, todo: string) => refuse({ code, what, todo });
  if (!byDecisionId) return kind === 'consult' ? ok(true) : no('no-later-decision', 'Only a later decision makes this good.', 'Record that decision first, then choose it here.');
  const curing = await decisionOf(transaction, byDecisionId);
  if (!curing) return { ok: false, refusal: decisionNotFound(byDecisionId).refusal };
  if (curing.id === decision.id || curing.takenOn < decision.takenOn || curing.recordedAt < decision.recordedAt) return no('not-later', 'A decision is made good by a later one.', 'Choose one that was taken after it.');
  if (!isActionable(curing)) return no('not-a-cure', 'That decision was not agreed, or something is owed for it too.', 'Choose one that stands.');
  if (decision.subject && curing.subject && !isSameSubject(decision.subject, curing.subject)) return no('another-subject', 'That decision is about something else.', 'Choose one about the same thing.');
  if (kind === 'decide-above' && curing.forumCode === decision.forumCode) return no('same-body', 'The forum that went beyond its authority cannot give it to itself.', 'Choose a decision of the body that may decide.');
  const forum = await forumOf(transaction, curing.forumCode, curing.takenOn);
  const isOfBody = bodyCode === null || forum?.code === bodyCode || forum?.organisationCode === bodyCode;
  return isOfBody ? ok(true) : no('another-body', 'That decision was taken by a body that may not decide this.', 'Choose one of the body that is named.');
}

const isSameSubject = (left: SubjectRef, right: SubjectRef): boolean => left.module === right.module && left.kind === right.kind && left.id === right.id;

const wantedFor = (decision: RecordedDecision, { findingIndex, kind }: Decision['owed'][number]) => ({ kind, bodyCode: decision.findings[findingIndex]?.cure?.bodyCode ?? null });

/** Whether a later decision would make this good, without a refusal where it would not. */
export async function canCure(transaction: Transaction<unknown>, { decisionId, findingIndex, byDecisionId = null }: Cure): Promise<boolean> {
  const decision = await decisionOf(transaction, decisionId);
  const owed = decision?.owed.find((one) => one.findingIndex === findingIndex);
  return decision !== null && owed !== undefined && (await curingOf(transaction, decision, wantedFor(decision, owed), byDecisionId)).ok;
}

/** Puts the wording of a decision right, with why; what was first written is kept. */
export async function correctDecision(context: GovernanceContext, acting: Acting, decisionId: string, { decided, reasons, why }: { decided: string; reasons: string; why: string }): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const decision = await holdDecision(context, transaction, decisionId);
    await requireKeeper(transaction, acting, decision.forumCode, context.today());
    if (![decided, reasons, why].every((text) => text.trim())) throw new Refused({ code: 'no-words', what: 'A correction has what was decided, its reasons, and why it is put right.', todo: 'Fill in all three.' });
    if (decision.decided === decided.trim() && decision.reasons === reasons.trim()) throw new Refused({ code: 'nothing-changed', what: 'The words are the same as before.', todo: 'Change them, or leave it.' });
    await sql`
      insert into decision_correction (decision_id, decided, reasons, why, at, by) values (${decisionId}, ${decided.trim()}, ${reasons.trim()}, ${why.trim()}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'correct-decision', subject: subjectOfDecision(decisionId), detail: { corrections: decision.corrections.length + 1 } }, now);
  });
}
