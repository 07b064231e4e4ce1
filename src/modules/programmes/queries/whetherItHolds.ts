import type { IsoDate } from '#kernel/isoDate.ts';
import { evidenceIn } from '../domain/evidence.ts';
import type { Fact } from '../domain/fact.ts';
import type { Judged } from '../domain/judged.ts';
import { notDeclaringVictory } from '../domain/laterFindings.ts';
import { programmeRules } from '../programmeRules.ts';
import { differencesIn } from './measureSeries.ts';
import type { PublishedMonths } from './measureSeries.ts';

/** The seventh step alone: whether the change of a programme holds, by its measures. */
export function whetherItHolds(facts: readonly Fact[], published: PublishedMonths, { startedOn, day }: { startedOn: IsoDate; day: IsoDate }): Judged {
  const { tests } = programmeRules();
  const differences = differencesIn(facts, published, { startedOn, holdsForPoints: tests.figures.holdsForPoints });
  return notDeclaringVictory(evidenceIn(facts, { day, startedOn, practices: [], differences }), tests);
}
