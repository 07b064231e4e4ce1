import { join } from 'node:path';
import type { IsoDate } from '#kernel/isoDate.ts';
import { literal } from '#platform/statistics/index.ts';
import type { WorkforceContext } from '../../context.ts';
import { titleOfRole } from '../censusRules.ts';
import { nameOfRole, NOT_ADDITIONAL, whatRoleIs } from '../domain/censusRole.ts';
import { censusMapping } from './censusMapping.ts';
import { censusPublications } from './censusReader.ts';

/** What the newest census that has a PCN shows of it, post by post: nobody’s identifier is among it. */
export interface CensusPostsFound {
  asOf: IsoDate;
  posts: readonly { role: string | null; title: string; wte: number | null; isBought: boolean }[];
  /** Posts of roles that nobody has said anything of: kept apart until a person maps them. */
  unknown: readonly { name: string; posts: number }[];
}

/** Null where no census that is held has the PCN. */
export async function censusPostsOf({ database, statistics, statisticsFolder }: Pick<WorkforceContext, 'database' | 'statistics' | 'statisticsFolder'>, pcnCode: string): Promise<CensusPostsFound | null> {
  const db = database.as<unknown>();
  for (const { asOf, tables } of (await censusPublications(db)).reverse()) {
    const rows = await statistics.rows<{ staffRole: string; detailed: string | null; wte: number | null; isBought: boolean }>(`
      SELECT staff_role AS "staffRole", detailed_role AS detailed, CAST(fte AS DOUBLE) AS wte, coalesce(data_source ILIKE '%contracted%', false) AS "isBought"
      FROM read_parquet(${literal(join(statisticsFolder, tables[0]!.path))}) WHERE pcn_code = ${literal(pcnCode)} ORDER BY 1, 2, 3 DESC`);
    if (rows.length === 0) continue;
    const mapping = await censusMapping(db);
    const [posts, unknown] = [[] as CensusPostsFound['posts'][number][], new Map<string, number>()];
    for (const { staffRole, detailed, wte, isBought } of rows) {
      const name = nameOfRole(staffRole, detailed);
      const is = whatRoleIs(mapping, name);
      if (is === null) unknown.set(name, (unknown.get(name) ?? 0) + 1);
      else posts.push({ role: is === NOT_ADDITIONAL ? null : is, title: is === NOT_ADDITIONAL ? name : titleOfRole(is), wte, isBought });
    }
    return { asOf: asOf as IsoDate, posts, unknown: [...unknown].map(([name, count]) => ({ name, posts: count })) };
  }
  return null;
}
