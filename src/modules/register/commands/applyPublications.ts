import type { Transaction } from 'kysely';
import type { Publication } from '#platform/publications/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import { councilsFrom } from '../domain/councils.ts';
import { deriveRegister } from '../domain/deriveRegister.ts';
import type { Register, RegisterRules } from '../domain/deriveRegister.ts';
import { findSuccessions } from '../domain/succession.ts';
import type { SuccessionRules } from '../domain/succession.ts';
import { compareRegister, writeChange } from '../storage/applyRegister.ts';
import type { RegisterChange } from '../storage/applyRegister.ts';
import { raiseRevision } from '../queries/registerReader.ts';
import { councilRows, listsIn } from '../storage/readPublications.ts';
import { REGISTER_DATASETS, statementsIn } from '../storage/statements.ts';

export interface PublicationReading {
  statistics: Statistics;
  statisticsFolder: string;
  rules: RegisterRules & SuccessionRules;
}

/** The register that these publications make. */
export async function registerFrom({ statistics, statisticsFolder, rules }: PublicationReading, publications: Publication[]): Promise<Register> {
  const groups = await statementsIn(statistics, statisticsFolder, publications);
  const register = deriveRegister(groups, rules);
  const lists = await listsIn(statistics, statisticsFolder, publications);
  register.relations.push(...findSuccessions({ kinds: register.organisations, versions: register.versions, relations: register.relations, lists }, rules));
  const councils = councilsFrom(await councilRows(statistics, statisticsFolder, publications));
  for (const { code } of councils.versions) register.organisations.set(code, 'local-authority');
  register.versions.push(...councils.versions);
  register.relations.push(...councils.relations);
  return register;
}

/** Brings the register up to the publications held, in the transaction that commits the newest of them. */
export async function applyPublications(transaction: Transaction<unknown>, reading: PublicationReading, dataset: string, publications: Publication[], now: Date): Promise<RegisterChange | null> {
  await raiseRevision(transaction);
  if (!REGISTER_DATASETS.has(dataset)) return null;
  const change = await compareRegister(transaction, await registerFrom(reading, publications));
  await writeChange(transaction, change, now);
  return change;
}
