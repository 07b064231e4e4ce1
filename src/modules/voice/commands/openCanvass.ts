import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, VoiceContext } from '../context.ts';
import { heldRegister } from '../queries/heldRegister.ts';
import { listSizesOn, previewCanvass, type CanvassPreview } from '../queries/canvassPreview.ts';
import { questionOf } from '../queries/questions.ts';
import { mailAsked, mailInformed } from './canvassMails.ts';
import { lockQuestion, moveQuestion, questionNotFound } from './moveQuestion.ts';
import { requireCanvassLeader } from './requireCanvassLeader.ts';

/** A canvass nobody sees the end of is none. */
const DAYS_MAX = 180;

/** Puts a question to every constituent of its place, as the register has them today, and asks each by mail. Gives the canvass's number. */
export async function openCanvass(context: VoiceContext, acting: Acting, { questionId, closesOn }: { questionId: string; closesOn: IsoDate }): Promise<string> {
  const now = context.now();
  const today = context.today();
  requireClosingDay(closesOn, today);
  // Read before the transaction, which has the embedded record's one connection to itself.
  const register = await heldRegister(context.register);
  const lists = await listSizesOn(context.register, today);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireCanvassLeader(transaction, register, acting, question, today);
    const { rows: open } = await sql`select from canvass where question_id = ${questionId} and closed_at is null`.execute(transaction);
    if (open.length > 0) throw new Refused({ code: 'canvass-open', what: 'This question is being canvassed already.', where: questionId, todo: 'Close that canvass first, or wait until it closes.' });

    const preview = await previewCanvass(transaction, register, lists, question, today);
    const hasConstituents = preview.constituents.some(({ kind }) => kind === 'practice');
    const counts = { constituents: preview.constituents.length, withoutContact: preview.withoutContact.length, closesOn };
    await moveQuestion(transaction, { questionId, event: 'open-canvass', met: hasConstituents ? ['constituents'] : [], detail: counts, by: acting.by }, now);
    const { rows } = await sql<{ id: string }>`
      insert into canvass (question_id, place_code, decision_type, opened_on, opened_at, opened_by, closes_on, list_source, place_rule, place_rule_from)
      values (${questionId}, ${question.placeCode}, ${question.decisionType}, ${today}, ${now.toISOString()}, ${acting.by}, ${closesOn}, ${preview.listSource}, ${JSON.stringify(preview.placeRule)}::jsonb, ${preview.placeRuleFrom})
      returning id`.execute(transaction);
    const canvassId = rows[0]!.id;
    await keepConstituents(transaction, canvassId, preview);
    const canvassed = { canvassId, question, closesOn };
    await mailAsked(transaction, context, canvassed, 'asked', preview.asked, acting.by, now);
    const isAsked = new Set(preview.asked.map(({ personId }) => personId));
    await mailInformed(transaction, context, canvassed, preview.informed.filter(({ personId }) => !isAsked.has(personId)), acting.by, now);
    await appendAudit(transaction, { by: acting.by, action: 'open-canvass', subject: { module: 'voice', kind: 'canvass', id: canvassId }, detail: { question: questionId, ...counts } }, now);
    return canvassId;
  });
}

function requireClosingDay(closesOn: IsoDate, today: IsoDate): void {
  if (closesOn > today && closesOn <= addDays(today, DAYS_MAX)) return;
  throw new Refused({
    code: 'closing-day',
    what: `A canvass closes on a day after today and within ${DAYS_MAX} days; ${sayDate(closesOn)} is not.`,
    todo: `Choose a day from ${sayDate(addDays(today, 1))} to ${sayDate(addDays(today, DAYS_MAX))}.`,
  });
}

async function keepConstituents(transaction: Transaction<unknown>, canvassId: string, { voices, constituents }: CanvassPreview): Promise<void> {
  await sql`
    insert into canvass_voice (canvass_id, pcn_code, rule, rule_from, agreement_id)
    select ${canvassId}, cells ->> 0, cells -> 1, cells ->> 2, (cells ->> 3)::uuid
    from jsonb_array_elements(${JSON.stringify(voices.map(({ pcnCode, rule, ruleFrom, agreementId }) => [pcnCode ?? '', rule, ruleFrom, agreementId]))}::jsonb) as cells`.execute(transaction);
  await sql`
    insert into canvass_constituent (canvass_id, organisation_code, kind, pcn_code, patients, partners)
    select ${canvassId}, cells ->> 0, cells ->> 1, cells ->> 2, (cells ->> 3)::int, (cells ->> 4)::int
    from jsonb_array_elements(${JSON.stringify(constituents.map(({ code, kind, pcnCode, patients, partners }) => [code, kind, kind === 'practice' ? (pcnCode ?? '') : null, patients, partners]))}::jsonb) as cells`.execute(transaction);
}
