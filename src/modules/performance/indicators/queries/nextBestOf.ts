import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { seesFiguresOf } from '../../whoseFigures.ts';
import { chanceOf } from '../domain/chances.ts';
import { bestFor, nextBest } from '../domain/nextBest.ts';
import type { BestUse, Chance, Effort } from '../domain/nextBest.ts';
import { pcnStanding } from './pcnStanding.ts';
import type { PcnStanding, StandingAsked } from './pcnStanding.ts';

export interface NextBest {
  standing: PcnStanding;
  chances: readonly Chance[];
  efforts: readonly Effort[];
  /** Indicators that are not in the order, and why. */
  others: readonly { code: string; whyNot: string }[];
  /** The best use of the people somebody asked about; null where nobody did. */
  best: BestUse | null;
}

/** As many as a search over every way may weigh while a page waits. */
export const PEOPLE_MAX = 500;

/** In which order effort earns a PCN most, for who sees its figures. */
export async function nextBestOf(context: PerformanceContext, acting: Acting, { people = null, ...asked }: StandingAsked & { people?: number | null }): Promise<NextBest> {
  const standing = await pcnStanding(context, acting, asked);
  const { pcnCode } = asked;
  if (!(await seesFiguresOf(context.database.as<unknown>(), await context.register.reader.image(), acting, pcnCode, context.today()))) throw new Refused({ code: 'not-allowed', what: 'You do not see the figures of this PCN.', where: pcnCode, todo: 'Its manager, its clinical director and its practices do.' });
  const found = standing.standings.map(chanceOf);
  const chances = found.flatMap((one) => ('chance' in one ? [one.chance] : []));
  return { standing, chances, efforts: nextBest(chances), others: found.flatMap((one) => ('chance' in one ? [] : [one])), best: people === null ? null : bestFor(chances, Math.min(people, PEOPLE_MAX)) };
}
