import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import { TEST_IDS } from '../../belonging/index.ts';
import type { TestId } from '../../belonging/index.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { YOUR_PEOPLE } from '../../permissions.ts';
import type { PostFacts } from '../../posts/index.ts';
import { factsColumns, factsOf } from '../../posts/storage/postRows.ts';
import type { FactsRow } from '../../posts/storage/postRows.ts';
import { keepsPostsOf } from '../../whosePosts.ts';
import { postSays, stateOf } from '../domain/notSo.ts';
import type { NotSo } from '../domain/notSo.ts';
import { oneNotSo } from '../queries/notSo.ts';
import { holderOf } from '../queries/whoYouAre.ts';

const SENTENCE_LONGEST = 500;

const isTest = (text: string): text is TestId => (TEST_IDS as readonly string[]).includes(text);

function requireSentence(text: string, todo: string): string {
  const words = text.trim();
  if (words !== '' && words.length <= SENTENCE_LONGEST) return words;
  throw new Refused({ code: 'sentence-length', what: words === '' ? 'Nothing was written.' : `A sentence of up to ${SENTENCE_LONGEST} characters is kept; this has ${words.length}.`, where: 'words', todo });
}

export const notSoNotFound = (id: string): Refused => new Refused({ code: 'not-so-not-found', what: 'There is nothing of that kind that you may see.', where: id, todo: 'What is said of your own post, and of those whom you manage, is on your page.' });

