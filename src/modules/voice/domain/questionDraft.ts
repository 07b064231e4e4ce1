import type { SubjectRef } from '#platform/subject/subject.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { DECISION_TYPES, isDecisionType } from './decisionType.ts';

/** What a question says, as its author wrote it. */
export interface QuestionDraft {
  title: string;
  /** In plain words: what is asked, and what hangs on it. */
  asks: string;
  /** What may be decided; none for a question of yes or no. */
  options: readonly string[];
  decisionType: string;
  /** On which matter authority is asked, by its id. */
  matter: string | null;
  /** Whole pence. */
  amountPence: number | null;
  placeCode: string;
  /** Where it will be decided, once that is known. */
  decidesForumCode: string | null;
  /** Who answers for it. */
  leadPersonId: string | null;
  about: readonly SubjectRef[];
}

const TITLE_MAX = 140;
const ASKS_MAX = 4_000;
const OPTIONS_MAX = 10;
const AMOUNT_PENCE_MAX = 1_000_000_000_000;

/** The draft with its white space put right, or the first thing that is wrong with it. `where` is the field. */
export function checkDraft(draft: QuestionDraft): Result<QuestionDraft> {
  const title = draft.title.replace(/\s+/g, ' ').trim();
  const asks = draft.asks.trim();
  const options = draft.options.map((option) => option.replace(/\s+/g, ' ').trim()).filter(Boolean);
  const wrong = (where: string, what: string, todo: string) => refuse({ code: `invalid-${where}`, where, what, todo });

  if (!title) return wrong('title', 'The question has no title.', 'Write it as a short question, such as “Should the clinic move to the hub?”.');
  if (title.length > TITLE_MAX) return wrong('title', `The title has ${title.length} characters; at most ${TITLE_MAX} fit.`, 'Say the rest under “What is asked”.');
  if (!asks) return wrong('asks', 'It does not say what is asked.', 'Say in plain words what is asked and what hangs on it.');
  if (asks.length > ASKS_MAX) return wrong('asks', `What is asked has ${asks.length} characters; at most ${ASKS_MAX} fit.`, 'Shorten it, and attach a paper for the rest.');
  if (options.length === 1) return wrong('options', 'One option is no choice.', 'Give two or more, or none for a question of yes or no.');
  if (options.length > OPTIONS_MAX) return wrong('options', `There are ${options.length} options; at most ${OPTIONS_MAX} can be compared.`, 'Put the nearest ones together.');
  if (new Set(options.map((option) => option.toLowerCase())).size < options.length) return wrong('options', 'Two options read the same.', 'Take one of them out.');
  if (!isDecisionType(draft.decisionType)) return wrong('decisionType', 'This is not a type of decision.', `Choose one of: ${Object.keys(DECISION_TYPES).join(', ')}.`);
  if (draft.amountPence !== null && !(Number.isSafeInteger(draft.amountPence) && draft.amountPence >= 0 && draft.amountPence <= AMOUNT_PENCE_MAX)) {
    return wrong('amount', 'The amount is not a sum of money.', 'Write pounds, such as 12,500, or leave it empty.');
  }
  return ok({ ...draft, title, asks, options, about: uniqueSubjects(draft.about) });
}

/** Options get letters, which answers and decisions name them by. */
export const lettered = (options: readonly string[]): { id: string; label: string }[] => options.map((label, index) => ({ id: String.fromCharCode(97 + index), label }));

export const subjectText = ({ module, kind, id }: SubjectRef): string => `${module}/${kind}/${id}`;

function uniqueSubjects(subjects: readonly SubjectRef[]): SubjectRef[] {
  return [...new Map(subjects.map((subject) => [subjectText(subject), subject])).values()];
}

/** Reads `module/kind/id`; null for anything else. */
export function readSubject(text: string): SubjectRef | null {
  const match = /^([a-z][a-z-]*)\/([a-z][a-z-]*)\/([\w.:-]{1,120})$/.exec(text.trim());
  return match ? { module: match[1]!, kind: match[2]!, id: match[3]! } : null;
}
