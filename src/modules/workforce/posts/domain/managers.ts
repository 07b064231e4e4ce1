import type { IsoDate } from '#kernel/isoDate.ts';
import type { PostLine } from './networkPosts.ts';
import { holdsOn } from './timeline.ts';

/** Who is a line manager of whom on a day: by whoever fills a post, those who manage it. */
export function managersOn(posts: readonly PostLine[], day: IsoDate): Map<string, Set<string>> {
  const managers = new Map<string, Set<string>>();
  for (const { spans, fillings } of posts) {
    const manager = spans.find((span) => holdsOn(span, day))?.facts.lineManagerId;
    if (!manager) continue;
    for (const { staffId } of fillings.filter((filling) => holdsOn(filling, day))) managers.set(staffId, (managers.get(staffId) ?? new Set()).add(manager));
  }
  return managers;
}

/** Those who manage one another round in a circle that comes back to `staffId`; null where there is none. */
export function circleFrom(staffId: string, managers: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const seen = new Set<string>();
  const walk = (at: string, path: readonly string[]): string[] | null => {
    for (const above of managers.get(at) ?? []) {
      if (above === staffId) return [...path, at];
      if (seen.has(above)) continue;
      seen.add(above);
      const found = walk(above, [...path, at]);
      if (found) return found;
    }
    return null;
  };
  return walk(staffId, []);
}
