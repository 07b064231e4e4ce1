import { displayName } from '#register';
import type { Session } from '#platform/web/session.ts';
import { closeDueCanvasses } from '../../commands/closeCanvass.ts';
import { questionNotFound } from '../../commands/moveQuestion.ts';
import { isCanvassLeader } from '../../commands/requireCanvassLeader.ts';
import type { VoiceContext } from '../../context.ts';
import type { Canvass } from '../../domain/canvass/canvass.ts';
import { changesSince, type ChangesSince } from '../../domain/canvass/changesSince.ts';
import type { Coverage, RollUp } from '../../domain/canvass/rollUp.ts';
import { mayRead } from '../../domain/confidence.ts';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { actingOf } from '#platform/web/acting.ts';
import { QUESTION_LIFE } from '../../domain/questionLife.ts';
import { answerSheetOf, type AnswerSheet } from '../../queries/answerSheet.ts';
import { canvassesOf, canvassRead, isOpenOn } from '../../queries/canvasses.ts';
import { mailsOfCanvass, type MailsOfDay } from '../../queries/canvassMailLog.ts';
import { listSizesOn, previewCanvass, type CanvassPreview } from '../../queries/canvassPreview.ts';
import { rollUpOf } from '../../queries/canvassRollUp.ts';
import { questionOf, type Question } from '../../queries/questions.ts';
import { viewerOf } from '../../queries/viewer.ts';

/** A canvass as one viewer may read it. What they may not is not in it. */
export interface CanvassShown {
  canvass: Canvass;
  isOpen: boolean;
  coverage: Coverage;
  /** Who said what; null for whoever may not read named answers. */
  rollUp: RollUp | null;
  changes: ChangesSince;
  mails: MailsOfDay[];
  /** What the viewer's own organisations say. */
  own: AnswerSheet | null;
}

export interface CanvassView {
  question: Question;
  placeName: string;
  nameOf: (code: string) => string;
  isLeader: boolean;
  shown: CanvassShown | null;
  /** Others of the same question, the newest first. */
  others: Canvass[];
  /** Who would be asked; null where nobody may open one now, or this viewer may not. */
  preview: CanvassPreview | null;
}

export async function canvassView(context: VoiceContext, session: Session, questionId: string, canvassId?: string): Promise<CanvassView> {
  await closeDueCanvasses(context);
  const { database, register } = context;
  const [db, today] = [database.as<unknown>(), context.today()];
  const question = await questionOf(db, questionId);
  if (!question) throw questionNotFound(questionId);
  const image = await register.reader.image();
  const canvasses = await canvassesOf(db, questionId);
  const canvass = canvasses.find(({ id }) => id === canvassId) ?? canvasses[0] ?? null;
  const acting = actingOf(session);
  const isLeader = await isCanvassLeader(db, register, acting, question, today);
  const mayOpen = isLeader && !canvasses.some(({ closedAt }) => closedAt === null) && eventsFrom(QUESTION_LIFE, question.state).includes('open-canvass');
  return {
    question,
    placeName: displayName(image.nameOf(question.placeCode, today)),
    nameOf: (code) => displayName(image.nameOf(code, today)),
    isLeader,
    shown: canvass && (await shownTo(context, session, question, canvass)),
    others: canvasses.filter(({ id }) => id !== canvass?.id),
    preview: mayOpen ? await previewCanvass(db, register, await listSizesOn(register, today), question, today) : null,
  };
}

async function shownTo(context: VoiceContext, { personId }: Session, question: Question, canvass: Canvass): Promise<CanvassShown> {
  const { database, register } = context;
  const [db, today] = [database.as<unknown>(), context.today()];
  const rollUp = await rollUpOf(context, canvass.id);
  const viewer = await viewerOf(db, register, personId, today);
  const mayReadNamed = mayRead('named-answers', viewer, { forumCode: question.forumCode, isPublic: false });
  const asked = [...rollUp.voices.flatMap(({ practices }) => practices.map(({ constituent }) => constituent)), ...rollUp.bodies.map(({ constituent }) => constituent)];
  const closedOn = canvass.closedAt ? (new Date(canvass.closedAt).toISOString().slice(0, 10) as typeof today) : today;
  return {
    canvass: canvassRead(canvass, viewer),
    isOpen: isOpenOn(canvass, today),
    coverage: rollUp.coverage,
    rollUp: mayReadNamed ? rollUp : null,
    changes: changesSince(await register.reader.image(), canvass.placeCode, asked, closedOn),
    mails: await mailsOfCanvass(db, canvass.id),
    own: await answerSheetOf(db, register, canvass.id, personId, today),
  };
}
