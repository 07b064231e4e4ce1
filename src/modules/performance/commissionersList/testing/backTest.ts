import { listRules } from '../criteriaRules.ts';
import { placesOf } from '../domain/findings.ts';
import { listOf } from '../domain/listOf.ts';
import { generatedWorld } from './generatedMonths.ts';
import type { WorldAsked } from './generatedMonths.ts';

export interface BackTest {
  /** By what was said: how often it came true. */
  bands: readonly { from: number; to: number; said: number; cameTrue: number; count: number }[];
  /** Of those said to belong with 90% and more, the part that did. */
  held: number;
  /** Of those that the plain rule lists, the part that truly belongs to the lowest fifth. */
  plainRight: number;
  /** Of those that it lists, the part that it did not list a month before. */
  newEachMonth: number;
}

/** What the list says in each of the generated months, held against what is true of the practices. */
export function backTest({ earlierMonths = 6, ...asked }: WorldAsked & { earlierMonths?: number }): BackTest {
  const { months, groups, truth } = generatedWorld(asked);
  const criterion = listRules().criteria.find(({ facts }) => facts === 'face-to-face')!;
  const share = criterion.rule.kind === 'lowest' ? criterion.rule.share : 0;
  const truly = trulyLowest(truth, groups, share);
  const said: { chance: number; isTrue: boolean; isListed: boolean; isNew: boolean }[] = [];
  months.forEach((_, index) => {
    if (index < 1) return;
    const held = months.slice(Math.max(0, index - earlierMonths), index + 1).reverse();
    for (const { code, findings } of listOf({ criteria: [criterion], months: held, groups }).practices) {
      const { chance, verdict, before } = findings[0]!;
      said.push({ chance: chance!, isTrue: truly.has(code), isListed: verdict === 'meets', isNew: verdict === 'meets' && before === 'does-not-meet' });
    }
  });
  const part = (of: typeof said, isSo: (one: (typeof said)[number]) => boolean): number => (of.length === 0 ? 0 : of.filter(isSo).length / of.length);
  const listed = said.filter(({ isListed }) => isListed);
  const bands = Array.from({ length: 10 }, (_, index) => {
    const [from, to] = [index / 10, (index + 1) / 10];
    const within = said.filter(({ chance }) => chance >= from && (chance < to || index === 9));
    return { from, to, said: within.reduce((sum, { chance }) => sum + chance, 0) / Math.max(1, within.length), cameTrue: part(within, ({ isTrue }) => isTrue), count: within.length };
  });
  return { bands, held: part(said.filter(({ chance }) => chance >= 0.9), ({ isTrue }) => isTrue), plainRight: part(listed, ({ isTrue }) => isTrue), newEachMonth: part(listed, ({ isNew }) => isNew) };
}

function trulyLowest(truth: ReadonlyMap<string, number>, groups: ReadonlyMap<string, string>, share: number): Set<string> {
  const byGroup = new Map<string, string[]>();
  for (const [code, group] of groups) byGroup.set(group, [...(byGroup.get(group) ?? []), code]);
  return new Set([...byGroup.values()].flatMap((codes) => codes.sort((a, b) => truth.get(a)! - truth.get(b)!).slice(0, placesOf(share, codes.length))));
}
