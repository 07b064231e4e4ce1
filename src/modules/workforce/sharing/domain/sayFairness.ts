import { sayList, sayNumber } from '#kernel/sayWords.ts';
import type { PlannedAgainstHad } from './happened.ts';

/** Whether a role was shared as planned over the weeks that were entered, in a sentence: who had most too little, and who had it instead. */
export function sayFairness({ practices, weeks }: Pick<PlannedAgainstHad, 'practices' | 'weeks'>, nameOf: (code: string) => string): string {
  if (weeks.length === 0) return 'nobody entered what happened yet, so it cannot be told whether it is shared as planned';
  const over = `over the ${weeks.length === 1 ? 'one week' : `${weeks.length} weeks`} that ${weeks.length === 1 ? 'was' : 'were'} entered`;
  const less = practices.filter(({ difference }) => difference < 0).sort((a, b) => a.difference - b.difference);
  const more = practices.filter(({ difference }) => difference > 0).sort((a, b) => b.difference - a.difference);
  if (less.length + more.length === 0) return `${over}, each practice had what was planned, to the minute`;
  const said = [
    ...(less.length > 0 ? [`${sayList(less.map(({ practiceCode, difference }) => `${nameOf(practiceCode)} had ${sayNumber(-difference)} minutes less`))} than planned`] : []),
    ...(more.length > 0 ? [`${sayList(more.map(({ practiceCode, difference }) => `${nameOf(practiceCode)} had ${sayNumber(difference)} minutes more`))} than planned`] : []),
  ];
  return `${over}, ${said.join('; ')}`;
}
