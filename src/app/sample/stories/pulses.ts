import { answerPulse, openPulse } from '#voice';
import type { Scene, Story } from '../story.ts';

/** Who answers in Merrowdale, in turn. */
const MERROWDALE = [
  'agatha.applethwaite', 'bartholomew.birdwhistle', 'cecily.crakehall', 'dominic.dunnockson', 'eudora.elderfield', 'fergus.fothergale', 'griselda.gatenby', 'horatio.hazelrigg', 'isolde.inglewood',
  'jasper.jessamy', 'keziah.kettlewell', 'lachlan.lapwing', 'marigold.merriweather', 'nehemiah.netherby', 'octavia.osgodby', 'percival.pickersgill', 'quenby.quernmore', 'winifred.odukoya',
];
/** More than a year lies between the two, whatever the day of planting: the question is put once in a year of the calendar. */
const BEFORE: readonly number[] = [2, 3, 4, 3, 1, 2, 4, 2, 3, 5, 3, 1, 4, 3, 4, 2];
const LATELY: readonly number[] = [4, 4, 3, 5, 2, 3, 4, 4, 3, 5, 4, 2, 3, 4, 2, 1, 2, 3];

/** Merrowdale was asked twice whether it trusts its representatives, and trusts them more; Vale of Lark is being asked now. */
export const pulses: Story = () => {
  let before = '';
  let lately = '';
  let vale = '';
  return [
    { day: -430, time: '09:00', happens: async ({ voice, acting, day }) => (before = await openPulse(voice, await acting('anjali.fernsby'), { forumCode: 'merrowdale-leadership', closesOn: day(-402) })) },
    { day: -420, time: '12:00', happens: (scene) => answerAll(scene, before, MERROWDALE, BEFORE) },
    { day: -60, time: '09:00', happens: async ({ voice, acting, day }) => (lately = await openPulse(voice, await acting('anjali.fernsby'), { forumCode: 'merrowdale-leadership', closesOn: day(-32) })) },
    { day: -50, time: '12:00', happens: (scene) => answerAll(scene, lately, MERROWDALE, LATELY) },
    { day: -5, time: '09:00', happens: async ({ voice, acting, day }) => (vale = await openPulse(voice, await acting('millicent.ashgrove'), { forumCode: 'vale-of-lark-leadership', closesOn: day(16) })) },
    { day: -3, time: '12:00', happens: (scene) => answerAll(scene, vale, ['casper.linthwaite-shah', 'oriel.plumpton', 'digby.eskdale'], [4, 3, 4]) },
  ];
};

async function answerAll({ voice, acting }: Scene, pulseId: string, mailboxes: readonly string[], trusts: readonly number[]): Promise<void> {
  for (const [index, trust] of trusts.entries()) await answerPulse(voice, await acting(mailboxes[index]!), pulseId, { trust, words: null });
}
