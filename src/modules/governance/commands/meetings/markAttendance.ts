import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import type { Attendance, Meeting } from '../../domain/meeting.ts';
import { attendanceOf } from '../../queries/meetings.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { subjectOfMeeting } from './callMeeting.ts';
import { forumOnDay, lockMeeting, requireState } from './lockMeeting.ts';

/** What is said of one person for one seat. `left` ends a presence now; null takes back what was marked. */
export interface AttendanceMark {
  seatId: string;
  personId: string;
  status: Attendance['status'] | 'left' | null;
  /** Of one who came late or left early, where it is written up: replaces what was marked of them. */
  from?: Date | null;
  until?: Date | null;
}

/** Marks who is there, for any number of seats at once. What is marked already stays as it is. */
export async function markAttendance(context: GovernanceContext, acting: Acting, meetingId: string, marks: readonly AttendanceMark[]): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const meeting = await lockMeeting(transaction, meetingId);
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['planned', 'open', 'ended'], 'Nobody comes to a meeting that was cancelled.');
    const { seats } = await forumOnDay(transaction, meeting.forumCode, meeting.day);
    const standing = await attendanceOf(transaction, meetingId);
    let changed = 0;
    for (const mark of marks) {
      const seat = seats.find(({ id }) => id === mark.seatId);
      const isHolder = seat?.holder?.personId === mark.personId;
      if (!seat || (!isHolder && !seat.deputies.some(({ personId }) => personId === mark.personId))) {
        throw new Refused({ code: 'not-of-this-seat', what: 'This person neither holds this seat nor deputises for it on the day of the meeting.', todo: 'Fill the seat first, or record the attendance of whoever does.' });
      }
      const own = standing.filter(({ seatId, personId }) => seatId === mark.seatId && personId === mark.personId);
      const rows = rowsAfter(mark, own, meeting, now);
      if (!rows) continue;
      changed += 1;
      await replaceRows(transaction, { meetingId, mark, capacity: isHolder ? 'holder' : 'deputy', rows, by: acting.by }, now);
    }
    if (changed > 0) await appendAudit(transaction, { by: acting.by, action: 'mark-attendance', subject: subjectOfMeeting(meetingId), detail: { marked: changed } }, now);
  });
}

type Span = Pick<Attendance, 'status' | 'from' | 'until'>;
const sameSpans = (left: readonly Span[], right: readonly Span[]): boolean =>
  left.length === right.length && left.every((span, index) => span.status === right[index]!.status && span.from?.getTime() === right[index]!.from?.getTime() && span.until?.getTime() === right[index]!.until?.getTime());

/** What is to stand of a person's attendance after a mark; null where it stands so already. */
function rowsAfter({ status, from, until }: AttendanceMark, own: readonly Attendance[], meeting: Meeting, now: Date): Span[] | null {
  const spans = own.map((row): Span => ({ status: row.status, from: row.from, until: row.until }));
  const after = ((): Span[] => {
    if (status === null) return [];
    if (status === 'apologies' || status === 'absent') return [{ status, from: null, until: null }];
    if (status === 'present' && (from !== undefined || until !== undefined)) return [{ status, from: from ?? null, until: until ?? null }];
    const there = spans.filter((span) => span.status === 'present');
    const now_ = there.find((span) => span.until === null);
    if (status === 'left') return now_ ? there.map((span) => (span === now_ ? { ...span, until: now } : span)) : there;
    if (now_) return there;
    // Whoever was marked as not there before, and comes while the meeting is under way, comes now.
    const comesLate = meeting.state === 'open' && spans.length > 0;
    return [...there, { status: 'present', from: comesLate ? now : null, until: null }];
  })();
  if (after.some((span) => span.from && span.until && span.from >= span.until)) throw new Refused({ code: 'left-before-coming', what: 'Somebody would have left before they came.', todo: 'Check both times.' });
  if (status === 'left' && after.length === 0) throw new Refused({ code: 'not-there', what: 'Somebody who is not marked as present cannot leave.', todo: 'Mark them as present first, with the time at which they left.' });
  return sameSpans(spans, after) ? null : after;
}

interface Replacement {
  meetingId: string;
  mark: AttendanceMark;
  capacity: Attendance['capacity'];
  rows: readonly Span[];
  by: string;
}

async function replaceRows(transaction: Transaction<unknown>, { meetingId, mark, capacity, rows, by }: Replacement, now: Date): Promise<void> {
  await sql`
    update attendance set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${by}
    where meeting_id = ${meetingId} and seat_id = ${mark.seatId} and person_id = ${mark.personId} and withdrawn_at is null`.execute(transaction);
  for (const { status, from, until } of rows) {
    await sql`
      insert into attendance (meeting_id, seat_id, person_id, capacity, status, from_at, until_at, recorded_at, recorded_by)
      values (${meetingId}, ${mark.seatId}, ${mark.personId}, ${capacity}, ${status}, ${from?.toISOString() ?? null}, ${until?.toISOString() ?? null}, ${now.toISOString()}, ${by})`.execute(transaction);
  }
}
