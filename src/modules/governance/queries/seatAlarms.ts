import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { UNATTENDED_FROM } from '../domain/composition.ts';
import type { Forum, Seat } from '../domain/forum.ts';
import { attendanceIn } from './compositionFacts.ts';
import { forumsOn, seatsOnAll } from './forums.ts';

/** A seat of general practice that nobody sits in. */
export interface SeatAlarm {
  forumCode: string;
  forumName: string;
  seatId: string;
  seatTitle: string;
  kind: 'vacant' | 'empty';
  /** Of one that is vacant: the last day on which it was held; null where it never was. */
  heldUntil: IsoDate | null;
  /** Of one that stays empty: how many meetings in a row. */
  missedInARow: number;
}

/** Every seat of general practice that is vacant on a day, or to which nobody came two meetings running, in these forums or in all. */
export async function seatAlarms(db: Kysely<unknown>, day: IsoDate, forumCodes: readonly string[] | null = null): Promise<SeatAlarm[]> {
  const seats = (await seatsOnAll(db, day)).filter((seat) => seat.sector === 'general-practice' && (forumCodes === null || forumCodes.includes(seat.forumCode)));
  const alarms: SeatAlarm[] = [];
  for (const forum of await forumsOn(db, day)) {
    const ofForum = seats.filter((seat) => seat.forumCode === forum.code);
    if (ofForum.length === 0) continue;
    const attendanceOf = await attendanceIn(db, forum.code, day);
    alarms.push(...ofForum.flatMap((seat) => alarmOf(forum, seat, attendanceOf(seat.id).missedInARow)));
  }
  return alarms;
}

function alarmOf({ code, name }: Forum, seat: Seat, missedInARow: number): SeatAlarm[] {
  const kind = seat.holder === null ? 'vacant' : missedInARow >= UNATTENDED_FROM ? 'empty' : null;
  return kind ? [{ forumCode: code, forumName: name, seatId: seat.id, seatTitle: seat.title, kind, heldUntil: seat.heldUntil as IsoDate | null, missedInARow }] : [];
}
