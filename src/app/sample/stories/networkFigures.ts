import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';

/** What a practice had achieved at the year’s end, and out of how many. */
type AtYearEnd = Readonly<Record<string, readonly [achieved: number, outOf: number]>>;

interface Course {
  indicator: string;
  /** Whether its denominator grows with the year, or is a register that stands. */
  grows: boolean;
  practices: AtYearEnd;
  /** Of each month, what part of the year’s end was achieved by then; April first. Its length is how many months were sent in. */
  soFar: readonly number[];
  /** Counts that were too small to be told, and those that a practice has not sent in. */
  suppressed?: readonly string[];
  late?: readonly string[];
}

const EVENLY = [0.08, 0.17, 0.25, 0.33, 0.42, 0.5, 0.59, 0.67, 0.75, 0.84, 0.92, 1];
/** Health checks are done late in the year. */
const LATE_IN_THE_YEAR = [0.03, 0.07, 0.11, 0.16, 0.2, 0.27, 0.36, 0.46, 0.55, 0.7, 0.86, 1];
const HALF_YEAR = EVENLY.slice(0, 6);

/** Saltwhistle Coast: at Cocklewyke health checks have hardly begun, and Samphire House is late with March. */
export const SALTWHISTLE: Readonly<Record<string, readonly Course[]>> = {
  '2024/25': [
    { indicator: 'HI-03', grows: false, soFar: LATE_IN_THE_YEAR, practices: { XX017: [49, 63], XX018: [37, 50], XX019: [30, 42], XX020: [13, 24], XX021: [31, 53], XX022: [26, 33] } },
    { indicator: 'CAN-04', grows: true, soFar: EVENLY, practices: { XX017: [88, 104], XX018: [70, 83], XX019: [58, 73], XX020: [26, 38], XX021: [67, 90], XX022: [43, 54] } },
  ],
  '2025/26': [
    { indicator: 'HI-03', grows: false, soFar: LATE_IN_THE_YEAR, practices: { XX017: [52, 63], XX018: [41, 50], XX019: [55, 67], XX021: [29, 57], XX022: [27, 34] } },
    { indicator: 'CAN-04', grows: true, soFar: EVENLY, late: ['XX022 2026-03'], practices: { XX017: [93, 106], XX018: [73, 84], XX019: [97, 111], XX021: [76, 104], XX022: [50, 57] } },
    { indicator: 'SMR-03', grows: false, soFar: HALF_YEAR, suppressed: ['XX022 2025-04', 'XX022 2025-05'], practices: { XX017: [96, 131], XX018: [58, 97], XX019: [101, 126], XX021: [40, 71], XX022: [12, 19] } },
  ],
};

/** Burdockmoor: above the upper threshold, and whole. */
export const BURDOCKMOOR: Readonly<Record<string, readonly Course[]>> = {
  '2025/26': [{ indicator: 'HI-03', grows: false, soFar: LATE_IN_THE_YEAR, practices: { XX006: [33, 40], XX012: [61, 72], XX013: [41, 50], XX014: [27, 35], XX015: [18, 21], XX016: [36, 42] } }],
};

/** The file of a year, in the template’s columns. */
export function figuresFile(courses: readonly Course[], year: FinancialYear): string {
  const lines = courses.flatMap(({ indicator, grows, practices, soFar, suppressed = [], late = [] }) =>
    monthsOf(year).slice(0, soFar.length).flatMap((first, index) =>
      Object.entries(practices).flatMap(([practice, [achieved, outOf]]) => {
        const [month, part] = [first.slice(0, 7), soFar[index]!];
        if (late.includes(`${practice} ${month}`)) return [];
        const numerator = suppressed.includes(`${practice} ${month}`) ? '*' : String(Math.round(achieved * part));
        return [[practice, indicator, month, numerator, grows ? Math.round(outOf * EVENLY[index]!) : outOf, ''].join(',')];
      }),
    ),
  );
  return ['practice_code,indicator,month,numerator,denominator,adjustments', ...lines].join('\r\n');
}

/** How the file of a year is called. */
export const fileNameOf = (year: FinancialYear): string => `figures to ${monthsOf(year).at(-1)!.slice(0, 7)}.csv`;
