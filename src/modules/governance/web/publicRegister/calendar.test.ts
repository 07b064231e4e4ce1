import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { calendarOf } from './calendar.ts';

const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  id: 'b6a1', forumCode: 'together', startsAt: new Date('2026-07-15T09:00:00Z'), endsAt: new Date('2026-07-15T11:00:00Z'), day: isoDate('2026-07-15'),
  place: 'The Guildhall, High Street; Upper Ashvale', isPublic: true, state: 'planned', stateReason: null, openedAt: null, endedAt: null, changes: 0, ...more,
});
const OPTIONS = { title: 'Meetings', publicUrl: 'https://chorus.example', now: new Date('2026-06-01T12:00:00Z') };

/** The lines as a calendar reads them: folded ones joined, each as its name and its value. */
async function linesOf(meetings: Meeting[], forumName = 'Upper Ashvale Together'): Promise<[string, string][]> {
  const text = await calendarOf(meetings.map((one) => ({ meeting: one, forumName })), OPTIONS);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return text.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
}
const valueOf = (lines: [string, string][], name: string): string | undefined => lines.find(([one]) => one === name)?.[1];
const eventIn = (lines: [string, string][]) => lines.slice(lines.findIndex(([name, value]) => name === 'BEGIN' && value === 'VEVENT'));

test('has what a calendar must have, by the clock of England', async () => {
  const lines = await linesOf([meeting()]);
  expect([valueOf(lines, 'VERSION'), valueOf(lines, 'PRODID')]).toEqual(['2.0', '-//Chorus//Meetings//EN']);
  expect(lines).toContainEqual(['TZID', 'Europe/London']);
  const event = eventIn(lines);
  expect(Object.fromEntries(event)).toMatchObject({
    UID: 'meeting-b6a1@chorus.example', SEQUENCE: '0', STATUS: 'CONFIRMED', 'DTSTART;TZID=Europe/London': '20260715T100000', 'DTEND;TZID=Europe/London': '20260715T120000',
    SUMMARY: 'Upper Ashvale Together', LOCATION: 'The Guildhall\\, High Street\\; Upper Ashvale', 'URL;VALUE=URI': 'https://chorus.example/meetings/b6a1',
  });
  expect(valueOf(event, 'DTSTAMP')).toMatch(/^20260601T120000Z$/);
});

test('a change and a cancellation come under the same name with a higher sequence', async () => {
  const event = eventIn(await linesOf([meeting({ state: 'cancelled', stateReason: 'No quorum', changes: 2 })]));
  expect(Object.fromEntries(event)).toMatchObject({ UID: 'meeting-b6a1@chorus.example', SEQUENCE: '2', STATUS: 'CANCELLED', SUMMARY: 'Cancelled: Upper Ashvale Together' });
  expect(valueOf(event, 'DESCRIPTION')).toContain('Cancelled: No quorum');
});

test('words cannot break out of their line', async () => {
  const lines = await linesOf([meeting({ place: 'Room 1\r\nATTACH:https://evil.example' })], 'A very long name '.repeat(20));
  expect(lines.some(([name]) => name === 'ATTACH')).toBe(false);
  expect(lines.filter(([name, value]) => name === 'BEGIN' && value === 'VEVENT')).toHaveLength(1);
});
