import type { FunnelUnit } from '../../charts/index.ts';
import type { FactsOfMonth } from './criterion.ts';

/**
 * What was counted in the practices over which a share is taken, as the units of a funnel. Only `own` is named: a practice sees where it lies
 * among the others, and not who they are. They come in the order of their figures, so that their place in the file tells nothing either.
 */
export function amongOthers({ counted, unusable }: Pick<FactsOfMonth, 'counted' | 'unusable'>, group: readonly string[], own: { code: string; name: string }): FunnelUnit[] {
  const known = group.flatMap((code) => {
    const found = unusable.has(code) ? undefined : counted.get(code);
    return found && found.of > 0 ? [{ code, ...found }] : [];
  });
  known.sort((a, b) => a.count / a.of - b.count / b.of || a.of - b.of);
  return known.map(({ code, count, of }, index) => ({ ...(code === own.code ? own : { code: `other-${index + 1}`, name: 'Another practice' }), numerator: count, denominator: of }));
}
