import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { GovernanceContext } from '../context.ts';
import { compositionRules } from '../compositionRules.ts';
import { checkComposition } from '../domain/composition.ts';
import type { CompositionFinding, CompositionState } from '../domain/composition.ts';
import type { Forum, Seat } from '../domain/forum.ts';
import { attendanceIn, bodiesOf } from './compositionFacts.ts';
import { forumOf, seatsOn } from './forums.ts';
import { seatAlarms } from './seatAlarms.ts';
import type { SeatAlarm } from './seatAlarms.ts';

/** How a forum of a day measures up against the rules of its kind. */
export interface ForumCheck {
  forum: Forum;
  asAt: IsoDate;
  seats: Seat[];
  /** Empty where nothing is written of who sits in a forum of this kind. */
  findings: CompositionFinding[];
  counts: Record<CompositionState, number>;
  alarms: SeatAlarm[];
}

/** Checks a forum against the rules of composition as at a day; refused where there is no forum of this code. */
export async function forumCheck(context: Pick<GovernanceContext, 'database' | 'register'>, code: string, day: IsoDate): Promise<Result<ForumCheck>> {
  const db = context.database.as<unknown>();
  const forum = await forumOf(db, code, day);
  if (!forum) return refuse({ code: 'forum-not-found', what: 'There is no forum with this code.', where: code, todo: 'Choose one from the list of forums.' });
  const seats = await seatsOn(db, code, day);
  const findings = await compositionFindings(db, context.register.reader, forum, seats, day);
  const counts = { 'not-met': 0, vacant: 0, expired: 0, unattended: 0, met: 0 };
  for (const { state } of findings) counts[state] += 1;
  return ok({ forum, asAt: day, seats, findings, counts, alarms: await seatAlarms(db, day, [code]) });
}

async function compositionFindings(db: Kysely<unknown>, reader: GovernanceContext['register']['reader'], forum: Forum, seats: readonly Seat[], day: IsoDate): Promise<CompositionFinding[]> {
  const rules = compositionRules().get(forum.kind)?.rules;
  if (!rules) return [];
  return checkComposition(rules, seats, { bodies: bodiesOf(await reader.image(), forum, day), attendanceOf: await attendanceIn(db, forum.code, day) });
}
