import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { mayRead, type Viewer } from '../domain/confidence.ts';
import type { AgreedHow } from '../domain/position.ts';
import type { Question } from './questions.ts';

/** What of a position is published: what we want, and why. Words are null once they are erased. */
export interface PublishedPosition {
  version: number;
  want: string | null;
  reasons: string | null;
  agreedHow: AgreedHow;
  agreedOn: IsoDate;
  publishedAt: Date | null;
}

/** All of it, fall-backs too: of class 'mandate'. */
export interface PositionVersion extends PublishedPosition {
  id: string;
  canvassId: string;
  accept: string | null;
  refuse: string | null;
  mustReturn: string | null;
  changeReason: string | null;
  meetingId: string | null;
  seats: { seatId: string; title: string }[];
  recordedAt: Date;
  recordedBy: string;
}

const wordsOf = (column: string) => sql`(select words from words_written where words_written.id = ${sql.ref(column)})`;

const columns = sql`id, version, canvass_id as "canvassId", ${wordsOf('want_words')} as want, ${wordsOf('reasons_words')} as reasons, ${wordsOf('accept_words')} as accept, ${wordsOf('refuse_words')} as refuse,
  ${wordsOf('return_words')} as "mustReturn", ${wordsOf('change_words')} as "changeReason", agreed_how as "agreedHow", to_char(agreed_on, 'YYYY-MM-DD') as "agreedOn", meeting_id as "meetingId", seats,
  recorded_at as "recordedAt", recorded_by as "recordedBy", published_at as "publishedAt"`;

/** Every version, the newest first. Its caller sees to who may read it: see `positionsRead`. */
export async function positionsOf(db: Kysely<unknown>, questionId: string): Promise<PositionVersion[]> {
  const { rows } = await sql<PositionVersion>`select ${columns} from position_version where question_id = ${questionId} order by version desc`.execute(db);
  return rows;
}

/** The one in force; null where none is agreed. */
export const positionNow = async (db: Kysely<unknown>, questionId: string): Promise<PositionVersion | null> => (await positionsOf(db, questionId))[0] ?? null;

/** A position as one viewer may read it. */
export interface PositionsRead {
  /** The latest that is published; null where none is. */
  published: PublishedPosition | null;
  /** Every version with its fall-backs, the newest first; null for those who may not read them. */
  versions: PositionVersion[] | null;
}

export async function positionsRead(db: Kysely<unknown>, question: Pick<Question, 'id' | 'forumCode'>, viewer: Viewer | null): Promise<PositionsRead> {
  const confided = { forumCode: question.forumCode, isPublic: false };
  if (!mayRead('position', viewer, confided)) return { published: null, versions: null };
  const versions = await positionsOf(db, question.id);
  const published = versions.find(({ publishedAt }) => publishedAt !== null);
  return { published: published ? publishedPart(published) : null, versions: mayRead('mandate', viewer, confided) ? versions : null };
}

const publishedPart = ({ version, want, reasons, agreedHow, agreedOn, publishedAt }: PositionVersion): PublishedPosition => ({ version, want, reasons, agreedHow, agreedOn, publishedAt });
