import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { forumOf, isKeeper } from '#governance';
import type { Acting } from '#governance';
import { rolesOfPersonOn } from '#register';
import type { VoiceContext } from '../../context.ts';
import type { Question } from '../../queries/questions.ts';
import { mayLead } from '../requireLead.ts';
import { requireConfidant, type Image } from '../requireConfidant.ts';

/**
 * Who may consult the LMC on a question: those who lead it, and the keepers of the forum that decides it. What is asked
 * within general practice only is asked by those inside.
 */
export async function requireConsulting(db: Kysely<unknown>, context: VoiceContext, image: Image, acting: Acting, question: Question, confidence: 'mandate' | 'position'): Promise<void> {
  if (confidence === 'mandate') {
    await requireConfidant(db, context, image, acting, question.forumCode);
    return;
  }
  const day = context.today();
  const team = await forumOf(db, question.forumCode, day);
  if (team && (await mayLead(db, acting, team, day))) return;
  const deciding = question.decidesForumCode === null ? null : await forumOf(db, question.decidesForumCode, day);
  if (deciding && (await isKeeper(db, acting, deciding, day))) return;
  throw new Refused({ code: 'not-allowed', what: 'You neither lead this question nor keep the forum that decides it.', todo: 'Its leadership team, or the secretary of that forum, can do this.' });
}

export const CONSULT = 'voice.consult';

/** Lets only an officer of this LMC through. */
export async function requireOfficer(db: Kysely<unknown>, context: VoiceContext, acting: Acting, lmcCode: string): Promise<void> {
  if (acting.permissions.has(CONSULT)) {
    if (acting.personId === null) return;
    const roles = await rolesOfPersonOn(db, acting.personId, context.today());
    if (roles.some(({ role, organisationCode }) => role === 'lmc-officer' && organisationCode === lmcCode)) return;
  }
  throw new Refused({ code: 'not-allowed', what: 'You are not an officer of this LMC.', todo: 'One of its officers can answer.' });
}

/** The same as a yes or no, for a page that shows a form only to those who may send it. */
export async function isConsulting(...asked: Parameters<typeof requireConsulting>): Promise<boolean> {
  try {
    await requireConsulting(...asked);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
