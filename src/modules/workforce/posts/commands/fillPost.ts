import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../../context.ts';
import type { Filling, PostLine } from '../domain/networkPosts.ts';
import { lastDayOf } from '../domain/timeline.ts';
import { dayAfter, requireReason } from './keepPosts.ts';
import { keepLine } from './keepLine.ts';
import { insertStaff } from './keepStaff.ts';
import type { Decided, PostsHouse } from './keepLine.ts';

/** Puts somebody of the PCN into a post, or a part of it, adding who is new to it; gives the id of the filling. */
export async function fillPost(house: PostsHouse, acting: Acting, { postId, wte, startsOn, lastDay = null, ...who }: { postId: string; wte: string; startsOn: IsoDate; lastDay?: IsoDate | null } & ({ staffId: string } | { newName: string })): Promise<string> {
  const id = randomUUID();
  let staffId = 'staffId' in who ? who.staffId : '';
  await keepLine(house, acting, postId, (line) => {
    const filling: Filling = { id, postId, staffId, wte: wte.trim(), from: startsOn, to: dayAfter(lastDay), leavingReason: null };
    return { line: withFilling(line, filling), action: 'fill-post', detail: { filling: id, staff: staffId, starts: startsOn, lastDay, wte: filling.wte } };
  }, 'newName' in who ? async (transaction, pcnCode) => void (staffId = await insertStaff(transaction, house, acting, { pcnCode, name: who.newName, personId: null })) : undefined);
  return id;
}

/** Somebody leaves a post after their last day in it, for a reason of the list. */
export const endFilling = (house: PostsHouse, acting: Acting, { fillingId, lastDay, reason }: { fillingId: string; lastDay: IsoDate; reason: string }): Promise<void> =>
  keepFilling(house, acting, fillingId, (line, filling) => {
    requireReason(reason);
    const already = filling.leavingReason === null ? null : lastDayOf(filling);
    if (already !== null) throw new Refused({ code: 'ended-already', what: `Their last day is ${sayDate(already)} already.`, where: 'ends', todo: 'Correct it, if that is wrong.' });
    return { line: withFilling(line, { ...filling, to: addDays(lastDay, 1), leavingReason: reason }), action: 'end-filling', detail: { filling: fillingId, staff: filling.staffId, lastDay, reason } };
  });

export interface FillingCorrection {
  wte: string;
  startsOn: IsoDate;
  lastDay: IsoDate | null;
  leavingReason: string | null;
}

/** Corrects who filled a post when and how much of it, or takes back an end; null where they never filled it. */
export const correctFilling = (house: PostsHouse, acting: Acting, { fillingId, to }: { fillingId: string; to: FillingCorrection | null }): Promise<void> =>
  keepFilling(house, acting, fillingId, (line, filling): Decided => {
    if (to === null) return { line: { ...line, fillings: line.fillings.filter(({ id }) => id !== fillingId) }, action: 'withdraw-filling', detail: { filling: fillingId, staff: filling.staffId } };
    if (to.leavingReason !== null) requireReason(to.leavingReason);
    if (to.leavingReason !== null && to.lastDay === null) throw new Refused({ code: 'reason-without-end', what: '1 reason for leaving was entered, and 0 last days.', where: 'ends', todo: 'Enter the last day, or leave the reason out.' });
    const corrected = { ...filling, wte: to.wte.trim(), from: to.startsOn, to: dayAfter(to.lastDay), leavingReason: to.leavingReason };
    return { line: withFilling(line, corrected), action: 'correct-filling', detail: { filling: fillingId, staff: filling.staffId, starts: to.startsOn, lastDay: to.lastDay, wte: corrected.wte, reason: to.leavingReason } };
  });

async function keepFilling(house: PostsHouse, acting: Acting, fillingId: string, decide: (line: PostLine, filling: Filling) => Decided): Promise<void> {
  const { rows } = await sql<{ postId: string }>`select post_id as "postId" from filling where id::text = ${fillingId} and upper_inf(recorded)`.execute(house.database.as<unknown>());
  const none = (): Refused => new Refused({ code: 'filling-not-found', what: 'Nobody fills a post by this number.', todo: 'Choose one from the post.' });
  if (!rows[0]) throw none();
  await keepLine(house, acting, rows[0].postId, (line) => {
    const filling = line.fillings.find(({ id }) => id === fillingId);
    if (!filling) throw none();
    return decide(line, filling);
  });
}

const withFilling = (line: PostLine, filling: Filling): PostLine => ({ ...line, fillings: [...line.fillings.filter(({ id }) => id !== filling.id), filling] });
