import type { IsoDate } from '#kernel/isoDate.ts';
import { recordFacts } from '#programmes';
import type { NewFact } from '#programmes';
import type { Scene } from './story.ts';

/** Takes facts of a programme on record, all at once; gives their numbers. */
export const tellFacts = async ({ programmes, acting }: Scene, by: string, programmeId: string, facts: readonly NewFact[]): Promise<number[]> => recordFacts(programmes, await acting(by), { programmeId, facts });

/** A leader who was asked: by name, of which practice, with their mailbox where they sign in; what they said, or null while they have not. */
export type SampleLeader = readonly [name: string, organisationCode: string, mailbox: string | null, standingStillIsWorse: boolean | null, words?: string];

/** Asks leaders; on a later day who signs in answers, and of the others it is noted. */
export async function askLeaders(scene: Scene, by: string, programmeId: string, leaders: readonly SampleLeader[], { asked, answered }: { asked: IsoDate; answered: IsoDate }): Promise<void> {
  const ids = await tellFacts(scene, by, programmeId, leaders.map(([name, organisationCode, mailbox]): NewFact => ({ kind: 'leader', on: asked, detail: { organisationCode }, name, personId: mailbox === null ? null : scene.cast.personId(mailbox) })));
  for (const [index, [, , mailbox, standingStillIsWorse, words]] of leaders.entries()) {
    if (standingStillIsWorse !== null) await tellFacts(scene, mailbox ?? by, programmeId, [{ kind: 'leader-answer', on: answered, aboutId: ids[index]!, detail: { standingStillIsWorse }, words }]);
  }
}
