import { isoDate } from '#kernel/isoDate.ts';
import { openStaffPulse, recordAway } from '#workforce';
import { plantPosts } from '../plantPosts.ts';
import type { PlantedNetwork, SampleNetwork, SamplePost } from '../plantPosts.ts';
import type { Scene, Story } from '../story.ts';
import { answerAll } from './dapplemereRoles.ts';

const QUAYSIDE: SampleNetwork = {
  pcnCode: 'XU009',
  keeper: 'huw.pemberlark',
  teams: [],
  staff: {
    'Dr Huw Pemberlark': 'huw.pemberlark', 'Dr Barnabas Crake': null, 'Lavinia Sturgess': null,
    'Petronella Vance': 'petronella.vance', 'Caspian Holloway': 'caspian.holloway', 'Ines Marlowe': 'ines.marlowe',
    'Eleri Stokes': null, 'Tobin Marsh': null, 'Priya Delacourt': null, 'Gwil Farrow': null, 'Hester Lomas': null, 'Alban Reeve': null, 'Sunita Brackley': null, 'Moss Tarrant': null,
  },
};
const { pcnCode, keeper } = QUAYSIDE;

const SPREAD = { XX027: 450, XX028: 450, XX029: 450, XX030: 450, XX031: 450 };
/** Managed by one who has gone, supervised by one who has too many, and spread over everybody. */
const ADRIFT = { employer: 'XX027', worksAt: SPREAD, manager: 'Lavinia Sturgess', supervisor: 'Dr Barnabas Crake' } as const;
const PHARMACIST = { role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', pounds: 60_100 } as const;
const PRESCRIBER = { role: 'social-prescribing-link-worker', title: 'Social prescriber', band: '5', pounds: 38_200 } as const;
const COORDINATOR = { role: 'care-coordinator', title: 'Care coordinator', band: '4', pounds: 33_100 } as const;

const OPENED = isoDate('2025-10-01');

/** The posts that the Quayside was given when its PCN was split in two: as many as there was money for. */
const posts = ({ day }: Scene): SamplePost[] => [
  { ...PHARMACIST, ...ADRIFT, reference: 'CP1', startsOn: OPENED, filled: [['Eleri Stokes', '1', OPENED, [day(-170), 'belonging']], ['Petronella Vance', '1', day(-128)]] },
  { ...PHARMACIST, ...ADRIFT, reference: 'CP2', startsOn: OPENED, filled: [['Tobin Marsh', '1', OPENED, [day(-143), 'supervision']], ['Hester Lomas', '1', day(-100)]] },
  { ...PHARMACIST, ...ADRIFT, reference: 'CP3', startsOn: OPENED, filled: [['Priya Delacourt', '1', OPENED, [day(-66), 'trust-or-community']]] },
  { ...PRESCRIBER, ...ADRIFT, reference: 'LW1', supervisor: undefined, startsOn: OPENED, filled: [['Gwil Farrow', '1', OPENED, [day(-158), 'workload']], ['Caspian Holloway', '1', day(-121)]] },
  { ...PRESCRIBER, ...ADRIFT, reference: 'LW2', manager: undefined, startsOn: OPENED, filled: [['Alban Reeve', '1', OPENED, [day(-88), 'belonging']]] },
  { ...COORDINATOR, ...ADRIFT, reference: 'CC1', supervisor: undefined, startsOn: OPENED, filled: [['Sunita Brackley', '1', OPENED]] },
  { role: 'physician-associate', title: 'Physician associate', band: '7', pounds: 55_400, ...ADRIFT, reference: 'PA1', startsOn: day(-210), filled: [['Ines Marlowe', '1', day(-210)]] },
  { role: 'paramedic', title: 'Paramedic', band: '7', pounds: 58_300, ...ADRIFT, reference: 'PM1', manager: undefined, startsOn: day(-160), filled: [['Moss Tarrant', '1', day(-160)]] },
];

/** The roles of Larkminster Quayside, nowhere: half of those who began have gone, and so has who managed them. */
export const quaysideRoles: Story = () => {
  let network: PlantedNetwork = { posts: {}, staff: {} };
  let pulseId = '';
  return [
    { day: -62, time: '18:45', happens: async (scene) => void (network = await plantPosts(scene, QUAYSIDE, posts(scene))) },
    { day: -30, time: '09:00', happens: async ({ workforce, acting, day }) => (pulseId = await openStaffPulse(workforce, await acting(keeper), { pcnCode, closesOn: day(-16) })) },
    { day: -25, time: '12:10', happens: (scene) => answerAll(scene, pulseId, { 'petronella.vance': [1, 2, 2, 1], 'caspian.holloway': [2, 1, 3, 2], 'ines.marlowe': [2, 3, 2, 2] }) },
    { day: -11, time: '17:30', happens: async ({ workforce, acting, day }) => recordAway(workforce, await acting(keeper), { staffId: network.staff['Lavinia Sturgess']!, kind: 'left', from: day(-10) }) },
  ];
};
