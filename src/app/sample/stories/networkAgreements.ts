import { isoDate } from '#kernel/isoDate.ts';
import { agreeNetworkRules } from '#voice';
import type { AgreementEntered } from '#voice';
import type { Story } from '../story.ts';

/** How many partners a network’s agreement counts at each of its practices. */
const PARTNERS_OF_BURDOCKMOOR = { XX006: 2, XX012: 5, XX013: 3, XX014: 1, XX015: 2, XX016: 3 };
const PARTNERS_OF_MINSTER = { XX023: 6, XX024: 4, XX025: 3, XX026: 3 };

type Entered = readonly [by: string, agreement: Pick<AgreementEntered, 'bodyCode' | 'rules'> & { from: string } & Partial<Pick<AgreementEntered, 'partners' | 'placeRule'>>];

/** Saltwhistle Coast and Larkminster Quayside have entered nothing: the one has its place’s default, the other that of Chorus. */
const ENTERED: readonly Entered[] = [
  ['imogen.thackeray-voss', { bodyCode: 'XU001', from: '2019-07-01', rules: { ordinary: { votes: 'list', quorum: { of: 'patients', share: '1/2' }, threshold: 'simple' } } }],
  [
    'ottilie.brackenbury',
    {
      bodyCode: 'XU002', from: '2026-01-01',
      rules: { ordinary: { votes: 'practice', quorum: { of: 'practices', share: '1/2' }, threshold: 'simple' }, money: { votes: 'practice', quorum: { of: 'practices', share: '3/5' }, threshold: 'two-thirds' } },
    },
  ],
  ['ravindra.holtby', { bodyCode: 'XU003', from: '2021-11-02', partners: PARTNERS_OF_BURDOCKMOOR, rules: { ordinary: { votes: 'partners', quorum: { of: 'votes', share: '1/2' }, threshold: 'consent' } } }],
  ['anjali.fernsby', { bodyCode: 'XF-PL1', from: '2022-07-01', rules: { ordinary: { votes: 'practice', quorum: { of: 'practices', share: '2/5' }, threshold: 'simple' } }, placeRule: { threshold: 'two-thirds', quorumShare: '3/4', countsBodies: false } }],
  [
    'seraphina.oakes',
    {
      bodyCode: 'XU006', from: '2024-04-01',
      rules: { ordinary: { votes: 'practice', quorum: { of: 'practices', share: '1/2' }, threshold: 'simple' }, structure: { votes: 'practice', quorum: { of: 'practices', share: '5/7' }, threshold: 'unanimous' } },
    },
  ],
  ['jonah.wrenfield', { bodyCode: 'XU007', from: '2019-07-01', rules: { ordinary: { votes: 'list', quorum: { of: 'patients', share: '2/3' }, threshold: 'two-thirds' } } }],
  ['leila.marchetti-rao', { bodyCode: 'XU008', from: '2025-10-01', partners: PARTNERS_OF_MINSTER, rules: { ordinary: { votes: 'partners', quorum: { of: 'votes', share: '1/2' }, threshold: 'simple' } } }],
];

/** Six of the eight PCNs have entered how they decide, each in its own way, before anything was canvassed. */
export const networkAgreements: Story = () => [
  {
    day: -200, time: '12:00',
    happens: async ({ voice, acting }) => {
      for (const [by, { from, ...agreement }] of ENTERED) await agreeNetworkRules(voice, await acting(by), { partners: {}, placeRule: null, ...agreement, from: isoDate(from) });
    },
  },
];
