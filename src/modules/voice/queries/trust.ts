import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { pulseResult, type PulseResult } from '../domain/pulse.ts';
import type { TrustDecision } from '../domain/trust.ts';
import { decidedQuestions, otherDecisionsIn } from './decidedQuestions.ts';
import { countsOfClosed, pulsesOf, type Pulse } from './pulses.ts';

/** Every decision that counts for the trust of a place: on its questions, and of its forums. */
export async function trustDecisions(db: Kysely<unknown>, placeCode: string): Promise<TrustDecision[]> {
  const onQuestions = (await decidedQuestions(db, { placeCode })).map(
    ({ takenOn, way, findings, canvassClosedOn, dueOn, reportedOn }): TrustDecision => ({ takenOn, way, findings, canvassClosedOn, reportDueOn: dueOn, reportedOn, isOnQuestion: true }),
  );
  const others = (await otherDecisionsIn(db, placeCode)).map((decision): TrustDecision => ({ ...decision, canvassClosedOn: null, reportDueOn: null, reportedOn: null, isOnQuestion: false }));
  return [...onQuestions, ...others];
}

export interface PulseYear {
  pulse: Pulse;
  isOpen: boolean;
  /** Null while it is open, and where too few answered. */
  result: PulseResult | null;
}

/** The yearly question of a place, year by year. */
export async function pulseYears(db: Kysely<unknown>, placeCode: string, today: IsoDate): Promise<PulseYear[]> {
  const years: PulseYear[] = [];
  for (const pulse of await pulsesOf(db, placeCode)) {
    const counts = await countsOfClosed(db, pulse.id, today);
    years.push({ pulse, isOpen: counts === null, result: counts && pulseResult(counts) });
  }
  return years;
}
