import { practicesOpenOn } from '../networks.ts';
import { listSizeOf } from '../populations.ts';
import type { Practice } from '../practices.ts';
import { seededRandom } from '../seededRandom.ts';

/** Appointments of one practice in a month that are alike in all that is counted by. */
export interface Counted {
  who: string;
  how: string;
  category: string;
  booked: string;
  status: string;
  count: number;
}

const FACE = 'Face-to-Face';
const SOON = 'Same Day';

/** Who saw the patient, how, for what, how long after booking; and what part of those alike in `how` it is. */
const FACE_TO_FACE = [
  ['GP', 'General Consultation Acute', SOON, 0.22], ['GP', 'General Consultation Routine', '2 to 7 Days', 0.2], ['GP', 'Care Home Visit', '1 Day', 0.02],
  ['Other Practice staff', 'General Consultation Routine', '1 Day', 0.16], ['Other Practice staff', 'Planned Clinics', '8  to 14 Days', 0.16],
  ['Other Practice staff', 'Planned Clinical Procedure', '15  to 21 Days', 0.14], ['Other Practice staff', 'General Consultation Routine', 'More than 28 Days', 0.1],
] as const;
const ELSEWHERE = [
  ['GP', 'Telephone', 'Clinical Triage', SOON, 0.42], ['GP', 'Telephone', 'General Consultation Routine', '2 to 7 Days', 0.27],
  ['Other Practice staff', 'Telephone', 'Structured Medication Review', '22  to 28 Days', 0.12], ['Other Practice staff', 'Video Conference/Online', 'General Consultation Routine', SOON, 0.11],
  ['GP', 'Home Visit', 'Home Visit', '1 Day', 0.03], ['Unknown', 'Unknown', 'Inconsistent Mapping', 'Unknown / Data Issue', 0.05],
] as const;

/** How busy a month is beside the year’s mean; October has the flu clinics. */
const SEASON = [1.03, 0.97, 1.04, 0.93, 0.95, 0.97, 1, 0.88, 1.02, 1.24, 1.04, 0.93];

/** What is told of single practices; the others differ by chance. */
export const ACCESS_STORIES = {
  /** Triage for everybody from November 2024: fewer are seen face to face, and more on the same day. */
  triage: { practice: 'XX021', from: '2024-11-01', faceToFaceBefore: 0.64, faceToFace: 0.41 },
  /** Half of what it books is mapped to no category. */
  unmapped: { practice: 'XX014', share: 0.47 },
  /** It changed its system in October 2025, and most of its appointments of that month are missing. */
  lost: { practice: 'XX009', month: '2025-10-01', share: 0.15 },
  /** Its September was counted again a month later. */
  restated: { practice: 'XX034', month: '2025-09-01', added: 0.06 },
  /** They have fewer appointments than in 2019. */
  fewer: ['XX018', 'XX029', 'XX037', 'XX044'],
  /** Of these too few are seen face to face, but for the first it is close. */
  faceToFace: { XX018: 0.555, XX033: 0.53, XX027: 0.5, XX040: 0.48 } as Readonly<Record<string, number>>,
} as const;

const faceToFaceOf = ({ code }: Practice, month: string): number => {
  const { triage, faceToFace } = ACCESS_STORIES;
  if (code === triage.practice) return month < triage.from ? triage.faceToFaceBefore : triage.faceToFace;
  return faceToFace[code] ?? 0.57 + seededRandom(`face to face ${code}`)() * 0.17;
};

/** How many appointments a practice had in a month. */
function appointmentsIn(practice: Practice, month: string): number {
  const { fewer, lost } = ACCESS_STORIES;
  const aThousand = 400 + seededRandom(`appointments ${practice.code}`)() * 150;
  const wobble = 0.97 + seededRandom(`appointments ${practice.code} ${month}`)() * 0.06;
  const busier = month < '2020' ? ((fewer as readonly string[]).includes(practice.code) ? 1.12 : 0.84) : 1;
  const counted = practice.code === lost.practice && month === lost.month ? lost.share : 1;
  return (listSizeOf(practice, month) / 1000) * aThousand * SEASON[Number(month.slice(5, 7)) - 1]! * wobble * busier * counted;
}

/** What was counted of a practice in a month. `isRestated`: as it was counted again later. */
export function countedAt(practice: Practice, month: string, isRestated: boolean): Counted[] {
  const { restated, unmapped } = ACCESS_STORIES;
  const random = seededRandom(`access ${practice.code} ${month}`);
  const late = isRestated && practice.code === restated.practice && month === restated.month ? 1 + restated.added : 1;
  const all = appointmentsIn(practice, month) * late;
  const face = faceToFaceOf(practice, month) + (random() - 0.5) * 0.025;
  const isUnmapped = practice.code === unmapped.practice ? unmapped.share : 0.015;
  const missed = 0.035 + seededRandom(`missed ${practice.code}`)() * 0.03;
  const cells = [...FACE_TO_FACE.map(([who, category, booked, part]) => ({ who, how: FACE, category, booked, part: part * face })), ...ELSEWHERE.map(([who, how, category, booked, part]) => ({ who, how, category, booked, part: part * (1 - face) }))];
  return cells.flatMap(({ part, ...cell }, index) => {
    const count = all * part * (0.95 + random() * 0.1);
    // Only of the largest is it told who did not come, which keeps the file small.
    const isTold = index === 1 || index === 4;
    const statuses: [string, number][] = isTold ? [['Attended', 1 - missed * 3 - 0.05], ['DNA', missed * 3], ['Unknown', 0.05]] : [['Attended', 1]];
    const mapped = statuses.map(([status, of]) => ({ ...cell, status, count: Math.round(count * of * (1 - isUnmapped)) }));
    // The national categories came after 2019.
    const categories = month < '2020' ? mapped.map((one) => ({ ...one, category: 'Unmapped' })) : mapped;
    return index === 1 && month >= '2020' ? [...categories, { ...cell, category: 'Unmapped', status: 'Attended', count: Math.round(all * isUnmapped) }] : categories;
  }).filter(({ count }) => count > 0);
}

export const monthsFrom = (first: string, last: string): string[] => {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count(last) - count(first) + 1 }, (_, index) => {
    const month = count(first) + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  });
};

/** Every practice that counts appointments in a month. */
export const countingIn = (month: string): Practice[] => practicesOpenOn(month);
