/** A part of what it costs to begin again with somebody new. */
export interface CostPart {
  id: string;
  says: string;
  /** For one who leaves; null where nobody entered it and no figure is known. */
  pence: number | null;
}

export interface StartingOver {
  parts: readonly CostPart[];
  /** For one who leaves, of the parts that are known; null where none is. */
  eachPence: number | null;
  leavers: number;
  totalPence: number | null;
  /** The parts that are in no total. */
  unknown: readonly string[];
}

/** What it cost to begin again after so many left: of the parts that are known; the others are named. */
export function startingOver(parts: readonly CostPart[], leavers: number): StartingOver {
  const known = parts.flatMap(({ pence }) => (pence === null ? [] : [pence]));
  const eachPence = known.length === 0 ? null : known.reduce((sum, pence) => sum + pence, 0);
  return { parts, eachPence, leavers, totalPence: eachPence === null ? null : eachPence * leavers, unknown: parts.filter(({ pence }) => pence === null).map(({ says }) => says) };
}
