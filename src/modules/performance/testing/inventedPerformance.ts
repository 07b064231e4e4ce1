import type { Database } from '#platform/database/index.ts';
import { inventedRegister } from '#register/testing';
import type { InventedRegister } from '#register/testing';
import type { PerformanceContext } from '../context.ts';
import { PERFORMANCE_PERMISSIONS } from '../permissions.ts';

export { DAY, PEOPLE, PRACTICES } from '#register/testing';
export type { PersonKey } from '#register/testing';

export interface InventedPerformance extends InventedRegister {
  performance: PerformanceContext;
}

/** Plants the invented place for the tests of performance: two PCNs, `UZ001` of three practices and `UZ002` of two. */
export async function inventedPerformance(database: Database): Promise<InventedPerformance> {
  const place = await inventedRegister(database, PERFORMANCE_PERMISSIONS);
  const { register } = place;
  const { now, today, statistics, statisticsFolder } = register;
  return { ...place, performance: { database, register, statistics, statisticsFolder, now, today, publicUrl: 'https://chorus.example', siteName: 'Chorus', describeSubject: async () => null } };
}
