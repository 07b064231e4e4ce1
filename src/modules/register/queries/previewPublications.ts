import type { Publication } from '#platform/publications/index.ts';
import { registerFrom } from '../commands/applyPublications.ts';
import type { RegisterContext } from '../context.ts';
import { CHANGE_EVENTS, changesBetween } from '../domain/changes.ts';
import type { Change, ChangeEvent } from '../domain/changes.ts';
import type { Register } from '../domain/deriveRegister.ts';
import { RegisterImage } from '../domain/registerImage.ts';
import { mapDays } from './mapDays.ts';
import { registerRules } from '../rules.ts';

/** Events that would be in the register and are not yet: how many of each, and which. */
export interface RegisterChanges {
  counts: Record<ChangeEvent, number>;
  changes: Change[];
}

/** Compares the register of the publications held with the register of those and some more. Writes nothing. */
export async function previewPublications(context: RegisterContext, held: Publication[], withMore: Publication[]): Promise<RegisterChanges> {
  const reading = { statistics: context.statistics, statisticsFolder: context.statisticsFolder, rules: registerRules() };
  const eventsOf = async (publications: Publication[]) => {
    const image = imageOf(await registerFrom(reading, publications));
    return changesBetween(image, '', '9999-12-31', mapDays(publications)[0] ?? null);
  };
  const known = new Set((await eventsOf(held)).map(keyOf));
  const changes = (await eventsOf(withMore)).filter((change) => !known.has(keyOf(change)));
  const counts = Object.fromEntries(CHANGE_EVENTS.map((event) => [event, changes.filter((change) => change.event === event).length])) as Record<ChangeEvent, number>;
  return { counts, changes };
}

const keyOf = ({ date, event, code, from, to }: Change): string => [date, event, code, from, to].join(' ');

function imageOf(register: Register): RegisterImage {
  return new RegisterImage(register.versions.map((version) => ({ ...version, kind: register.organisations.get(version.code)! })), register.relations);
}
