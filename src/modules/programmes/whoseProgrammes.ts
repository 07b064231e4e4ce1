import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext, RoleId } from '#register';
import { KEEP_PROGRAMMES, SEE_PROGRAMMES } from './permissions.ts';

export type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const KEEPERS: readonly RoleId[] = ['pcn-manager', 'clinical-director', 'place-lead'];
const READERS: readonly RoleId[] = [...KEEPERS, 'practice-manager', 'gp-partner', 'network-staff'];

export interface ProgrammeRights {
  sees: boolean;
  keeps: boolean;
}

/**
 * What somebody may do with the programmes of any PCN or place; their roles are read once. It is kept by those who hold the role there, and
 * seen by everybody who works in it and by the lead of the place that it lies in. The console does all.
 */
export async function programmeRights(db: Kysely<unknown>, image: Image, acting: Acting, day: IsoDate): Promise<(organisationCode: string) => ProgrammeRights> {
  const held = acting.personId === null ? null : await rolesOfPersonOn(db, acting.personId, day);
  const holds = (roles: readonly RoleId[], isAt: (code: string) => boolean): boolean => held === null || held.some(({ role, organisationCode }) => roles.includes(role as RoleId) && organisationCode !== null && isAt(organisationCode));
  return (organisationCode) => {
    const above = new Set(image.ancestors(organisationCode, day).map(({ code }) => code));
    const isIn = (code: string): boolean => code === organisationCode || image.ancestors(code, day).some((one) => one.code === organisationCode);
    const keeps = acting.permissions.has(KEEP_PROGRAMMES) && holds(KEEPERS, (code) => code === organisationCode);
    return { keeps, sees: keeps || (acting.permissions.has(SEE_PROGRAMMES) && (holds(READERS, isIn) || holds(['place-lead'], (code) => above.has(code)))) };
  };
}

/** The PCNs and places whose programmes somebody keeps; the console keeps all, and names none. */
export async function keptBy(db: Kysely<unknown>, acting: Acting, day: IsoDate): Promise<string[]> {
  if (acting.personId === null || !acting.permissions.has(KEEP_PROGRAMMES)) return [];
  const held = await rolesOfPersonOn(db, acting.personId, day);
  return [...new Set(held.flatMap(({ role, organisationCode }) => (KEEPERS.includes(role as RoleId) && organisationCode !== null ? [organisationCode] : [])))];
}

export const notKept = (organisationCode: string): Refused =>
  new Refused({ code: 'not-allowed', what: 'You do not keep the programmes of this PCN or place.', where: organisationCode, todo: 'Its manager, its clinical director or the lead of the place does; ask one of them.' });

export const notSeen = (organisationCode: string): Refused =>
  new Refused({ code: 'not-allowed', what: 'A programme is seen by those who work in its PCN or place.', where: organisationCode, todo: 'Its manager or its clinical director can tell you what came of it.' });
