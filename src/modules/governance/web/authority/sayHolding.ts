import { LEVELS, sayLimits } from '../../domain/authority/devolutionMap.ts';
import type { Holding, Level, MapRow } from '../../domain/authority/devolutionMap.ts';
import { bodyKey } from '../../domain/authority/grant.ts';
import { sayNames } from '../../domain/authority/sayAuthority.ts';
import type { AuthorityFacts } from '../../domain/authority/authority.ts';

/** Who the holders at each level are, told once above the map: "Council: Ashvale Council". */
export function sayHolders(rows: readonly MapRow[], { nameOf }: Pick<AuthorityFacts, 'nameOf'>): string[] {
  return (Object.keys(LEVELS) as Level[]).flatMap((level) => {
    const bodies = rows.flatMap(({ holdings }) => holdings.filter((one) => one.isOwn && one.level === level).flatMap((one) => one.bodies));
    const names = [...new Map(bodies.map((body) => [bodyKey(body), nameOf(body)])).values()];
    return names.length ? [`${LEVELS[level]}: ${sayNames(names)}`] : [];
  });
}

/** What a body has of a matter, in a cell of the map. */
export function sayHolding(one: Holding, { nameOf }: Pick<AuthorityFacts, 'nameOf'>): string {
  const names = sayNames(one.bodies.map(nameOf));
  // At these levels the page says once who they are.
  if (one.isOwn && one.level !== 'together') return one.bodies.length > 1 ? `Each of ${one.bodies.length} holds it` : 'Holds it';
  if (one.isOwn) return `${names} ${one.bodies.length > 1 ? 'hold' : 'holds'} it`;
  const share = one.holders > 1 ? ` (granted by ${one.grantedBy} of ${one.holders})` : '';
  return `${names}: ${sayLimits(one)}${one.isConditional ? ', on conditions' : ''}${share}`;
}
