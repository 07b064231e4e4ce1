import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';

export const ASKED_OF = { practice: 'the practice', pcn: 'the PCN', commissioner: 'the commissioner', 'nhs-england': 'NHS England itself' } as const;
export type AskedOf = keyof typeof ASKED_OF;

/** Something asked from above. */
export interface Demand {
  /** Of the rules' own: its name. Of those that people add: `D` and a number. */
  id: string;
  /** Null where its words were erased. */
  asks: string | null;
  of: AskedOf;
  by: string;
  /** Null for all of England. */
  withinCode: string | null;
  /** The term of a contract that asks it; null where none does. */
  clause: { contract: string; clause: string } | null;
  from: IsoDate;
  due: IsoDate | null;
  /** In days, where it comes again. */
  every: number | null;
  /** After this day it does not come again. */
  until: IsoDate | null;
  note: string | null;
  source: { title: string; address: string | null; locator: string | null };
  /** Of the rules' own; null for what somebody here entered. */
  status: FigureStatus | null;
  withdrawn: { on: IsoDate; why: string | null } | null;
}

/** What the reader has to do about a demand: `must` where a clause of a contract asks it of them, `asked` where only somebody does, `nothing` where it is asked of somebody else. */
export interface ToDo {
  weight: 'must' | 'asked' | 'nothing';
  says: string;
}

/** What a demand means for one who is asked, or is not: said plainly where there is nothing to do. */
export function toDoOf({ of, by, clause, withdrawn }: Pick<Demand, 'of' | 'by' | 'clause' | 'withdrawn'>, who: AskedOf): ToDo {
  if (withdrawn) return { weight: 'nothing', says: 'Nothing: it was withdrawn.' };
  if (of !== who) return { weight: 'nothing', says: `Nothing. ${by} asks it of ${ASKED_OF[of]}, not of ${who === 'practice' ? 'a practice' : ASKED_OF[who]}.` };
  if (clause) return { weight: 'must', says: `Your contract asks it: ${clause.contract}, ${clause.clause}.` };
  if (who === 'practice' || who === 'pcn') return { weight: 'asked', says: `Nothing that you must do: ${by} asks it, and no clause of a contract is named. Ask which clause it rests on before you spend time on it.` };
  return { weight: 'must', says: `It is an instruction of ${by} to you. No practice’s contract asks it.` };
}

/** The next day by which it is owed, today included; null where none is to come. */
export function nextDue({ due, every, until, withdrawn }: Pick<Demand, 'due' | 'every' | 'until' | 'withdrawn'>, today: IsoDate): IsoDate | null {
  if (due === null || withdrawn) return null;
  let next = due;
  if (every !== null && next < today) {
    const days = Math.ceil((Date.parse(today) - Date.parse(due)) / 86_400_000);
    next = addDays(due, Math.ceil(days / every) * every);
  }
  return next < today || (until !== null && next > until) ? null : next;
}

/** The last day by which it is owed: the day named, or, of one that came again, the last on which it did; null where no day is named, or none is known to be the last. */
export function lastDue({ due, every, until }: Pick<Demand, 'due' | 'every' | 'until'>): IsoDate | null {
  if (due === null || every === null) return due;
  return until === null ? null : addDays(due, Math.floor((Date.parse(until) - Date.parse(due)) / 86_400_000 / every) * every);
}
