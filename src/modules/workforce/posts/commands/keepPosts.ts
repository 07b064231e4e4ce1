import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Acting } from '../../context.ts';
import type { PostFacts } from '../domain/post.ts';
import type { PostLine } from '../domain/networkPosts.ts';
import { changedOver, endOfDays, holdsOn, lastDayOf, lifeOf, livedOver, saysTheSame } from '../domain/timeline.ts';
import type { Days, Span } from '../domain/timeline.ts';
import { leavingReasons } from '../postRules.ts';
import { checkAndStore, keeperAlone, keepLine, readAround } from './keepLine.ts';
import type { PostsHouse } from './keepLine.ts';

interface Agreed {
  /** Why the commissioner agreed to a post above its cap, or before its role is reimbursed. */
  agreedReason?: string | null;
}

/** The last day of what has one, as the first on which it is no more. */
export const dayAfter = (lastDay: IsoDate | null): IsoDate | null => (lastDay === null ? null : addDays(lastDay, 1));
const REFERENCE_LONGEST = 36;

/** Adds a post to a PCN; gives its id. */
export async function addPost(house: PostsHouse, acting: Acting, { pcnCode, reference, startsOn, lastDay = null, facts, agreedReason = null }: { pcnCode: string; reference: string; startsOn: IsoDate; lastDay?: IsoDate | null; facts: PostFacts } & Agreed): Promise<string> {
  const around = await readAround(house, pcnCode, startsOn);
  const own = requireReference(reference);
  requireOrder(startsOn, lastDay);
  return house.database.inTransaction<unknown, string>(async (transaction) => {
    const network = await keeperAlone(transaction, house, acting, pcnCode);
    const id = await insertPost(transaction, house, acting, { pcnCode, reference: own });
    const line: PostLine = { id, reference: own, pcnCode, spans: [{ from: startsOn, to: dayAfter(lastDay), facts }], fillings: [], agreed: [] };
    await checkAndStore(transaction, house, acting, around, network, null, { line, action: 'add-post', detail: { role: facts.role, starts: startsOn, lastDay, wte: facts.wte }, agreedReason });
    return id;
  });
}

export function requireReference(text: string): string {
  const own = text.trim();
  if (own !== '' && own.length <= REFERENCE_LONGEST) return own;
  throw new Refused({ code: 'reference-length', what: `A reference has 1 to ${REFERENCE_LONGEST} characters; ${own.length} were entered.`, where: 'reference', todo: 'Enter your own short reference, such as CP1; no name of anybody.' });
}

export const referenceTwice = (reference: string): Refusal => ({ code: 'reference-twice', what: `1 post of this PCN has the reference ${reference} already.`, where: 'reference', todo: 'Choose another reference.' });

