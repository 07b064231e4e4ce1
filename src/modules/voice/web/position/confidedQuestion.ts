import type { FieldErrors } from '#platform/web/formValues.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import type { Forum } from '#governance';
import { questionNotFound } from '../../commands/moveQuestion.ts';
import { FormRefused } from '../../commands/requireAgreement.ts';
import { mayLead } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { mayRead, type Viewer } from '../../domain/confidence.ts';
import { questionOf, type Question } from '../../queries/questions.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { questionPath, QUESTIONS_CRUMB } from '../questions/questionPaths.ts';

/** A question with who reads it: what pages of positions, mandates and consultations begin with. */
export interface ConfidedQuestion {
  question: Question;
  team: Forum | null;
  viewer: Viewer;
  /** Whether they may read fall-backs and limits. */
  isInside: boolean;
  /** Whether they may write them: they lead the question, from inside. */
  isLeader: boolean;
}

export async function confidedQuestion(context: VoiceContext, session: Session, id: string): Promise<ConfidedQuestion> {
  const db = context.database.as();
  const question = await questionOf(db, id);
  if (!question) throw questionNotFound(id);
  const team = await forumOf(db, question.forumCode, context.today());
  const viewer = await viewerOf(db, context.register, session.personId, context.today());
  const isInside = mayRead('mandate', viewer, { forumCode: question.forumCode, isPublic: false });
  return { question, team, viewer, isInside, isLeader: isInside && team !== null && (await mayLead(db, actingOf(session), team, context.today())) };
}

export const crumbsOf = ({ id, title }: Pick<Question, 'id' | 'title'>) => [{ label: 'Home', href: '/' }, QUESTIONS_CRUMB, { label: title, href: questionPath(id) }];

/** The faults of a form, each beside its field; anything else goes on to the page of refusals. */
export function faultsBeside(error: unknown): FieldErrors {
  if (!(error instanceof FormRefused)) throw error;
  const errors: Record<string, string> = {};
  for (const { field, says } of error.faults) errors[field] = errors[field] ? `${errors[field]} ${says}` : says;
  return errors;
}

/** As a reader is told of words that their writer had erased. */
export const sayWords = (words: string | null): string => words ?? 'These words were erased.';
