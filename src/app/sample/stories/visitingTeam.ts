import { meetingsOf } from '#governance';
import { startProgramme } from '#programmes';
import type { NewFact } from '#programmes';
import { postsOf } from '#workforce';
import { agreeMinutesBefore, callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import { monthBefore, monthsUpTo } from '../months.ts';
import type { Scene, Story } from '../story.ts';
import { askLeaders, tellFacts } from '../tellProgramme.ts';
import type { SampleLeader } from '../tellProgramme.ts';

const PCN = 'XU007';
const KEEPER = 'joss.quillfeather';
const TEAM = 'vale-of-lark-leadership';
const CHAIR = 'millicent.ashgrove';
const STARTED = -300;

const LEADERS: readonly SampleLeader[] = [
  ['Imelda Jagger', 'XX039', 'imelda.jagger', true], ['Jocelyn Kilburn', 'XX040', 'jocelyn.kilburn', true], ['Kerensa Lonsdale', 'XX041', 'kerensa.lonsdale', true],
  ['Linus Mossop', 'XX042', 'linus.mossop', true, 'We lose a surgery a day to the road.'], ['Maudie Nunwick', 'XX043', 'maudie.nunwick', true], ['Noor Orrest', 'XX044', 'noor.orrest', false, 'We are small and know everybody whom we visit.'],
  ['Dr Oluwaseun Oyelaran', 'XX045', 'oluwaseun.oyelaran', true], ['Piers Raskelf', 'XX046', 'piers.raskelf', true],
];

type Member = readonly [name: string, organisationCode: string, profession: NewFact<'member'>['detail']['profession'], mailbox?: string];
const COALITION: readonly Member[] = [
  ['Dr Jonah Wrenfield', PCN, 'clinical-director', 'jonah.wrenfield'], ['Imelda Jagger', 'XX039', 'practice-manager', 'imelda.jagger'], ['Bettina Sallow', 'XX040', 'reception'], ['Dr Hugo Lindqvist', 'XX041', 'gp'],
  ['Linus Mossop', 'XX042', 'practice-manager', 'linus.mossop'], ['Sister Avril Mossgrave', 'XX043', 'nurse'], ['Noor Orrest', 'XX044', 'practice-manager', 'noor.orrest'],
  ['Dr Oluwaseun Oyelaran', 'XX045', 'gp', 'oluwaseun.oyelaran'], ['Perdita Gale', 'XX046', 'nurse'], ['Anselm Dacre', PCN, 'paramedic', 'anselm.dacre'],
];

/** Home visits by the practices’ own doctors: before the start they hardly moved, and since they fall. */
const BEFORE = [214, 207, 221, 209, 216, 211];
const SINCE = [205, 196, 178, 163, 151, 138, 131, 124, 121, 117];

/** Home visits at Dapplemere are made by one team: a change that was led, told, measured, and holds. */
export const visitingTeam: Story = () => {
  let meeting = { meetingId: '', itemIds: [''] };
  let decisionId = '';
  let programmeId = '';
  let measureId = 0;
  let [told, obstacles, wins]: [number[], number[], number[]] = [[], [], []];
  const tell = (scene: Scene, facts: readonly NewFact[]): Promise<number[]> => tellFacts(scene, KEEPER, programmeId, facts);
  return [
    {
      day: STARTED - 14, time: '09:30',
      happens: async (scene) => void (meeting = await callSampleMeeting(scene, { forumCode: TEAM, keeper: CHAIR, on: scene.day(STARTED - 5), time: '18:30', place: 'Quillbridge Medical Practice', items: [{ title: 'One visiting team for Dapplemere, as a first for the Vale', purpose: 'decision' }] })),
    },
    {
      day: STARTED - 5, time: '18:40',
      happens: async (scene) => {
        const [decided] = await holdSampleMeeting(scene, { forumCode: TEAM, keeper: CHAIR, meetingId: meeting.meetingId, outcomes: [{ itemId: meeting.itemIds[0]!, outcome: { outcome: 'agreed', decided: 'Dapplemere brings its home visits together in one team, with two paramedics, and tells the other three PCNs what came of it.', reasons: 'Visits in the middle of surgery are what its practices name first.' } }] });
        decisionId = decided!;
      },
    },
    {
      day: STARTED, time: '10:00',
      happens: async (scene) => {
        const { programmes, acting, day } = scene;
        programmeId = await startProgramme(programmes, await acting(KEEPER), {
          organisationCode: PCN, title: 'One visiting team for Dapplemere', pattern: 'visiting-team', startedOn: day(STARTED),
          vision: 'A team of nurses, paramedics and doctors visits you at home when you cannot come to us. You are seen sooner, and your doctor has more time in the surgery.',
        });
        await askLeaders(scene, KEEPER, programmeId, LEADERS, { asked: day(STARTED), answered: day(STARTED) });
        const [, , , measure] = await tell(scene, [
          { kind: 'subject', on: day(STARTED), detail: { as: 'decision', subject: { module: 'governance', kind: 'decision', id: decisionId } } },
          { kind: 'subject', on: day(STARTED), detail: { as: 'need', subject: { module: 'performance', kind: 'access', id: `with-a-gp:${PCN}` } } },
          { kind: 'subject', on: day(STARTED), detail: { as: 'money', subject: { module: 'funding', kind: 'stream', id: '2025/26:additional-roles-sum' } } },
          { kind: 'measure', on: day(STARTED), detail: { title: 'Home visits by the practices’ own doctors in a month', unit: 'visits', series: { kind: 'entered' }, improvement: 'decrease', baseline: 213, target: 120, targetOn: day(65) } },
          ...COALITION.map(([name, organisationCode, profession, mailbox]): NewFact => ({ kind: 'member', on: day(STARTED), detail: { organisationCode, profession }, name, personId: mailbox ? scene.cast.personId(mailbox) : null })),
        ]);
        measureId = measure!;
      },
    },
    {
      day: STARTED + 12, time: '13:20',
      happens: async (scene) => {
        const { day } = scene;
        told = await tell(scene, [
          { kind: 'communication', on: day(STARTED + 20), detail: { audience: 'everybody at the eight practices' }, words: 'What will be different, and what to say to a patient who asks for a visit' },
          { kind: 'communication', on: day(STARTED + 60), detail: { audience: 'patients, by the practices’ websites and waiting rooms' }, words: 'Who will come to you, and how soon' },
          { kind: 'communication', on: day(6), detail: { audience: 'the three other PCNs of the Vale' }, words: 'What came of it, with the figures' },
        ]);
        obstacles = await tell(scene, [
          { kind: 'obstacle', on: day(STARTED + 12), detail: {}, words: 'Paramedics cannot see the records of four practices', name: 'Cosmo Illingworth' },
          { kind: 'obstacle', on: day(STARTED + 12), detail: {}, words: 'Nobody knows who takes the calls after two o’clock', name: 'Imelda Jagger' },
        ]);
        wins = await tell(scene, [
          { kind: 'win', on: day(STARTED + 90), detail: { title: 'Practices for which the team makes visits', unit: 'practices', improvement: 'increase', target: 4 } },
          { kind: 'win', on: day(STARTED + 180), detail: { title: 'Visits taken off the practices in a month', unit: 'visits', improvement: 'increase', target: 50 } },
        ]);
      },
    },
    {
      day: -70, time: '11:00',
      happens: async (scene) => {
        const { workforce, day } = scene;
        const [[practices, patients], [records, calls]] = [told, obstacles];
        const paramedics = (await postsOf(workforce, { pcnCode: PCN, on: day(-70) })).filter(({ role }) => role === 'paramedic');
        await tell(scene, [
          { kind: 'delivered', on: day(STARTED + 20), aboutId: practices, detail: {} },
          { kind: 'heard', on: day(STARTED + 41), aboutId: practices, detail: { asked: 40, couldSay: 31 } },
          { kind: 'delivered', on: day(STARTED + 58), aboutId: patients, detail: {} },
          { kind: 'heard', on: day(STARTED + 100), aboutId: patients, detail: { asked: 25, couldSay: 14 } },
          { kind: 'resolved', on: day(STARTED + 47), aboutId: records, detail: {}, words: 'All eight practices share their records with the team since the agreement was signed' },
          { kind: 'resolved', on: day(STARTED + 30), aboutId: calls, detail: {}, words: 'The team’s own line is answered until six' },
          { kind: 'win-reached', on: day(STARTED + 84), aboutId: wins[0]!, detail: { value: 5 } },
          { kind: 'win-reached', on: day(STARTED + 171), aboutId: wins[1]!, detail: { value: 62 } },
          { kind: 'cost', on: day(STARTED + 35), detail: { pence: 1_840_000 }, words: 'Two cars for a year, with insurance' },
          { kind: 'cost', on: day(STARTED + 52), detail: { pence: 620_000 }, words: 'Bags, devices and the team’s telephone line' },
          ...paramedics.map(({ id }): NewFact => ({ kind: 'subject', on: day(-70), detail: { as: 'post', subject: { module: 'workforce', kind: 'post', id } } })),
        ]);
      },
    },
    { day: -41, time: '17:30', happens: agreeTheMinutes },
    {
      day: -17, time: '16:20',
      happens: async (scene) => {
        const { day } = scene;
        await tell(scene, [
          { kind: 'obstacle', on: day(-17), detail: {}, words: 'The second car is off the road for its repair', name: 'Anselm Dacre' },
          { kind: 'anchor', on: day(-17), detail: { anchor: 'routine' }, words: 'Every request for a visit is booked with the team by reception; it is in the handbook of all eight practices' },
          { kind: 'anchor', on: day(-17), detail: { anchor: 'induction' }, words: 'Who is new spends a morning with the team in the first fortnight' },
          { kind: 'anchor', on: day(-17), detail: { anchor: 'succession' }, words: 'Dr Oyelaran and Linus Mossop lead it for two years each, and overlap by three months' },
          { kind: 'peer-offer', on: day(-17), detail: {}, words: 'Come for a morning and ride along. We will show you what went wrong first.' },
        ]);
      },
    },
    {
      day: -1, time: '17:40',
      happens: async (scene) => {
        const last = monthBefore(scene.day(0));
        const start = scene.day(STARTED).slice(0, 7);
        const since = monthsUpTo(last, 24).filter((month) => month.slice(0, 7) >= start);
        const before = monthsUpTo(monthBefore(scene.day(STARTED)), BEFORE.length);
        await tell(scene, [...before.map((on, index) => figure(on, BEFORE[index]!)), ...since.map((on, index) => figure(on, SINCE[index] ?? SINCE.at(-1)!))]);
      },
    },
  ];

  function figure(on: NewFact['on'], value: number): NewFact {
    return { kind: 'figure', on, aboutId: measureId, detail: { value } };
  }
};

/** The team’s next meeting agreed the minutes of the one that began it. */
async function agreeTheMinutes(scene: Scene): Promise<void> {
  const held = [...(await meetingsOf(scene.governance.database.as(), TEAM))].sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
  await agreeMinutesBefore(scene, { forumCode: TEAM, keeper: CHAIR, meetingId: held[1]!.id });
}
