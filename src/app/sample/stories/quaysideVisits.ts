import { startProgramme } from '#programmes';
import type { Story } from '../story.ts';
import { askLeaders, tellFacts } from '../tellProgramme.ts';
import type { SampleLeader } from '../tellProgramme.ts';

const PCN = 'XU009';
const DIRECTOR = 'huw.pemberlark';

const LEADERS: readonly SampleLeader[] = [
  ['Casper Linthwaite-Shah', 'XX027', 'casper.linthwaite-shah', true], ['Xenia Yarrow', 'XX028', 'xenia.yarrow', false, 'Students hardly ever need a visit.'], ['Yorick Zeal', 'XX029', 'yorick.zeal', true],
  ['Zuleika Ambleton', 'XX030', 'zuleika.ambleton', false, 'We were not asked what we need. We were told what there is money for.'], ['Amabel Bickerdike', 'XX031', 'amabel.bickerdike', null],
];

/** The same at Larkminster Quayside, copied: too few want it, its clinical director is alone with it, and nobody has said what will be different. */
export const quaysideVisits: Story = () => [
  {
    day: -154, time: '19:10',
    happens: async (scene) => {
      const { programmes, acting, cast, day } = scene;
      const programmeId = await startProgramme(programmes, await acting(DIRECTOR), { organisationCode: PCN, title: 'A visiting team for the Quayside', pattern: 'visiting-team', startedOn: day(-154), vision: '' });
      await askLeaders(scene, DIRECTOR, programmeId, LEADERS, { asked: day(-154), answered: day(-154) });
      await tellFacts(scene, DIRECTOR, programmeId, [
        { kind: 'member', on: day(-154), detail: { organisationCode: PCN, profession: 'clinical-director' }, name: 'Dr Huw Pemberlark', personId: cast.personId(DIRECTOR) },
        { kind: 'communication', on: day(-120), detail: { audience: 'the five practices, by e-mail' }, words: 'That there is a paramedic, and how to book' },
        { kind: 'obstacle', on: day(-154), detail: {}, words: 'The paramedic has nowhere to sit, and no car' },
      ]);
    },
  },
];
