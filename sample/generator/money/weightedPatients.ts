import { listSizeOf, workPerPatientOf } from '../populations.ts';
import type { Practice } from '../practices.ts';
import { seededRandom } from '../seededRandom.ts';

/** Contractor weighted patients of practices on a day: as many as are registered with all of them, shared out by the work that they make. */
export function weightedPatientsOf(practices: readonly Practice[], day: string): Map<string, number> {
  const counted = practices.map((practice) => ({ code: practice.code, registered: listSizeOf(practice, day), work: listSizeOf(practice, day) * workOf(practice, day) }));
  const [registered, work] = [sum(counted.map((one) => one.registered)), sum(counted.map((one) => one.work))];
  return new Map(counted.map((one) => [one.code, Math.round((one.work * registered) / work)]));
}

/** The contract’s formula weighs a practice a little otherwise than the PCN’s does. */
const workOf = (practice: Practice, day: string): number => workPerPatientOf(practice, day) * (1 + (seededRandom(`weighted ${practice.code}`)() - 0.5) * 0.05);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
