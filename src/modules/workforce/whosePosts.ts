import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { holdsRole } from '#register';
import type { RegisterContext, RoleId } from '#register';
import { KEEP_POSTS, SEE_POSTS } from './permissions.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS = ['pcn-manager', 'clinical-director'] as const satisfies RoleId[];
const READERS = ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner', 'network-staff'] as const satisfies RoleId[];

/** Whether somebody keeps a PCN's posts: its manager or clinical director. The console keeps all. */
export const keepsPostsOf = async (db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(KEEP_POSTS) && (await holdsRole(db, acting, KEEPERS, day, (code) => code === pcnCode));

/** Whether somebody sees a PCN's posts with names: those who work in it or in its practices. Others see the published census. */
export const seesPostsOf = async (db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<boolean> =>
  acting.permissions.has(SEE_POSTS) && (await holdsRole(db, acting, READERS, day, (code) => code === pcnCode || image.inSlot(code, 'pcn', day) === pcnCode));

export async function requirePostsKeeper(db: Kysely<unknown>, acting: Acting, pcnCode: string, day: IsoDate): Promise<void> {
  if (await keepsPostsOf(db, acting, pcnCode, day)) return;
  throw new Refused({ code: 'not-allowed', what: 'You do not keep the posts of this PCN.', where: pcnCode, todo: 'Its manager or its clinical director does; ask one of them.' });
}
