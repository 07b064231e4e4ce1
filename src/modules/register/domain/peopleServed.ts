import type { RegisterImage } from './registerImage.ts';

/** People by age and sex, youngest first: what an age profile is drawn of. */
export interface AgeBandCounts {
  label: string;
  female: number;
  male: number;
}

interface AgesByPractice {
  /** The lowest age of each band. */
  bands: readonly number[];
  byPractice: ReadonlyMap<string, { female: Int32Array; male: Int32Array }>;
}

/** Adds the ages of some practices; of all that were published, where none are named. */
export function ageBandsOf({ bands, byPractice }: AgesByPractice, practices: Iterable<string> = byPractice.keys()): AgeBandCounts[] {
  const female = new Array<number>(bands.length).fill(0);
  const male = new Array<number>(bands.length).fill(0);
  for (const code of practices) {
    const own = byPractice.get(code);
    if (!own) continue;
    for (let band = 0; band < bands.length; band += 1) {
      female[band]! += own.female[band]!;
      male[band]! += own.male[band]!;
    }
  }
  return bands.map((lowest, band) => {
    const next = bands[band + 1];
    return { label: next === undefined ? `${lowest} and over` : `${lowest} to ${next - 1}`, female: female[band]!, male: male[band]! };
  });
}

interface DatedCounts {
  asOf: string;
  byPractice: ReadonlyMap<string, number>;
}

/**
 * The list of a body at each publication: of the practices that were in it on that day. Null where a listed practice of it is
 * not in the publication, for a sum without it would look like a fall; and where nothing says which practices it had.
 */
export function listSizeOverTime(image: RegisterImage, code: string, series: readonly DatedCounts[]): { date: string; value: number | null }[] {
  return series.map(({ asOf, byPractice }) => {
    if (image.kindOf(code) === 'practice') return { date: asOf, value: byPractice.get(code) ?? null };
    const practices = image.practicesWithin(code, asOf).filter((practice) => image.at(practice, asOf)!.isListed || byPractice.has(practice));
    let value = 0;
    for (const practice of practices) {
      const own = byPractice.get(practice);
      if (own === undefined) return { date: asOf, value: null };
      value += own;
    }
    return { date: asOf, value: practices.length ? value : null };
  });
}
