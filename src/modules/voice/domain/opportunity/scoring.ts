export interface Criterion {
  id: string;
  label: string;
  /** A whole number above nothing. */
  weight: number;
}

/** One panel member's score of one entry by one criterion, 0 to 10. */
export interface Score {
  code: string;
  personId: string;
  criterion: string;
  score: number;
}

/** Someone on the panel, with the entries that they may not score. */
export interface PanelMember {
  personId: string;
  /** Null while they have not declared; then they score nothing. */
  takesPart: boolean | null;
  /** What they declared. */
  conflicts: readonly string[];
  /** Entrants that are their own organisation, its PCN or a practice of it. */
  ownOrganisations: readonly string[];
}

export type WhyNotScored = 'not-declared' | 'stood-down' | 'declared-conflict' | 'own-organisation';

/** Why somebody may not score an entry; null where they may. */
export function whyNotScored(member: PanelMember, code: string): WhyNotScored | null {
  if (member.ownOrganisations.includes(code)) return 'own-organisation';
  if (member.conflicts.includes(code)) return 'declared-conflict';
  if (member.takesPart === false) return 'stood-down';
  return member.takesPart === null ? 'not-declared' : null;
}

/** An entry's mean, as a fraction that compares exactly: `sum` over `scorers × all weights`, out of 10. */
export interface Scored {
  code: string;
  scorers: number;
  /** Weight times score, summed over criteria and scorers. */
  sum: number;
  byCriterion: { criterion: string; weight: number; mean: number }[];
  /** Out of 10, for showing. */
  mean: number;
}

/** The mean of each entry with its working; only the scores of those who may score it count, and each of theirs must be complete. */
export function meansOf(codes: readonly string[], criteria: readonly Criterion[], panel: readonly PanelMember[], scores: readonly Score[]): Scored[] {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return codes.map((code) => {
    const scorers = panel.filter((member) => whyNotScored(member, code) === null && criteria.every(({ id }) => scoreOf(scores, code, member.personId, id) !== null));
    const byCriterion = criteria.map(({ id, weight }) => {
      const total = scorers.reduce((sum, { personId }) => sum + scoreOf(scores, code, personId, id)!, 0);
      return { criterion: id, weight, total, mean: scorers.length ? total / scorers.length : 0 };
    });
    const sum = byCriterion.reduce((all, { weight, total }) => all + weight * total, 0);
    return { code, scorers: scorers.length, sum, byCriterion: byCriterion.map(({ total: _, ...rest }) => rest), mean: scorers.length && weights ? sum / (scorers.length * weights) : 0 };
  });
}

const scoreOf = (scores: readonly Score[], code: string, personId: string, criterion: string): number | null =>
  scores.find((one) => one.code === code && one.personId === personId && one.criterion === criterion)?.score ?? null;

/** What is still to be scored, and entries that nobody may score. */
export function stillToScore(codes: readonly string[], criteria: readonly Criterion[], panel: readonly PanelMember[], scores: readonly Score[]): { code: string; personId: string }[] {
  return codes.flatMap((code) =>
    panel.flatMap((member) => {
      const why = whyNotScored(member, code);
      const isOwed = why === 'not-declared' || (why === null && criteria.some(({ id }) => scoreOf(scores, code, member.personId, id) === null));
      return isOwed ? [{ code, personId: member.personId }] : [];
    }),
  );
}

/** The highest mean first, compared exactly; of two that are level, the one with the lower lottery ticket. */
export function byScore(scored: readonly Scored[], ticketOf: (code: string) => string): Scored[] {
  const compare = (a: Scored, b: Scored): number => {
    const difference = BigInt(b.sum) * BigInt(Math.max(1, a.scorers)) - BigInt(a.sum) * BigInt(Math.max(1, b.scorers));
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  };
  return [...scored].sort((a, b) => compare(a, b) || (ticketOf(a.code) < ticketOf(b.code) ? -1 : 1));
}
