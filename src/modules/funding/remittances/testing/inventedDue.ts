import Fraction from 'fraction.js';
import { endOf, monthsOf, startOf } from '#kernel/financialYear.ts';
import type { StatementLine } from '../../statements/domain/statement.ts';
import type { DueReader } from '../queries/paid.ts';

/** What is due in the invented place, whoever asks: £1,000 a month of enhanced access and £200 of core. */
export const invented: DueReader = async ({ year }) => {
  const line = (stream: StatementLine['stream'], title: string, monthPence: number): StatementLine => ({
    id: `${stream}/rate`, stream, figure: null, title, paidTo: 'pcn', basis: 'registered', quantity: new Fraction(20_000), rate: new Fraction(monthPence * 12, 20_000 * 100), from: startOf(year), to: endOf(year),
    amountPence: monthPence * 12, monthsPence: monthsOf(year).map(() => monthPence), status: 'reported', sources: ['invented'], working: null, parts: [],
  });
  return { lines: [line('core-pcn', 'Core PCN funding', 20_000), line('enhanced-access', 'Enhanced access', 100_000)], missing: [], totalStatus: 'reported', notes: [] };
};
