import Fraction from 'fraction.js';
import { timesOf } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, Step, Working } from '#platform/explanation/working.ts';
import type { Figure, FigureValue } from './figure.ts';
import { figureUsed } from './streamAmount.ts';

const HOURS_RULE = 'funding/network-contract-des/hours-a-week';
const MINUTES_AND_THOUSANDS: FactUsed = { kind: 'fact', says: 'minutes into hours, for every 1,000', value: new Fraction(1, 60 * 1000), unit: 'share', source: 'arithmetic' };
const WEEKS_OF_YEAR = 52;

/** The hours of appointments a week that a stream asks of a PCN: those counted × minutes a week for every 1,000 ÷ 1,000 ÷ 60. */
export const hoursRequired = (figure: Pick<Figure, 'id' | 'title' | 'unit'>, value: FigureValue & { value: string }, quantity: Working): Step =>
  timesOf({ rule: HOURS_RULE, says: 'Hours of appointments a week', unit: 'hours a week' }, [quantity, figureUsed(figure, value), MINUTES_AND_THOUSANDS]);

/** What an hour is paid: pounds for some months ÷ the hours of their weeks, of which a year has 52. */
export const poundsAnHour = ({ pounds, months, hoursAWeek }: { pounds: Fraction; months: number; hoursAWeek: Fraction }): Fraction => pounds.div(hoursAWeek.mul(WEEKS_OF_YEAR).mul(months).div(12));
