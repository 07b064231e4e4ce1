import { ok, type Result } from '#kernel/result.ts';
import { forumsOn } from '#governance';
import { displayName } from '#register';
import type { VoiceContext } from '../context.ts';
import { questionNotFound } from '../commands/moveQuestion.ts';
import { NEXT_STEP } from '../domain/nextStep.ts';
import { QUESTION_LIFE } from '../domain/questionLife.ts';
import { decisionsOnQuestion } from './questionDecisions.ts';
import { questionList, questionOf, stepsOf, type Question } from './questions.ts';

interface Named {
  code: string;
  name: string;
}

/** A question as the console tells it: what everybody may read. The console belongs to the administrator. */
export interface QuestionAnswer {
  id: string;
  title: string;
  asks: string;
  options: Question['options'];
  state: Question['state'];
  stateLabel: string;
  next: string | null;
  place: Named;
  forum: Named;
  decidesForum: Named | null;
  decisionType: string;
  matter: string | null;
  /** Whole pence. */
  amountPence: number | null;
  about: Question['about'];
  proposal: string | null;
  steps: { event: string; from: string | null; to: string; at: string }[];
  decisions: { id: string; forum: Named; takenOn: string; way: string; outcome: string; optionId: string | null; standing: string; decided: string | null; reasons: string | null; isWithheld: boolean; owed: string[] }[];
  confidence: { shown: string[]; withheld: string[] };
}

/** One question for `--json`; a refusal where there is none. */
export async function questionJson(context: VoiceContext, id: string): Promise<Result<QuestionAnswer>> {
  const db = context.database.as();
  const question = await questionOf(db, id);
  if (!question) return { ok: false, refusal: questionNotFound(id).refusal };
  const forums = await forumsOn(db, context.today());
  const image = await context.register.reader.image();
  const forum = (code: string): Named => ({ code, name: forums.find((one) => one.code === code)?.name ?? code });
  const decisions = await decisionsOnQuestion(db, id);
  const { title, asks, options, state, placeCode, forumCode, decidesForumCode, decisionType, matter, amountPence, about, proposalId } = question;
  return ok({
    id, title, asks, options, state,
    stateLabel: QUESTION_LIFE.states[state],
    next: NEXT_STEP[state]?.says ?? null,
    place: { code: placeCode, name: displayName(image.nameOf(placeCode, context.today())) },
    forum: forum(forumCode),
    decidesForum: decidesForumCode === null ? null : forum(decidesForumCode),
    decisionType, matter, amountPence, about,
    proposal: proposalId,
    steps: (await stepsOf(db, id)).filter(({ event }) => event !== 'change').map(({ event, from, to, at }) => ({ event, from, to, at: at.toISOString() })),
    decisions: decisions.map((one) => ({
      id: one.id, forum: forum(one.forumCode), takenOn: one.takenOn, way: one.way, outcome: one.outcome, optionId: one.isPrivate ? null : one.optionId, standing: one.standing,
      decided: one.isPrivate ? null : one.decided, reasons: one.isPrivate ? null : one.reasons, isWithheld: one.isPrivate, owed: one.isPrivate ? [] : one.owed.map(({ says }) => says),
    })),
    confidence: { shown: ['public', 'position'], withheld: ['named-answers', 'mandate'] },
  });
}

/** Every question in a line, the newest first. */
export async function questionListJson(context: VoiceContext): Promise<{ id: string; title: string; place: string; state: string; next: string | null }[]> {
  const questions = await questionList(context.database.as());
  return questions.map(({ id, title, placeCode, state }) => ({ id, title, place: placeCode, state, next: NEXT_STEP[state]?.lead ?? null }));
}
