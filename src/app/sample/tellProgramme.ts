import type { IsoDate } from '#kernel/isoDate.ts';
import { recordFacts } from '#programmes';
import type { NewFact } from '#programmes';
import type { Scene } from './story.ts';

/** Takes facts of a programme on record, all at once; gives their numbers. */
export const tellFacts = async ({ programmes, acting }: Scene, by: string, programmeId: string, facts: readonly NewFact[]): Promise<number[]> => recordFacts(programmes, await acting(by), { programmeId, facts });

/** A leader who was asked: by name, of which practice, with their mailbox where they sign in; what they said, or null while they have not. */
export type SampleLeader = readonly [name: string, organisationCode: string, mailbox: string | null, standingStillIsWorse: boolean | null, words?: string];

/** Asks leaders, and notes what they said on a later day. */
export async function askLeaders(scene: Scene, by: string, programmeId: string, leaders: readonly SampleLeader[], { asked, answered }: { asked: IsoDate; answered: IsoDate }): Promise<void> {
  const ids = await tellFacts(scene, by, programmeId, leaders.map(([name, organisationCode, mailbox]): NewFact => ({ kind: 'leader', on: asked, detail: { organisationCode }, name, personId: mailbox === null ? null : scene.cast.personId(mailbox) })));
  const answers = leaders.flatMap(([, , , standingStillIsWorse, words], index): NewFact[] => (standingStillIsWorse === null ? [] : [{ kind: 'leader-answer', on: answered, aboutId: ids[index]!, detail: { standingStillIsWorse }, words }]));
  await tellFacts(scene, by, programmeId, answers);
}
