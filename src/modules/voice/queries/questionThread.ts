import { forumOf } from '#governance';
import type { Acting, Forum } from '#governance';
import { displayName } from '#register';
import { isOutsideGeneralPractice, type Viewer } from '../domain/confidence.ts';
import type { VoiceContext } from '../context.ts';
import { mayLead } from '../commands/requireLead.ts';
import { questionNotFound } from '../commands/moveQuestion.ts';
import { personNames } from './personNames.ts';
import { questionOf, stepsOf, type Question, type QuestionStep } from './questions.ts';
import { viewerOf } from './viewer.ts';

/** A step as this viewer may read it. */
export interface ThreadStep extends QuestionStep {
  byName: string;
}

/** A question with what its thread is drawn from. */
export interface QuestionThread {
  question: Question;
  viewer: Viewer;
  isLeader: boolean;
  placeName: string;
  /** Null only where the forum is gone from the record. */
  team: Forum | null;
  decides: Forum | null;
  leadName: string | null;
  steps: ThreadStep[];
}

/**
 * The head and the history of a question for one viewer. Reasons, and what a draft said before, stay within general
 * practice; so does who took a step. Throws `Refused` where there is no such question.
 */
export async function questionThread(context: VoiceContext, acting: Acting & { personId: string }, id: string): Promise<QuestionThread> {
  const db = context.database.as();
  const day = context.today();
  const question = await questionOf(db, id);
  if (!question) throw questionNotFound(id);
  const viewer = await viewerOf(db, context.register, acting.personId, day);
  const team = await forumOf(db, question.forumCode, day);
  const decides = question.decidesForumCode === null ? null : await forumOf(db, question.decidesForumCode, day);
  const all = await stepsOf(db, id);
  const nameOf = await personNames(db, [...all.map(({ by }) => by), ...(question.leadPersonId ? [question.leadPersonId] : [])]);
  const isOutside = isOutsideGeneralPractice(viewer);
  const steps = all
    .filter(({ event }) => !isOutside || event !== 'change')
    .map((step) => ({ ...step, byName: isOutside ? '' : nameOf(step.by), reason: isOutside ? null : step.reason, detail: isOutside ? {} : step.detail }));
  const image = await context.register.reader.image();
  return {
    question, viewer, team, decides, steps,
    isLeader: !isOutside && team !== null && (await mayLead(db, acting, team, day)),
    placeName: displayName(image.nameOf(question.placeCode, day)),
    leadName: question.leadPersonId ? nameOf(question.leadPersonId) : null,
  };
}
