import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { ProgrammesContext } from '../context.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact } from '../domain/fact.ts';
import { programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow } from '../storage/factRows.ts';
import type { Image } from '../whoseProgrammes.ts';

/** A PCN or place that did the same and offers to help. */
export interface Peer {
  programmeId: string;
  organisationCode: string;
  organisationName: string;
  offeredOn: IsoDate;
  /** What it says to who begins. */
  words: string | null;
  /** What this programme answered; null while it has not. */
  answer: { factId: number; accepts: boolean; on: IsoDate; words: string | null } | null;
}

/** Somebody who answered this programme's offer. */
export interface HelpAnswer {
  organisationName: string;
  accepts: boolean;
  on: IsoDate;
  words: string | null;
}

const stands = sql`not exists (select 1 from programme_fact_end e where e.fact_id = f.id)`;

type PeerRow = Pick<Peer, 'programmeId' | 'organisationCode' | 'offeredOn' | 'words'>;

/** Others who began from the same pattern and offer to help, in a database or within its transaction. */
export async function offersTo(db: Kysely<unknown>, { id, pattern, organisationCode }: ProgrammeRow): Promise<PeerRow[]> {
  if (pattern === null) return [];
  const { rows } = await sql<PeerRow>`
    select distinct on (p.id) 'P' || p.id as "programmeId", p.organisation_code as "organisationCode", to_char(f.happened_on, 'YYYY-MM-DD') as "offeredOn", w.words
    from programme p join programme_fact f on f.programme_id = p.id and f.kind = 'peer-offer' left join words_written w on w.id = f.words_id
    where p.pattern = ${pattern} and p.organisation_code <> ${organisationCode} and p.id <> ${programmeNumber(id) ?? 0} and ${stands}
    order by p.id, f.id desc`.execute(db);
  return rows;
}

/** What they say is theirs to offer; nothing else of their programme is shown. One that was answered stays, also where the offer was taken back. */
export async function peersOf({ database, today }: ProgrammesContext, image: Image, row: ProgrammeRow, facts: readonly Fact[]): Promise<Peer[]> {
  const answers = facts.filter(isOfKind('peer-answer'));
  return (await offersTo(database.as<unknown>(), row)).map((peer) => {
    const answer = answers.findLast(({ detail }) => detail.programmeId === peer.programmeId);
    return { ...peer, organisationName: displayName(image.nameOf(peer.organisationCode, today())), answer: answer ? { factId: answer.id, accepts: answer.detail.accepts, on: answer.on, words: answer.words } : null };
  });
}

/** Who answered a programme's offer of help, the newest first; the answer alone is shown, nothing else of theirs. */
export async function answersTo({ database, today }: ProgrammesContext, image: Image, id: string): Promise<HelpAnswer[]> {
  const { rows } = await sql<Omit<HelpAnswer, 'organisationName'> & { organisationCode: string }>`
    select p.organisation_code as "organisationCode", (f.detail ->> 'accepts')::boolean as accepts, to_char(f.happened_on, 'YYYY-MM-DD') as on, w.words
    from programme_fact f join programme p on p.id = f.programme_id left join words_written w on w.id = f.words_id
    where f.kind = 'peer-answer' and f.detail ->> 'programmeId' = ${id} and ${stands} order by f.id desc`.execute(database.as<unknown>());
  return rows.map(({ organisationCode, ...answer }) => ({ ...answer, organisationName: displayName(image.nameOf(organisationCode, today())) }));
}
