import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { forumOf } from '#governance';
import type { Acting, Forum } from '#governance';
import type { RegisterReader } from '#register';
import type { VoiceContext } from '../context.ts';
import { checkDraft, lettered, type QuestionDraft } from '../domain/questionDraft.ts';
import { QUESTION_LIFE } from '../domain/questionLife.ts';
import { requireLead } from './requireLead.ts';

type RegisterImage = Awaited<ReturnType<RegisterReader['image']>>;

/** Drafts a question of a leadership team. Gives its number. */
export async function draftQuestion(context: VoiceContext, acting: Acting, forumCode: string, draft: QuestionDraft): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const forum = await requireLead(transaction, acting, forumCode, context.today());
    return storeDraft(transaction, context, acting, { image, forum, draft, proposalId: null });
  });
}

interface DraftToStore {
  /** Read before the transaction: the register is asked over a line of its own. */
  image: RegisterImage;
  forum: Forum;
  draft: QuestionDraft;
  proposalId: string | null;
}

/** Stores a draft within the transaction that authorised it. Gives its number. */
export async function storeDraft(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { image, forum, draft, proposalId }: DraftToStore): Promise<string> {
  const valid = await requireValidDraft(transaction, { image, forum, draft, day: context.today() });
  const at = context.now().toISOString();
  const { rows } = await sql<{ id: string }>`
    insert into question (place_code, forum_code, decides_forum_code, title, asks, options, decision_type, matter, amount_pence, about, proposal_id, state, made_at, made_by, lead_person_id)
    values (${valid.placeCode}, ${forum.code}, ${valid.decidesForumCode}, ${valid.title}, ${valid.asks}, ${JSON.stringify(lettered(valid.options))}::jsonb, ${valid.decisionType},
      ${valid.matter}, ${valid.amountPence}, ${JSON.stringify(valid.about)}::jsonb, ${proposalId}, ${QUESTION_LIFE.first}, ${at}, ${acting.by}, ${valid.leadPersonId}) returning id`.execute(transaction);
  const id = rows[0]!.id;
  await sql`insert into question_event (question_id, event, from_state, to_state, at, by) values (${id}, 'draft', null, ${QUESTION_LIFE.first}, ${at}, ${acting.by})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: 'draft-question', subject: { module: 'voice', kind: 'question', id }, detail: { forum: forum.code, place: valid.placeCode, proposal: proposalId } }, context.now());
  return id;
}

/** The draft put right; throws `Refused` where it is wrong in itself or points at what is not there. */
export async function requireValidDraft(transaction: Transaction<unknown>, { image, forum, draft, day }: { image: RegisterImage; forum: Forum; draft: QuestionDraft; day: IsoDate }): Promise<QuestionDraft> {
  const checked = checkDraft(draft);
  if (!checked.ok) throw new Refused(checked.refusal);
  requirePlaceOf(image, forum, checked.value.placeCode, day);
  const { decidesForumCode, leadPersonId } = checked.value;
  if (decidesForumCode !== null) await requireOpenForum(transaction, decidesForumCode, day);
  if (leadPersonId !== null) await requireKnownPerson(transaction, leadPersonId);
  return checked.value;
}

/** A team asks practices of its own place, all of it or a part. */
function requirePlaceOf(image: RegisterImage, forum: Forum, placeCode: string, day: IsoDate): void {
  const asked = image.practicesWithin(placeCode, day);
  if (asked.length === 0) throw new Refused({ code: 'invalid-place', where: 'place', what: `No practice is within ${placeCode} today, so nobody could be asked.`, todo: 'Give the code of a place, a PCN, a sub-ICB location or another body with practices.' });
  const own = new Set(image.practicesWithin(forum.placeCode, day));
  const others = asked.filter((code) => !own.has(code)).length;
  if (others > 0) {
    throw new Refused({ code: 'invalid-place', where: 'place', what: `${others} of the ${asked.length} practices within ${placeCode} are outside the place of the ${forum.name}.`, todo: `Give ${forum.placeCode}, or a part of it.` });
  }
}

/** The forum of this code where it is open on the day; throws `Refused` otherwise. */
export async function requireOpenForum(transaction: Transaction<unknown>, code: string, day: IsoDate): Promise<Forum> {
  const forum = await forumOf(transaction, code, day);
  if (forum && (forum.closedOn === null || forum.closedOn > day)) return forum;
  throw new Refused({ code: 'invalid-decides', where: 'decides', what: 'There is no open forum with this code.', todo: 'Choose one from the list of forums.' });
}

async function requireKnownPerson(transaction: Transaction<unknown>, personId: string): Promise<void> {
  const { rows } = await sql`select 1 from person where id = ${personId} and erased_at is null`.execute(transaction);
  if (rows.length === 0) throw new Refused({ code: 'invalid-lead', where: 'lead', what: 'Nobody known here has this number.', todo: 'Choose somebody from the list.' });
}
