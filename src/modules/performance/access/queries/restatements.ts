import type { PerformanceContext } from '../../context.ts';
import { accessHeld } from './accessHeld.ts';
import { APPOINTMENT_SERIES } from './accessTallies.ts';
import type { AppointmentSeries, PublicationTallies } from './accessTallies.ts';

/** What a later publication changed of a month: the sums of what both speak of, and every code whose sum is another. */
export interface Restatement {
  series: AppointmentSeries;
  month: string;
  before: { source: string; appointments: number };
  after: { source: string; appointments: number };
  changed: { code: string; before: number | null; after: number | null }[];
}

/** Every restatement of a month that is held, in the order of loading. */
export async function restatementsOf(context: PerformanceContext, month: string): Promise<Restatement[]> {
  const held = await accessHeld(context);
  const found: Restatement[] = [];
  for (const series of Object.keys(APPOINTMENT_SERIES) as AppointmentSeries[]) {
    const publications = await held.publicationsOf(series, month);
    for (let later = 1; later < publications.length; later += 1) {
      const one = restatement(series, month, publications[later - 1]!, publications[later]!);
      if (one) found.push(one);
    }
  }
  return found;
}

/** Only the sub-ICB locations of which both speak are compared: a file of other places restates nothing. */
function restatement(series: AppointmentSeries, month: string, earlier: PublicationTallies, later: PublicationTallies): Restatement | null {
  const [was, is] = [earlier.months.get(month)!, later.months.get(month)!];
  const areas = new Set([...is.values()].map(({ subIcbCode }) => subIcbCode));
  const compared = [...was.values()].filter((row) => areas.has(row.subIcbCode));
  if (compared.length === 0) return null;
  const before = new Map(compared.map(({ code, tally }) => [code, tally[0]!]));
  const spoken = new Set(compared.map(({ subIcbCode }) => subIcbCode));
  const after = new Map([...is.values()].filter((row) => spoken.has(row.subIcbCode)).map(({ code, tally }) => [code, tally[0]!]));
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort();
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
  const changed = codes.map((code) => ({ code, before: before.get(code) ?? null, after: after.get(code) ?? null })).filter((one) => one.before !== one.after);
  return { series, month, before: { source: earlier.source, appointments: sum(before) }, after: { source: later.source, appointments: sum(after) }, changed };
}
