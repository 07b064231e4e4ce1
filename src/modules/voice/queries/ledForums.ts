import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { forumsOn } from '#governance';
import type { Acting, Forum } from '#governance';
import { mayLead } from '../commands/requireLead.ts';

/** The leadership teams whose questions somebody leads today. */
export async function ledForums(db: Kysely<unknown>, acting: Acting, day: IsoDate): Promise<Forum[]> {
  const led: Forum[] = [];
  for (const forum of await forumsOn(db, day)) {
    if (forum.kind === 'gp-leadership-team' && (await mayLead(db, acting, forum, day))) led.push(forum);
  }
  return led;
}
