import { join } from 'node:path';
import { identifier, literal } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { accessHeld } from './accessHeld.ts';
import { APPOINTMENT_SERIES } from './accessTallies.ts';
import type { AppointmentSeries, PublicationTallies, PublishedWord } from './accessTallies.ts';

export interface UnknownWord extends PublishedWord {
  source: string;
}

/** The published words of a month that the rules do not know, with how many appointments of what is in force they stand for: a file that was restated tells none a second time. */
export async function unknownWords(context: PerformanceContext, month: string): Promise<UnknownWord[]> {
  const held = await accessHeld(context);
  const found: UnknownWord[] = [];
  for (const series of Object.keys(APPOINTMENT_SERIES) as AppointmentSeries[]) {
    const rows = await held.rows(series, month);
    for (const from of new Set([...rows.values()].map((row) => row.from))) found.push(...(await ofPublication(context, series, from, month, (code) => rows.get(code)?.from === from)));
  }
  return found;
}

/** Of one publication: few have any, so that they alone are read a second time. */
async function ofPublication({ statistics, statisticsFolder }: PerformanceContext, series: AppointmentSeries, { publication, words, source }: PublicationTallies, month: string, isInForce: (code: string) => boolean): Promise<UnknownWord[]> {
  const found: UnknownWord[] = [];
  for (const one of words.filter(({ word }) => word === null)) {
    const rows = await statistics.rows<{ code: string; appointments: number }>(`
      SELECT ${APPOINTMENT_SERIES[series].code} AS code, CAST(sum(appointments) AS DOUBLE) AS appointments FROM read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})
      WHERE date_trunc('month', month) = CAST(${literal(month)} AS DATE) AND ${identifier(one.dimension)} IS NOT DISTINCT FROM ${one.published === null ? 'NULL' : literal(one.published)} GROUP BY 1`);
    const appointments = rows.filter(({ code }) => isInForce(code)).reduce((sum, row) => sum + row.appointments, 0);
    if (appointments > 0) found.push({ ...one, appointments, source });
  }
  return found;
}
