import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Decision, Standing } from '#governance';
import { isOfGeneralPractice, seatsOn, whyNotMandated } from '#governance';
import type { Forum, Seat } from '#governance';
import type { RepresentativeThere } from '../domain/mandateFinding.ts';

/** A decision on a question as voice last heard of it. */
export interface HeardDecision {
  decisionId: string;
  forumCode: string;
  takenOn: IsoDate;
  outcome: Decision['outcome'];
  standing: Standing;
  owed: string[];
  measured: Pick<Decision, 'itemId' | 'optionId' | 'amountPence' | 'terms' | 'representatives'>;
  /** The last word of the leadership team on it; null where it was not asked or has not said. */
  ratification: { outcome: 'ratified' | 'refused'; saidOn: IsoDate } | null;
}

/** Every decision on a question as it stands now, the latest first. */
export async function heardDecisions(db: Kysely<unknown>, questionId: string): Promise<HeardDecision[]> {
  const { rows } = await sql<HeardDecision>`
    select decision_id as "decisionId", forum_code as "forumCode", to_char(taken_on, 'YYYY-MM-DD') as "takenOn", outcome, standing, owed, measured,
      (select json_build_object('outcome', r.outcome, 'saidOn', to_char(r.said_on, 'YYYY-MM-DD')) from ratification r where r.decision_id = heard.decision_id order by r.id desc limit 1) as ratification
    from (select distinct on (decision_id) * from question_decision where question_id = ${questionId} order by decision_id, id desc) as heard
    order by taken_on desc, id desc`.execute(db);
  return rows;
}

/** Agreements on a question that wait for the leadership team. */
export const awaitingRatification = async (db: Kysely<unknown>, questionId: string): Promise<HeardDecision[]> => (await heardDecisions(db, questionId)).filter(({ owed }) => owed.includes('ratify'));

/** Whether something was agreed on a question, however it stands. */
export async function hasAgreement(db: Kysely<unknown>, questionId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from question_decision where question_id = ${questionId} and outcome = 'agreed' limit 1`.execute(db);
  return rows.length > 0;
}

/** Those who took part for general practice, in the seats that they held or deputised for on the day. */
export async function representativesThere(db: Kysely<unknown>, forum: Forum, personIds: readonly string[], day: IsoDate): Promise<RepresentativeThere[]> {
  const seats = await seatsOn(db, forum.code, day);
  return [...new Set(personIds)].flatMap((personId): RepresentativeThere[] => {
    const own = seats.filter(({ holder, deputies }) => [holder, ...deputies].some((one) => one?.personId === personId));
    // Their term ended during the meeting, or they were let in without a seat: whoever spoke for general practice is measured.
    if (own.length === 0) return [{ personId, seatId: null, seatTitle: 'Somebody without a seat', isDeputy: false, whyNotMandated: noMandate(null, forum) }];
    const ours = own.filter((seat) => isOfGeneralPractice(seat, forum) || noMandate(seat, forum) !== null);
    const seat = ours.find(({ holder }) => holder?.personId === personId) ?? ours[0];
    return seat ? [{ personId, seatId: seat.id, seatTitle: seat.title, isDeputy: seat.holder?.personId !== personId, whyNotMandated: noMandate(seat, forum) }] : [];
  });
}

const noMandate = (seat: Seat | null, forum: Forum): string | null => whyNotMandated(seat ?? { sector: 'general-practice', office: null }, forum)?.why ?? null;
