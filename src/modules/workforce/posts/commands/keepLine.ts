import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { yearOf, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEntry } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import { listSizeOf, roleRules } from '#funding';
import type { Acting, WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { capFault, mayBeAgreed } from '../domain/checkCap.ts';
import type { CapsAsked } from '../domain/checkCap.ts';
import { requireFacts } from '../domain/checkFacts.ts';
import { faultOf } from '../domain/checkPost.ts';
import type { AgreedCode, PostLine } from '../domain/networkPosts.ts';
import { merged, saysTheSame } from '../domain/timeline.ts';
import { readNetwork, storeLine } from '../storage/network.ts';
import type { Network } from '../storage/network.ts';

export type PostsHouse = Pick<WorkforceContext, 'database' | 'register' | 'now' | 'today'>;
type Image = Awaited<ReturnType<WorkforceContext['register']['reader']['image']>>;

/** What a command decides of a post. */
export interface Decided {
  line: PostLine;
  action: string;
  detail: AuditEntry['detail'];
  /** Why the commissioner agreed to what the rules of the additional roles refuse; null where it did not. */
  agreedReason?: string | null;
}

/** What is needed beside the record, read before the transaction takes its one connection. */
export interface Around {
  image: Image;
  caps: CapsAsked;
}

/** The lists by which caps go, of every year from `firstDay` on in which there are any. */
export async function readAround({ register }: PostsHouse, pcnCode: string, firstDay: IsoDate): Promise<Around> {
  const image = await register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  const rules = roleRules();
  const lastYear = rules.caps.reduce((last, { to, from }) => (yearOf(to ?? from) > last ? yearOf(to ?? from) : last), yearOf(firstDay));
  const sizes = new Map<FinancialYear, number | null>();
  const first = [...rules.roles.values()].map(({ introduced }) => introduced.from).sort()[0]!;
  if (rules.caps.some(({ to }) => to === null || to > firstDay)) for (const year of yearsBetween(yearOf(firstDay < first ? first : firstDay), lastYear)) sizes.set(year, await listSizeOf(register, pcnCode, year));
  return { image, caps: { rules, listSizeOf: (year) => sizes.get(year) ?? null } };
}

/** Only a keeper goes on; keepers of one PCN take turns, so that each sees what the other did. */
export async function keeperAlone(transaction: Transaction<unknown>, { today }: PostsHouse, acting: Acting, pcnCode: string): Promise<Network> {
  await requirePostsKeeper(transaction, acting, pcnCode, today());
  await sql`select pg_advisory_xact_lock(hashtext(${`workforce-posts ${pcnCode}`}))`.execute(transaction);
  return readNetwork(transaction, pcnCode);
}

/** Changes one post of a PCN as `decide` says: checked among the others, stored and audited in one transaction, or not at all. */
export async function keepLine(house: PostsHouse, acting: Acting, postId: string, decide: (line: PostLine, network: Network) => Decided, prepare?: (transaction: Transaction<unknown>, pcnCode: string) => Promise<void>): Promise<void> {
  const { pcnCode, firstDay } = await postKept(house, postId);
  const around = await readAround(house, pcnCode, firstDay);
  await house.database.inTransaction<unknown, void>(async (transaction) => {
    let network = await keeperAlone(transaction, house, acting, pcnCode);
    if (prepare) {
      await prepare(transaction, pcnCode);
      network = await readNetwork(transaction, pcnCode);
    }
    const before = network.posts.find(({ id }) => id === postId);
    if (!before) throw postNotFound(true);
    await checkAndStore(transaction, house, acting, around, network, before, decide(before, network));
  });
}

async function postKept({ database }: PostsHouse, postId: string): Promise<{ pcnCode: string; firstDay: IsoDate }> {
  const { rows } = await sql<{ pcnCode: string; firstDay: string | null }>`
    select pcn_code as "pcnCode", (select to_char(min(lower(valid)), 'YYYY-MM-DD') from post_version v where v.post_id = post.id and upper_inf(recorded)) as "firstDay" from post where id::text = ${postId}`.execute(database.as<unknown>());
  const [post] = rows;
  if (!post?.firstDay) throw postNotFound(post !== undefined);
  return { pcnCode: post.pcnCode, firstDay: isoDate(post.firstDay) };
}

export const postNotFound = (isTakenBack: boolean): Refused =>
  new Refused({ code: 'post-not-found', what: isTakenBack ? 'This post was entered by mistake, and was taken back.' : 'There is no such post.', todo: 'Choose one from its PCN’s people.' });

/** Refuses what cannot be; stores the rest and tells the chain of it. */
export async function checkAndStore(transaction: Transaction<unknown>, house: PostsHouse, acting: Acting, around: Around, network: Network, before: PostLine | null, decided: Decided): Promise<void> {
  await storeChecked(transaction, house, acting, before, decided, checkLine(house, around, network, before, decided));
}

export interface CheckedLine {
  line: PostLine;
  /** What the rules refuse of it and the commissioner agreed to now. */
  agreed: readonly AgreedCode[];
}

/** A post as it may stand among the others of its PCN; refuses what cannot be. */
export function checkLine(house: PostsHouse, around: Around, network: Network, before: PostLine | null, decided: Decided): CheckedLine {
  const others = network.posts.filter(({ id }) => id !== decided.line.id);
  requirePlaces(house, around.image, network, before, decided.line);
  const fault = faultOf(decided.line, others, network.staff);
  if (fault) throw new Refused(fault);
  return changesWhatIsPaid(before, decided.line) ? withAgreement(decided, others, around.caps) : { line: decided.line, agreed: [] };
}

/** Stores a post that was checked, and tells the chain of it. */
export async function storeChecked(transaction: Transaction<unknown>, house: PostsHouse, acting: Acting, before: PostLine | null, decided: Pick<Decided, 'action' | 'detail' | 'agreedReason'>, { line, agreed }: CheckedLine): Promise<void> {
  const at = house.now();
  await storeLine(transaction, before, line, acting.by, at);
  for (const code of agreed) {
    const reasonId = await keepWords(transaction, { personId: acting.personId, words: decided.agreedReason!.trim() }, at);
    await sql`insert into post_agreed (post_id, code, reason_id, entered_at, entered_by) values (${line.id}::uuid, ${code}, ${reasonId}::uuid, ${at.toISOString()}, ${acting.by})
      on conflict (post_id, code) do update set reason_id = excluded.reason_id, entered_at = excluded.entered_at, entered_by = excluded.entered_by`.execute(transaction);
  }
  const detail = { pcn: line.pcnCode, ...decided.detail, ...(agreed.length > 0 ? { agreed: agreed.join(' ') } : {}) };
  await appendAudit(transaction, { by: acting.by, action: decided.action, subject: { module: 'workforce', kind: 'post', id: line.id }, detail }, at);
}

function requirePlaces({ today }: PostsHouse, image: Image, { pcnCode, teams }: Network, before: PostLine | null, after: PostLine): void {
  for (const span of after.spans) {
    // What stood before is not asked again: a practice may have left since.
    if (before?.spans.some(({ facts }) => saysTheSame(facts, span.facts))) continue;
    const isInPcn = (code: string): boolean => image.kindOf(code) === 'practice' && [span.from, today()].some((day) => image.inSlot(code, 'pcn', day) === pcnCode);
    requireFacts(span.facts, span.from, { pcnCode, isKnown: (code) => image.kindOf(code) !== null, isInPcn, hasTeam: (id) => teams.has(id) });
  }
}

/** Caps are asked only where what they count changed: they never stand in the way of another line manager. */
function changesWhatIsPaid(before: PostLine | null, after: PostLine): boolean {
  const counted = ({ spans }: PostLine) => merged(spans.map(({ from, to, facts: { role, wte, fundedBy } }) => ({ from, to, facts: { role, wte, fundedBy } })));
  return before === null || !saysTheSame(counted(before), counted(after));
}

/** The post with what was agreed for it now, which may be both: refused without a reason. */
function withAgreement({ line, agreedReason }: Decided, others: readonly PostLine[], caps: CapsAsked): CheckedLine {
  let agreed: AgreedCode[] = [];
  for (;;) {
    const shown = { ...line, agreed: [...line.agreed, ...agreed] };
    const fault = capFault(shown, others, caps);
    if (!fault) return { line: shown, agreed };
    if (!mayBeAgreed(fault) || !agreedReason?.trim() || shown.agreed.includes(fault.code)) throw new Refused(fault);
    agreed = [...agreed, fault.code];
  }
}
