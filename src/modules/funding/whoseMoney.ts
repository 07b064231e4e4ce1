import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { holdsRole, rolesOfPersonOn } from '#register';
import type { RegisterContext, RoleId } from '#register';
import { ANSWER_DISPUTES, KEEP_MONEY, SEE_MONEY } from './permissions.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS = ['pcn-manager', 'clinical-director'] as const satisfies RoleId[];
const READERS = ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner'] as const satisfies RoleId[];
const COMMISSIONERS = ['icb-primary-care-manager'] as const satisfies RoleId[];

const isPcn = (pcnCode: string) => (code: string): boolean => code === pcnCode;
const isOfPcn = (image: Image, pcnCode: string, day: IsoDate) => (code: string): boolean => code === pcnCode || image.inSlot(code, 'pcn', day) === pcnCode;
const liesAbove = (image: Image, pcnCode: string, day: IsoDate) => (code: string): boolean => image.ancestors(pcnCode, day).some((above) => above.code === code);

/** Whether somebody keeps a PCN's money: its manager or clinical director, holding the role at that PCN. The console keeps all. */
export const keepsMoneyOf = async (db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(KEEP_MONEY) && (await holdsRole(db, acting, KEEPERS, day, isPcn(pcnCode)));

/** Whether somebody sees a PCN's money: its keepers, and managers and partners of its practices. */
export const seesMoneyOf = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(SEE_MONEY) && (await holdsRole(db, acting, READERS, day, isOfPcn(image, pcnCode, day)));

/** Whether somebody answers a PCN's disputes: the primary care manager of the ICB or sub-ICB location that it lies in. */
export const answersFor = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(ANSWER_DISPUTES) && (await holdsRole(db, acting, COMMISSIONERS, day, liesAbove(image, pcnCode, day)));

/** What somebody may do with the money of any PCN, for a list of many: their roles are read once. */
export async function moneyRights(db: Kysely<unknown>, image: Image, acting: Acting, day: IsoDate): Promise<(pcnCode: string) => { sees: boolean; keeps: boolean; answers: boolean }> {
  const held = acting.personId === null ? null : await rolesOfPersonOn(db, acting.personId, day);
  const holds = (roles: readonly RoleId[], isAt: (code: string) => boolean): boolean =>
    held === null || held.some(({ role, organisationCode }) => (roles as readonly string[]).includes(role) && organisationCode !== null && isAt(organisationCode));
  return (pcnCode) => ({
    keeps: acting.permissions.has(KEEP_MONEY) && holds(KEEPERS, isPcn(pcnCode)),
    sees: acting.permissions.has(SEE_MONEY) && holds(READERS, isOfPcn(image, pcnCode, day)),
    answers: acting.permissions.has(ANSWER_DISPUTES) && holds(COMMISSIONERS, liesAbove(image, pcnCode, day)),
  });
}

export async function requireMoneyKeeper(db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<void> {
  if (await keepsMoneyOf(db, acting, pcnCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not keep the money of this PCN.', where: pcnCode, todo: 'Its manager or its clinical director does; ask one of them.' });
}
