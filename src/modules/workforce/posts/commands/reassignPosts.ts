import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../../context.ts';
import { changedOver, endOfDays } from '../domain/timeline.ts';
import { staffMember } from '../queries/staff.ts';
import { checkAndStore, keeperAlone, readAround } from './keepLine.ts';
import type { PostsHouse } from './keepLine.ts';

/** Gives every post that somebody manages or supervises from a day on to another, all or none; gives how many. */
export async function reassignPosts(house: PostsHouse, acting: Acting, { fromStaffId, toStaffId, from }: { fromStaffId: string; toStaffId: string; from: IsoDate }): Promise<number> {
  const member = await staffMember(house.database.as(), fromStaffId);
  if (!member) throw new Refused({ code: 'staff-not-found', what: 'There is nobody by this number.', todo: 'Choose somebody of the PCN.' });
  const around = await readAround(house, member.pcnCode, from);
  return house.database.inTransaction<unknown, number>(async (transaction) => {
    let network = await keeperAlone(transaction, house, acting, member.pcnCode);
    let count = 0;
    for (const before of network.posts) {
      const spans = before.spans.flatMap((span) => {
        const { lineManagerId, clinicalSupervisorId } = span.facts;
        if (endOfDays(span) <= from || (lineManagerId !== fromStaffId && clinicalSupervisorId !== fromStaffId)) return [span];
        const change = { lineManagerId: lineManagerId === fromStaffId ? toStaffId : lineManagerId, clinicalSupervisorId: clinicalSupervisorId === fromStaffId ? toStaffId : clinicalSupervisorId };
        return changedOver([span], { from, to: null }, change);
      });
      const line = { ...before, spans };
      if (!spans.some((span, index) => span !== before.spans[index])) continue;
      await checkAndStore(transaction, house, acting, around, network, before, { line, action: 'reassign-post', detail: { from, fromStaff: fromStaffId, toStaff: toStaffId } });
      network = { ...network, posts: network.posts.map((one) => (one.id === line.id ? line : one)) };
      count += 1;
    }
    if (count === 0) throw new Refused({ code: 'nothing-to-reassign', what: `0 posts are managed or supervised by them on ${sayDate(from)} or later.`, where: 'from', todo: 'There is nothing to do.' });
    return count;
  });
}
