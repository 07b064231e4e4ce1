import { isoDate } from '#kernel/isoDate.ts';
import { leadProgramme, setRepresentation } from '#governance';
import type { Scene, Story } from '../story.ts';

type Lead = readonly [programme: string, mailbox: string, pcnCode: string];

const MERROWDALE: readonly Lead[] = [
  ['Frailty', 'ottilie.brackenbury', 'XU002'],
  ['Urgent care', 'tobias.akinwande', 'XU004'],
  ['Prevention', 'imogen.thackeray-voss', 'XU001'],
  ['Digital', 'ravindra.holtby', 'XU003'],
];
const VALE_OF_LARK: readonly Lead[] = [
  ['Same-day care', 'leila.marchetti-rao', 'XU008'],
  ['Children and families', 'seraphina.oakes', 'XU006'],
  ['Workforce', 'jonah.wrenfield', 'XU007'],
];

/** Merrowdale’s PCNs elect who speaks for them, and are helped with it; in Vale of Lark one PCN leads, in its own time. */
export const representatives: Story = () => [
  {
    day: -320, time: '18:00',
    happens: async (scene) => {
      await setRepresentation(scene.governance, await scene.acting('anjali.fernsby'), 'merrowdale-leadership', { way: 'elected', quarterSessionsAWeek: 8, costPenceAYear: 2_640_000, resourcedByCode: 'XF-PB1', from: isoDate('2024-04-01') });
      await leadAll(scene, 'merrowdale-leadership', 'anjali.fernsby', MERROWDALE);
    },
  },
  {
    day: -316, time: '18:00',
    happens: async (scene) => {
      await setRepresentation(scene.governance, await scene.acting('millicent.ashgrove'), 'vale-of-lark-leadership', { way: 'lead-pcn', leadCode: 'XU008', quarterSessionsAWeek: 4, costPenceAYear: 1_320_000, from: isoDate('2025-10-01') });
      await leadAll(scene, 'vale-of-lark-leadership', 'millicent.ashgrove', VALE_OF_LARK);
    },
  },
];

async function leadAll({ governance, acting, cast, day }: Scene, forumCode: string, chair: string, leads: readonly Lead[]): Promise<void> {
  for (const [programme, mailbox, pcnCode] of leads) await leadProgramme(governance, await acting(chair), forumCode, { programme, personId: cast.personId(mailbox), pcnCode, from: day(-310) });
}
