import type { PerformanceContext } from '../../context.ts';
import type { FunnelUnit } from '../../charts/index.ts';
import { amongOthers } from '../domain/amongOthers.ts';
import { groupsAround } from './listFor.ts';
import type { ListOfPlace } from './listFor.ts';
import { lastDayOf, monthOfFacts } from './listFacts.ts';

/** By criterion: what was counted in a practice and in the others over which its share is taken. None where it is counted by no number. */
export async function placesAmongOthers(context: PerformanceContext, { code, month, scope, criteria, practices }: ListOfPlace): Promise<ReadonlyMap<string, readonly FunnelUnit[]>> {
  const image = await context.register.reader.image();
  const groups = groupsAround(image, new Set([code]), scope, lastDayOf(month));
  const own = groups.get(code) ?? null;
  const group = own === null ? [] : [...groups].flatMap(([other, its]) => (its === own ? [other] : []));
  const { facts } = await monthOfFacts(context, month);
  const name = practices[0]?.name ?? code;
  return new Map(criteria.flatMap(({ criterion: { id, rule, facts: wanted } }): [string, FunnelUnit[]][] => (rule.kind === 'rated' || rule.kind === 'raised' ? [] : [[id, amongOthers(facts[wanted], group, { code, name })]])));
}
