import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext } from '#register';
import { ANSWER_DISPUTES, KEEP_MONEY, SEE_MONEY } from './permissions.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS = new Set(['pcn-manager', 'clinical-director']);
const READERS = new Set(['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner']);
const COMMISSIONERS = new Set(['icb-primary-care-manager']);

async function holdsFor(db: Kysely<unknown>, acting: Acting, roles: ReadonlySet<string>, day: IsoDate, isOf: (organisationCode: string) => boolean): Promise<boolean> {
  if (acting.personId === null) return true;
  const held = await rolesOfPersonOn(db, acting.personId, day);
  return held.some(({ role, organisationCode }) => roles.has(role) && organisationCode !== null && isOf(organisationCode));
}

/** Whether somebody keeps a PCN's money: its manager or clinical director, holding the role at that PCN. The console keeps all. */
export const keepsMoneyOf = async (db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(KEEP_MONEY) && (await holdsFor(db, acting, KEEPERS, day, (code) => code === pcnCode));

/** Whether somebody sees a PCN's money: its keepers, and managers and partners of its practices. */
export const seesMoneyOf = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(SEE_MONEY) && (await holdsFor(db, acting, READERS, day, (code) => code === pcnCode || image.inSlot(code, 'pcn', day) === pcnCode));

/** Whether somebody answers a PCN's disputes: the primary care manager of the ICB or sub-ICB location that it lies in. */
export const answersFor = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(ANSWER_DISPUTES) && (await holdsFor(db, acting, COMMISSIONERS, day, (code) => image.ancestors(pcnCode, day).some((above) => above.code === code)));

export async function requireMoneyKeeper(db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<void> {
  if (await keepsMoneyOf(db, acting, pcnCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not keep the money of this PCN.', where: pcnCode, todo: 'Its manager or its clinical director does; ask one of them.' });
}
