import type { FinancialYear } from '#kernel/financialYear.ts';
import type { Phase } from './indicator.ts';

/** Says which year a file's indicators look like, where they are not those of the year asked for; null where they could be. */
export function yearMeant(codes: readonly string[], year: FinancialYear, phases: readonly Phase[]): string | null {
  const distinct = [...new Set(codes)].filter(Boolean);
  const known = (of: FinancialYear): number => {
    const has = new Set(phases.filter((phase) => phase.year === of).flatMap(({ indicators, absentCodes }) => [...indicators.map(({ code }) => code), ...absentCodes]));
    return distinct.filter((code) => has.has(code)).length;
  };
  const own = known(year);
  if (own === distinct.length) return null;
  const others = [...new Set(phases.map((phase) => phase.year))].filter((other) => other !== year).map((other) => ({ other, count: known(other) }));
  const most = Math.max(0, ...others.map(({ count }) => count));
  if (most <= own) return null;
  const like = others.filter(({ count }) => count === most).map(({ other }) => other);
  return `This looks like a file of ${like.join(' or ')}: of its ${distinct.length} indicators (${distinct.slice(0, 8).join(', ')}${distinct.length > 8 ? ', …' : ''}) that year had ${most}, and ${year} had ${own}. Ask for the year that it is of.`;
}
