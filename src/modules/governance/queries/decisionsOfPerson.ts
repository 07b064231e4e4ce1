import type { Kysely } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { decisionsOf } from './decisions.ts';
import { forumsOn, seatsOfPerson } from './forums.ts';

const LABEL_LENGTH_MAX = 80;
const DECISIONS_MAX = 100;

/** The decisions of the forums in which somebody sits on a day, the newest first: what they may point at elsewhere. */
export async function decisionsOfPerson(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<{ subject: SubjectRef; label: string }[]> {
  const nameOf = new Map((await forumsOn(db, day)).map(({ code, name }) => [code, name]));
  const forums = new Set((await seatsOfPerson(db, personId, day)).map(({ forumCode }) => forumCode));
  const found = [];
  for (const forum of forums) found.push(...(await decisionsOf(db, forum)));
  return found
    .toSorted((a, b) => (a.takenOn < b.takenOn ? 1 : -1))
    .slice(0, DECISIONS_MAX)
    .map(({ id, forumCode, takenOn, decided }) => ({
      subject: { module: 'governance', kind: 'decision', id },
      label: `${nameOf.get(forumCode) ?? forumCode}, ${sayDate(takenOn)}: ${decided.length > LABEL_LENGTH_MAX ? `${decided.slice(0, LABEL_LENGTH_MAX)}…` : decided}`,
    }));
}
