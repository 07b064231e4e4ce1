import { Refused } from '#kernel/result.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import type { Forum } from '../../domain/forum.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { forumOf } from '../../queries/forums.ts';
import { meetingHead, meetingOf, meetingsOf } from '../../queries/meetings.ts';
import { agreedVersion, minutesOf } from '../../queries/minutes.ts';
import type { MinutesVersion } from '../../queries/minutes.ts';
import { itemsWithoutPapersFor, keepsPaper, sitsIn } from '../../queries/papers.ts';

export interface ShownMinutes {
  forum: Forum;
  meeting: Meeting;
  isKeeper: boolean;
  isInside: boolean;
  /** What this reader gets; null with a reason in `whyNone`. */
  shown: MinutesVersion | null;
  whyNone: string | null;
  /** Every version, for those inside; of the public's reader the one that was agreed. */
  versions: MinutesVersion[];
  /** Later meetings of the forum that have begun: one of them may have agreed these. */
  laterMeetings: Meeting[];
}

/** The minutes as one reader gets them: the public the version that was agreed, without the private items; `version` asks for an earlier one. */
export async function minutesFor(context: GovernanceContext, acting: Acting | null, meetingId: string, version?: number): Promise<ShownMinutes> {
  const [db, day] = [context.database.as<unknown>(), context.today()];
  const meeting = await meetingHead(db, meetingId);
  const forum = meeting && (await forumOf(db, meeting.forumCode, meeting.day));
  if (!meeting || !forum) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting.', todo: 'Choose one from its forum.' });
  const isKeeper = acting !== null && (await keepsPaper(db, acting, forum.code, day));
  const isInside = isKeeper || (acting?.personId != null && (await sitsIn(db, forum.code, acting.personId, day)));
  const all = await minutesOf(db, meetingId);
  const agreed = agreedVersion(all);
  const open = isInside && !(await isRuledOutOfPrivateItems(context, acting, meetingId)) ? all : (isInside ? all : agreed ? [agreed] : []).map((one) => ({ ...one, privateWords: null }));
  const versions = isInside || meeting.isPublic ? open : [];
  const shown = version === undefined ? (versions.at(-1) ?? null) : (versions.find((one) => one.version === version) ?? null);
  return { forum, meeting, isKeeper, isInside, shown, whyNone: shown ? null : whyNone(meeting, all.length > 0, isInside), versions, laterMeetings: isKeeper ? (await meetingsOf(db, forum.code)).filter(({ startsAt, state }) => startsAt > meeting.startsAt && (state === 'open' || state === 'ended')) : [] };
}

function whyNone({ isPublic, state }: Meeting, isWritten: boolean, isInside: boolean): string {
  if (!isInside && !isPublic) return 'Withheld: this meeting was not held in public.';
  if (state === 'cancelled') return 'This meeting was cancelled.';
  if (state !== 'ended') return 'This meeting has not ended.';
  return isWritten ? 'The minutes are a draft. The public gets them when a later meeting has agreed them.' : 'The minutes are not written yet.';
}

/** Private minutes are one text: who gets no papers of a private item gets none of it. */
async function isRuledOutOfPrivateItems(context: GovernanceContext, acting: Acting | null, meetingId: string): Promise<boolean> {
  if (!acting?.personId) return false;
  const without = await itemsWithoutPapersFor(context.database.as(), meetingId, acting.personId);
  if (without.size === 0) return false;
  return (await meetingOf(context.database.as(), meetingId))?.items.some(({ id, isPrivate }) => isPrivate && without.has(id)) ?? false;
}
