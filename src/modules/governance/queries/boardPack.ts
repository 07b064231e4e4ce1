import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import type { BoardPack, PackItem, PackPaper } from '../domain/boardPack.ts';
import { londonTime } from '../domain/londonTime.ts';
import type { AgendaItem } from '../domain/meeting.ts';
import { numberedItems } from '../domain/minutes.ts';
import type { AttachedPaper } from '../domain/papers.ts';
import { actionsCarriedTo } from './actions.ts';
import { forumOf } from './forums.ts';
import { meetingOf } from './meetings.ts';
import { coversOf, itemsWithoutPapersFor, keepsPaper, mayRead, papersOf, sitsIn } from './papers.ts';

export interface PackReader {
  acting: Acting;
  name: string;
}

/**
 * A meeting's pack as one reader gets it, or the public where `reader` is null: private items are left out of the public's, and
 * somebody ruled to get no papers of an item gets none. Throws `Refused` where there is no such meeting.
 */
export async function boardPackFor(db: Kysely<unknown>, meetingId: string, reader: PackReader | null, day: IsoDate): Promise<BoardPack> {
  const meeting = await meetingOf(db, meetingId);
  const forum = meeting && (await forumOf(db, meeting.forumCode, meeting.day));
  if (!meeting || !forum) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting.', todo: 'Choose one from its forum.' });
  const personId = reader?.acting.personId ?? null;
  const isInside = reader !== null && ((await keepsPaper(db, reader.acting, forum.code, day)) || (personId !== null && (await sitsIn(db, forum.code, personId, day))));
  const numbered = numberedItems(meeting.items);
  const without = personId === null ? new Set<string>() : await itemsWithoutPapersFor(db, meetingId, personId);
  const covers = await coversOf(db, numbered.map(({ item }) => item.id));
  const inPack = async (attached: AttachedPaper): Promise<PackPaper> => {
    const answer = await mayRead(db, isInside ? reader.acting : null, attached, day);
    if (!answer.mayRead) return { isWithheld: true, why: answer.why };
    const { title, fileName, mediaType, bytes, digest } = attached.paper;
    return { isWithheld: false, title, fileName, mediaType, bytes, digest };
  };
  const papers = await papersOf(db, 'item', numbered.map(({ item }) => item.id));
  const items: PackItem[] = [];
  for (const { item, number } of numbered) {
    const { title, purpose, amountPence } = item;
    const withheld = withheldFrom(item, isInside, without.has(item.id));
    if (withheld) items.push({ number, title: withheld.title, purpose, amountPence: null, cover: null, papers: [], withheld: withheld.why });
    else {
      const own: PackPaper[] = [];
      for (const attached of papers.filter(({ subjectId }) => subjectId === item.id)) own.push(await inPack(attached));
      items.push({ number, title, purpose, amountPence, cover: covers.get(item.id) ?? null, papers: own, withheld: null });
    }
  }
  const ofMeeting: PackPaper[] = [];
  for (const attached of await papersOf(db, 'meeting', [meetingId])) ofMeeting.push(await inPack(attached));
  return {
    forumName: forum.name, day: meeting.day, times: `${londonTime(meeting.startsAt)} to ${londonTime(meeting.endsAt)}`, place: meeting.place,
    isPublic: meeting.isPublic, isCancelled: meeting.state === 'cancelled',
    forWhom: isInside ? `For ${reader.name}, who sits in or keeps the forum. It may hold what the public does not get: do not pass it on.` : 'For the public.',
    items, papers: ofMeeting,
    // The public finds actions in the minutes, once those are agreed.
    actions: isInside ? (await actionsCarriedTo(db, meeting)).map(({ what, ownerName, dueOn, carriedOver }) => ({ what, ownerName, dueOn, carriedOver })) : [],
  };
}

function withheldFrom({ title, isPrivate, privateReason }: AgendaItem, isInside: boolean, isWithoutPapers: boolean): { title: string; why: string } | null {
  if (isPrivate && !isInside) return { title: 'A private item', why: privateReason ?? 'no reason is recorded' };
  if (isWithoutPapers) return { title, why: 'the chair ruled that you get no papers of this item, for a conflict of interest' };
  return null;
}
