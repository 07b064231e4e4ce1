import { announceOpportunity, enterOpportunity, settleOpportunity } from '#voice';
import type { Scene, Step, Story } from '../story.ts';

/** Whoever speaks for a practice says whether it is interested. */
type Entry = readonly [mailbox: string, organisationCode: string, isInterested?: boolean];

const MACHINES: readonly Entry[] = [
  ['agatha.applethwaite', 'XX001'], ['bartholomew.birdwhistle', 'XX002', false], ['dominic.dunnockson', 'XX004'], ['griselda.gatenby', 'XX007'],
  ['lachlan.lapwing', 'XX012'], ['percival.pickersgill', 'XX017'], ['winifred.odukoya', 'XX019'], ['rowena.ravenglass', 'XX021'],
];
const LEARNING: readonly Entry[] = [
  ['agatha.applethwaite', 'XX001'], ['dominic.dunnockson', 'XX004'], ['griselda.gatenby', 'XX007'], ['lachlan.lapwing', 'XX012'], ['percival.pickersgill', 'XX017'], ['winifred.odukoya', 'XX019'], ['octavia.osgodby', 'XX016'],
];
const MONITORING: readonly Entry[] = [['casper.linthwaite-shah', 'XX027'], ['digby.eskdale', 'XX034'], ['oriel.plumpton', 'XX045'], ['xenia.yarrow', 'XX028', false], ['thomasina.thistlewood', 'XX023']];

/** The seeds of draws that are over are fixed, so that each sample drawn is the same; that of an open draw is nobody’s to know. */
const SEEDS = { machines: '5a'.repeat(32), learning: 'c3'.repeat(32) };

/** A lottery and a rotation that were decided, and a lottery that is open now. */
export const opportunities: Story = () => {
  const at = { machines: '', learning: '', monitoring: '' };
  const entering = (day: number, which: keyof typeof at, entries: readonly Entry[]): Step => ({ day, time: '11:30', happens: (scene) => enterAll(scene, at[which], entries) });
  const settling = (day: number, which: keyof typeof at): Step => ({ day, time: '09:00', happens: async ({ voice, acting }) => settleOpportunity(voice, await acting('anjali.fernsby'), at[which]) });
  const usual = { eligibleKinds: ['practice'] as const, measure: null, criteria: [], panel: [] };
  return [
    {
      day: -300, time: '09:00',
      happens: async ({ voice, acting, day }) => {
        at.machines = await announceOpportunity(voice, await acting('anjali.fernsby'), 'merrowdale-leadership', {
          ...usual, placeCode: 'XF-PL1', title: 'Blood pressure machines for three waiting rooms', offer: 'A machine that patients use themselves, with £4,000 for its first year. It needs a corner of the waiting room and somebody who looks at the readings.',
          method: 'lottery', places: 3, penceEach: 400_000, closesOn: day(-286),
        }, SEEDS.machines);
      },
    },
    entering(-292, 'machines', MACHINES),
    settling(-285, 'machines'),
    {
      day: -120, time: '09:00',
      happens: async ({ voice, acting, day }) => {
        at.learning = await announceOpportunity(voice, await acting('anjali.fernsby'), 'merrowdale-leadership', {
          ...usual, placeCode: 'XF-PL1', title: 'Two practices’ learning time, paid for', offer: 'Six half-days of learning for the whole practice, with £6,500 for the cover.',
          method: 'rotation', places: 2, penceEach: 650_000, measure: 'pounds', closesOn: day(-106),
        }, SEEDS.learning);
      },
    },
    entering(-112, 'learning', LEARNING),
    settling(-105, 'learning'),
    {
      day: -4, time: '09:00',
      happens: async ({ voice, acting, day }) => {
        at.monitoring = await announceOpportunity(voice, await acting('millicent.ashgrove'), 'vale-of-lark-leadership', {
          ...usual, placeCode: 'XF-PL2', title: 'Pilot sites for watching heart failure from home', offer: 'Four practices lend scales and a blood pressure cuff to patients with heart failure for half a year. Each has £2,500 and the equipment; each gives a nurse two hours a week.',
          method: 'lottery', places: 4, penceEach: 250_000, closesOn: day(10),
        });
      },
    },
    entering(-2, 'monitoring', MONITORING),
  ];
};

async function enterAll({ voice, acting }: Scene, opportunityId: string, entries: readonly Entry[]): Promise<void> {
  for (const [mailbox, organisationCode, isInterested = true] of entries) await enterOpportunity(voice, await acting(mailbox), { opportunityId, organisationCode, isInterested });
}
