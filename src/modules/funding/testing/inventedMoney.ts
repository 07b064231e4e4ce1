import type { Database } from '#platform/database/index.ts';
import { inventedRegister } from '#register/testing';
import type { InventedRegister } from '#register/testing';
import type { FundingContext } from '../context.ts';
import { FUNDING_PERMISSIONS } from '../permissions.ts';

export { DAY, PEOPLE, PRACTICES } from '#register/testing';
export type { PersonKey } from '#register/testing';

export interface InventedMoney extends InventedRegister {
  funding: FundingContext;
}

/** Plants the invented place for the tests of money: two PCNs, `UZ001` of three practices and `UZ002` of two. */
export async function inventedMoney(database: Database): Promise<InventedMoney> {
  const place = await inventedRegister(database, FUNDING_PERMISSIONS);
  const { register } = place;
  const { now, today, statistics, statisticsFolder } = register;
  return { ...place, funding: { database, register, statistics, statisticsFolder, now, today, publicUrl: 'https://chorus.example', siteName: 'Chorus', describeSubject: async () => null } };
}
