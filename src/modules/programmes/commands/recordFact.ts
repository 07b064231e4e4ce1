import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, ProgrammesContext } from '../context.ts';
import { whyNotFact } from '../domain/checkFact.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact, FactKind, NewFact } from '../domain/fact.ts';
import { answersOf, offersTo } from '../queries/peers.ts';
import { factsOf, programmeColumns, programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow } from '../storage/factRows.ts';
import { notKept, notSeen, programmeRights } from '../whoseProgrammes.ts';
import type { Image, ProgrammeRights } from '../whoseProgrammes.ts';

export type ProgrammesHouse = Pick<ProgrammesContext, 'database' | 'register' | 'now' | 'today'>;

/** What anybody who sees a programme may say; the rest is its keepers'. */
const OPEN_TO_READERS: readonly FactKind[] = ['disagreement'];

export interface LockedProgramme {
  programme: ProgrammeRow;
  number: number;
  facts: readonly Fact[];
  closedOn: IsoDate | null;
  rights: ProgrammeRights;
}

export const programmeNotFound = (id: string): Refused => new Refused({ code: 'programme-not-found', what: `There is no programme “${id.slice(0, 20)}”.` });

/** A programme with its facts, locked until the transaction ends, so that two who write at once wait for one another. */
export async function lockProgramme(transaction: Transaction<unknown>, image: Image, { today }: ProgrammesHouse, acting: Acting, id: string): Promise<LockedProgramme> {
  const number = programmeNumber(id);
  const { rows } = await sql<ProgrammeRow>`select ${programmeColumns} from programme p where p.id = ${number ?? 0} for update`.execute(transaction);
  const [programme] = rows;
  if (!programme || number === null) throw programmeNotFound(id);
  const rights = (await programmeRights(transaction, image, acting, today()))(programme.organisationCode);
  if (!rights.sees) throw notSeen(programme.organisationCode);
  const facts = (await factsOf(transaction, [programme.id])).get(programme.id)!.standing;
  return { programme, number, facts, closedOn: facts.find(({ kind }) => kind === 'close')?.on ?? null, rights };
}

/** Takes a fact of a programme on record. Its keepers do; who was asked as a leader answers themselves; and who sees it may disagree. Gives its number. */
export async function recordFact(house: ProgrammesHouse, acting: Acting, { programmeId, fact }: { programmeId: string; fact: NewFact }): Promise<number> {
  return (await recordFacts(house, acting, { programmeId, facts: [fact] }))[0]!;
}

/** The same for several at once, such as all who are asked: all of them or, where one is refused, none. */
export async function recordFacts(house: ProgrammesHouse, acting: Acting, { programmeId, facts }: { programmeId: string; facts: readonly NewFact[] }): Promise<number[]> {
  const image = await house.register.reader.image();
  return house.database.inTransaction<unknown, number[]>(async (transaction) => {
    const ids: number[] = [];
    // Each is held against those before it.
    for (const fact of facts) ids.push(await recordOne(transaction, image, house, acting, { programmeId, fact }));
    return ids;
  });
}

async function recordOne(transaction: Transaction<unknown>, image: Image, house: ProgrammesHouse, acting: Acting, { programmeId, fact }: { programmeId: string; fact: NewFact }): Promise<number> {
  const { programme, facts, closedOn, rights, number } = await lockProgramme(transaction, image, house, acting, programmeId);
  if (fact.kind === 'close') throw new Refused({ code: 'fact-unknown', what: 'A programme is closed on a page of its own.', where: 'close' });
  const isOwnAnswer = fact.kind === 'leader-answer' && acting.personId !== null && facts.some(({ id, kind, personId }) => id === fact.aboutId && kind === 'leader' && personId === acting.personId);
  if (!rights.keeps && !isOwnAnswer && !OPEN_TO_READERS.includes(fact.kind)) throw notKept(programme.organisationCode);
  if (fact.kind === 'leader-answer') requireOwnAnswer(facts, fact, acting);
  const isInProgramme = (code: string): boolean => code === programme.organisationCode || image.ancestors(code, house.today()).some((one) => one.code === programme.organisationCode);
  const why = whyNotFact(fact, { facts, today: house.today(), startedOn: programme.startedOn, closedOn, isInProgramme });
  if (why) throw new Refused(why);
  if (fact.kind === 'peer-helped') await requireWanted(transaction, programme, facts, fact.detail.programmeId);
  if (fact.kind === 'peer-answer') await requireOffer(transaction, programme, facts, fact.detail.programmeId);
  return keepFact(transaction, acting, { programmeNumber: number, fact }, house.now());
}

