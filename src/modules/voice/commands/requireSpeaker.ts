import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#governance';
import { rolesOfPersonOn } from '#register';

export const ANSWER = 'voice.answer';

/** In which roles somebody speaks for a practice or a PCN. */
export const SPEAKING_ROLES = ['practice-manager', 'gp-partner', 'clinical-director', 'pcn-manager'] as const;

const isSpeaking = (role: string): boolean => SPEAKING_ROLES.some((one) => one === role);

/** The practices and PCNs that somebody speaks for on a day. */
export async function spokenFor(db: Kysely<unknown>, acting: Acting, day: IsoDate): Promise<string[]> {
  if (!acting.permissions.has(ANSWER) || acting.personId === null) return [];
  const roles = await rolesOfPersonOn(db, acting.personId, day);
  return [...new Set(roles.flatMap(({ role, organisationCode }) => (isSpeaking(role) && organisationCode !== null ? [organisationCode] : [])))];
}

/** Throws `Refused` for somebody who does not speak for this practice or PCN. Nobody speaks for one from the console. */
export async function requireSpeaker(db: Kysely<unknown>, acting: Acting, organisationCode: string, day: IsoDate): Promise<void> {
  if ((await spokenFor(db, acting, day)).includes(organisationCode)) return;
  throw new Refused({ code: 'not-allowed', what: `You do not speak for ${organisationCode}.`, where: organisationCode, todo: 'Its manager, a partner or its clinical director can do this.' });
}
