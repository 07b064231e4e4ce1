import { leastSure } from '#platform/explanation/working.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import type { Statement, StatementLine } from '../domain/statement.ts';

/** The same money in two statements; null where one has no such line. */
export interface ComparedLine {
  title: string;
  onePence: number | null;
  otherPence: number | null;
  differencePence: number;
  status: FigureStatus;
}

/** Two statements side by side, figure by figure: a rate that changed in the year may be one line in one and two in the other. */
export function comparedLines(one: Pick<Statement, 'lines'>, other: Pick<Statement, 'lines'>): ComparedLine[] {
  const keyOf = ({ figure, id }: StatementLine): string => figure ?? id;
  const all = [...one.lines, ...other.lines];
  const keys = [...new Set(all.map(keyOf))];
  return keys.map((key) => {
    const [mine, theirs] = [one, other].map(({ lines }) => lines.filter((line) => keyOf(line) === key));
    const [onePence, otherPence] = [sumOf(mine!), sumOf(theirs!)];
    return { title: (mine![0] ?? theirs![0])!.title, onePence, otherPence, differencePence: (otherPence ?? 0) - (onePence ?? 0), status: leastSure([...mine!, ...theirs!].map(({ status }) => status)) };
  });
}

const sumOf = (lines: readonly StatementLine[]): number | null => (lines.length === 0 ? null : lines.reduce((sum, { amountPence }) => sum + amountPence, 0));
