import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { MeasureEvidence } from './domain/evidence.ts';
import { sayChange, sayFigure } from './domain/laterFindings.ts';
import type { StepState } from './domain/step.ts';
import { programmeRules } from './programmeRules.ts';
import type { Closing, ProgrammeOf, ProgrammeShown } from './queries/programmes.ts';

export const STATE_WORDS: Readonly<Record<StepState, string>> = { met: 'Met', 'at-risk': 'At risk', 'not-yet': 'Not yet' };

/** How a programme was closed, for ever after; the reason where it was closed before the change held, or what else was written then. */
export function sayClosing({ on, held, words }: Closing): string {
  if (held) return `Closed on ${sayDate(on)}, once the change held.${words === null ? '' : ` ${words}`}`;
  return `Closed on ${sayDate(on)}, before the change held: ${words ?? 'the reason was erased'}`;
}

/**
 * What is next where every step is met: figures while the day of a target lies ahead, for nobody declares victory before it; then to
 * say whether it is done. Null where a step is not met, or once it is closed.
 */
export function nextWhenMet({ steps, measures, closing }: Pick<ProgrammeShown, 'steps' | 'measures' | 'closing'>, day: IsoDate): { says: string; isDue: boolean } | null {
  if (closing !== null || steps.some(({ state }) => state !== 'met')) return null;
  const last = measures.map(({ targetOn }) => targetOn).sort().at(-1);
  return last !== undefined && last >= day
    ? { says: `Keep the figures coming until the target’s day, ${sayDate(last)}.`, isDue: false }
    : { says: 'Close it, or add a measure of what comes next: every step is met, and the target’s day has passed.', isDue: true };
}

/** The one thing to do next of a programme, as lists say it. */
export function sayNext(programme: Pick<ProgrammeShown, 'steps' | 'measures' | 'closing'>, day: IsoDate): string {
  const { steps, closing } = programme;
  if (closing !== null) return sayClosing(closing);
  return nextWhenMet(programme, day)?.says ?? steps.find(({ state }) => state !== 'met')?.next?.says ?? '';
}

/** Whether a measure has changed, by how much and with what certainty, in sentences. */
export function sayDifference(measure: MeasureEvidence): string[] {
  const { difference: { meanSince, from, interval, pointsBefore, pointsSince }, unit } = measure;
  const said = [sayChange(measure, programmeRules().tests.figures.holdsForPoints)];
  if (meanSince === null) return said;
  const by = meanSince - from;
  said.push(`The mean since the start is ${sayFigure(meanSince)} ${unit}, ${by === 0 ? 'the same as' : `${sayFigure(Math.abs(by))} ${by > 0 ? 'more' : 'fewer or less'} than`} where it began (${sayFigure(from)}).`);
  if (interval) said.push(`With 19 chances in 20 it lies between ${sayInterval(interval, unit)}, by the variation of the ${pointsBefore} months before and the ${pointsSince} since, if months do not depend on one another.`);
  else said.push('Too few months are known before or since the start to say how certain that is.');
  said.push(`The target is ${sayFigure(measure.target)} ${unit} by ${sayDate(measure.targetOn)}; the newest figure ${measure.difference.isAtTarget ? 'reaches it' : 'does not reach it yet'}.`);
  return said;
}

/** `58.2 and 74.7 visits fewer or less`; on both sides of nought, that it may be no difference. */
export function sayInterval({ low, high }: { low: number; high: number }, unit: string): string {
  if (low > 0) return `${sayFigure(low)} and ${sayFigure(high)} ${unit} more`;
  if (high < 0) return `${sayFigure(-high)} and ${sayFigure(-low)} ${unit} fewer or less`;
  return `${sayFigure(-low)} ${unit} fewer or less and ${sayFigure(high)} more, so it may be none`;
}

/** What it cost, as far as anybody knows. */
export function sayCost({ enteredPence, postsPencePerYear, postsPenceSoFar, postsCounted, postsUnknown }: ProgrammeOf['cost']): string[] {
  return [
    ...(enteredPence > 0 ? [`${sayPounds(enteredPence)} was entered as paid for it.`] : []),
    ...(postsPencePerYear === null ? [] : [`The ${postsCounted === 1 ? 'post that it uses costs' : `${postsCounted} posts that it uses cost`} ${sayPounds(postsPencePerYear)} in a year: about ${sayPounds(Math.round((postsPenceSoFar ?? 0) / 100) * 100)} since the start, by days.`]),
    ...(postsUnknown > 0 ? [`The cost of ${postsUnknown} ${postsUnknown === 1 ? 'post' : 'posts'} is not known.`] : []),
    ...(enteredPence === 0 && postsPencePerYear === null && postsUnknown === 0 ? ['What it cost is not known: nobody has entered it.'] : []),
  ];
}
