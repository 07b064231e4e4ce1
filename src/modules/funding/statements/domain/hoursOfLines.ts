import Fraction from 'fraction.js';
import type { Step } from '#platform/explanation/working.ts';
import { BASES, figureOn } from '../../contract/domain/figure.ts';
import { hoursRequired, poundsAnHour } from '../../contract/domain/hoursRequired.ts';
import { monthsWithin } from '../../contract/domain/streamAmount.ts';
import type { Stream, StreamId } from '../../contract/index.ts';
import type { Statement, StatementLine } from './statement.ts';

/** What a line of a PCN’s statement pays for: hours of appointments a week, and what that makes an hour. */
export interface HoursOfLine {
  hours: Step;
  poundsAnHour: Fraction;
  /** Of the hours, those that have to cover all evenings and Saturdays; null where the contract names none. */
  standard: Fraction | null;
}

/** By line, the hours that it pays for; nothing for whom no hours are required, and where they are not known. */
export function hoursOfLines({ kind, knownOn, lines, year }: Pick<Statement, 'kind' | 'knownOn' | 'lines' | 'year'>, streams: ReadonlyMap<StreamId, Stream>): ReadonlyMap<string, HoursOfLine> {
  return new Map(kind === 'pcn' ? lines.flatMap((line) => { const found = hoursOf(line, { knownOn, year }, streams.get(line.stream)); return found ? [[line.id, found] as const] : []; }) : []);
}

function hoursOf({ amountPence, basis, figure, from, quantity, stream, to }: StatementLine, { knownOn, year }: Pick<Statement, 'knownOn' | 'year'>, rules: Stream | undefined): HoursOfLine | null {
  const valueOf = (name: string) => {
    const found = rules?.figures.find(({ id }) => id === `${stream}/${name}`);
    const value = found && figureOn(found, { on: from, knownOn });
    return found && value ? { figure: found, value } : null;
  };
  const minutes = valueOf('minutes');
  // The same people must be counted: minutes for every 1,000 registered say nothing of 1,000 adjusted.
  if (!minutes || figure === null || basis === null || basis !== minutes.figure.basis || quantity.compare(0) <= 0) return null;
  const hours = hoursRequired(minutes.figure, minutes.value, { kind: 'fact', says: BASES[basis], value: quantity, unit: 'patients', source: 'the line of the statement' });
  const standard = valueOf('network-standard-hours');
  return { hours, poundsAnHour: poundsAnHour({ pounds: new Fraction(amountPence, 100), months: monthsWithin({ from, to }, year), hoursAWeek: hours.value }), standard: standard && new Fraction(standard.value.value) };
}
