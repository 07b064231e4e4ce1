/** Rates are whole numbers per this many patients, rounded down: pence, or grants, per million patients. */
export const PATIENTS_A_RATE = 1_000_000;

/** What a body has had so far, of its own; amounts are whole. */
export interface Had {
  code: string;
  patients: number;
  amount: number;
  /** Where it started, per million patients: the average of the others when it was new; null for one that was there from the first. */
  startRate: number | null;
}

/** A body's turn: the lower its rate, the sooner. */
export interface Turn extends Had {
  /** What it started with and has had since, per million patients. */
  rate: number;
}

/** A rate of a body without patients is nothing: it has nobody for whom it could have had anything. */
const ratePer = (amount: number, patients: number): number => (patients > 0 ? Number((BigInt(amount) * BigInt(PATIENTS_A_RATE)) / BigInt(patients)) : 0);

export const rateOf = ({ amount, patients, startRate }: Had): number => (startRate ?? 0) + ratePer(amount, patients);

/**
 * Where a newcomer starts: at the average of all that were there before, by patients. From nothing it would be served
 * before everybody who waited.
 */
export function averageRate(others: readonly Had[]): number {
  const patients = others.reduce((sum, one) => sum + one.patients, 0);
  if (patients === 0) return 0;
  const weighted = others.reduce((sum, one) => sum + BigInt(rateOf(one)) * BigInt(one.patients), 0n);
  return Number(weighted / BigInt(patients));
}

/** Who has had least for their patients comes first; of two who are level, the one with the lower lottery ticket. */
export function inRotation(had: readonly Had[], ticketOf: (code: string) => string): Turn[] {
  return had.map((one) => ({ ...one, rate: rateOf(one) })).sort((a, b) => a.rate - b.rate || (ticketOf(a.code) < ticketOf(b.code) ? -1 : 1));
}
