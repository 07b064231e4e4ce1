import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { holdsRole } from '#register';
import type { RegisterContext, RoleId } from '#register';
import { ANSWER_DISPUTES, KEEP_MONEY, SEE_MONEY } from './permissions.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS = ['pcn-manager', 'clinical-director'] as const satisfies RoleId[];
const READERS = ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner'] as const satisfies RoleId[];
const COMMISSIONERS = ['icb-primary-care-manager'] as const satisfies RoleId[];

/** Whether somebody keeps a PCN's money: its manager or clinical director, holding the role at that PCN. The console keeps all. */
export const keepsMoneyOf = async (db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(KEEP_MONEY) && (await holdsRole(db, acting, KEEPERS, day, (code) => code === pcnCode));

/** Whether somebody sees a PCN's money: its keepers, and managers and partners of its practices. */
export const seesMoneyOf = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(SEE_MONEY) && (await holdsRole(db, acting, READERS, day, (code) => code === pcnCode || image.inSlot(code, 'pcn', day) === pcnCode));

/** Whether somebody answers a PCN's disputes: the primary care manager of the ICB or sub-ICB location that it lies in. */
export const answersFor = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(ANSWER_DISPUTES) && (await holdsRole(db, acting, COMMISSIONERS, day, (code) => image.ancestors(pcnCode, day).some((above) => above.code === code)));

export async function requireMoneyKeeper(db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<void> {
  if (await keepsMoneyOf(db, acting, pcnCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not keep the money of this PCN.', where: pcnCode, todo: 'Its manager or its clinical director does; ask one of them.' });
}
