import { impactFundPhases } from '#funding';
import type { CountingStep, IndicatorDefinition } from './domain/indicatorDefinition.ts';
import { indicatorDefinitions } from './indicatorRules.ts';

export interface IndicatorFault {
  file: string;
  where: string;
  says: string;
}

const ORDER = ['exclusion', 'success', 'adjustment'] as const;

/** Whether steps stand as the NHS has them: exclusions, one success, then adjustments, numbered without a gap. */
export function faultOfSteps(steps: readonly CountingStep[]): string | null {
  if (steps.length === 0) return null;
  if (steps.some(({ rule }, index) => rule !== index + 1)) return `its rules are numbered ${steps.map(({ rule }) => rule).join(', ')}, not from 1 without a gap`;
  const places = steps.map(({ kind }) => ORDER.indexOf(kind));
  if (places.some((place, index) => index > 0 && place < places[index - 1]!)) return 'its rules do not stand in the order exclusions, success, adjustments';
  if (steps.filter(({ kind }) => kind === 'success').length !== 1) return 'it needs one rule of success';
  const nameless = steps.find(({ kind, field }) => (kind === 'success') !== (field === null));
  return nameless ? `rule ${nameless.rule} must ${nameless.kind === 'success' ? 'have no' : 'have a'} field` : null;
}

/** What is wrong with the files of indicators, each by its own, and beside the funding rules, which have their points. */
export function indicatorFaults(definitions: readonly IndicatorDefinition[] = indicatorDefinitions()): IndicatorFault[] {
  const faults = definitions.flatMap((definition) => faultsOf(definition).map((says) => ({ file: fileOf(definition.year, definition.code), where: definition.code, says })));
  const has = new Set(definitions.map(({ year, code }) => `${year} ${code}`));
  const lacking = impactFundPhases().flatMap(({ year, indicators, absentCodes }) => [...indicators.map(({ code }) => code), ...absentCodes].filter((code) => !has.has(`${year} ${code}`)).map((code) => ({ file: fileOf(year, code), where: code, says: 'the funding rules have this indicator, and what it counts is not said' })));
  return [...faults, ...lacking];
}

const fileOf = (year: string, code: string): string => `rules/performance/indicators/${year.replace('/', '-')}/${code}.yaml`;

function faultsOf({ year, code, earns, funded, measure, denominator, steps, stepsAbsent, stepsStatus, from, to, direction, season, fields }: IndicatorDefinition): string[] {
  const phases = impactFundPhases().filter((phase) => phase.year === year);
  const isAbsent = phases.some(({ absentCodes }) => absentCodes.includes(code));
  const isWithin = from >= `${year.slice(0, 4)}-04-01` && to <= `${Number(year.slice(0, 4)) + 1}-04-01` && from < to;
  return [
    earns === 'points' && !funded && 'it says that it earns points, and the funding rules have no points for it',
    earns === 'unknown' && !isAbsent && 'it says that its points are not known, and the funding rules do not name it as absent',
    earns === 'nothing' && (funded !== null || isAbsent) && 'it says that it earns nothing, and the funding rules name it',
    funded && to !== funded.indicator.to && funded.indicator.kind !== 'binary' && `it ends on ${to}, and in the funding rules on ${funded.indicator.to}`,
    earns !== 'points' && measure !== 'count' && direction === 'unknown' && code !== 'ACC-10' && 'it does not say which direction is better',
    measure === 'count' ? denominator !== null && 'a count has no denominator' : denominator === null && 'it has no denominator',
    measure === 'count' && fields.count.length === 0 && 'a count needs the field by which extracts name it',
    !isWithin && `its days, ${from} to ${to}, are not of ${year}`,
    season !== null && season.from === season.to && 'its season has one day',
    faultOfSteps(steps),
    steps.length === 0 && stepsAbsent === null && 'it has no rules of counting, and does not say why',
    steps.length > 0 && stepsStatus === null && 'its rules of counting do not say how sure they are',
  ].filter((says): says is string => typeof says === 'string');
}
