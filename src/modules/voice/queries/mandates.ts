import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { isOfGeneralPractice, seatsOn, whyNotMandated } from '#governance';
import type { Forum } from '#governance';
import type { Condition, EndedHow, MeasuringMandate } from '../domain/mandate.ts';
import type { NameableSeat } from '../domain/mandateFaults.ts';
import { mayRead, type Viewer } from '../domain/confidence.ts';
import type { Question } from './questions.ts';

export interface NamedRepresentative {
  personId: string;
  /** Null once they are erased. */
  name: string | null;
  seatId: string;
  seatTitle: string;
}

export interface MandateReturn {
  returnedOn: IsoDate;
  mayAgree: boolean;
  words: string | null;
  recordedBy: string;
}

/** A mandate with its words: of class 'mandate', all of it. */
export interface Mandate extends MeasuringMandate {
  questionId: string;
  positionVersion: number;
  representatives: NamedRepresentative[];
  conditions: (Omit<Condition, 'words'> & { words: string | null })[];
  returnWhen: string | null;
  returns: MandateReturn[];
  givenAt: Date;
  givenBy: string;
  replacesId: string | null;
  replacedById: string | null;
  endedHow: EndedHow | null;
  endedWhy: string | null;
  endedBy: string | null;
}

const day = (column: string) => sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`;
const wordsOf = (column: string) => sql`(select words from words_written where words_written.id = ${sql.ref(column)})`;

async function mandatesWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`
    select m.id, m.question_id as "questionId", m.forum_code as "forumCode", m.item_id as "itemId", p.version as "positionVersion", m.options, m.ranges,
      ${wordsOf('m.return_when_words')} as "returnWhen", ${day('m.return_by')} as "returnBy", ${day('m.ends_on')} as "endsOn", ${day('m.given_on')} as "givenOn", m.given_at as "givenAt", m.given_by as "givenBy",
      m.replaces_id as "replacesId", (select n.id from mandate n where n.replaces_id = m.id) as "replacedById",
      ${day('m.ended_on')} as "endedOn", m.ended_how as "endedHow", ${wordsOf('m.ended_words')} as "endedWhy", m.ended_by as "endedBy",
      (select coalesce(json_agg(json_build_object('personId', r.person_id, 'name', d.name, 'seatId', r.seat_id, 'seatTitle', seat.title) order by seat.title, r.person_id), '[]')
        from mandate_representative r join seat on seat.id = r.seat_id left join person_details d on d.person_id = r.person_id where r.mandate_id = m.id) as representatives,
      (select coalesce(json_agg(json_build_object('words', w.words, 'returnFirst', c.condition -> 'returnFirst') order by c.at), '[]')
        from jsonb_array_elements(m.conditions) with ordinality as c(condition, at) left join words_written w on w.id = (c.condition ->> 'words')::uuid) as conditions,
      (select coalesce(json_agg(json_build_object('returnedOn', to_char(b.returned_on, 'YYYY-MM-DD'), 'mayAgree', b.may_agree, 'words', w.words, 'recordedBy', b.recorded_by) order by b.id), '[]')
        from mandate_return b left join words_written w on w.id = b.words where b.mandate_id = m.id) as returns
    from mandate m join position_version p on p.id = m.position_id where ${where} order by m.given_at desc, m.id desc`.execute(db);
  return rows;
}

/** Every mandate of a question, the newest first. Its caller sees to who may read it: see `mandatesRead`. */
export const mandatesOf = (db: Kysely<unknown>, questionId: string): Promise<Mandate[]> => mandatesWhere(db, sql`m.question_id = ${questionId}`);

/** Null where there is none. */
export const mandateOf = async (db: Kysely<unknown>, id: string): Promise<Mandate | null> => (await mandatesWhere(db, sql`m.id = ${id}`))[0] ?? null;

/** Mandates that hold on a day, of every question; their caller chooses whose. */
export const mandatesInForce = (db: Kysely<unknown>, on: IsoDate): Promise<Mandate[]> =>
  mandatesWhere(db, sql`m.given_on <= ${on}::date and m.ends_on >= ${on}::date and (m.ended_on is null or m.ended_on > ${on}::date)`);

/**
 * The mandates of a question as one viewer may read them: all of them within the leadership team; to a representative
 * or their deputy outside it, those that bind them. Null for everybody who may read none.
 */
export async function mandatesRead(db: Kysely<unknown>, question: Pick<Question, 'id' | 'forumCode'>, viewer: Viewer | null, on: IsoDate): Promise<Mandate[] | null> {
  if (!viewer) return null;
  const confided = { forumCode: question.forumCode, isPublic: false };
  if (mayRead('mandate', viewer, confided)) return mandatesOf(db, question.id);
  const bound: Mandate[] = [];
  for (const mandate of await mandatesOf(db, question.id)) {
    if (mayRead('mandate', viewer, { ...confided, representatives: await boundBy(db, mandate, on) })) bound.push(mandate);
  }
  return bound.length > 0 ? bound : null;
}

/** Those named in a mandate, and the deputies of their seats on a day. */
async function boundBy(db: Kysely<unknown>, { forumCode, representatives }: Mandate, on: IsoDate): Promise<string[]> {
  const seats = await seatsOn(db, forumCode, on);
  const deputies = seats.filter(({ id }) => representatives.some(({ seatId }) => seatId === id)).flatMap((seat) => seat.deputies.map(({ personId }) => personId));
  return [...representatives.map(({ personId }) => personId), ...deputies];
}

export interface SeatToMandate extends NameableSeat {
  seatId: string;
  name: string | null;
  deputies: (string | null)[];
}

/** The holders of general practice's seats in a forum on a day; of an ICB board the seats for which a briefing is offered. */
export async function seatsToMandate(db: Kysely<unknown>, forum: Forum, on: IsoDate): Promise<SeatToMandate[]> {
  const seats = await seatsOn(db, forum.code, on);
  return seats.flatMap((seat) => {
    const why = whyNotMandated(seat, forum)?.why ?? null;
    const isOurs = isOfGeneralPractice(seat, forum) || (why !== null && seat.sector === 'general-practice');
    if (!isOurs || !seat.holder) return [];
    return [{ personId: seat.holder.personId, name: seat.holder.name, seatId: seat.id, seatTitle: seat.title, whyNotMandated: why, deputies: seat.deputies.map(({ name }) => name) }];
  });
}

/** What the mandates of a question measure, by name and unit and without a limit: what a decision should record. */
export async function termsToRecord(db: Kysely<unknown>, questionId: string, on: IsoDate): Promise<{ name: string; unit: string }[]> {
  const { rows } = await sql<{ name: string; unit: string }>`
    select distinct r ->> 'name' as name, r ->> 'unit' as unit from mandate m, jsonb_array_elements(m.ranges) as r
    where m.question_id = ${questionId} and m.given_on <= ${on}::date and m.ends_on >= ${on}::date and (m.ended_on is null or m.ended_on > ${on}::date) order by 1, 2`.execute(db);
  return rows;
}
