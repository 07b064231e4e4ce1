import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { isOfGeneralPractice, meetingHead, seatsOn } from '#governance';
import type { Acting, Forum } from '#governance';
import { agreementFaults, type Agreement } from '../domain/position.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** A form with faults, each beside its field; read as one refusal where there is no form. */
export class FormRefused extends Refused {
  readonly faults: readonly { field: string; says: string }[];
  constructor(code: string, faults: readonly { field: string; says: string }[]) {
    super({ code, what: faults.map(({ says }) => says).join(' '), where: faults[0]?.field, todo: 'Correct it and try again.' });
    this.faults = faults;
  }
}

export interface SeatThere {
  seatId: string;
  title: string;
}

/** The seats that agreed, by their titles, where the team could have agreed like this; throws `FormRefused` otherwise. */
export async function requireAgreement(db: Kysely<unknown>, acting: Acting, forum: Forum, agreement: Agreement, today: IsoDate): Promise<SeatThere[]> {
  const faults: { field: string; says: string }[] = agreementFaults(agreement, today);
  const seats = await seatsOn(db, forum.code, agreement.agreedOn);
  const there = seats.filter(({ id }) => agreement.seatIds.includes(id));
  if (there.length < new Set(agreement.seatIds).size) faults.push({ field: 'seatIds', says: `One of these is no seat of the ${forum.name} on that day.` });
  else if (there.length > 0 && !there.some((seat) => isOfGeneralPractice(seat, forum))) faults.push({ field: 'seatIds', says: 'No seat of general practice was there.' });
  if (agreement.agreedHow === 'meeting' && agreement.meetingId !== null) {
    const meeting = await meetingHead(db, agreement.meetingId);
    if (meeting?.forumCode !== forum.code) faults.push({ field: 'meetingId', says: `There is no such meeting of the ${forum.name}.` });
    else if (meeting.day !== agreement.agreedOn) faults.push({ field: 'agreedOn', says: 'That is not the day of the meeting.' });
  }
  if (agreement.agreedHow === 'chair' && acting.personId !== null) {
    const seatsToday = await seatsOn(db, forum.code, today);
    const isChair = seatsToday.some(({ office, holder, deputies }) => office === 'chair' && [holder, ...deputies].some((one) => one?.personId === acting.personId));
    if (!isChair) throw new Refused({ code: 'not-allowed', what: `Only the chair of the ${forum.name}, or who deputises, records what it agreed outside a meeting.`, todo: 'Ask the chair, or name the meeting in which it was agreed.' });
  }
  if (faults.length > 0) throw new FormRefused('invalid-agreement', faults);
  return there.map(({ id, title }) => ({ seatId: id, title }));
}
