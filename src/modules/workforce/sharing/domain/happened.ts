import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** What was planned from a week on, until the next plan or its end; its days are Mondays. */
export interface PlannedWeeks {
  from: IsoDate;
  /** The first Monday for which it holds no more; null while it does. */
  to: IsoDate | null;
  minutesByPractice: ReadonlyMap<string, number>;
}

/** The minutes that a practice had of a role in the week of a Monday. */
export interface MinutesHad {
  practiceCode: string;
  week: IsoDate;
  minutes: number;
}

export interface PracticeDifference {
  practiceCode: string;
  planned: number;
  had: number;
  /** Had less planned: below 0 where the practice received too little. */
  difference: number;
}

export interface PlannedAgainstHad {
  practices: readonly PracticeDifference[];
  /** The weeks that are compared, with the differences of each. */
  weeks: readonly { week: IsoDate; practices: readonly PracticeDifference[] }[];
  /** Weeks of the plan up to the day for which nobody entered what happened: in no difference. */
  notEntered: readonly IsoDate[];
}

/** The Monday of the week of a day. */
export function mondayOf(day: IsoDate): IsoDate {
  const SUNDAY_LAST = 6;
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + SUNDAY_LAST) % 7));
}

/** Compares week by week what was planned with what happened, up to a day. In a week that was entered, a practice without minutes had none. */
export function plannedAgainstHad(plans: readonly PlannedWeeks[], had: readonly MinutesHad[], on: IsoDate): PlannedAgainstHad {
  const entered = new Set(had.map(({ week }) => week));
  const last = mondayOf(on);
  const planOf = (week: IsoDate) => plans.find(({ from, to }) => from <= week && (to === null || week < to));
  const planned = plans.flatMap(({ from, to }) => mondaysBetween(from, to !== null && to <= last ? to : last));
  const weeks = [...entered].sort().map((week) => {
    const plan = planOf(week)?.minutesByPractice ?? new Map<string, number>();
    const own = had.filter((one) => one.week === week);
    const codes = [...new Set([...plan.keys(), ...own.map(({ practiceCode }) => practiceCode)])].sort();
    return { week, practices: codes.map((code) => differenceOf(code, plan.get(code) ?? 0, own.filter(({ practiceCode }) => practiceCode === code).reduce((sum, { minutes }) => sum + minutes, 0))) };
  });
  const codes = [...new Set(weeks.flatMap(({ practices }) => practices.map(({ practiceCode }) => practiceCode)))].sort();
  const practices = codes.map((code) => {
    const own = weeks.flatMap((week) => week.practices.filter(({ practiceCode }) => practiceCode === code));
    return differenceOf(code, own.reduce((sum, one) => sum + one.planned, 0), own.reduce((sum, one) => sum + one.had, 0));
  });
  return { practices, weeks, notEntered: planned.filter((week) => !entered.has(week)) };
}

const differenceOf = (practiceCode: string, planned: number, had: number): PracticeDifference => ({ practiceCode, planned, had, difference: had - planned });

/** From one Monday up to another, which is not among them. */
function mondaysBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  const weeks = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / (7 * 86_400_000)));
  return Array.from({ length: weeks }, (_, index) => addDays(from, 7 * index));
}
