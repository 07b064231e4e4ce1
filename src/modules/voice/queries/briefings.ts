import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { mayRead, type Viewer } from '../domain/confidence.ts';
import type { Question } from './questions.ts';

export interface Briefing {
  forumCode: string;
  /** Null once erased. */
  words: string | null;
  givenAt: Date;
}

/** What the seats that take no mandate were told, the newest first; nothing for somebody who is not signed in. */
export async function briefingsRead(db: Kysely<unknown>, question: Pick<Question, 'id' | 'forumCode'>, viewer: Viewer | null): Promise<Briefing[]> {
  if (!mayRead('position', viewer, { forumCode: question.forumCode, isPublic: false })) return [];
  const { rows } = await sql<Briefing>`
    select forum_code as "forumCode", w.words, given_at as "givenAt" from briefing b left join words_written w on w.id = b.words where question_id = ${question.id} order by given_at desc, b.id`.execute(db);
  return rows;
}
