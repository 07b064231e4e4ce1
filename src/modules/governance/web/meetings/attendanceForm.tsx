import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { textIn } from '#platform/web/formValues.ts';
import type { AttendanceMark } from '../../commands/meetings/markAttendance.ts';
import type { Seat } from '../../domain/forum.ts';
import type { Attendance } from '../../domain/meeting.ts';
import { londonTime } from '../../domain/londonTime.ts';
import { Choices } from './choices.tsx';
import { nameOf } from './meetingPaths.ts';

const STATUSES = [
  { value: 'present', label: 'Present' },
  { value: 'apologies', label: 'Apologies' },
  { value: 'absent', label: 'Absent' },
];
const STATUS_WORDS = { present: 'present', apologies: 'apologies', absent: 'absent' } as const;

const fieldOf = (seatId: string, personId: string): string => `mark.${seatId}.${personId}`;

interface PersonOfSeat {
  personId: string;
  name: string | null;
  capacity: 'holder' | 'deputy';
}

const peopleOf = ({ holder, deputies }: Seat): PersonOfSeat[] => [
  ...(holder ? [{ personId: holder.personId, name: holder.name, capacity: 'holder' as const }] : []),
  ...deputies.map(({ personId, name }) => ({ personId, name, capacity: 'deputy' as const })),
];

/** How somebody stands now: the last of what was marked of them. */
function standingOf(rows: readonly Attendance[]): { chosen: string | null; says: string | null } {
  const last = rows.at(-1);
  if (!last) return { chosen: null, says: null };
  const times = rows.filter(({ status, from, until }) => status === 'present' && (from || until)).map(({ from, until }) => `${from ? `from ${londonTime(from)}` : ''}${from && until ? ' ' : ''}${until ? `until ${londonTime(until)}` : ''}`);
  return { chosen: last.until ? 'left' : last.status, says: times.length > 0 ? times.join('; ') : null };
}

/** Everybody of every seat in one form: a press each, and one to save. */
export function AttendanceForm({ action, seats, attendance }: { action: string; seats: readonly Seat[]; attendance: readonly Attendance[] }): ReactElement {
  return (
    <form method="post" action={action} className="meeting-rows">
      <CsrfField />
      {seats.map((seat) => (
        <div key={seat.id} className="meeting-row">
          <p className="meeting-row__title">{seat.title}</p>
          {peopleOf(seat).length === 0 && <p className="forum-quiet">vacant</p>}
          {peopleOf(seat).map(({ personId, name, capacity }) => {
            const rows = attendance.filter((row) => row.seatId === seat.id && row.personId === personId);
            const { chosen, says } = standingOf(rows);
            const options = chosen === 'present' || chosen === 'left' ? [...STATUSES, { value: 'left', label: chosen === 'left' ? 'Left' : 'Leaves now' }] : STATUSES;
            return (
              <div key={personId} className="meeting-row__line">
                <span>
                  {nameOf(name)}
                  {capacity === 'deputy' && <span className="forum-quiet"> deputy</span>}
                  {says && <span className="forum-quiet"> {says}</span>}
                </span>
                <Choices name={fieldOf(seat.id, personId)} legend={`${nameOf(name)}, ${seat.title}`} options={options} chosen={chosen} />
              </div>
            );
          })}
        </div>
      ))}
      <button type="submit" className="nhsuk-button nhsuk-button--secondary">
        Save who is there
      </button>
    </form>
  );
}

/** The marks that a form sent which differ from how everybody stands. What was not touched changes nothing. */
export function marksIn(values: SentValues, seats: readonly Seat[], attendance: readonly Attendance[]): AttendanceMark[] {
  return seats.flatMap((seat) =>
    peopleOf(seat).flatMap(({ personId }) => {
      const sent = textIn(values, fieldOf(seat.id, personId));
      const { chosen } = standingOf(attendance.filter((row) => row.seatId === seat.id && row.personId === personId));
      if (!['present', 'apologies', 'absent', 'left'].includes(sent) || sent === chosen) return [];
      return [{ seatId: seat.id, personId, status: sent as AttendanceMark['status'] }];
    }),
  );
}

/** Who was there, for those who only read. */
export function AttendanceList({ seats, attendance }: { seats: readonly Seat[]; attendance: readonly Attendance[] }): ReactElement {
  if (attendance.length === 0) return <p>Attendance is not recorded yet.</p>;
  return (
    <ul className="meeting-list">
      {seats.map((seat) => (
        <li key={seat.id}>
          {seat.title}
          <span className="forum-quiet">{sayOfSeat(seat, attendance.filter(({ seatId }) => seatId === seat.id))}</span>
        </li>
      ))}
    </ul>
  );
}

function sayOfSeat({ holder }: Seat, rows: readonly Attendance[]): string {
  const people = [...new Set(rows.map(({ personId }) => personId))].map((personId) => rows.filter((row) => row.personId === personId));
  if (people.length === 0) return holder ? `${nameOf(holder.name)}: not marked` : 'vacant';
  return people
    .map((own) => {
      const [{ name, capacity, status }, { says }] = [own.at(-1)!, standingOf(own)];
      return `${nameOf(name)}${capacity === 'deputy' ? ' (deputy)' : ''}: ${STATUS_WORDS[status]}${says ? ` ${says}` : ''}`;
    })
    .join('; ');
}
