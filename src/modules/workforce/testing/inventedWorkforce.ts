import type { Database } from '#platform/database/index.ts';
import { FUNDING_PERMISSIONS } from '#funding';
import { inventedRegister } from '#register/testing';
import type { InventedRegister } from '#register/testing';
import type { WorkforceContext } from '../context.ts';
import { WORKFORCE_PERMISSIONS } from '../permissions.ts';

export { DAY, PEOPLE, PRACTICES } from '#register/testing';
export type { PersonKey } from '#register/testing';

export interface InventedWorkforce extends InventedRegister {
  workforce: WorkforceContext;
}

/** Plants the invented place for the tests of posts: two PCNs, `UZ001` of three practices and `UZ002` of two. */
export async function inventedWorkforce(database: Database): Promise<InventedWorkforce> {
  const place = await inventedRegister(database, WORKFORCE_PERMISSIONS, FUNDING_PERMISSIONS);
  const { register } = place;
  const { now, today, statistics, statisticsFolder } = register;
  return { ...place, workforce: { database, register, statistics, statisticsFolder, now, today, publicUrl: 'https://chorus.example', siteName: 'Chorus', describeSubject: async () => null } };
}
