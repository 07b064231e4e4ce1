import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext } from '#register';
import { KEEP_LOAD } from '../permissions.ts';
import { keepsPostsOf } from '../whosePosts.ts';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

/** Of which practices somebody enters what roles take and give back. */
export interface LoadKept {
  /** They keep the posts of the PCN, and so the load of all of its practices. */
  isKeeper: boolean;
  /** The PCN's practices of today that are theirs to enter. */
  practices: readonly string[];
  keeps: (practiceCode: string) => boolean;
}

/** Who keeps a PCN's posts enters the load of every practice of it; a practice manager that of their own, and nobody else's. */
export async function loadKeptBy(db: Kysely<unknown>, image: Image, acting: Acting, pcnCode: string, day: IsoDate): Promise<LoadKept> {
  const isKeeper = await keepsPostsOf(db, acting, pcnCode, day);
  const held = acting.personId === null || !acting.permissions.has(KEEP_LOAD) ? [] : await rolesOfPersonOn(db, acting.personId, day);
  const own = new Set(held.flatMap(({ role, organisationCode }) => (role === 'practice-manager' && organisationCode !== null ? [organisationCode] : [])));
  const keeps = (code: string): boolean => isKeeper || own.has(code);
  return { isKeeper, keeps, practices: image.practicesWithin(pcnCode, day).filter(keeps) };
}

/** Refuses who does not enter the load of a practice, or, where none is named, of any practice of the PCN. */
export function requireLoadKeeper(kept: LoadKept, pcnCode: string, practiceCode?: string): void {
  if (practiceCode === undefined ? kept.isKeeper || kept.practices.length > 0 : kept.keeps(practiceCode)) return;
  throw new Refused({ code: 'not-allowed', what: `You do not enter what roles take from ${practiceCode === undefined ? 'the practices of this PCN' : practiceCode.slice(0, 20)}.`, where: practiceCode ?? pcnCode, todo: 'The practice’s own manager does, and the manager or the clinical director of its PCN; ask one of them.' });
}
