import { startOf, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { AuthorityFacts } from './authority.ts';
import { bodyKey, coveringMatter } from './grant.ts';
import type { Grant } from './grant.ts';

/**
 * What earlier decisions of the financial year, up to and on the day, have used of a grant, in pence. They count against every
 * grant that they fall under, and from the first of April even where the grant began later: a limit renewed is not a limit doubled.
 */
export function usedOfYear(grant: Grant, on: IsoDate, { earlierDecisions, usersOf, areasOf, matters }: AuthorityFacts): number {
  const from = startOf(yearOf(on));
  const users = usersOf(grant);
  let pence = 0;
  for (const { takenBy, takenOn, matter, withinCode, amountPence } of earlierDecisions) {
    if (takenOn < from || takenOn > on || !takenBy.some((key) => users.has(key))) continue;
    if (coveringMatter(grant, matter, matters) !== null && areasOf(withinCode, takenOn).includes(grant.withinCode)) pence += amountPence;
  }
  return pence;
}

/** Who could use what a grant gives: its receiver, and whoever that passed it on to, as keys of bodies. Whatever the day. */
export function usersAmong(grant: Grant, grants: readonly Grant[], standsFor: AuthorityFacts['standsFor']): Set<string> {
  const users = new Set([bodyKey(standsFor(grant.receiver))]);
  if (!grant.mayDelegateOnward) return users;
  const queue = [...users];
  for (let user = queue.shift(); user !== undefined; user = queue.shift()) {
    for (const onward of grants) {
      const next = bodyKey(standsFor(onward.receiver));
      if (onward.status === 'draft' || users.has(next) || bodyKey(standsFor(onward.giver)) !== user) continue;
      users.add(next);
      queue.push(next);
    }
  }
  return users;
}
