/** What is looked at to say why a payment differs from what the rules predict. Amounts in pence. */
export interface Difference {
  predictedPence: number;
  paidPence: number;
  /** What the rules would make of the other count of patients: weighted for registered, and the other way round. */
  predictedOtherwisePence: number;
  /** All that the PCN's rows show in columns that go to the nominated payee; a practice's own participation is none of it. */
  paidToPayeePence: number;
  /** The middle of all PCNs' paid ÷ predicted in this column. */
  medianRatio: number;
  isOnPayee: boolean;
  /** A prediction of the most that may be claimed, not of what is due. */
  isMost: boolean;
}

const near = (a: number, b: number, within: number) => Math.abs(a - b) <= within * Math.abs(b);

/** The likeliest reason of a difference, in words; the first that fits, the most telling first. */
export function likelyReason(difference: Difference): string {
  const { predictedPence, paidPence, predictedOtherwisePence, paidToPayeePence, medianRatio, isOnPayee, isMost } = difference;
  const ratio = paidPence / predictedPence;
  if (isOnPayee && paidToPayeePence === 0) return 'The payee is elsewhere: no practice of this PCN received any of its money';
  if (paidPence === 0) return 'Nothing was paid in this column: paid to another payee, or under another heading';
  if (paidPence < 0) return 'Money was taken back';
  if (isMost && ratio <= 1) return 'Less was claimed than the most that may be';
  const months = Math.round(ratio * 12);
  if (medianRatio > 0 && near(ratio, medianRatio, 0.02)) return 'As with most PCNs: the rate or the months paid differ from the rules’';
  if (near(paidPence, predictedOtherwisePence, 0.02)) return 'Paid by the other count of patients: weighted where registered, or the other way round';
  if (months > 0 && months < 12 && near(ratio, months / 12, 0.01)) return `Part of the year: about ${months} of 12 months`;
  if (medianRatio > 0 && near(ratio, medianRatio, 0.1)) return 'The list moved between 1 January and the last known figure, or practices joined or left';
  if (ratio > 1.5 * Math.max(medianRatio, 1)) return 'The payee serves another PCN too, or money of another year was paid in this one';
  return ratio < 1 ? 'Only part was paid to the PCN’s practices: another payee, or a late payment' : 'More was paid than the rules make: an uplift, a late payment of the year before, or another PCN’s money';
}
