import { isoDate } from '#kernel/isoDate.ts';
import type { SampleNetwork, SamplePost } from '../plantPosts.ts';
import type { Scene } from '../story.ts';

export const DAPPLEMERE: SampleNetwork = {
  pcnCode: 'XU007',
  keeper: 'joss.quillfeather',
  teams: ['Pharmacy team', 'Community team', 'Visiting team'],
  staff: {
    'Joss Quillfeather': 'joss.quillfeather', 'Dr Jonah Wrenfield': 'jonah.wrenfield', 'Dr Oluwaseun Oyelaran': 'oluwaseun.oyelaran', 'Linus Mossop': 'linus.mossop',
    'Meredith Ashdown': 'meredith.ashdown', 'Tunde Afolabi-Reed': 'tunde.afolabi-reed', 'Dilys Penhaligon': 'dilys.penhaligon', 'Mariam Castellane': 'mariam.castellane', 'Josie Hartwith': 'josie.hartwith',
    'Hetty Braithwell': 'hetty.braithwell', 'Rafferty Quane': 'rafferty.quane', 'Anselm Dacre': 'anselm.dacre',
    'Orla Fennimore': null, 'Bryn Tavistock': null, 'Cosmo Illingworth': null, 'Gideon Askew': null, 'Ned Umber': null, 'Wanda Pryce': null,
  },
};

const PHARMACY = { home: 'Pharmacy team', meetsEveryWeeks: 1, employer: 'XX039' } as const;
const COMMUNITY = { home: 'Community team', meetsEveryWeeks: 2, employer: 'XF-GF1', manager: 'Joss Quillfeather', supervisor: 'Dr Jonah Wrenfield', sitsAt: 'XX042' } as const;
const VISITING = { home: 'Visiting team', meetsEveryWeeks: 1, employer: 'XX039', role: 'paramedic', band: '7', manager: 'Joss Quillfeather', sitsAt: 'XX043', pounds: 58_900 } as const;

