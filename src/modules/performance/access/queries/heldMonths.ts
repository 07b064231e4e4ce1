import type { PerformanceContext } from '../../context.ts';
import { accessMonths } from './accessFigures.ts';
import { accessHeld } from './accessHeld.ts';

/** What is held of a month: of how many practices and sub-ICB locations, and how often it was restated. */
export interface HeldMonth {
  month: string;
  byPractice: number;
  byArea: number;
  online: number;
  restated: number;
}

/** Every month of which something is held, oldest first. */
export async function heldMonths(context: PerformanceContext): Promise<HeldMonth[]> {
  const held = await accessHeld(context);
  return (await accessMonths(context)).map((month) => ({ month, ...held.countsOf(month), online: held.online(month).size }));
}
