import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { ProgrammesContext } from '../context.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact } from '../domain/fact.ts';
import { factsOf, programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow } from '../storage/factRows.ts';
import type { Image } from '../whoseProgrammes.ts';
import { publishedMonths } from './measureSeries.ts';
import { whetherItHolds } from './whetherItHolds.ts';

/** A PCN or place that did the same and offers to help. */
export interface Peer {
  programmeId: string;
  organisationCode: string;
  organisationName: string;
  offeredOn: IsoDate;
  /** Whether its change holds: who has done it comes before who is at it. */
  holds: boolean;
  /** What it says to who begins. */
  words: string | null;
  /** What this programme answered; null while it has not. */
  answer: { factId: number; accepts: boolean; on: IsoDate; words: string | null } | null;
}

/** Somebody who answered this programme's offer. */
export interface HelpAnswer {
  /** Theirs, not the one that offers. */
  programmeId: string;
  organisationName: string;
  accepts: boolean;
  on: IsoDate;
  words: string | null;
  /** When the one that offers was in touch with them; null while it was not. */
  helpedOn: IsoDate | null;
}

const stands = sql`not exists (select 1 from programme_fact_end e where e.fact_id = f.id)`;

type PeerRow = Pick<Peer, 'programmeId' | 'organisationCode' | 'offeredOn' | 'words'> & { startedOn: IsoDate };

/** Others who began from the same pattern and offer to help, in a database or within its transaction. */
export async function offersTo(db: Kysely<unknown>, { id, pattern, organisationCode }: ProgrammeRow): Promise<PeerRow[]> {
  if (pattern === null) return [];
  const { rows } = await sql<PeerRow>`
    select distinct on (p.id) 'P' || p.id as "programmeId", p.organisation_code as "organisationCode", to_char(p.started_on, 'YYYY-MM-DD') as "startedOn", to_char(f.happened_on, 'YYYY-MM-DD') as "offeredOn", w.words
    from programme p join programme_fact f on f.programme_id = p.id and f.kind = 'peer-offer' left join words_written w on w.id = f.words_id
    where p.pattern = ${pattern} and p.organisation_code <> ${organisationCode} and p.id <> ${programmeNumber(id) ?? 0} and ${stands}
    order by p.id, f.id desc`.execute(db);
  return rows;
}

/** What they say, and whether their change holds, is theirs to offer; nothing else of their programme is shown. Those whose change holds come first. */
export async function peersOf(context: ProgrammesContext, image: Image, row: ProgrammeRow, facts: readonly Fact[]): Promise<Peer[]> {
  const { database, today } = context;
  const answers = facts.filter(isOfKind('peer-answer'));
  const offers = await offersTo(database.as<unknown>(), row);
  if (offers.length === 0) return [];
  const theirs = await factsOf(database.as<unknown>(), offers.map(({ programmeId }) => programmeId));
  const peers = await Promise.all(offers.map(async ({ startedOn, ...peer }): Promise<Peer> => {
    const answer = answers.findLast(({ detail }) => detail.programmeId === peer.programmeId);
    const { standing } = theirs.get(peer.programmeId)!;
    const { state } = whetherItHolds(standing, await publishedMonths(context, standing), { startedOn, day: today() });
    return { ...peer, holds: state === 'met', organisationName: displayName(image.nameOf(peer.organisationCode, today())), answer: answer ? { factId: answer.id, accepts: answer.detail.accepts, on: answer.on, words: answer.words } : null };
  }));
  return peers.sort((a, b) => Number(b.holds) - Number(a.holds));
}

type AnswerRow = Omit<HelpAnswer, 'organisationName' | 'helpedOn'> & { offeredBy: string; organisationCode: string };

/** The answers that stand to the offers of some programmes, the newest first, in a database or within its transaction. */
export async function answersOf(db: Kysely<unknown>, offeredBy: readonly string[]): Promise<AnswerRow[]> {
  if (offeredBy.length === 0) return [];
  const { rows } = await sql<AnswerRow>`
    select f.detail ->> 'programmeId' as "offeredBy", 'P' || p.id as "programmeId", p.organisation_code as "organisationCode", (f.detail ->> 'accepts')::boolean as accepts, to_char(f.happened_on, 'YYYY-MM-DD') as on, w.words
    from programme_fact f join programme p on p.id = f.programme_id left join words_written w on w.id = f.words_id
    where f.kind = 'peer-answer' and f.detail ->> 'programmeId' = any(${[...offeredBy]}::text[]) and ${stands} order by f.id desc`.execute(db);
  return rows;
}

/** Who answered the offers of help of some programmes, by the programme that offers; the answer alone is shown, nothing else of theirs. */
export async function answersTo({ database, today }: Pick<ProgrammesContext, 'database' | 'today'>, image: Image, offering: readonly { id: string; facts: readonly Fact[] }[]): Promise<Map<string, HelpAnswer[]>> {
  const rows = await answersOf(database.as<unknown>(), offering.map(({ id }) => id));
  return new Map(offering.map(({ id, facts }) => [id, rows.filter(({ offeredBy }) => offeredBy === id).map(({ programmeId, organisationCode, accepts, on, words }) => ({
    programmeId, accepts, on, words, organisationName: displayName(image.nameOf(organisationCode, today())), helpedOn: facts.filter(isOfKind('peer-helped')).find(({ detail }) => detail.programmeId === programmeId)?.on ?? null,
  }))]));
}
