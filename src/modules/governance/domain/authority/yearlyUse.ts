import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { AuthorityFacts } from './authority.ts';
import { bodyKey, coveringMatter } from './grant.ts';
import type { Grant } from './grant.ts';

/** The financial year of a day: 1 April to 31 March, the day after it as `to`. */
export function financialYearOf(day: IsoDate): { from: IsoDate; to: IsoDate; label: string } {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = month >= 4 ? year : year - 1;
  return { from: isoDate(`${first}-04-01`), to: isoDate(`${first + 1}-04-01`), label: `${first}/${String((first + 1) % 100).padStart(2, '0')}` };
}

/**
 * What earlier decisions of the financial year, up to and on the day, have used of a grant, in pence. They count against every
 * grant that they fall under, and from the first of April even where the grant began later: a limit renewed is not a limit doubled.
 */
export function usedOfYear(grant: Grant, on: IsoDate, { earlierDecisions, usersOf, areasOf, standsFor, matters }: AuthorityFacts): number {
  const year = financialYearOf(on);
  const users = usersOf(grant);
  return earlierDecisions
    .filter(({ takenOn }) => takenOn >= year.from && takenOn <= on)
    .filter(({ bodies }) => bodies.some((body) => users.has(bodyKey(standsFor(body)))))
    .filter(({ matter }) => coveringMatter(grant, matter, matters) !== null)
    .filter(({ withinCode, takenOn }) => areasOf(withinCode, takenOn).includes(grant.withinCode))
    .reduce((sum, { amountPence }) => sum + amountPence, 0);
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
