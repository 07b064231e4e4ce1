import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { positionFaults, type PositionDraft } from '../../domain/position.ts';
import { canvassesOf } from '../../queries/canvasses.ts';
import { positionNow } from '../../queries/positions.ts';
import { questionOf } from '../../queries/questions.ts';
import { closeDueCanvasses } from '../closeCanvass.ts';
import { lockQuestion, moveQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused, requireAgreement, type SeatThere } from '../requireAgreement.ts';
import { requireConfidant } from '../requireConfidant.ts';

/** Records the position that a leadership team agreed; a later one takes the place of the one before. Gives its version. */
export async function agreePosition(context: VoiceContext, acting: Acting, questionId: string, draft: PositionDraft): Promise<number> {
  // Whoever comes first after its last day closes a canvass.
  await closeDueCanvasses(context);
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, number>(async (transaction) => {
    const state = await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    const forum = await requireConfidant(transaction, context, image, acting, question.forumCode);
    const before = await positionNow(transaction, questionId);
    const faults = positionFaults(draft, { isFirst: before === null, today: context.today() });
    if (faults.length > 0) throw new FormRefused('invalid-position', faults);
    const seats = await requireAgreement(transaction, acting, forum, draft, context.today());
    const canvass = (await canvassesOf(transaction, questionId)).find(({ closedAt }) => closedAt !== null);
    const version = (before?.version ?? 0) + 1;
    // Once agreed, it may be agreed anew for as long as nothing is decided: the question stays where it is.
    const isReplaced = before !== null && (state === 'position-agreed' || state === 'mandated');
    if (!isReplaced) {
      const isCanvassClosed = canvass !== undefined && !(await canvassesOf(transaction, questionId)).some(({ closedAt }) => closedAt === null);
      await moveQuestion(transaction, { questionId, event: 'agree-position', met: isCanvassClosed ? ['canvass-closed', 'position'] : ['position'], detail: { version }, by: acting.by }, context.now());
    }
    await storeVersion(transaction, context, acting, { questionId, version, canvassId: canvass!.id, draft, seats });
    await appendAudit(transaction, { by: acting.by, action: 'agree-position', subject: { module: 'voice', kind: 'question', id: questionId }, detail: { version, how: draft.agreedHow, seats: seats.length } }, context.now());
    return version;
  });
}

interface VersionToStore {
  questionId: string;
  version: number;
  canvassId: string;
  draft: PositionDraft;
  seats: readonly SeatThere[];
}

/** The words are the team's, nobody's own: they are not erased with the person who wrote them down. */
async function storeVersion(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { questionId, version, canvassId, draft, seats }: VersionToStore): Promise<void> {
  const now = context.now();
  const team = (words: string) => ({ personId: null, words: words.trim() });
  const ids = {
    want: await keepWords(transaction, team(draft.want), now),
    reasons: await keepWords(transaction, team(draft.reasons), now),
    accept: await keepWords(transaction, team(draft.accept), now),
    refuse: await keepWords(transaction, team(draft.refuse), now),
    mustReturn: await keepWordsIfAny(transaction, team(draft.mustReturn), now),
    change: version === 1 ? null : await keepWordsIfAny(transaction, team(draft.changeReason), now),
  };
  await sql`
    insert into position_version (question_id, version, canvass_id, want_words, reasons_words, accept_words, refuse_words, return_words, change_words, agreed_how, agreed_on, meeting_id, seats, recorded_at, recorded_by)
    values (${questionId}, ${version}, ${canvassId}, ${ids.want}, ${ids.reasons}, ${ids.accept}, ${ids.refuse}, ${ids.mustReturn}, ${ids.change},
      ${draft.agreedHow}, ${draft.agreedOn}, ${draft.meetingId}, ${JSON.stringify(seats)}::jsonb, ${now.toISOString()}, ${acting.by})`.execute(transaction);
}
