import type { Question } from '../../queries/questions.ts';
import { questionPath } from './questionPaths.ts';

/** The one thing that a viewer is offered to do: a page to go to, or a step that a button takes. */
export type PrimaryAction = { kind: 'link'; label: string; href: string } | { kind: 'step'; label: string; event: 'act' | 'close' };

interface AskedOf {
  question: Question;
  isLeader: boolean;
  /** Whether its canvass takes answers today. */
  isCanvassOpen: boolean;
  /** Whether the viewer speaks for somebody who is asked. */
  isAsked: boolean;
}

/** What this viewer can do next about a question; null where that is for others, or nothing is left. */
export function primaryAction({ question, isLeader, isCanvassOpen, isAsked }: AskedOf): PrimaryAction | null {
  const path = questionPath(question.id);
  const link = (label: string, href: string): PrimaryAction => ({ kind: 'link', label, href });
  if (isAsked && isCanvassOpen) return link('Answer this question', `${path}/canvass/answer`);
  if (!isLeader) return null;
  switch (question.state) {
    case 'drafted':
    case 'reopened':
    case 'deferred':
      return link('Open a canvass', `${path}/canvass`);
    case 'canvassed':
      return isCanvassOpen ? link('Follow the canvass', `${path}/canvass`) : link('Agree the position', `${path}/position`);
    case 'position-agreed':
      return link('Give a mandate', `${path}/mandates`);
    case 'mandated':
    case 'referred-up':
      return question.decidesForumCode ? link('Go to the meetings of the forum that decides', `/forums/${question.decidesForumCode}/meetings`) : null;
    case 'decided':
      return link('Report back', `${path}/report`);
    case 'reported-back':
      return { kind: 'step', label: 'Say that it is acted on', event: 'act' };
    case 'acted-on':
      return { kind: 'step', label: 'Close the question', event: 'close' };
    case 'closed':
    case 'withdrawn':
      return null;
  }
}
