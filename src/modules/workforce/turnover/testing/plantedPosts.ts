import { addDays, isoDate } from '#kernel/isoDate.ts';
import { addPost, addStaff, addTeam, endFilling, fillPost } from '../../posts/index.ts';
import type { PostFacts } from '../../posts/index.ts';
import type { InventedWorkforce } from '../../testing/inventedWorkforce.ts';

/** A post of UZ001 for a test: a whole clinical pharmacist at home in ZZA01, £60,000 a year. */
export const FACTS: PostFacts = {
  role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: { kind: 'practice', code: 'ZZA01' }, workPlaces: [],
  lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: 6_000_000,
};

export interface PlantedFilling {
  from: string;
  /** The first day on which it is filled no more. */
  to?: string;
  reason?: string;
  wte?: string;
}

/** Plants a post of UZ001 and, one after another, new people who fill it; gives its id. */
export async function plantPost({ workforce, acting }: InventedWorkforce, { reference, from, facts = {}, fillings }: { reference: string; from: string; facts?: Partial<PostFacts>; fillings: readonly PlantedFilling[] }): Promise<string> {
  const cara = acting('cara');
  const postId = await addPost(workforce, cara, { pcnCode: 'UZ001', reference, startsOn: isoDate(from), facts: { ...FACTS, ...facts } });
  for (const [index, { from: startsOn, to, reason = 'not-said', wte = facts.wte ?? '1' }] of fillings.entries()) {
    const staffId = await addStaff(workforce, cara, { pcnCode: 'UZ001', name: `Holder ${index + 1} of ${reference}` });
    const fillingId = await fillPost(workforce, cara, { postId, staffId, wte, startsOn: isoDate(startsOn) });
    if (to !== undefined) await endFilling(workforce, cara, { fillingId, lastDay: addDays(isoDate(to), -1), reason });
  }
  return postId;
}

/** Five posts at home nowhere that were left within months, and five of a team that are still filled. */
export async function plantStays(place: InventedWorkforce): Promise<void> {
  const teamId = await addTeam(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: 'Prevention team' });
  const link = { role: 'social-prescribing-link-worker', title: 'Link worker' };
  for (let number = 1; number <= 5; number += 1) {
    await plantPost(place, { reference: `N${number}`, from: '2024-01-01', facts: { ...link, home: null }, fillings: [{ from: '2024-01-01', to: `2024-0${number + 2}-01`, reason: 'belonging' }] });
    await plantPost(place, { reference: `T${number}`, from: '2024-01-01', facts: { home: { kind: 'team', teamId } }, fillings: [{ from: '2024-01-01' }] });
  }
}