/** The number of a new post; of one that was taken back and is entered again, the number that it had. Nothing is believed of it yet. */
export async function insertPost(transaction: Transaction<unknown>, house: PostsHouse, acting: Acting, { pcnCode, reference }: { pcnCode: string; reference: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into post (pcn_code, reference, entered_at, entered_by) values (${pcnCode}, ${reference}, ${house.now().toISOString()}, ${acting.by})
    on conflict (pcn_code, reference_key) do update set reference = excluded.reference
      where not exists (select 1 from post_version v where v.post_id = post.id and upper_inf(v.recorded)) returning id`.execute(transaction);
  if (!rows[0]) throw new Refused(referenceTwice(reference));
  return rows[0].id;
}

export function requireOrder(startsOn: IsoDate, lastDay: IsoDate | null): void {
  if (lastDay !== null && lastDay < startsOn) throw new Refused({ code: 'end-before-start', what: `The last day, ${sayDate(lastDay)}, is before the first, ${sayDate(startsOn)}.`, where: 'ends', todo: 'Enter a last day that is not before the first.' });
}

/** Changes what is so of a post from a day on; what was so until then stays. */
export const changePost = (house: PostsHouse, acting: Acting, { postId, from, change, agreedReason = null }: { postId: string; from: IsoDate; change: Partial<PostFacts> } & Agreed): Promise<void> =>
  keepLine(house, acting, postId, (line) => {
    requireWithin(line, from);
    return { line: { ...line, spans: changed(line, { from, to: null }, change) }, action: 'change-post', detail: { from, changed: Object.keys(change).sort().join(' ') }, agreedReason };
  });

/** Corrects what was believed of a post: its facts over some of its days (all, where none are named), or the days on which it stands. */
export const correctPost = (house: PostsHouse, acting: Acting, { postId, over, change = {}, life, agreedReason = null }: { postId: string; over?: Days; change?: Partial<PostFacts>; life?: { startsOn: IsoDate; lastDay: IsoDate | null } } & Agreed): Promise<void> =>
  keepLine(house, acting, postId, (line) => {
    if (life) requireOrder(life.startsOn, life.lastDay);
    const lived: readonly Span<PostFacts>[] = life ? livedOver(line.spans, { from: life.startsOn, to: dayAfter(life.lastDay) })! : line.spans;
    const spans = changed({ ...line, spans: lived }, over ?? lifeOf(lived), change);
    return { line: { ...line, spans }, action: 'correct-post', detail: { from: over?.from ?? null, to: over?.to ?? null, starts: lifeOf(spans).from, lastDay: lastDayOf(lifeOf(spans)), changed: Object.keys(change).sort().join(' ') }, agreedReason };
  });

/** Ends a post after its last day. Those who fill it then leave it with the same day and the reason given; without one it is refused. */
export const endPost = (house: PostsHouse, acting: Acting, { postId, lastDay, leavingReason = null }: { postId: string; lastDay: IsoDate; leavingReason?: string | null }): Promise<void> =>
  keepLine(house, acting, postId, (line) => {
    const life = lifeOf(line.spans);
    requireOrder(life.from, lastDay);
    const to = addDays(lastDay, 1);
    const still = line.fillings.filter((filling) => endOfDays(filling) > to);
    const late = still.filter(({ from }) => from >= to);
    if (late.length > 0) throw new Refused({ code: 'filled-later', what: `${late.length} ${late.length === 1 ? 'person is' : 'people are'} to fill it from a day after ${sayDate(lastDay)} on.`, where: 'ends', todo: 'Withdraw that first, or let the post end later.' });
    if (still.length > 0 && leavingReason === null) throw new Refused({ code: 'still-filled', what: `${still.length} ${still.length === 1 ? 'person fills' : 'people fill'} it after ${sayDate(lastDay)}.`, where: 'reason', todo: 'Say why they leave it, and they leave it with the post.' });
    if (leavingReason !== null) requireReason(leavingReason);
    const spans = livedOver(line.spans, { from: life.from, to })!;
    const fillings = line.fillings.map((filling) => (still.includes(filling) ? { ...filling, to, leavingReason } : filling));
    return { line: { ...line, spans, fillings }, action: 'end-post', detail: { lastDay, left: still.length, reason: still.length > 0 ? leavingReason : null } };
  });

export function requireReason(id: string): void {
  const known = leavingReasons();
  if (!known.has(id)) throw new Refused({ code: 'reason-unknown', what: `There is no reason “${id.slice(0, 40)}” among the ${known.size}.`, where: 'reason', todo: 'Choose one of those.' });
}

function requireWithin(line: PostLine, day: IsoDate): void {
  const life = lifeOf(line.spans);
  if (holdsOn(life, day)) return;
  const lastDay = lastDayOf(life);
  throw new Refused({ code: 'outside-post', what: `The post stands from ${sayDate(life.from)}${lastDay ? ` to ${sayDate(lastDay)}` : ' on'}; ${sayDate(day)} is not among those days.`, where: 'from', todo: 'Choose a day on which it stands, or correct its start or end.' });
}

function changed(line: PostLine, days: Days, change: Partial<PostFacts>): Span<PostFacts>[] {
  const spans = changedOver(line.spans, days, change);
  if (Object.keys(change).length > 0 && saysTheSame(spans, line.spans)) throw new Refused({ code: 'nothing-changed', what: `0 of the ${Object.keys(change).length} things entered differ from what stands.`, todo: 'Change something, or leave it as it is.' });
  return spans;
}
