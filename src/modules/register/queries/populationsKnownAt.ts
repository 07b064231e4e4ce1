import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';
import type { AskedAt } from './answerParts.ts';
import { addUp } from './populations.ts';
import type { PopulationKind, PracticeCounts, SummedPopulation } from './populations.ts';

/**
 * The populations of some practices as they could be known at a moment: only from publications that were held by then.
 * A count that was restated since is left out: what it said at first is not what it says now.
 */
export async function populationsKnownAt({ database, populations }: RegisterContext, practices: string[], { asAt, knownAt }: AskedAt): Promise<SummedPopulation[]> {
  if (!knownAt) return populations.summed(practices, asAt);
  const idsNow = new Set(inForce(await publicationsHeld(database.as())).map(({ id }) => id));
  const heldThen = inForce(await publicationsHeld(database.as(), knownAt));
  const dayOf = (dataset: string): string | null => {
    const newest = heldThen.filter((one) => one.dataset === dataset && one.asOf !== null && one.asOf <= asAt).at(-1);
    return newest && idsNow.has(newest.id) ? newest.asOf : null;
  };
  const totals = dayOf('patients-registered-totals');
  const adjusted = dayOf('pcn-adjusted-population');
  const found: (PracticeCounts<PopulationKind> | null)[] = [
    totals && (await populations.registered(totals)),
    adjusted && (await populations.pcnRaw(adjusted)),
    adjusted && (await populations.pcnAdjusted(adjusted)),
  ].map((counts) => counts || null);
  return found.flatMap((counts) => {
    if (!counts) return [];
    const sum = addUp(counts, practices);
    return sum.practices ? [{ kind: counts.kind, asOf: counts.asOf, count: sum.count, practices: sum.practices, source: counts.source }] : [];
  });
}
