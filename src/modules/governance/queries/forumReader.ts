import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { isKeeper } from '../commands/requireKeeper.ts';
import type { Acting } from '../context.ts';
import type { RecordedDecision } from '../domain/decision.ts';
import type { Forum } from '../domain/forum.ts';
import type { AgendaItem, Meeting } from '../domain/meeting.ts';
import { seatsOn } from './forums.ts';

/** Somebody who reads of a forum's meetings. Null in place of the acting person is the public. */
export interface ForumReader {
  personId: string | null;
  isKeeper: boolean;
  /** Holds a seat there or deputises for one, today or on the day of what is read. */
  sitsThere: boolean;
}

export async function forumReader(db: Kysely<unknown>, acting: Acting | null, forum: Forum, today: IsoDate, day: IsoDate = today): Promise<ForumReader> {
  if (!acting) return { personId: null, isKeeper: false, sitsThere: false };
  const seats = [...(await seatsOn(db, forum.code, today)), ...(day === today ? [] : await seatsOn(db, forum.code, day))];
  const sitsThere = seats.some(({ holder, deputies }) => [holder, ...deputies].some((one) => one !== null && one.personId === acting.personId));
  return { personId: acting.personId, isKeeper: await isKeeper(db, acting, forum, today), sitsThere };
}

/** Whoever sits in a forum or keeps it reads all of its meetings; everybody else what is public. */
const isWithin = ({ isKeeper: keeps, sitsThere }: ForumReader): boolean => keeps || sitsThere;

export const mayReadMeeting = (reader: ForumReader, { isPublic }: Pick<Meeting, 'isPublic'>): boolean => isPublic || isWithin(reader);

/** A private item is withheld, with its reason, from those who do not sit there. */
export const mayReadItem = (reader: ForumReader, meeting: Pick<Meeting, 'isPublic'>, { isPrivate }: Pick<AgendaItem, 'isPrivate'>): boolean => mayReadMeeting(reader, meeting) && (!isPrivate || isWithin(reader));

/** Of a meeting that was not public, or an item that was private, a decision is withheld; one between meetings unless it says so. */
export const mayReadDecision = (reader: ForumReader, { isPrivate }: Pick<RecordedDecision, 'isPrivate'>, meeting: Pick<Meeting, 'isPublic'> | null): boolean =>
  isWithin(reader) || (!isPrivate && (meeting?.isPublic ?? true));
