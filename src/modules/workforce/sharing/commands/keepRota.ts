import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { mondayOf } from '../domain/happened.ts';
import { checkWeights } from '../domain/shares.ts';
import type { PracticeShare, PracticeWeight, SharedBy } from '../domain/shares.ts';
import { endBelief, heldPost } from './heldPost.ts';
import { storeStanding } from './storeRotas.ts';

type House = Pick<WorkforceContext, 'database' | 'register' | 'now' | 'today'>;

export interface NewRota {
  pcnCode: string;
  reference: string;
  sharedBy: SharedBy;
  minutesPerWeek: number;
  minutesPerSession: number | null;
  /** By need or agreement; by list it is not asked for. */
  weights: readonly PracticeWeight[];
  source: string;
  /** Any day of the first week. */
  from: IsoDate;
}

/** Shares a role from a week on; what was planned until then stays, what was planned for later is ended. Gives the shares. */
export async function keepRota({ database, register, now, today }: House, acting: Acting, rota: NewRota): Promise<PracticeShare[]> {
  const { pcnCode, reference, sharedBy, minutesPerWeek, minutesPerSession } = rota;
  const image = await register.reader.image();
  const practices = image.practicesWithin(pcnCode, today());
  const { weights, source } = sharedBy === 'list' ? await listWeights(register, practices, today()) : rota;
  const stranger = weights.find(({ practiceCode }) => !practices.includes(practiceCode));
  if (stranger) throw new Refused({ code: 'practice-elsewhere', what: `${stranger.practiceCode.slice(0, 20)} is none of the ${practices.length} practices of ${pcnCode}.`, where: 'weights', todo: 'Leave it out.' });
  if (minutesPerSession !== null && (!Number.isInteger(minutesPerSession) || minutesPerSession < 1 || minutesPerSession > 1_440)) throw new Refused({ code: 'session-out-of-range', what: `${minutesPerSession} minutes in a session were entered; a session has 1 to 1,440.`, where: 'session', todo: 'Enter the minutes of a session, or leave it empty.' });
  if (source.length > 500) throw new Refused({ code: 'too-long', what: `This has ${source.length} characters; 500 are the most.`, where: 'source', todo: 'Shorten it.' });
  const shares = checkWeights(sharedBy, minutesPerWeek, weights, source);
  if (!shares.ok) throw new Refused(shares.refusal);
  const from = mondayOf(rota.from);
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const postId = await heldPost(transaction, acting, pcnCode, reference, today());
    const moment = await storeStanding(transaction, { postId, by: acting.by, at, nextFrom: from });
    const sourceId = await keepWordsIfAny(transaction, { personId: acting.personId, words: source }, at);
    await sql`
      insert into rota (post_id, shared_by, minutes_per_week, minutes_per_session, shares, source_id, valid, recorded, recorded_by)
      values (${postId}, ${sharedBy}, ${minutesPerWeek}, ${minutesPerSession}, ${JSON.stringify(shares.value)}::jsonb, ${sourceId}, daterange(${from}::date, null), tstzrange(${moment}::timestamptz, null), ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'keep-rota', subject: { module: 'workforce', kind: 'post', id: postId }, detail: { sharedBy, minutesPerWeek, from, practices: shares.value.length } }, at);
  });
  return shares.value;
}

/** Each practice's registered patients as last published; a practice without a count is refused by name. */
async function listWeights({ populations }: House['register'], practices: readonly string[], day: IsoDate): Promise<{ weights: PracticeWeight[]; source: string }> {
  const counts = await populations.registered(day);
  const lacking = practices.filter((code) => counts?.byPractice.get(code) === undefined);
  if (!counts || lacking.length > 0) throw new Refused({ code: 'list-unknown', what: `The registered patients of ${lacking.length} of ${practices.length} practices are not loaded: ${lacking.join(', ')}.`, where: 'sharedBy', todo: 'Share by need or by agreement, or load the patients registered.' });
  return { weights: practices.map((practiceCode) => ({ practiceCode, weight: String(counts.byPractice.get(practiceCode)) })), source: `Patients registered, ${sayDate(counts.asOf)}` };
}

export interface HadInWeek {
  pcnCode: string;
  reference: string;
  /** Any day of the week. */
  week: IsoDate;
  /** Every practice that had some; one that is left out had none. */
  minutes: readonly { practiceCode: string; minutes: number }[];
}

/** Keeps what practices had of a role in a week; a newer entry of the week ends the one before. */
export async function keepMinutesHad({ database, register, now, today }: House, acting: Acting, { pcnCode, reference, week: day, minutes }: HadInWeek): Promise<void> {
  const practices = (await register.reader.image()).practicesWithin(pcnCode, today());
  const week = mondayOf(day);
  if (week > today()) throw new Refused({ code: 'week-to-come', what: `The week of ${sayDate(week)} is yet to come; today is ${sayDate(today())}.`, where: 'week', todo: 'Enter what has happened.' });
  const wrong = minutes.find((one) => !Number.isInteger(one.minutes) || one.minutes < 0 || one.minutes > 10_080 || !practices.includes(one.practiceCode));
  if (wrong) throw new Refused({ code: 'minutes-out-of-range', what: `${wrong.minutes} minutes of ${wrong.practiceCode.slice(0, 20)} were entered; each of the ${practices.length} practices had whole minutes, from 0 to 10,080.`, where: `minutes-${wrong.practiceCode}`, todo: 'Enter minutes, not a number of appointments.' });
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const postId = await heldPost(transaction, acting, pcnCode, reference, today());
    await endBelief(transaction, sql`rota_had`, sql`post_id = ${postId} and week = ${week}`, at);
    for (const code of practices) {
      const own = minutes.filter(({ practiceCode }) => practiceCode === code).reduce((sum, one) => sum + one.minutes, 0);
      await sql`
        insert into rota_had (post_id, practice_code, week, minutes, recorded, recorded_by)
        values (${postId}, ${code}, ${week}, ${own}, tstzrange(greatest(${at.toISOString()}::timestamptz, (select max(upper(recorded)) from rota_had where post_id = ${postId} and practice_code = ${code} and week = ${week})), null), ${acting.by})`.execute(transaction);
    }
    await appendAudit(transaction, { by: acting.by, action: 'keep-minutes-had', subject: { module: 'workforce', kind: 'post', id: postId }, detail: { week, minutes: minutes.reduce((sum, one) => sum + one.minutes, 0) } }, at);
  });
}
