import { declareInterest, reviewInterests } from '#governance';
import type { InterestKind } from '#governance';
import type { Step, Story } from '../story.ts';

type Declared = readonly [mailbox: string, day: number, kind: InterestKind, words: string];

const DECLARED: readonly Declared[] = [
  // Not looked at since: overdue for more than a year’s review.
  ['dashiell.kerr', -410, 'financial', 'I am employed by the trust for community and mental health, which provides services to both places.'],
  ['anjali.fernsby', -310, 'financial', 'I am a salaried GP at Curlewgate Surgery.'],
  ['imogen.thackeray-voss', -305, 'financial', 'I am a partner of Wool Market Surgery, which can take part in local schemes.'],
  ['ottilie.brackenbury', -300, 'non-financial-professional', 'I teach at the medical school, unpaid.'],
  ['ravindra.holtby', -298, 'financial', 'My practice lets two rooms to a pharmacy.'],
  ['tobias.akinwande', -290, 'non-financial-personal', 'I am a trustee of the lifeboat station at Saltwhistle.'],
  ['xanthe.morrow', -280, 'financial', 'I am employed by the hospitals, which are paid for dressings and blood tests that their clinics do.'],
  ['clementine.abara', -275, 'non-financial-personal', 'I live in Marrowby and am a patient of Wool Market Surgery.'],
  ['desmond.ravensworthy', -270, 'indirect', 'My wife manages a practice in another county.'],
  ['millicent.ashgrove', -265, 'financial', 'I am a partner of a practice that lets rooms to the federation.'],
  ['marguerite.tallis-okoro', -255, 'financial', 'I am paid by the federation, which bids for contracts in both places.'],
  ['felicity.brandreth', -250, 'financial', 'I am a partner of a practice outside the two places.'],
  ['beatrix.hollowbrook', -220, 'non-financial-professional', 'I am an officer of the LMC, which the practices pay for by a levy.'],
  ['leila.marchetti-rao', -210, 'indirect', 'My brother works for a firm that sells telephone systems to practices.'],
];

/** They have none, and have said so. */
const NONE: readonly (readonly [mailbox: string, day: number])[] = [['theodora.lacey', -240], ['leopold.nwosu', -238], ['saoirse.kingdon', -150]];

/** Who sits in a forum says what interests they hold. */
export const interests: Story = () => [
  ...DECLARED.map(([mailbox, day, kind, words]): Step => ({
    day, time: '20:00',
    happens: async (scene) => declareInterest(scene.governance, await scene.acting(mailbox), { kind, words, from: scene.day(day - 200) }),
  })),
  ...NONE.map(([mailbox, day]): Step => ({ day, time: '20:00', happens: async ({ governance, acting }) => reviewInterests(governance, await acting(mailbox)) })),
];
