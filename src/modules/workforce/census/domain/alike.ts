/** What makes PCNs alike. Deprivation is null where it is not held. */
export interface PcnTraits {
  code: string;
  patients: number;
  practices: number;
  deprivation: number | null;
}

/**
 * The PCNs most like one: the least distance in list size and number of practices (both as proportions, so that twice and half are
 * equally far) and in deprivation, each measured in standard deviations over all. A PCN without a deprivation score is compared
 * by the rest. Ties go by code, so that the same question has the same answer.
 */
export function pcnsLike(one: PcnTraits, all: readonly PcnTraits[], { pcns, patientsLeast }: { pcns: number; patientsLeast: number }): PcnTraits[] {
  const others = all.filter(({ code, patients, practices }) => code !== one.code && patients >= patientsLeast && practices > 0);
  const measures: ((traits: PcnTraits) => number | null)[] = [({ patients }) => Math.log(patients), ({ practices }) => Math.log(practices), ({ deprivation }) => deprivation];
  const scales = measures.map((measure) => deviation([one, ...others].flatMap((traits) => measure(traits) ?? [])));
  const distance = (other: PcnTraits): number => measures.reduce((sum, measure, index) => {
    const [here, there, scale] = [measure(one), measure(other), scales[index]!];
    return here === null || there === null || scale === 0 ? sum : sum + ((here - there) / scale) ** 2;
  }, 0);
  return others.map((traits) => ({ traits, far: distance(traits) })).sort((a, b) => a.far - b.far || (a.traits.code < b.traits.code ? -1 : 1)).slice(0, pcns).map(({ traits }) => traits);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** WTE for each 10,000 registered patients. */
export const perTenThousand = (wte: number, patients: number): number => (wte * 10_000) / patients;

/** The middle of some values, and the bounds between which the middle half of them lies. */
export function middleOf(values: readonly number[]): { median: number; lower: number; upper: number } | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}
