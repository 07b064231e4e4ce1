import type { QuestionState } from './questionLife.ts';

/** The line of a question's life that a reader follows, in order. */
export const MAIN_STEPS: readonly QuestionState[] = ['drafted', 'canvassed', 'position-agreed', 'mandated', 'decided', 'reported-back', 'acted-on', 'closed'];

/** What happens next to a question in each state; null where its life is over. */
export const NEXT_STEP: Readonly<Record<QuestionState, { says: string; lead: string } | null>> = {
  drafted: { says: 'It is put to a canvass: every practice and PCN of the place is asked.', lead: 'Open a canvass' },
  canvassed: { says: 'Practices and PCNs answer. When the canvass closes, the leadership team agrees one position.', lead: 'Close the canvass, then agree a position' },
  'position-agreed': { says: 'A representative is given a mandate to say it where it is decided.', lead: 'Give a mandate' },
  mandated: { says: 'It is taken to the forum that decides, and what was decided is recorded there.', lead: 'Record the decision in its meeting' },
  decided: { says: 'Everybody who was asked is told what was decided and how their answer counted.', lead: 'Report back' },
  'reported-back': { says: 'What was agreed is put into effect, once nothing is owed.', lead: 'Act on it' },
  'acted-on': { says: 'It is closed when its actions are done.', lead: 'Close it' },
  closed: null,
  withdrawn: null,
  deferred: { says: 'It waits. The leadership team takes it up again.', lead: 'Take it up again' },
  'referred-up': { says: 'It waits for the forum above to decide it.', lead: 'Record what the forum above decided' },
  reopened: { says: 'It is put to a canvass anew, or goes on from the position that there was.', lead: 'Open a canvass' },
};
