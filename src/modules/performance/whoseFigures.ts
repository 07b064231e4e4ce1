import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { holdsRole } from '#register';
import type { RegisterContext, RoleId } from '#register';
import { COMMISSION, KEEP_FIGURES, SEE_FIGURES } from './permissions.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS = ['pcn-manager', 'clinical-director'] as const satisfies RoleId[];
const PRACTICE_READERS = ['practice-manager', 'gp-partner'] as const satisfies RoleId[];
const READERS = [...KEEPERS, ...PRACTICE_READERS] as const;
const COMMISSIONERS = ['icb-primary-care-manager'] as const satisfies RoleId[];

/** Whether somebody keeps a PCN's figures: its manager or clinical director. The console keeps all. */
export const keepsFiguresOf = async (db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(KEEP_FIGURES) && (await holdsRole(db, acting, KEEPERS, day, (code) => code === pcnCode));

/** Whether somebody sees what a PCN entered: its keepers, and managers and partners of its practices. */
export const seesFiguresOf = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(SEE_FIGURES) && (await holdsRole(db, acting, READERS, day, (code) => code === pcnCode || image.inSlot(code, 'pcn', day) === pcnCode));

/** Whether somebody works in a practice, or keeps the figures of its PCN. */
export const worksIn = async (db: Kysely<unknown>, image: Image, acting: Acting, practiceCode: string, day: IsoDate): Promise<boolean> =>
  (await holdsRole(db, acting, PRACTICE_READERS, day, (code) => code === practiceCode)) || (await holdsRole(db, acting, KEEPERS, day, (code) => code === image.inSlot(practiceCode, 'pcn', day)));

/** Whether somebody commissions for an organisation: the primary care manager of the ICB or sub-ICB location in which it lies, or which it is. */
export const commissionsFor = async (db: Kysely<unknown>, image: Image, acting: Acting, organisationCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(COMMISSION) && (await holdsRole(db, acting, COMMISSIONERS, day, (code) => code === organisationCode || image.ancestors(organisationCode, day).some((above) => above.code === code)));

export async function requireFiguresKeeper(db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<void> {
  if (await keepsFiguresOf(db, acting, pcnCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not keep the figures of this PCN.', where: pcnCode, todo: 'Its manager or its clinical director does; ask one of them.' });
}

export async function requireCommissioner(db: Kysely<unknown>, image: Image, acting: Acting, organisationCode: string, day: IsoDate): Promise<void> {
  if (await commissionsFor(db, image, acting, organisationCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not commission for this organisation.', where: organisationCode, todo: 'The primary care manager of its ICB does; ask there.' });
}
