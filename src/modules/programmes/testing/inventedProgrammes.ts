import type { Database } from '#platform/database/index.ts';
import { FUNDING_PERMISSIONS } from '#funding';
import { WORKFORCE_PERMISSIONS } from '#workforce';
import { inventedRegister } from '#register/testing';
import type { InventedRegister } from '#register/testing';
import type { ProgrammesContext } from '../context.ts';
import { PROGRAMMES_PERMISSIONS } from '../permissions.ts';

export { DAY, PEOPLE, PRACTICES } from '#register/testing';
export type { PersonKey } from '#register/testing';

export interface InventedProgrammes extends InventedRegister {
  programmes: ProgrammesContext;
}

/** Plants the invented place for the tests of programmes: two PCNs, `UZ001` of three practices and `UZ002` of two. */
export async function inventedProgrammes(database: Database): Promise<InventedProgrammes> {
  const place = await inventedRegister(database, PROGRAMMES_PERMISSIONS, WORKFORCE_PERMISSIONS, FUNDING_PERMISSIONS);
  const { register } = place;
  const { now, today, statistics, statisticsFolder } = register;
  return { ...place, programmes: { database, register, statistics, statisticsFolder, now, today, publicUrl: 'https://chorus.example', siteName: 'Chorus', describeSubject: async () => null } };
}
