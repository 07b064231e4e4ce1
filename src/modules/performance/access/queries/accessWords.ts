import type { PerformanceContext } from '../../context.ts';
import { accessHeld } from './accessHeld.ts';
import { APPOINTMENT_SERIES } from './accessTallies.ts';
import type { AppointmentSeries, PublishedWord } from './accessTallies.ts';

export interface UnknownWord extends PublishedWord {
  source: string;
}

/** The published words of a month that the rules do not know, with how many appointments they stand for. Nothing of them is dropped. */
export async function unknownWords(context: PerformanceContext, month: string): Promise<UnknownWord[]> {
  const held = await accessHeld(context);
  const publications = await Promise.all((Object.keys(APPOINTMENT_SERIES) as AppointmentSeries[]).map((series) => held.publicationsOf(series, month)));
  return publications.flat().flatMap(({ words, source }) => words.filter(({ word }) => word === null).map((one) => ({ ...one, source })));
}
