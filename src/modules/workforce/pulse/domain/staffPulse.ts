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

export interface StatementResult extends Statement {
  answers: number;
  /** From 1 to 5, to one decimal. */
  average: number;
  /** Null where it is withheld, as it is small or a small one could be worked out from it. */
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
  const results = statements.map((statement): StatementResult => {
    const counts = countsOf(statement.id);
    const answers = STEPS.reduce((sum, step) => sum + counts[step], 0);
    const average = answers === 0 ? 0 : Math.round((STEPS.reduce((sum, step) => sum + step * counts[step], 0) / answers) * 10) / 10;
    const [agree, neither, disagree] = withheld([counts[4] + counts[5], counts[3], counts[1] + counts[2]], answersLeast);
    return { ...statement, answers, average, agree: agree!, neither: neither!, disagree: disagree! };
  });
  return results.length === 0 || results.some(({ answers }) => answers < answersLeast) ? null : results;
}

/** A number below the least is not told, and where it alone were missing, the smallest of the others is not told either: none can be had by taking away. */
function withheld(counts: readonly number[], answersLeast: number): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && count < answersLeast ? [index] : [])));
  if (hidden.size === 1) {
    const [next] = counts.map((count, index) => ({ count, index })).filter(({ index }) => !hidden.has(index)).sort((a, b) => a.count - b.count);
    if (next) hidden.add(next.index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}
