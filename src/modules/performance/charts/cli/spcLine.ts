import { z } from 'zod';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { IMPROVEMENTS } from '../domain/series.ts';
import { spcOf } from '../domain/spc.ts';
import type { SpcTarget } from '../domain/spc.ts';
import type { Assurance, PointType, SpecialCause } from '../domain/spcWords.ts';

const BASELINE_POINTS_MIN = 12;

const gap = z.union([z.null(), z.literal('NA')]).transform(() => null);
const index = z.int('is no whole number').min(0, 'is below 0');
const series = z.object({
  id: z.union([z.string().min(1, 'is empty'), z.number()], 'is missing').transform(String),
  values: z.array(z.union([z.number(), gap], 'is neither a number nor null'), 'is no list of numbers').min(1, 'has no points'),
  improvement: z.enum(IMPROVEMENTS, `is none of ${IMPROVEMENTS.join(', ')}`),
  screenOutliers: z.boolean('is neither true nor false').default(true),
  target: z.union([z.number(), gap, z.array(z.object({ from: index, value: z.number() }))], 'is no number, no null and no list of {from, value}').default(null),
  rebaseAtIndex: z.union([index, z.array(index), gap], 'is no index of a point, no list of them and not null').default(null),
  fixAfterNPoints: z.union([z.number(), gap], 'is no whole number and not null').default(null),
});

export type SpcInput = z.infer<typeof series>;

/** A line of output, in the shapes and words of the oracle file; a limit that is not defined is null. */
export interface SpcLine {
  id: string;
  mean: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
  specialCause: SpecialCause[];
  pointType: PointType[];
  variation: PointType;
  assurance: Assurance;
}

/** Reads one series of JSON, or says what is wrong with it and where. */
export function readSpcLine(text: string): Result<SpcInput> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ code: 'not-json', what: 'This line is not JSON.', todo: 'Write one series a line, as {"id": …, "values": […], "improvement": …}.' });
  }
  const read = series.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue!.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').slice(1);
    return refuse({ code: 'series-not-usable', what: where ? `${where} ${issue!.message}.` : 'This line is no object with id, values and improvement.' });
  }
  return checkPlaces(read.data);
}

function checkPlaces(input: SpcInput): Result<SpcInput> {
  const { values, rebaseAtIndex, fixAfterNPoints } = input;
  const beyond = [rebaseAtIndex ?? []].flat().find((at) => at >= values.length);
  if (beyond !== undefined) return refuse({ code: 'series-not-usable', what: `rebaseAtIndex ${beyond} is past the last of ${values.length} points, which is ${values.length - 1}.` });
  if (fixAfterNPoints !== null && !(Number.isInteger(fixAfterNPoints) && fixAfterNPoints >= BASELINE_POINTS_MIN)) return refuse({ code: 'series-not-usable', what: `fixAfterNPoints ${fixAfterNPoints} is no whole number of ${BASELINE_POINTS_MIN} or more: fewer points make no baseline.` });
  return { ok: true, value: input };
}

export function spcLine({ id, values, improvement, screenOutliers, target, rebaseAtIndex, fixAfterNPoints }: SpcInput): SpcLine {
  const chart = spcOf(values, { improvement, screensOutliers: screenOutliers, rebaseAt: [rebaseAtIndex ?? []].flat(), fixAfterPoints: fixAfterNPoints, targets: targetsOf(target) });
  const { mean, lower, upper, specialCause, pointType, variation, assurance } = chart;
  return { id, mean: defined(mean), lower: defined(lower), upper: defined(upper), specialCause, pointType, variation, assurance };
}

function targetsOf(target: SpcInput['target']): SpcTarget[] {
  if (target === null) return [];
  return [{ name: 'Target', steps: typeof target === 'number' ? [{ from: 0, value: target }] : target }];
}

const defined = (numbers: Float64Array): (number | null)[] => Array.from(numbers, (number) => (Number.isFinite(number) ? number : null));