/** Whoever fills a post says that something of it is not so; gives its id. The post and what is told from it stay as they are. */
export async function sayNotSo(context: WorkforceContext, acting: Acting, { postId, test, words }: { postId: string; test: string; words: string }): Promise<string> {
  const [today, now] = [context.today(), context.now()];
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const staffId = acting.permissions.has(YOUR_PEOPLE) ? await holderOf(transaction, { personId: acting.personId, postId, on: today }) : null;
    if (staffId === null) throw new Refused({ code: 'not-allowed', what: 'You do not fill this post today.', where: postId, todo: 'Whoever fills a post says what of it is not so.' });
    if (!isTest(test)) throw new Refused({ code: 'test-unknown', what: `None of the ${TEST_IDS.length} was chosen.`, where: 'test', todo: 'Choose what is not so.' });
    const kept = requireSentence(words, 'Say in a sentence what is so instead.');
    // Two presses of the button say it once.
    await sql`select 1 from post where id = ${postId}::uuid for update`.execute(transaction);
    const facts = await factsToday(transaction, context, postId);
    const postSaid = postSays(test, facts);
    const { rows: said } = await sql<{ on: string }>`
      select to_char(n.said_at at time zone 'UTC', 'YYYY-MM-DD') as on from post_not_so n where n.post_id = ${postId}::uuid and n.staff_id = ${staffId}::uuid and n.test = ${test}
        and n.post_said is not distinct from ${postSaid} and not exists (select 1 from post_not_so_end e where e.not_so_id = n.id)`.execute(transaction);
    if (said[0]) throw new Refused({ code: 'said-already', what: `You said so on ${sayDate(said[0].on)}, and it waits for an answer.`, where: 'test', todo: 'Take that back first, to say it in other words.' });
    const wordsId = await keepWords(transaction, { personId: acting.personId, words: kept }, now);
    const { rows } = await sql<{ id: string }>`
      insert into post_not_so (post_id, staff_id, test, post_said, words_id, said_at, said_by)
      values (${postId}::uuid, ${staffId}::uuid, ${test}, ${postSaid}, ${wordsId}::uuid, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const { id } = rows[0]!;
    await appendAudit(transaction, { by: acting.by, action: 'say-not-so', subject: { module: 'workforce', kind: 'not-so', id }, detail: { post: postId, test } }, now);
    return id;
  });
}

/** Whoever said it takes it back; it stays on record. */
export const withdrawNotSo = (context: WorkforceContext, acting: Acting, { id }: { id: string }): Promise<void> =>
  endNotSo(context, acting, { id, kind: 'withdrawn' }, async (transaction, said) => {
    const { rows } = await sql`select 1 from staff_member where id = ${said.staffId}::uuid and person_id = ${acting.personId}`.execute(transaction);
    if (rows.length === 0) throw notSoNotFound(id);
    if (said.withdrawnOn !== null) throw new Refused({ code: 'withdrawn-already', what: `You took it back on ${sayDate(said.withdrawnOn)}.`, todo: 'You need do nothing more.' });
    return null;
  });

/** Whoever keeps the post, or is its line manager, answers in a sentence. Changing the post is the other answer, and needs none of this. */
export const answerNotSo = (context: WorkforceContext, acting: Acting, { id, words }: { id: string; words: string }): Promise<void> =>
  endNotSo(context, acting, { id, kind: 'answered' }, async (transaction, said) => {
    const facts = await factsToday(transaction, context, said.postId);
    if (!(await mayAnswer(transaction, context, acting, said, facts))) throw notSoNotFound(id);
    const state = stateOf(said, facts);
    if (state === 'withdrawn') throw new Refused({ code: 'withdrawn-already', what: `It was taken back on ${sayDate(said.withdrawnOn!)}.`, where: 'words', todo: 'You need do nothing more.' });
    if (said.answer) throw new Refused({ code: 'answered-already', what: `It was answered on ${sayDate(said.answer.on)}.`, where: 'words', todo: 'You need do nothing more.' });
    if (state === 'changed') throw new Refused({ code: 'post-changed', what: 'The post was changed since, which answers it.', where: 'words', todo: 'You need do nothing more.' });
    return requireSentence(words, 'Say in a sentence what is so, or what will be done and by when.');
  });

/** Whether somebody answers for a post what its holder says: whoever keeps the PCN's posts, and the post's line manager. */
export async function mayAnswer(db: Kysely<unknown>, { today }: Pick<WorkforceContext, 'today'>, acting: Acting, { pcnCode }: { pcnCode: string }, { lineManagerId }: Pick<PostFacts, 'lineManagerId'>): Promise<boolean> {
  if (await keepsPostsOf(db, acting, pcnCode, today())) return true;
  if (acting.personId === null || lineManagerId === null || !acting.permissions.has(YOUR_PEOPLE)) return false;
  const { rows } = await sql`select 1 from staff_member where id::text = ${lineManagerId} and person_id = ${acting.personId}`.execute(db);
  return rows.length > 0;
}

/** What is believed of a post today; of one that has ended, what was so last. */
async function factsToday(transaction: Transaction<unknown>, { today }: Pick<WorkforceContext, 'today'>, postId: string): Promise<PostFacts> {
  const { rows } = await sql<FactsRow>`
    select ${factsColumns} from post_version v where v.post_id::text = ${postId} and upper_inf(v.recorded) order by v.valid @> ${today()}::date desc, lower(v.valid) desc limit 1`.execute(transaction);
  if (!rows[0]) throw new Refused({ code: 'post-not-found', what: 'This post was entered by mistake, and was taken back.', todo: 'Choose one from its PCN’s people.' });
  return factsOf(rows[0]);
}

type Said = NotSo & { pcnCode: string };

/** One row ends it, written once however many press at the same time; `decide` gives the sentence to keep with it. */
async function endNotSo(context: WorkforceContext, acting: Acting, { id, kind }: { id: string; kind: 'withdrawn' | 'answered' }, decide: (transaction: Transaction<unknown>, said: Said) => Promise<string | null>): Promise<void> {
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await sql`select 1 from post p join post_not_so n on n.post_id = p.id where n.id::text = ${id} for update of p`.execute(transaction);
    const said = await oneNotSo(transaction, id);
    if (!said) throw notSoNotFound(id);
    const words = await decide(transaction, said);
    const wordsId = words === null ? null : await keepWords(transaction, { personId: acting.personId, words }, now);
    await sql`insert into post_not_so_end (not_so_id, kind, words_id, at, by) values (${id}::uuid, ${kind}, ${wordsId}::uuid, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: kind === 'answered' ? 'answer-not-so' : 'withdraw-not-so', subject: { module: 'workforce', kind: 'not-so', id }, detail: { post: said.postId } }, now);
  });
}
