import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '../context.ts';
import { isKeeper } from '../commands/requireKeeper.ts';
import { mayReadPaper } from '../domain/papers.ts';
import type { AttachedPaper, PaperAnswer, PaperPlace } from '../domain/papers.ts';
import { isUuid } from '../domain/uuid.ts';
import { forumOf, seatsOn } from './forums.ts';
import { itemOf } from './meetings.ts';

async function attachments(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<AttachedPaper[]> {
  const { rows } = await sql<Omit<AttachedPaper, 'paper'> & { paper: Omit<AttachedPaper['paper'], 'addedAt'> & { addedAt: string } }>`
    select a.id, belongs_to as "belongsTo", subject_id as "subjectId", forum_code as "forumCode", is_published as "isPublished", withheld_reason as "withheldReason",
      attached_at as "attachedAt", attached_by as "attachedBy", withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason",
      json_build_object('id', p.id, 'digest', p.digest, 'fileName', p.file_name, 'mediaType', p.media_type, 'bytes', p.bytes, 'title', p.title, 'addedBy', p.added_by, 'addedAt', p.added_at) as paper
    from paper_attached a join paper p on p.id = a.paper_id where ${where} order by attached_at, p.title, a.id`.execute(db);
  return rows.map(({ paper, ...row }) => ({ ...row, paper: { ...paper, addedAt: new Date(paper.addedAt) } }));
}

/** The papers of these things, in the order in which they came. */
export const papersOf = (db: Kysely<unknown>, belongsTo: PaperPlace, subjectIds: readonly string[]): Promise<AttachedPaper[]> =>
  attachments(db, sql`withdrawn_at is null and belongs_to = ${belongsTo} and subject_id = any(${[...subjectIds]}::text[])`);

/** All that was ever attached to a thing, what was withdrawn too. */
export const paperHistory = (db: Kysely<unknown>, belongsTo: PaperPlace, subjectId: string): Promise<AttachedPaper[]> => attachments(db, sql`belongs_to = ${belongsTo} and subject_id = ${subjectId}`);

/** The papers of a forum that stand, of its meetings, items and terms. */
export const papersOfForum = (db: Kysely<unknown>, forumCode: string): Promise<AttachedPaper[]> => attachments(db, sql`withdrawn_at is null and forum_code = ${forumCode}`);

/** Every paper that stands: for the public register, which shows what is withheld as withheld. */
export const papersHeld = (db: Kysely<unknown>): Promise<AttachedPaper[]> => attachments(db, sql`withdrawn_at is null`);

export const attachmentOf = async (db: Kysely<unknown>, id: string): Promise<AttachedPaper | null> => (isUuid(id) ? ((await attachments(db, sql`a.id = ${id}`))[0] ?? null) : null);

/** The attachment by which a link finds its paper: a later one where it was told anew, such as published after all. */
export async function standingAttachment(db: Kysely<unknown>, id: string): Promise<AttachedPaper | null> {
  const asked = await attachmentOf(db, id);
  if (!asked || asked.withdrawnAt === null) return asked;
  const { paper, belongsTo, subjectId } = asked;
  return (await attachments(db, sql`withdrawn_at is null and paper_id = ${paper.id} and belongs_to = ${belongsTo} and subject_id = ${subjectId}`))[0] ?? null;
}

/** Why the item that a paper belongs to is private; null for one that is not, and for a paper of something else. */
export async function privateReasonOf(db: Kysely<unknown>, { belongsTo, subjectId }: Pick<AttachedPaper, 'belongsTo' | 'subjectId'>): Promise<string | null> {
  if (belongsTo !== 'item') return null;
  const item = await itemOf(db, subjectId);
  return item?.isPrivate ? (item.privateReason ?? 'no reason is recorded') : null;
}

/** Whether somebody may read an attached paper on a day; `acting` is null for the public. */
export async function mayRead(db: Kysely<unknown>, acting: Acting | null, attached: AttachedPaper, day: IsoDate): Promise<PaperAnswer> {
  const privateReason = await privateReasonOf(db, attached);
  if (!acting) return mayReadPaper(attached, privateReason, { isKeeper: false, sitsThere: false, isRuledOut: false });
  return mayReadPaper(attached, privateReason, {
    isKeeper: await keepsPaper(db, acting, attached.forumCode, day),
    sitsThere: acting.personId !== null && attached.forumCode !== null && (await sitsIn(db, attached.forumCode, acting.personId, day)),
    isRuledOut: acting.personId !== null && (await isRuledOutOf(db, attached.paper.digest, acting.personId)),
  });
}

export async function keepsPaper(db: Kysely<unknown>, acting: Acting, forumCode: string | null, day: IsoDate): Promise<boolean> {
  if (forumCode === null) return acting.permissions.has('governance.delegate');
  const forum = await forumOf(db, forumCode, day);
  return forum !== null && isKeeper(db, acting, forum, day);
}

/** Whether somebody holds a seat of a forum on a day, or deputises. */
export async function sitsIn(db: Kysely<unknown>, forumCode: string, personId: string, day: IsoDate): Promise<boolean> {
  return (await seatsOn(db, forumCode, day)).some(({ holder, deputies }) => [holder, ...deputies].some((one) => one?.personId === personId));
}

/** Whether a person was ruled to get no papers of any item that has a paper of this content: another copy of it is the same paper. */
async function isRuledOutOf(db: Kysely<unknown>, digest: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from paper_attached a join paper p on p.id = a.paper_id join conflict c on c.item_id::text = a.subject_id
    where p.digest = ${digest} and a.belongs_to = 'item' and a.withdrawn_at is null and c.person_id = ${personId} and c.withdrawn_at is null
      and (select ruling from conflict_ruling r where r.conflict_id = c.id order by r.id desc limit 1) = 'no-papers' limit 1`.execute(db);
  return rows.length > 0;
}

/** The items of a meeting of which a person was ruled to get no papers. */
export async function itemsWithoutPapersFor(db: Kysely<unknown>, meetingId: string, personId: string): Promise<Set<string>> {
  const { rows } = await sql<{ itemId: string }>`
    select distinct c.item_id as "itemId" from conflict c join agenda_item i on i.id = c.item_id
    where i.meeting_id = ${meetingId} and c.person_id = ${personId} and c.withdrawn_at is null
      and (select ruling from conflict_ruling r where r.conflict_id = c.id order by r.id desc limit 1) = 'no-papers'`.execute(db);
  return new Set(rows.map(({ itemId }) => itemId));
}

/** What stands before each of these items in the board pack, by item; erased words are left out. */
export async function coversOf(db: Kysely<unknown>, itemIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ itemId: string; words: string | null }>`
    select distinct on (item_id) item_id as "itemId", words from item_cover left join words_written w on w.id = words_id
    where item_id = any(${[...itemIds]}::uuid[]) order by item_id, item_cover.id desc`.execute(db);
  return new Map(rows.flatMap(({ itemId, words }) => (words ? [[itemId, words]] : [])));
}