/** The posts of Dapplemere, each at home. What happened since the day on which they were entered is told by the story. */
export const dapplemerePosts = ({ day }: Pick<Scene, 'day'>): SamplePost[] => [
  {
    ...PHARMACY, reference: 'SP1', role: 'clinical-pharmacist', title: 'Senior clinical pharmacist', band: '8a', pounds: 71_400, startsOn: isoDate('2023-09-04'),
    worksAt: { XX039: 900, XX042: 1350 }, manager: 'Joss Quillfeather', supervisor: 'Dr Oluwaseun Oyelaran', sitsAt: 'XX042', filled: [['Meredith Ashdown', '1', isoDate('2023-09-04')]],
  },
  {
    ...PHARMACY, reference: 'CP1', role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', pounds: 60_300, startsOn: isoDate('2024-06-03'),
    worksAt: { XX043: 1125, XX045: 1125 }, manager: 'Meredith Ashdown', supervisor: 'Dr Oluwaseun Oyelaran', sitsAt: 'XX045', filled: [['Tunde Afolabi-Reed', '1', isoDate('2024-06-03')]],
  },
  {
    ...PHARMACY, reference: 'CP2', role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', pounds: 60_300, startsOn: isoDate('2024-02-05'),
    worksAt: { XX040: 1125, XX041: 1125 }, manager: 'Meredith Ashdown', supervisor: 'Dr Oluwaseun Oyelaran', sitsAt: 'XX040', filled: [['Gideon Askew', '1', isoDate('2024-02-05'), [day(-131), 'trust-or-community']]],
  },
  {
    ...PHARMACY, reference: 'PT1', role: 'pharmacy-technician', title: 'Pharmacy technician', band: '5', pounds: 40_200, startsOn: isoDate('2024-09-02'),
    worksAt: { XX039: 750, XX042: 750, XX043: 750 }, manager: 'Meredith Ashdown', supervisor: 'Meredith Ashdown', sitsAt: 'XX042', filled: [['Dilys Penhaligon', '1', isoDate('2024-09-02')]],
  },
  {
    ...COMMUNITY, reference: 'SP-LW1', role: 'social-prescribing-link-worker', title: 'Social prescriber, a job-share', band: '5', pounds: 38_700, startsOn: isoDate('2022-11-07'),
    worksAt: { XX039: 750, XX040: 750, XX042: 750 }, filled: [['Mariam Castellane', '0.6', isoDate('2022-11-07')], ['Josie Hartwith', '0.4', isoDate('2022-11-07')]],
  },
  {
    ...COMMUNITY, reference: 'SP-LW2', role: 'social-prescribing-link-worker', title: 'Social prescriber', band: '5', pounds: 38_700, startsOn: isoDate('2023-04-17'),
    worksAt: { XX043: 750, XX044: 750, XX045: 750 }, filled: [['Ned Umber', '1', isoDate('2023-04-17'), [day(-47), 'moved-or-family']]],
  },
  {
    reference: 'CC1', role: 'care-coordinator', title: 'Care coordinator', band: '4', pounds: 33_400, startsOn: isoDate('2023-01-09'), employer: 'XX042', home: 'XX042', worksAt: { XX042: 2250 },
    manager: 'Linus Mossop', supervisor: 'Dr Jonah Wrenfield', meetsEveryWeeks: 4, sitsAt: 'XX042', filled: [['Hetty Braithwell', '1', isoDate('2023-01-09')]],
  },
  {
    reference: 'CC2', role: 'care-coordinator', title: 'Care coordinator', band: '4', wte: '0.8', pounds: 26_700, startsOn: isoDate('2023-01-09'), employer: 'XX045', home: 'XX045', worksAt: { XX045: 1800 },
    manager: 'Joss Quillfeather', supervisor: 'Dr Jonah Wrenfield', meetsEveryWeeks: 4, sitsAt: 'XX045',
    filled: [['Wanda Pryce', '0.8', isoDate('2023-01-09'), [isoDate('2025-01-31'), 'retired']], ['Orla Fennimore', '0.8', isoDate('2025-03-03')]],
  },
  {
    reference: 'FCP1', role: 'first-contact-physiotherapist', title: 'First contact physiotherapist, shared by all eight practices', band: '8a', pounds: 66_100, startsOn: isoDate('2023-06-05'), employer: 'XX039', home: 'XX039',
    worksAt: { XX039: 510, XX040: 240, XX041: 240, XX042: 360, XX043: 240, XX044: 180, XX045: 270, XX046: 210 },
    manager: 'Joss Quillfeather', supervisor: 'Dr Oluwaseun Oyelaran', meetsEveryWeeks: 2, sitsAt: 'XX039', filled: [['Rafferty Quane', '1', isoDate('2023-06-05')]],
  },
  {
    reference: 'DT1', role: 'digital-and-transformation-lead', title: 'Digital and transformation lead', band: '8a', wte: '0.5', pounds: 35_200, startsOn: isoDate('2023-10-02'), employer: 'XX039', home: 'XX039', worksAt: { XX039: 1125 },
    manager: 'Joss Quillfeather', supervisor: 'Dr Jonah Wrenfield', meetsEveryWeeks: 2, sitsAt: 'XX039', filled: [['Cosmo Illingworth', '0.5', isoDate('2023-10-02')]],
  },
  { ...VISITING, reference: 'PA1', title: 'Paramedic of the visiting team', startsOn: day(-270), worksAt: { XX039: 1125, XX042: 1125 }, supervisor: 'Dr Oluwaseun Oyelaran', filled: [['Anselm Dacre', '1', day(-270)]] },
  { ...VISITING, reference: 'PA2', title: 'Paramedic of the visiting team', startsOn: day(-242), worksAt: { XX043: 1125, XX045: 1125 }, supervisor: 'Dr Jonah Wrenfield', filled: [['Bryn Tavistock', '1', day(-242)]] },
];
