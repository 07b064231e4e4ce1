import type { PlaceName } from './bodies.ts';
import { placeOf, practiceOf } from './practices.ts';
import type { Practice } from './practices.ts';
import { seededRandom } from './seededRandom.ts';
import { MERGER } from './stories.ts';

export const AGE_BANDS = [
  '0_4', '5_9', '10_14', '15_19', '20_24', '25_29', '30_34', '35_39', '40_44', '45_49',
  '50_54', '55_59', '60_64', '65_69', '70_74', '75_79', '80_84', '85_89', '90_94', '95+',
] as const;

/** Patients in each age band, in the order of `AGE_BANDS`. */
export interface AgeStructure {
  FEMALE: number[];
  MALE: number[];
}

/** Of a thousand people, how many are in each band: one place old and rural, the other a young town. */
const AGE_PROFILES: Record<PlaceName | 'students', readonly number[]> = {
  Merrowdale: [37, 44, 50, 48, 39, 43, 49, 52, 52, 52, 66, 80, 83, 76, 74, 69, 45, 26, 11, 4],
  'Vale of Lark': [59, 62, 63, 64, 80, 92, 93, 86, 74, 62, 59, 53, 45, 34, 28, 22, 13, 7, 3, 1],
  students: [14, 10, 8, 190, 430, 160, 70, 38, 22, 15, 12, 10, 8, 5, 3, 2, 1, 1, 0.5, 0.5],
};

/** Women's share of each band: they live longer. */
const FEMALE_SHARES = [
  0.488, 0.488, 0.488, 0.487, 0.493, 0.497, 0.5, 0.5, 0.5, 0.5,
  0.503, 0.505, 0.508, 0.514, 0.52, 0.532, 0.55, 0.59, 0.66, 0.74,
];

const STUDENT_PRACTICE = 'XX028';

/** Growth of a list in a year: the town builds, the dale hardly. */
const YEARLY_GROWTH: Record<PlaceName, number> = { Merrowdale: 0.003, 'Vale of Lark': 0.012 };

/** Patients registered with a practice on the first of a month. */
export function listSizeOf(practice: Practice, month: string): number {
  if (practice.code !== MERGER.into || month < MERGER.on) return listBeforeMerger(practice, month);
  const closed = practiceOf(MERGER.closes);
  // In the month of the merger nothing else moves, so that the list grows by exactly the other's list.
  const own = listBeforeMerger(practice, month === MERGER.on ? '2025-03-01' : month);
  return own + listBeforeMerger(closed, '2025-03-01');
}

function listBeforeMerger(practice: Practice, month: string): number {
  const monthsOn = (Number(month.slice(0, 4)) - 2024) * 12 + Number(month.slice(5, 7)) - 4;
  const wobble = monthsOn === 0 ? 0 : (seededRandom(`list ${practice.code} ${month}`)() - 0.5) * 0.003;
  return Math.round(practice.patients * (1 + (YEARLY_GROWTH[placeOf(practice)] * monthsOn) / 12 + wobble));
}

/** A practice's patients by band and sex. The bands add up to its list. */
export function ageStructureOf(practice: Practice, month: string): AgeStructure {
  const profile = AGE_PROFILES[practice.code === STUDENT_PRACTICE ? 'students' : placeOf(practice)];
  const random = seededRandom(`ages ${practice.code}`);
  const leaning = random() - 0.5;
  const shares = profile.map((perThousand, band) => {
    const olderOrYounger = 1 + leaning * 0.4 * ((band - 9.5) / 10);
    return perThousand * olderOrYounger * (0.95 + random() * 0.1);
  });
  const bySex = [
    ...shares.map((share, band) => share * FEMALE_SHARES[band]!),
    ...shares.map((share, band) => share * (1 - FEMALE_SHARES[band]!)),
  ];
  const people = sharedOut(listSizeOf(practice, month), bySex);
  return { FEMALE: people.slice(0, AGE_BANDS.length), MALE: people.slice(AGE_BANDS.length) };
}

/** Whole people in proportion to the weights; the largest remainders take what rounding down leaves. */
function sharedOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left)
    .forEach(({ index }) => (whole[index]! += 1));
  return whole;
}

export function addedUp(structures: readonly AgeStructure[]): AgeStructure {
  const sumOf = (sex: keyof AgeStructure) =>
    AGE_BANDS.map((_, band) => structures.reduce((sum, one) => sum + one[sex][band]!, 0));
  return { FEMALE: sumOf('FEMALE'), MALE: sumOf('MALE') };
}

/** How much of a practice's work a patient of each band makes, roughly: an invention, in the shape of the real weights. */
const WORK_PER_PATIENT = [2, 1, 0.7, 0.7, 0.8, 0.8, 0.8, 0.9, 0.9, 1, 1.1, 1.2, 1.4, 1.6, 1.9, 2.3, 2.7, 3, 3.2, 3.2];

/** The work that a practice's patients make, per patient. Only its ratio between practices means anything. */
export function workPerPatientOf(practice: Practice, month: string): number {
  const { FEMALE, MALE } = ageStructureOf(practice, month);
  const work = AGE_BANDS.reduce((sum, _, band) => sum + (FEMALE[band]! + MALE[band]!) * WORK_PER_PATIENT[band]!, 0);
  return work / listSizeOf(practice, month);
}
