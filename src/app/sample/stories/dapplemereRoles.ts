import { financialYear, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { addScenarioChange, addStaff, answerStaffPulse, enterStartingOverCost, fillPost, keepMinutesHad, keepRota, makeScenario, openRecruitment, openStaffPulse, recordLoad, recordWorth, stepRecruitment } from '#workforce';
import { monthBefore, monthsUpTo } from '../months.ts';
import { plantPosts } from '../plantPosts.ts';
import type { PlantedNetwork } from '../plantPosts.ts';
import type { Scene, Story } from '../story.ts';
import { DAPPLEMERE, dapplemerePosts } from './dapplemerePosts.ts';

const { pcnCode, keeper } = DAPPLEMERE;
type Shares = Awaited<ReturnType<typeof keepRota>>;

/** What each says of: belonging, support, the difference that the work makes, and staying. */
const PULSE: Readonly<Record<string, readonly [number, number, number, number]>> = {
  'meredith.ashdown': [5, 5, 4, 4], 'tunde.afolabi-reed': [5, 4, 4, 5], 'dilys.penhaligon': [4, 5, 5, 4], 'mariam.castellane': [4, 4, 5, 4],
  'josie.hartwith': [4, 4, 5, 3], 'hetty.braithwell': [5, 5, 4, 5], 'rafferty.quane': [3, 4, 4, 4], 'anselm.dacre': [5, 5, 5, 5],
};

/** Minutes that practices gave in a month of the quarter: most of them at Dr Oyelaran’s, where the supervising is done. */
const A_MONTH: readonly (readonly [practiceCode: string, reference: string, kind: string, minutes: number])[] = [
  ['XX045', 'SP1', 'supervision', 240], ['XX045', 'CP1', 'supervision', 300], ['XX045', 'FCP1', 'supervision', 240], ['XX045', 'PA1', 'supervision', 360], ['XX042', 'CC1', 'management', 120],
];

/** What the roles gave back in a month, by practice: how many and how many minutes. */
const GAVE_BACK: readonly (readonly [practiceCode: string, role: string, kind: string, count: number, minutes: number])[] = [
  ['XX039', 'clinical-pharmacist', 'reviews', 62, 1240], ['XX042', 'clinical-pharmacist', 'reviews', 88, 1760], ['XX043', 'clinical-pharmacist', 'reviews', 71, 1420], ['XX045', 'clinical-pharmacist', 'reviews', 24, 480],
  ['XX039', 'first-contact-physiotherapist', 'appointments', 92, 1840], ['XX040', 'first-contact-physiotherapist', 'appointments', 41, 820], ['XX041', 'first-contact-physiotherapist', 'appointments', 40, 800],
  ['XX042', 'first-contact-physiotherapist', 'appointments', 66, 1320], ['XX044', 'first-contact-physiotherapist', 'appointments', 29, 580], ['XX046', 'first-contact-physiotherapist', 'appointments', 33, 660],
  ['XX039', 'paramedic', 'visits', 31, 1550], ['XX042', 'paramedic', 'visits', 36, 1800], ['XX043', 'paramedic', 'visits', 27, 1350], ['XX045', 'paramedic', 'visits', 9, 450],
  ['XX042', 'social-prescribing-link-worker', 'appointments', 44, 1980], ['XX040', 'social-prescribing-link-worker', 'appointments', 37, 1665],
];

/** The roles of Dapplemere, at home: entered, asked, shared, planned; one went and was followed, another is being sought. */
export const dapplemereRoles: Story = () => {
  let network: PlantedNetwork = { posts: {}, staff: {} };
  let pulseId = '';
  let shares: Shares = [];
  let [pharmacist, prescriber] = ['', ''];
  return [
    { day: -96, time: '10:15', happens: async (scene) => void (network = await plantPosts(scene, DAPPLEMERE, dapplemerePosts(scene))) },
    {
      day: -93, time: '14:05',
      happens: async ({ workforce, acting }) => {
        for (const [part, pence, source] of COSTS) await enterStartingOverCost(workforce, await acting(keeper), { pcnCode, part, pence, source });
      },
    },
    { day: -40, time: '09:00', happens: async ({ workforce, acting, day }) => (pulseId = await openStaffPulse(workforce, await acting(keeper), { pcnCode, closesOn: day(-26) })) },
    { day: -35, time: '12:30', happens: (scene) => answerAll(scene, pulseId, PULSE) },
    {
      day: -33, time: '11:30',
      happens: async ({ workforce, acting, day }) => void (shares = await keepRota(workforce, await acting(keeper), { pcnCode, reference: 'FCP1', sharedBy: 'list', minutesPerWeek: 2_250, minutesPerSession: 210, weights: [], source: '', from: day(-32) })),
    },
    {
      day: -21, time: '16:00',
      happens: async ({ workforce, acting, day }) => {
        const by = await acting(keeper);
        pharmacist = await openRecruitment(workforce, by, { pcnCode, reference: 'CP2', on: day(-124) });
        for (const [event, on] of [['shortlist', -103], ['offer', -89], ['accept', -84]] as const) await stepRecruitment(workforce, by, { recruitmentId: pharmacist, event, on: day(on) });
        prescriber = await openRecruitment(workforce, by, { pcnCode, reference: 'SP-LW2', on: day(-40) });
        await stepRecruitment(workforce, by, { recruitmentId: prescriber, event: 'shortlist', on: day(-22) });
      },
    },
    { day: -12, time: '09:45', happens: (scene) => tellTheQuarter(scene, network) },
    { day: -11, time: '11:10', happens: (scene) => tellTheWeeks(scene, shares) },
    { day: -9, time: '15:20', happens: planTheYear },
    { day: -6, time: '10:00', happens: async ({ workforce, acting, day }) => stepRecruitment(workforce, await acting(keeper), { recruitmentId: prescriber, event: 'offer', on: day(-6) }) },
    {
      day: -4, time: '09:00',
      happens: async ({ workforce, acting, cast, day }) => {
        const by = await acting(keeper);
        const staffId = await addStaff(workforce, by, { pcnCode, name: 'Saffron Wetherby', personId: cast.personId('saffron.wetherby') });
        await fillPost(workforce, by, { postId: network.posts['CP2']!, staffId, wte: '1', startsOn: day(-4) });
        await stepRecruitment(workforce, by, { recruitmentId: pharmacist, event: 'start', on: day(-4) });
      },
    },
    { day: -2, time: '09:00', happens: async ({ workforce, acting, day }) => openStaffPulse(workforce, await acting(keeper), { pcnCode, closesOn: day(12) }) },
  ];
};

const COSTS = [
  ['advert', 145_000, 'The last three advertisements'], ['selection', 96_000, 'Eight hours of two GPs and a manager'], ['induction', 210_000, 'The induction plan of the pharmacy team'],
] as const;

export async function answerAll({ workforce, acting }: Scene, pulseId: string, answers: typeof PULSE): Promise<void> {
  for (const [mailbox, [belong, supported, difference, stay]] of Object.entries(answers)) await answerStaffPulse(workforce, await acting(mailbox), pulseId, { belong, supported, difference, stay });
}

/** What came of the rota in its first three weeks: in two of them Mereside had less than its part. */
async function tellTheWeeks({ workforce, acting, day }: Scene, shares: Shares): Promise<void> {
  const by = await acting(keeper);
  for (const [daysAgo, less] of [[32, 60], [25, 0], [18, 90]] as const) {
    const minutes = shares.map(({ practiceCode, minutes: planned }) => ({ practiceCode, minutes: practiceCode === 'XX046' ? planned - less : practiceCode === 'XX039' ? planned + less : planned }));
    await keepMinutesHad(workforce, by, { pcnCode, reference: 'FCP1', week: day(-daysAgo), minutes });
  }
}

/** What the practices gave and received in the three months before. */
async function tellTheQuarter({ workforce, acting, day }: Scene, { posts }: PlantedNetwork): Promise<void> {
  const by = await acting(keeper);
  const months = monthsUpTo(monthBefore(day(-12)), 3);
  for (const month of months) for (const [practiceCode, reference, kind, minutes] of A_MONTH) await recordLoad(workforce, by, { pcnCode, practiceCode, postId: posts[reference]!, kind, on: midOf(month), minutes });
  await recordLoad(workforce, by, { pcnCode, practiceCode: 'XX045', postId: posts['CP2']!, kind: 'recruitment', on: day(-96), minutes: 540 });
  const lines = months.flatMap((month) => GAVE_BACK.map(([practice, role, kind, count, minutes]) => [practice, role, month.slice(0, 7), kind, count, minutes].join(',')));
  const { refusals } = await recordWorth(workforce, by, { pcnCode, text: ['practice_code,role,month,kind,count,minutes', ...lines].join('\r\n') });
  if (refusals[0]) throw new Error(`What the sample’s roles gave back cannot be taken: ${refusals[0].reason}`);
}

const midOf = (month: IsoDate): IsoDate => isoDate(`${month.slice(0, 8)}15`);

/** What could be done with the year, of which no sum is known yet; and what could have been done with the year whose sum is. */
async function planTheYear({ workforce, acting, day }: Scene): Promise<void> {
  const by = await acting(keeper);
  const year = yearOf(day(0));
  const scenarioId = await makeScenario(workforce, by, { pcnCode, year, name: 'A coach for Tuppenny Cross', intent: 'The practices of Tuppenny Cross ask for somebody who helps with weight and smoking. It would sit with the community team.' });
  await addScenarioChange(workforce, by, { scenarioId, change: { kind: 'add', reference: 'HC1', month: lastMonthOf(year), role: 'health-and-wellbeing-coach', wte: '1', region: 'national', costPence: 3_860_000 } });
  const lastYear = financialYear('2025/26');
  const earlierId = await makeScenario(workforce, by, { pcnCode, year: lastYear, name: 'Two coaches from October', intent: 'What nobody claimed of 2025/26 would have paid for. Kept to show the board what a late advertisement costs.' });
  for (const reference of ['HC1', 'HC2']) await addScenarioChange(workforce, by, { scenarioId: earlierId, change: { kind: 'add', reference, month: isoDate('2025-10-01'), role: 'health-and-wellbeing-coach', wte: '1', region: 'national', costPence: 3_730_000 } });
}

/** March is in every year, whichever day it is planted. */
const lastMonthOf = (year: string): IsoDate => isoDate(`${Number(year.slice(0, 4)) + 1}-03-01`);
