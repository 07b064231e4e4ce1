import type Fraction from 'fraction.js';

/** How sure a figure is, the surest first: read in the primary document; read in press or a professional body's page; computed; remembered. */
export const FIGURE_STATUSES = ['confirmed', 'reported', 'derived', 'unverified'] as const;
export type FigureStatus = (typeof FIGURE_STATUSES)[number];

/** Where a figure was read. */
export interface FigureSource {
  title: string;
  address: string;
  locator: string;
}

/** A figure of the rules, as it held when the result was worked out. */
export interface FigureUsed {
  kind: 'figure';
  says: string;
  value: Fraction;
  unit: string;
  /** The figure's id in the rules. */
  figure: string;
  from: string;
  published: string;
  status: FigureStatus;
  source: FigureSource;
}

/** A count or an amount that was published, loaded or entered. */
export interface FactUsed {
  kind: 'fact';
  says: string;
  value: Fraction;
  unit: string;
  /** The publication (`<data set>/<day>`), or who entered it. */
  source: string;
  /** What it stands in for, where it is not the thing itself. */
  proxyFor?: string;
}

/** How a step makes its value of its parts, as it is written between them. */
export type StepSign = '+' | '−' | '×' | '÷' | 'the least of' | 'the most of' | 'rounded' | 'between';

/** One step of arithmetic, by a rule with a name. */
export interface Step {
  kind: 'step';
  rule: string;
  says: string;
  sign: StepSign;
  value: Fraction;
  unit: string;
  parts: readonly Working[];
}

/** How a value came about: a tree whose leaves are figures of the rules and facts, and whose steps can be done again by hand. */
export type Working = FigureUsed | FactUsed | Step;

/** Every leaf of a working, from left to right. */
export function leavesOf(working: Working): (FigureUsed | FactUsed)[] {
  return working.kind === 'step' ? working.parts.flatMap(leavesOf) : [working];
}

/** A result is as sure as the least sure figure that it rests on. A stand-in for a fact makes it `derived` at best. */
export function statusOfWorking(working: Working): FigureStatus {
  return leastSure(leavesOf(working).map((leaf) => (leaf.kind === 'figure' ? leaf.status : leaf.proxyFor === undefined ? 'confirmed' : 'derived')));
}

export const leastSure = (statuses: readonly FigureStatus[]): FigureStatus => FIGURE_STATUSES[Math.max(0, ...statuses.map((status) => FIGURE_STATUSES.indexOf(status)))]!;

/** Where the leaves come from, each once. */
export const sourcesOfWorking = (working: Working): string[] => [...new Set(leavesOf(working).map((leaf) => (leaf.kind === 'figure' ? leaf.source.title : leaf.source)))];
