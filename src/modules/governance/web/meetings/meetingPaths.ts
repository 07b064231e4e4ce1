import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Session } from '#platform/web/session.ts';
import type { GovernanceContext } from '../../context.ts';
import type { Forum } from '../../domain/forum.ts';
import { londonDay, londonTime } from '../../domain/londonTime.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { forumReader, type ForumReader } from '../../queries/forumReader.ts';
import { forumOf } from '../../queries/forums.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import { errorsOf } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumCrumbs, forumPath } from '../forums/forumPaths.ts';

export const meetingsPath = (forumCode: string): string => `${forumPath(forumCode)}/meetings`;
export const decisionsPath = (forumCode: string): string => `${forumPath(forumCode)}/decisions`;
export const meetingPath = (id: string): string => `/meetings/${encodeURIComponent(id)}`;
export const itemPath = (meetingId: string, itemId: string): string => `${meetingPath(meetingId)}/items/${encodeURIComponent(itemId)}`;
export const decisionPath = (id: string): string => `/decisions/${encodeURIComponent(id)}`;

export const meetingsCrumbs = (forum: Forum) => [...forumCrumbs(forum), { label: 'Meetings', href: meetingsPath(forum.code) }];
export const meetingCrumbs = (forum: Forum, meeting: Meeting) => [...meetingsCrumbs(forum), { label: sayDate(meeting.day), href: meetingPath(meeting.id) }];
export const decisionsCrumbs = (forum: Forum) => [...forumCrumbs(forum), { label: 'Decisions', href: decisionsPath(forum.code) }];

/** When a meeting is, by the clock of England: `3 June 2026, 14:00 to 16:00`. */
export function sayWhen({ startsAt, endsAt, day }: Pick<Meeting, 'startsAt' | 'endsAt' | 'day'>): string {
  const lastDay = londonDay(endsAt);
  return `${sayDate(day)}, ${londonTime(startsAt)} to ${lastDay === day ? '' : `${sayDate(lastDay)}, `}${londonTime(endsAt)}`;
}

/** A moment as pages write it: `3 June 2026, 14:05`. */
export const sayMoment = (moment: Date): string => `${sayDate(londonDay(moment))}, ${londonTime(moment)}`;

export const nameOf = (name: string | null): string => name ?? 'an erased person';

/** The forum on a day, and who reads; refuses a forum that is not there. */
export async function forumFor(context: GovernanceContext, session: Session | null, forumCode: string, day: IsoDate = context.today()): Promise<{ forum: Forum; reader: ForumReader }> {
  const db = context.database.as<unknown>();
  const forum = await forumOf(db, forumCode, day);
  if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: forumCode, todo: 'Choose one from the list of forums.' });
  return { forum, reader: await forumReader(db, session && actingOf(session), forum, context.today(), day) };
}

/** Said to whoever may not read a meeting, an item or a decision. */
export const withheldFrom = ({ personId }: ForumReader, what: string, reason: string): Refused =>
  new Refused({ code: 'not-allowed', what: `${what} is withheld: ${reason}`, todo: personId ? 'Those who sit in the forum can read it.' : 'Sign in if you sit in the forum.' });

/** What changed meanwhile, so that the form is not on the page any more: it is told on a page of its own. */
const CHANGED_MEANWHILE = new Set(['item-closed', 'item-withdrawn', 'meeting-not-so', 'already-cured', 'nothing-owed']);

/** What a command refused, beside the field that it is about. */
export function errorsIn(error: unknown, fields: readonly string[], otherwise: string): FieldErrors {
  if (error instanceof Refused && CHANGED_MEANWHILE.has(error.refusal.code)) throw error;
  return errorsOf(error, fields, otherwise);
}
