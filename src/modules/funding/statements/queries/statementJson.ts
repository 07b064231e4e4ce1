import type Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Working } from '#platform/explanation/working.ts';
import type { Basis } from '../../contract/index.ts';
import type { Statement, StatementLine, UpTo } from '../domain/statement.ts';

/** An exact number for a machine: as a fraction, which loses nothing, and as a decimal, which may. */
const numberJson = (value: Fraction) => ({ exact: value.toFraction(), decimal: value.valueOf() });

/** A working as plain values: what it says, its value, and what it was made of. */
export function workingJson(working: Working): Record<string, unknown> {
  const { kind, says, value, unit } = working;
  const common = { kind, says, value: numberJson(value), unit };
  if (working.kind === 'fact') return { ...common, source: working.source, ...(working.proxyFor === undefined ? {} : { proxyFor: working.proxyFor }) };
  if (working.kind === 'figure') return { ...common, figure: working.figure, from: working.from, published: working.published, status: working.status, source: working.source };
  return { ...common, rule: working.rule, sign: working.sign, parts: working.parts.map(workingJson) };
}

const lineJson = ({ quantity, rate, working, monthsPence, parts, ...line }: StatementLine) => ({
  ...line, quantity: numberJson(quantity), rate: numberJson(rate), monthsPence: [...monthsPence], working: working && workingJson(working), parts: [...parts],
});

const upToJson = ({ working, ...one }: UpTo) => ({ ...one, working: working && workingJson(working) });

/** Each practice once for each publication that lacks it, with the counts that it would have had there; or, closed without a successor, that it has there. */
function lackingJson(lacking: Statement['lacking']) {
  const found = new Map<string, { practice: string; source: string; closedOn?: IsoDate; bases: Basis[] }>();
  for (const { practice, source, basis, closedOn } of lacking) {
    const before = found.get(`${practice} ${source}`);
    if (before) before.bases.push(basis);
    else found.set(`${practice} ${source}`, { practice, source, ...(closedOn === undefined ? {} : { closedOn }), bases: [basis] });
  }
  return [...found.values()];
}

/** A statement as the command line and downloads hand it over. */
export const statementJson = ({ lines, upTo, lacking, ...statement }: Statement) => ({ ...statement, lines: lines.map(lineJson), upTo: upTo.map(upToJson), lacking: lackingJson(lacking) });
export { lineJson };
