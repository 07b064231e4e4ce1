import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import { titleOfRole } from '../censusRules.ts';
import { rolesOverTime, standingOf, unknownRoles } from '../domain/census.ts';
import type { PcnCensus, RoleOverTime, Standing } from '../domain/census.ts';
import { censusMapping } from './censusMapping.ts';
import { censusesHeld } from './censusReader.ts';

export interface EnglandCensus {
  censuses: readonly { asOf: IsoDate; pcns: number; total: Standing }[];
  roles: readonly RoleOverTime[];
  /** Each PCN of the newest census. */
  pcns: readonly { code: string; total: Standing }[];
  unknown: readonly { name: string; staffGroup: string; posts: number; wte: number }[];
}

/** Every census that is held, over all PCNs. The PCNs in a census are not those of another: later ones have more. */
export async function englandCensus(context: WorkforceContext): Promise<EnglandCensus> {
  const held = await censusesHeld(context);
  const mapping = await censusMapping(context.database.as<unknown>());
  const whole = held.map(({ asOf, byPcn }): PcnCensus => ({ asOf, lines: [...byPcn.values()].flat() }));
  return {
    censuses: held.map(({ asOf, byPcn }, index) => ({ asOf, pcns: byPcn.size, total: standingOf(whole[index]!.lines) })),
    roles: rolesOverTime(whole, { mapping, titleOf: titleOfRole }),
    pcns: [...(held.at(-1)?.byPcn ?? [])].map(([code, lines]) => ({ code, total: standingOf(lines) })),
    unknown: unknownRoles(whole.flatMap(({ lines }) => lines), mapping),
  };
}
