import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { download } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { forumOf } from '../../queries/forums.ts';
import { meetingHead, meetingsOf } from '../../queries/meetings.ts';
import { calendarOf } from './calendar.ts';

const TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

/** Meetings for a calendar: a forum's that are held in public, and any one by its link. */
export function calendarPages({ database, today, now, publicUrl }: GovernanceContext): PageDefinition[] {
  const db = () => database.as<unknown>();
  return [
    definePage({
      method: 'GET',
      path: '/forums/:code/calendar.ics',
      who: 'anyone',
      params: z.object({ code: z.string().max(60) }),
      async handle({ params: { code } }) {
        const forum = await forumOf(db(), code, today());
        if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: code, todo: 'Choose one from the list of forums.' });
        const meetings = (await meetingsOf(db(), code)).filter(({ isPublic }) => isPublic).map((meeting) => ({ meeting, forumName: forum.name }));
        return download({ fileName: `${code}.ics`, contentType: TYPE, body: await calendarOf(meetings, { title: forum.name, publicUrl, now: now() }) });
      },
    }),
    definePage({
      method: 'GET',
      path: '/meetings/:id/calendar.ics',
      who: 'anyone',
      params: z.object({ id: z.string().max(60) }),
      async handle({ params: { id }, session }) {
        const meeting = await meetingHead(db(), id);
        const forum = meeting && (await forumOf(db(), meeting.forumCode, meeting.day));
        // A meeting that is not held in public has its place and its link in it: for those who can sign in.
        if (!meeting || !forum || (!meeting.isPublic && !session)) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting, or it is not held in public.', todo: 'Sign in if you sit in the forum.' });
        return download({ fileName: `${meeting.forumCode}-${meeting.day}.ics`, contentType: TYPE, body: await calendarOf([{ meeting, forumName: forum.name }], { title: forum.name, publicUrl, now: now() }) });
      },
    }),
  ];
}
