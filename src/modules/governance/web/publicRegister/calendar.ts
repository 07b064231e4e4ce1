import type { ICalCalendar } from 'ical-generator';
import { londonDay, londonTime } from '../../domain/londonTime.ts';
import type { Meeting } from '../../domain/meeting.ts';

export interface MeetingInCalendar {
  meeting: Meeting;
  forumName: string;
}

export interface CalendarOptions {
  title: string;
  /** Links and the names of events are made from it: an event keeps its name while the house keeps its address. */
  publicUrl: string;
  now: Date;
}

/** The clock of England as a calendar needs it: summer time begins on the last Sunday of March and ends on that of October, at 01:00 UTC. */
const LONDON = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/London',
  'BEGIN:DAYLIGHT', 'TZNAME:BST', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'DTSTART:19810329T010000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
  'BEGIN:STANDARD', 'TZNAME:GMT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'DTSTART:19961027T020000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** Meetings as an iCalendar file: each keeps its name, so that a change or a cancellation reaches whoever subscribed. */
export async function calendarOf(meetings: readonly MeetingInCalendar[], { title, publicUrl, now }: CalendarOptions): Promise<string> {
  // Loaded when first wanted.
  const { default: startCalendar, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar: ICalCalendar = startCalendar({ name: title, prodId: { company: 'Chorus', product: 'Meetings', language: 'EN' }, method: ICalCalendarMethod.PUBLISH, ttl: 60 * 60 });
  // No zone for the calendar as a whole: the moments at which events were made would be written in it, and are UTC.
  calendar.timezone({ name: null, generator: () => LONDON });
  const host = new URL(publicUrl).hostname;
  for (const { meeting, forumName } of meetings) {
    const isOff = meeting.state === 'cancelled';
    calendar.createEvent({
      id: `meeting-${meeting.id}@${host}`,
      sequence: meeting.changes,
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      start: asShownInLondon(meeting.startsAt),
      end: asShownInLondon(meeting.endsAt),
      stamp: now,
      timezone: 'Europe/London',
      summary: oneLine(`${isOff ? 'Cancelled: ' : ''}${forumName}`),
      location: meeting.place ? oneLine(meeting.place) : null,
      description: [isOff && meeting.stateReason ? `Cancelled: ${meeting.stateReason}` : null, meeting.isPublic ? 'Held in public.' : 'Not held in public.', `Agenda and papers: ${publicUrl}/meetings/${meeting.id}`].filter(Boolean).join('\n'),
      url: `${publicUrl}/meetings/${meeting.id}`,
    });
  }
  return calendar.toString();
}

// ical-generator writes a time of a named zone as this machine’s own clock shows it, whatever zone the machine is in.
const asShownInLondon = (instant: Date): Date => new Date(`${londonDay(instant)}T${londonTime(instant)}:00`);

// What ical-generator folds and escapes, it does well; it knows no control characters.
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
