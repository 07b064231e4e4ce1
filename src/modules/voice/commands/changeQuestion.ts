import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { lettered, type QuestionDraft } from '../domain/questionDraft.ts';
import { questionOf, type Question } from '../queries/questions.ts';
import { requireValidDraft } from './draftQuestion.ts';
import { lockQuestion, questionNotFound } from './moveQuestion.ts';
import { requireLead } from './requireLead.ts';

/** What of a question its author may change, by the name that history calls it. */
const CHANGEABLE = ['title', 'asks', 'options', 'decisionType', 'matter', 'amountPence', 'placeCode', 'decidesForumCode', 'leadPersonId', 'about'] as const;

/** Changes a question while it is a draft. What it said before is kept in its history. */
export async function changeQuestion(context: VoiceContext, acting: Acting, id: string, draft: QuestionDraft): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const state = await lockQuestion(transaction, id);
    const question = await questionOf(transaction, id);
    if (!question) throw questionNotFound(id);
    const forum = await requireLead(transaction, acting, question.forumCode, context.today());
    if (state !== 'drafted') {
      throw new Refused({ code: 'question-not-a-draft', what: 'People were asked this as it stands, so it can no longer be changed.', where: id, todo: 'Withdraw it and draft another, or say more in its position.' });
    }
    const valid = await requireValidDraft(transaction, { image, forum, draft, day: context.today() });
    const next: Pick<Question, (typeof CHANGEABLE)[number]> = { ...valid, options: lettered(valid.options), about: [...valid.about] };
    const changed = CHANGEABLE.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(question[name]));
    if (changed.length === 0) return;
    await sql`update question set title = ${next.title}, asks = ${next.asks}, options = ${JSON.stringify(next.options)}::jsonb, decision_type = ${next.decisionType}, matter = ${next.matter},
      amount_pence = ${next.amountPence}, place_code = ${next.placeCode}, decides_forum_code = ${next.decidesForumCode}, lead_person_id = ${next.leadPersonId}, about = ${JSON.stringify(next.about)}::jsonb
      where id = ${id}`.execute(transaction);
    const earlier = Object.fromEntries(changed.map((name) => [name, question[name]]));
    await sql`insert into question_event (question_id, event, from_state, to_state, at, by, detail)
      values (${id}, 'change', ${state}, ${state}, ${context.now().toISOString()}, ${acting.by}, ${JSON.stringify({ earlier })}::jsonb)`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'change-question', subject: { module: 'voice', kind: 'question', id }, detail: { changed: changed.join(' ') } }, context.now());
  });
}
