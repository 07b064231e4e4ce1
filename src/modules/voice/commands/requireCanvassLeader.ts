import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { RegisterContext } from '#register';
import type { Acting } from '../context.ts';
import { mayRead } from '../domain/confidence.ts';
import type { Question } from '../queries/questions.ts';
import { viewerOf } from '../queries/viewer.ts';
import { LEAD } from './requireLead.ts';

/**
 * Whether somebody leads a canvass of this question: they may lead at all, and sit for general practice in its leadership
 * team. Whoever may not read named answers does not lead either. The console leads every one.
 */
export async function isCanvassLeader(db: Kysely<unknown>, register: RegisterContext, acting: Acting, question: Pick<Question, 'forumCode'>, day: IsoDate): Promise<boolean> {
  if (!acting.permissions.has(LEAD)) return false;
  if (acting.personId === null) return true;
  return mayRead('named-answers', await viewerOf(db, register, acting.personId, day), { forumCode: question.forumCode, isPublic: false });
}

export async function requireCanvassLeader(db: Kysely<unknown>, register: RegisterContext, acting: Acting, question: Pick<Question, 'forumCode'>, day: IsoDate): Promise<void> {
  if (await isCanvassLeader(db, register, acting, question, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not lead the canvass of this question.', todo: 'Somebody who sits for general practice in its leadership team can do this.' });
}