/** Who signs in answers for themselves alone, as the share of leaders is what urgency rests on; of any other it is noted. */
function requireOwnAnswer(facts: readonly Fact[], { aboutId }: NewFact, { personId }: Acting): void {
  const asked = facts.find(({ id, kind }) => id === aboutId && kind === 'leader');
  if (!asked || asked.personId === null || asked.personId === personId) return;
  throw new Refused({ code: 'answers-alone', what: `${asked.name ?? 'Somebody'} signs in, and answers alone.`, where: 'about', todo: 'The question is on their Today. Where they have left, withdraw that they were asked.' });
}

/** One was in touch with who would like one’s help, and says so once. */
async function requireWanted(transaction: Transaction<unknown>, programme: ProgrammeRow, facts: readonly Fact[], programmeId: string): Promise<void> {
  const before = facts.filter(isOfKind('peer-helped')).find(({ detail }) => detail.programmeId === programmeId);
  if (before) throw new Refused({ code: 'told-already', what: `This was noted already, for ${sayDate(before.on)}.`, where: 'words', todo: 'Nothing more is needed.' });
  if (!(await answersOf(transaction, [programme.id])).some((answer) => answer.programmeId === programmeId && answer.accepts)) throw new Refused({ code: 'answer-not-found', what: 'They have not said that they would like your help, or took it back.', where: programme.id });
}

/** Help is answered that is offered, and once until the answer is taken back. */
async function requireOffer(transaction: Transaction<unknown>, programme: ProgrammeRow, facts: readonly Fact[], programmeId: string): Promise<void> {
  const before = facts.filter(isOfKind('peer-answer')).find(({ detail }) => detail.programmeId === programmeId);
  if (before) throw new Refused({ code: 'told-already', what: `This was answered already, on ${sayDate(before.on)}.`, where: 'words', todo: 'Take that answer back first.' });
  if (!(await offersTo(transaction, programme)).some((offer) => offer.programmeId === programmeId)) throw new Refused({ code: 'offer-not-found', what: 'Nobody offers this help, or it was taken back.', where: programme.id });
}

/** Stores a fact that was found fit, with its words and its name apart, and audits it. */
export async function keepFact(transaction: Transaction<unknown>, acting: Acting, { programmeNumber: number, fact }: { programmeNumber: number; fact: NewFact }, at: Date): Promise<number> {
  const { kind, on, detail, aboutId = null, words, name, personId = null } = fact;
  const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words }, at);
  // A name goes when the one who bears it is erased; one who does not sign in, with who wrote it.
  const nameId = name?.trim() ? await keepWords(transaction, { personId: personId ?? acting.personId, words: name.trim() }, at) : null;
  const { rows } = await sql<{ id: number }>`
    insert into programme_fact (programme_id, kind, about_id, happened_on, detail, words_id, name_id, person_id, entered_at, entered_by)
    values (${number}, ${kind}, ${aboutId}, ${on}, ${JSON.stringify(detail)}::jsonb, ${wordsId}, ${nameId}, ${personId}, ${at.toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
  const id = rows[0]!.id;
  await appendAudit(transaction, { by: acting.by, action: 'record-programme-fact', subject: { module: 'programmes', kind: 'programme', id: `P${number}` }, detail: { fact: id, kind, about: aboutId, on } }, at);
  return id;
}
