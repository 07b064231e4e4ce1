import { withoutFew } from '#platform/secretCount/withoutFew.ts';

/** The five answers, the most agreement last. */
export const ANSWERS = { 1: 'Disagree strongly', 2: 'Disagree', 3: 'Neither', 4: 'Agree', 5: 'Agree strongly' } as const;
export type Answer = keyof typeof ANSWERS;

export const isAnswer = (value: number): value is Answer => Object.hasOwn(ANSWERS, value);

export interface Statement {
  id: string;
  text: string;
}

/** How many gave each answer to a statement. */
export type AnswerCounts = Readonly<Record<Answer, number>>;

/** What is told of a statement. No number of people is exact, so that nobody's answer can be had by taking one round from the next. */
export interface StatementResult extends Statement {
  /** Between how many and how many people answered. */
  people: { from: number; to: number };
  /** Of those who answered, in percent to the nearest ten; null where it is withheld, as it is of few or few could be worked out from it. */
  agree: number | null;
  neither: number | null;
  disagree: number | null;
}

const STEPS = [1, 2, 3, 4, 5] as const;

/**
 * What may be told of a round that is closed; null where fewer answered than `answersLeast`, so that nobody's answer is guessed at.
 * Everybody answers every statement, so all have as many answers.
 */
export function pulseResults(statements: readonly Statement[], countsOf: (id: string) => AnswerCounts, answersLeast: number): StatementResult[] | null {
  const found = statements.map((statement) => {
    const counts = countsOf(statement.id);
    return { statement, answers: STEPS.reduce((sum, step) => sum + counts[step], 0), bands: [counts[4] + counts[5], counts[3], counts[1] + counts[2]] };
  });
  if (found.length === 0 || found.some(({ answers }) => answers < answersLeast)) return null;
  return found.map(({ statement, answers, bands }): StatementResult => {
    const [agree, neither, disagree] = withoutFew(bands, answersLeast).map((count) => (count === null ? null : Math.round((count / answers) * 10) * 10));
    const from = Math.floor(answers / answersLeast) * answersLeast;
    return { ...statement, people: { from, to: from + answersLeast - 1 }, agree: agree!, neither: neither!, disagree: disagree! };
  });
}

/** A result in words. */
export function sayResult({ people, agree, neither, disagree }: StatementResult): string {
  const bands = [[agree, 'agree'], [neither, 'neither agree nor disagree'], [disagree, 'disagree']] as const;
  const shown = bands.flatMap(([share, says]) => (share === null || (share === 0 && bands.some(([other]) => other === 100)) ? [] : [share === 100 ? `all, or nearly all, ${says}` : `about ${share}% ${says}`]));
  const withheld = bands.filter(([share]) => share === null).length;
  const few = withheld === 0 ? '' : withheld === bands.length ? 'answers differ, and too few are of one mind for any to be shown' : 'the rest are too few to be shown';
  return `${[...shown, few].filter(Boolean).join('; ')} (${people.from} to ${people.to} people answered)`;
}
