import type { ListedPractice } from './listOf.ts';

/** A body by its code and its name. */
export interface NamedBody {
  code: string;
  name: string;
}

export interface NamedPractice extends ListedPractice, NamedBody {
  /** Where it lies on the month's last day; null where the register does not say. */
  icb: NamedBody | null;
  subIcb: NamedBody | null;
}

/** The practices of a sub-ICB location, and how many of them the list names. */
export interface AreaOfList {
  icb: NamedBody | null;
  subIcb: NamedBody | null;
  practices: readonly NamedPractice[];
  listed: number;
  /** By criterion, in their order: how many meet it, and of how many there is no data. */
  met: readonly { meets: number; noData: number }[];
}

/** By name, then by code; nowhere comes last. */
function inOrder(a: NamedBody | null, b: NamedBody | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.name === b.name ? Number(a.code > b.code) - Number(a.code < b.code) : a.name < b.name ? -1 : 1;
}

/** A list broken down by ICB and sub-ICB location, by their names; practices that the register places nowhere come last. */
export function byArea(practices: readonly NamedPractice[], criteria: number): AreaOfList[] {
  const areas = new Map<string, NamedPractice[]>();
  for (const practice of practices) {
    const key = JSON.stringify([practice.icb?.code ?? null, practice.subIcb?.code ?? null]);
    areas.set(key, [...(areas.get(key) ?? []), practice]);
  }
  return [...areas.values()].sort(([a], [b]) => inOrder(a!.icb, b!.icb) || inOrder(a!.subIcb, b!.subIcb)).map((own) => ({
    icb: own[0]!.icb, subIcb: own[0]!.subIcb, practices: own, listed: own.filter(({ met }) => met > 0).length,
    met: Array.from({ length: criteria }, (_, at) => {
      const count = (verdict: string) => own.filter(({ findings }) => findings[at]!.verdict === verdict).length;
      return { meets: count('meets'), noData: count('no-data') };
    }),
  }));
}

/** `NHS Bath ICB (QOX), sub-ICB location 92G`. */
export const sayArea = ({ icb, subIcb }: Pick<AreaOfList, 'icb' | 'subIcb'>): string =>
  `${icb ? `${icb.name} (${icb.code})` : 'In no ICB that the register knows'}${subIcb ? `, ${subIcb.name} (${subIcb.code})` : ''}`;
