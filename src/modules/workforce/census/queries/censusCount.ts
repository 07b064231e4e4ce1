import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import { standingOf } from '../domain/census.ts';
import { censusesHeld } from './censusReader.ts';

/** How many posts the newest census that has a PCN counts; null where none has it. */
export async function censusCountOf(context: Pick<WorkforceContext, 'database' | 'statistics' | 'statisticsFolder'>, pcnCode: string): Promise<{ asOf: IsoDate; posts: number } | null> {
  const census = (await censusesHeld(context)).findLast(({ byPcn }) => byPcn.has(pcnCode));
  return census ? { asOf: census.asOf, posts: standingOf(census.byPcn.get(pcnCode)!).posts } : null;
}
