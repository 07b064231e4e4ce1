import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '../../context.ts';
import type { PostFacts } from '../domain/post.ts';
import type { PostLine } from '../domain/networkPosts.ts';
import { checkLine, keeperAlone, readAround, storeChecked } from './keepLine.ts';
import type { CheckedLine, PostsHouse } from './keepLine.ts';
import { insertPost, referenceTwice, requireReference } from './keepPosts.ts';

export interface StartedPost {
  reference: string;
  facts: PostFacts;
}

export interface CensusStarted {
  /** The number under which all of them can be taken back; null where anything was refused, and then nothing was kept. */
  startId: string | null;
  /** What was refused, by its place among the posts sent. */
  refused: readonly { index: number; refusal: Refusal }[];
}

const MOST_AT_ONCE = 400;

/** Makes posts from what a census shows of a PCN, as a person has looked through them: all, or with any refusal none. */
export async function startFromCensus(house: PostsHouse, acting: Acting, { pcnCode, censusDay, startsOn, posts, agreedReason = null }: { pcnCode: string; censusDay: IsoDate; startsOn: IsoDate; posts: readonly StartedPost[]; agreedReason?: string | null }): Promise<CensusStarted> {
  if (posts.length === 0 || posts.length > MOST_AT_ONCE) throw new Refused({ code: 'posts-count', what: `${posts.length} posts were ticked; 1 to ${MOST_AT_ONCE} can be made at once.`, where: 'starts', todo: posts.length === 0 ? 'Tick those that you have.' : 'Untick some, and make them afterwards.' });
  const around = await readAround(house, pcnCode, startsOn);
  return house.database.inTransaction<unknown, CensusStarted>(async (transaction) => {
    let network = await keeperAlone(transaction, house, acting, pcnCode);
    const refused: CensusStarted['refused'][number][] = [];
    const checked: { decided: { action: string; detail: Record<string, string | null>; agreedReason: string | null }; checked: CheckedLine }[] = [];
    for (const [index, { reference, facts }] of posts.entries()) {
      try {
        const own = requireReference(reference);
        if (network.posts.some((post) => post.reference.toUpperCase() === own.toUpperCase())) throw new Refused(referenceTwice(own));
        const line: PostLine = { id: randomUUID(), reference: own, pcnCode, spans: [{ from: startsOn, to: null, facts }], fillings: [], agreed: [] };
        const decided = { action: 'add-post', detail: { role: facts.role, starts: startsOn, lastDay: null, wte: facts.wte, census: censusDay }, agreedReason };
        const one = { decided, checked: checkLine(house, around, network, null, { line, ...decided }) };
        checked.push(one);
        network = { ...network, posts: [...network.posts, one.checked.line] };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push({ index, refusal: error.refusal });
      }
    }
    if (refused.length > 0) return { startId: null, refused };
    const at = house.now();
    const { rows } = await sql<{ id: string }>`insert into census_start (pcn_code, census_day, entered_at, entered_by) values (${pcnCode}, ${censusDay}::date, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const startId = rows[0]!.id;
    for (const { decided, checked: { line, agreed } } of checked) {
      const id = await insertPost(transaction, house, acting, line);
      await storeChecked(transaction, house, acting, null, decided, { line: { ...line, id }, agreed });
      await sql`insert into census_start_post (start_id, post_id) values (${startId}::uuid, ${id}::uuid)`.execute(transaction);
    }
    await appendAudit(transaction, { by: acting.by, action: 'start-from-census', subject: { module: 'workforce', kind: 'census-start', id: startId }, detail: { pcn: pcnCode, census: censusDay, posts: checked.length } }, at);
    return { startId, refused: [] };
  });
}
