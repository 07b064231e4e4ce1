import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { PROFESSIONS } from './domain/fact.ts';
import type { Profession } from './domain/fact.ts';
import { STEPS } from './domain/step.ts';
import type { StepRules } from './domain/stepRules.ts';

const SOURCED = { source: z.string(), locator: z.string().min(1), status: RULE_STATUS };
const Figure = z.strictObject({ value: z.number().positive(), says: z.string(), ...SOURCED });
const Steps = z.strictObject({
  from: z.iso.date(),
  published: z.iso.date(),
  steps: z.array(z.strictObject({ id: z.enum(STEPS), title: z.string(), error: z.string(), inPractice: z.string().nullable(), test: z.string(), ...SOURCED })).length(STEPS.length),
  figures: z.strictObject({ urgencyShare: Figure, professionsAtLeast: Figure, visionSentencesMost: Figure, visionWordsMost: Figure, heardShare: Figure, obstacleDaysMost: Figure, firstWinMonthsMost: Figure, holdsForPoints: Figure }),
  plainWords: z.array(z.strictObject({ word: z.string(), instead: z.string() })),
});
const Aim = z.strictObject({ title: z.string(), unit: z.string(), improvement: z.enum(['increase', 'decrease']) });
const PROFESSION_IDS = Object.keys(PROFESSIONS) as [Profession, ...Profession[]];
const Patterns = z.strictObject({
  patterns: z.array(z.strictObject({ id: z.string(), title: z.string(), says: z.string(), vision: z.string(), coalition: z.array(z.enum(PROFESSION_IDS)).min(1), measures: z.array(Aim).min(1), wins: z.array(Aim).min(1), ...SOURCED })),
});

export type ProgrammePattern = z.infer<typeof Patterns>['patterns'][number] & { sourceTitle: string };
export type StepMeaning = z.infer<typeof Steps>['steps'][number] & { sourceTitle: string; sourceAddress: string };
export type FigureMeaning = z.infer<typeof Figure> & { sourceTitle: string };

interface ProgrammeRules {
  steps: readonly StepMeaning[];
  figures: Readonly<Record<keyof StepRules['figures'], FigureMeaning>>;
  tests: StepRules;
  patterns: readonly ProgrammePattern[];
}

const SHARE = /Share$/;

/** A test in words with its figures in their places, so that each figure is written once. */
const filled = (words: string, figures: Readonly<Record<string, number>>): string =>
  words.replace(/\{(\w+)\}/g, (_, id: string) => {
    const value = figures[id];
    if (value === undefined) throw new Error(`rules/programmes/steps.yaml has no figure “${id}”`);
    return SHARE.test(id) ? `${value * 100}%` : String(value);
  });

let read: ProgrammeRules | null = null;

/** The eight steps, the figures of their tests and the patterns, read once. */
export function programmeRules(): ProgrammeRules {
  if (read) return read;
  const sourceOf = sourceFinder();
  const { steps, figures, plainWords } = Steps.parse(readRules('programmes/steps.yaml'));
  const { patterns } = Patterns.parse(readRules('programmes/patterns.yaml'));
  const valued = Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value])) as Record<keyof StepRules['figures'], number>;
  const sourced = Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, { ...figure, sourceTitle: sourceOf(figure.source).title }])) as ProgrammeRules['figures'];
  read = {
    steps: steps.map((step) => ({ ...step, test: filled(step.test, valued), sourceTitle: sourceOf(step.source).title, sourceAddress: sourceOf(step.source).address })),
    figures: sourced,
    tests: { figures: valued, plainWords },
    patterns: patterns.map((pattern) => ({ ...pattern, sourceTitle: sourceOf(pattern.source).title })),
  };
  return read;
}

export const patternNamed = (id: string | null): ProgrammePattern | null => programmeRules().patterns.find((pattern) => pattern.id === id) ?? null;
