import { sayLimits } from '../../domain/authority/devolutionMap.ts';
import type { Holding } from '../../domain/authority/devolutionMap.ts';
import { sayNames } from '../../domain/authority/sayAuthority.ts';
import type { AuthorityFacts } from '../../domain/authority/authority.ts';

/** What a body has of a matter, in a cell of the map. */
export function sayHolding(one: Holding, { nameOf }: Pick<AuthorityFacts, 'nameOf'>): string {
  const names = sayNames(one.bodies.map(nameOf));
  if (one.isOwn) return `${names} ${one.bodies.length > 1 ? 'hold' : 'holds'} it`;
  const share = one.holders > 1 ? ` (granted by ${one.grantedBy} of ${one.holders})` : '';
  return `${names}: ${sayLimits(one)}${one.isConditional ? ', on conditions' : ''}${share}`;
}
