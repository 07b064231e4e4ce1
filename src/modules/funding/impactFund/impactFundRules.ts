import Fraction from 'fraction.js';
import { z } from 'zod';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureUsed } from '#platform/explanation/working.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { CONTRACT_FOLDER, contractStreams } from '../contract/contractRules.ts';
import { figureOn } from '../contract/domain/figure.ts';
import { INDICATOR_KINDS } from './domain/indicator.ts';
import type { Deemed, Indicator, Phase } from './domain/indicator.ts';
import type { PhaseFigures } from './domain/pcnFund.ts';

const STREAM = 'investment-and-impact-fund';
const day = z.iso.date().transform((text) => isoDate(text));
const exact = z.string().regex(/^-?\d+(\.\d+)?(\/\d+)?$/, 'a decimal or a fraction in quotes, so that it stays exact').transform((text) => new Fraction(text));

const origin = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const IndicatorLine = z.strictObject({
  code: z.string().regex(/^[A-Z]+-\d{2}[A-Z]?$/), definition: z.string(), points: exact, lower: exact.nullable(), upper: exact.nullable(),
  direction: z.enum(['higher', 'lower']), kind: z.enum(INDICATOR_KINDS), prevalence: z.enum(['denominator', 'one']),
  /** Where it ended before its phase. */
  to: day.optional(), ended: z.string().optional(), ...origin,
});
const DeemedLine = z.strictObject({ code: z.string(), share: exact, reason: z.string(), published: day, ...origin });

/** `rules/funding/network-contract-des/investment-and-impact-fund/indicators.yaml`. */
const IndicatorFile = z.strictObject({
  phases: z.array(
    z.strictObject({
      id: z.string(), title: z.string(), from: day, to: day, published: day, isWhole: z.boolean(), absent: z.string().optional(),
      absentCodes: z.array(z.string()).default([]), indicators: z.array(IndicatorLine), deemed: z.array(DeemedLine).default([]),
    }),
  ),
});
type PhaseLine = z.output<typeof IndicatorFile>['phases'][number];

let known: readonly Phase[] | undefined;

/** Every phase of the fund, the oldest first. Read once; throws where the file is not as it should be. */
export const impactFundPhases = (): readonly Phase[] => (known ??= readPhases());

/** A year's phases, as far as they were known on a day. */
export const phasesOf = (year: FinancialYear, knownOn: IsoDate | null = null): Phase[] => impactFundPhases().filter((phase) => phase.year === year && (knownOn === null || phase.published <= knownOn));

/** The years that had the fund, the oldest first. */
export const impactFundYears = (): FinancialYear[] => [...new Set(impactFundPhases().map(({ year }) => year))];

function readPhases(): Phase[] {
  const find = sourceFinder();
  return IndicatorFile.parse(readRules(`${CONTRACT_FOLDER}/${STREAM}/indicators.yaml`)).phases.map((line): Phase => ({
    id: line.id, year: yearOf(line.from), title: line.title, from: line.from, to: line.to, published: line.published, isWhole: line.isWhole,
    absent: line.absent ?? null, absentCodes: line.absentCodes,
    indicators: line.indicators.map((indicator) => readIndicator(line, indicator, find)),
    deemed: line.deemed.map((deemed): Deemed => ({ code: deemed.code, share: deemed.share, reason: deemed.reason, published: deemed.published, figure: figureUsed(line, `${deemed.code}/deemed`, 'Part deemed achieved', deemed.share, 'share', deemed, find) })),
  }));
}

function readIndicator(phase: PhaseLine, line: PhaseLine['indicators'][number], find: ReturnType<typeof sourceFinder>): Indicator {
  const { code, definition, kind, direction, prevalence, status, to, ended } = line;
  if (kind !== 'binary' && line.lower && line.upper && (direction === 'higher' ? line.lower.gte(line.upper) : line.lower.lte(line.upper))) throw new Error(`${phase.id} ${code}: the thresholds stand the wrong way round`);
  const used = (name: string, says: string, value: Fraction, unit: string) => figureUsed(phase, `${code}/${name}`, says, value, unit, line, find);
  const points = used('points', `Points of ${code}`, line.points, 'points');
  return {
    code, definition, kind, direction, prevalence, status, points, source: points.source, from: phase.from, to: to ?? phase.to, ended: ended ?? null,
    lower: line.lower && used('lower', 'Lower threshold: none at it, or worse', line.lower, 'share'),
    upper: line.upper && used('upper', 'Upper threshold: all at it, or better', line.upper, 'share'),
  };
}

function figureUsed(phase: PhaseLine, name: string, says: string, value: Fraction, unit: string, from: { source: string; locator: string; status: FigureUsed['status'] }, find: ReturnType<typeof sourceFinder>): FigureUsed {
  const { title, address } = find(from.source);
  return { kind: 'figure', says, value, unit, figure: `${STREAM}/${phase.id}/${name}`, from: phase.from, published: phase.published, status: from.status, source: { title, address, locator: from.locator } };
}

/** A figure of the fund as it holds on a day, as far as was known; null where there is none. `name` is its id within the stream. */
export function impactFundFigure(name: string, on: IsoDate, knownOn: IsoDate | null = null): FigureUsed | null {
  const figure = contractStreams().get(STREAM)?.figures.find(({ id }) => id === `${STREAM}/${name}`);
  if (!figure) throw new Error(`The rules have no figure ${STREAM}/${name}`);
  const found = figureOn(figure, { on, knownOn });
  return found && { kind: 'figure', says: figure.title, value: new Fraction(found.value), unit: figure.unit, figure: figure.id, from: found.from, published: found.published, status: found.status, source: found.source };
}

/** What every payment of a phase needs; null where the value of a point is not known. */
export function figuresOf(phase: Phase, knownOn: IsoDate | null = null): PhaseFigures | null {
  const [pointValue, budgetShare, pointsInAll] = ['point-value', 'budget-share', 'points-in-all'].map((name) => impactFundFigure(name, phase.from, knownOn));
  return pointValue && budgetShare && pointsInAll ? { pointValue, budgetShare, pointsInAll } : null;
}
