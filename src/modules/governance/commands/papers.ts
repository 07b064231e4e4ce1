import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { addPaper, receivePaper } from '#platform/papers/index.ts';
import type { SentFile } from '#platform/web/upload.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, GovernanceContext } from '../context.ts';
import type { AttachedPaper, PaperPlace } from '../domain/papers.ts';
import { isUuid } from '../domain/uuid.ts';
import type { Register } from '../queries/areas.ts';
import { delegationOf } from '../queries/delegations.ts';
import { itemOf, meetingHead } from '../queries/meetings.ts';
import { attachmentOf } from '../queries/papers.ts';
import { requireGiver } from './requireGiver.ts';
import { requireKeeper } from './requireKeeper.ts';

const REASON_MOST = 500;
const COVER_MOST = 5_000;

/** Whether the public may have a paper, and if not, why not. */
export interface Publication {
  isPublished: boolean;
  withheldReason?: string | null;
}

export interface PaperToAttach extends Publication {
  belongsTo: PaperPlace;
  subjectId: string;
  /** What it is called; after its file where this is empty. */
  title: string;
  file: SentFile;
}

/** Looks at a file, keeps it, and attaches it where it belongs. Gives the attachment's id. */
export async function attachPaper(context: GovernanceContext, acting: Acting, { file, ...paper }: PaperToAttach): Promise<string> {
  const publication = publicationOf(paper);
  // Before a file is looked at and written: nobody fills the disk who may not.
  const when = await keepingIn(context);
  await requirePaperKeeper(context.database.as(), when, acting, paper);
  const received = await receivePaper(context.papersFolder, file);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const now = context.now();
    const forumCode = await requirePaperKeeper(transaction, when, acting, paper);
    const { id: paperId } = await addPaper(transaction, received, { title: paper.title, by: acting.by }, now);
    const id = await attach(transaction, acting, { ...paper, ...publication, paperId, forumCode }, now);
    await appendAudit(transaction, {
      by: acting.by, action: 'attach-paper', subject: { module: 'governance', kind: 'paper', id },
      detail: { belongsTo: paper.belongsTo, subject: paper.subjectId, digest: received.digest, bytes: received.bytes, isPublished: publication.isPublished },
    }, now);
    return id;
  });
}

/** Takes a paper back from where it is attached, with a reason; what it was can still be seen. */
export async function withdrawPaper(context: GovernanceContext, acting: Acting, id: string, reason: string): Promise<void> {
  const why = reasonIn(reason, 'reason', 'Say why the paper is withdrawn.');
  const when = await keepingIn(context);
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const now = context.now();
    const attached = await lockAttachment(transaction, when, acting, id);
    await withdraw(transaction, acting, attached.id, why, now);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-paper', subject: { module: 'governance', kind: 'paper', id }, detail: { belongsTo: attached.belongsTo, subject: attached.subjectId } }, now);
  });
}

/** Publishes a paper after all, or withholds it. Gives the id of the attachment that stands now. */
export async function publishPaper(context: GovernanceContext, acting: Acting, id: string, told: Publication): Promise<string> {
  const publication = publicationOf(told);
  const when = await keepingIn(context);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const now = context.now();
    const attached = await lockAttachment(transaction, when, acting, id);
    await withdraw(transaction, acting, attached.id, publication.isPublished ? 'Published' : `Withheld: ${publication.withheldReason}`, now);
    const next = await attach(transaction, acting, { ...attached, ...publication, paperId: attached.paper.id }, now);
    await appendAudit(transaction, { by: acting.by, action: publication.isPublished ? 'publish-paper' : 'withhold-paper', subject: { module: 'governance', kind: 'paper', id: next }, detail: { before: id } }, now);
    return next;
  });
}

/** Writes what stands before an item in the board pack; empty takes it away. */
export async function coverItem(context: GovernanceContext, acting: Acting, itemId: string, words: string): Promise<void> {
  if (words.length > COVER_MOST) throw new Refused({ code: 'cover-too-long', what: `What stands before an item has ${COVER_MOST} characters at most.`, where: 'words', todo: 'Attach the rest as a paper.' });
  const when = await keepingIn(context);
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const now = context.now();
    await requirePaperKeeper(transaction, when, acting, { belongsTo: 'item', subjectId: itemId });
    const wordsId = await keepWordsIfAny(transaction, { personId: null, words }, now);
    await sql`insert into item_cover (item_id, words_id, at, by) values (${itemId}, ${wordsId}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'cover-item', subject: { module: 'governance', kind: 'agenda-item', id: itemId }, detail: { characters: words.trim().length } }, now);
  });
}

interface Keeping {
  register: Register;
  today: IsoDate;
}

/** By what it is decided who keeps a paper. Read before a transaction: within it, the one connection is taken. */
const keepingIn = async ({ register, today }: GovernanceContext): Promise<Keeping> => ({ register: await register.reader.image(), today: today() });

const subjectNotFound = (subjectId: string): Refused => new Refused({ code: 'paper-subject-not-found', what: 'What the paper should belong to is not there.', where: subjectId, todo: 'Go back to the meeting, the forum or the delegation and attach it there.' });

/** Who may attach there; gives the forum that keeps the paper, null for a delegation’s, which its giver keeps. Throws `Refused`. */
async function requirePaperKeeper(db: Kysely<unknown>, { register, today }: Keeping, acting: Acting, { belongsTo, subjectId }: Pick<PaperToAttach, 'belongsTo' | 'subjectId'>): Promise<string | null> {
  if (belongsTo === 'delegation') {
    const delegation = await delegationOf(db, subjectId);
    if (!delegation) throw subjectNotFound(subjectId);
    await requireGiver(db, register, acting, delegation.giver, today);
    return null;
  }
  const forumCode = await forumOfSubject(db, belongsTo, subjectId);
  if (forumCode === null) throw subjectNotFound(subjectId);
  await requireKeeper(db, acting, forumCode, today);
  return forumCode;
}

async function forumOfSubject(db: Kysely<unknown>, belongsTo: Exclude<PaperPlace, 'delegation'>, subjectId: string): Promise<string | null> {
  if (belongsTo === 'terms') {
    if (!isUuid(subjectId)) return null;
    const { rows } = await sql<{ forumCode: string }>`select forum_code as "forumCode" from forum_terms where id = ${subjectId} and withdrawn_at is null`.execute(db);
    return rows[0]?.forumCode ?? null;
  }
  const meetingId = belongsTo === 'meeting' ? subjectId : (await itemOf(db, subjectId))?.meetingId;
  return meetingId === undefined ? null : ((await meetingHead(db, meetingId))?.forumCode ?? null);
}

/** The attachment, for its keeper alone and until the transaction ends. */
async function lockAttachment(transaction: Transaction<unknown>, when: Keeping, acting: Acting, id: string): Promise<AttachedPaper> {
  if (isUuid(id)) await sql`select from paper_attached where id = ${id} for update`.execute(transaction);
  const attached = await attachmentOf(transaction, id);
  if (!attached) throw new Refused({ code: 'paper-not-found', what: 'There is no such paper.', todo: 'Choose one from its meeting or forum.' });
  await requirePaperKeeper(transaction, when, acting, attached);
  if (attached.withdrawnAt !== null) throw new Refused({ code: 'paper-withdrawn', what: 'Somebody has withdrawn or changed this paper already.', todo: 'Look at the list again.' });
  return attached;
}

async function attach(
  transaction: Transaction<unknown>,
  acting: Acting,
  { paperId, belongsTo, subjectId, forumCode, isPublished, withheldReason }: Required<Publication> & Pick<AttachedPaper, 'belongsTo' | 'subjectId' | 'forumCode'> & { paperId: string },
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into paper_attached (paper_id, belongs_to, subject_id, forum_code, is_published, withheld_reason, attached_at, attached_by)
    values (${paperId}, ${belongsTo}, ${subjectId}, ${forumCode}, ${isPublished}, ${withheldReason}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  return rows[0]!.id;
}

const withdraw = (transaction: Transaction<unknown>, acting: Acting, id: string, why: string, now: Date) =>
  sql`update paper_attached set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by}, withdrawn_reason = ${why} where id = ${id}`.execute(transaction);

function publicationOf({ isPublished, withheldReason }: Publication): Required<Publication> {
  return { isPublished, withheldReason: isPublished ? null : reasonIn(withheldReason ?? '', 'withheldReason', 'Say why the paper is withheld: the public register shows the reason in its place.') };
}

function reasonIn(text: string, where: string, todo: string): string {
  const reason = text.trim();
  if (reason === '') throw new Refused({ code: 'reason-missing', what: 'No reason is given.', where, todo });
  if (reason.length > REASON_MOST) throw new Refused({ code: 'reason-too-long', what: `A reason has ${REASON_MOST} characters at most.`, where, todo: 'Make it shorter.' });
  return reason;
}
