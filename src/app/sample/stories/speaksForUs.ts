import { setRepresentation } from '#governance';
import { agreePosition, draftQuestion, publishPosition, respondUnasked, sendReport } from '#voice';
import { answerSampleCanvass, closeSampleCanvass, openSampleCanvass } from '../canvass.ts';
import { callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import { acknowledgeSampleReport } from '../report.ts';
import { seatsOfTeam } from '../seatCalled.ts';
import type { Story } from '../story.ts';

const TEAM = 'vale-of-lark-leadership';
const CHAIR = 'millicent.ashgrove';

/** Decided and reported back, and then the LMC objects: it was never asked. */
export const speaksForUs: Story = () => {
  let questionId = '';
  let meeting = { meetingId: '', itemIds: [''] };
  let decisionId = '';
  return [
    {
      day: -85, time: '17:00',
      happens: async ({ voice, cast, acting }) => {
        questionId = await draftQuestion(voice, await acting(CHAIR), TEAM, {
          title: 'Who should speak for our four PCNs at Vale of Lark Together?',
          asks: 'Four clinical directors cannot each sit at every table. One PCN could lead for all, we could elect two, or we could employ a senior manager of no PCN for two days a week.',
          options: ['A lead PCN', 'Two elected representatives', 'A neutral senior manager'],
          decisionType: 'structure', matter: 'place-representatives', amountPence: null, placeCode: 'XF-PL2', decidesForumCode: TEAM, leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -84, time: '08:00', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: -63 }) },
    {
      day: -72, time: '12:15',
      happens: (scene) =>
        answerSampleCanvass(scene, questionId, (code) => {
          if (['XX030', 'XX033', 'XX041', 'XX046', 'XF-LM1'].includes(code)) return null;
          if (['XX024', 'XX034', 'XX036'].includes(code)) return ['object', 'A manager cannot speak for doctors.', 'An elected GP.'];
          if (['XX028', 'XX029'].includes(code)) return ['conditions', 'If the post is paid for by the partnership.'];
          return ['support', code === 'XX027' ? 'Somebody with time to ring us beforehand.' : undefined];
        }),
    },
    { day: -62, time: '09:00', happens: (scene) => closeSampleCanvass(scene, { by: CHAIR, questionId }) },
    {
      day: -56, time: '18:20',
      happens: async (scene) => {
        const by = await scene.acting(CHAIR);
        const version = await agreePosition(scene.voice, by, questionId, {
          want: 'A neutral senior manager for two days a week, paid for by the partnership.', reasons: 'Practices want somebody with time, who favours no PCN.', accept: 'The post paid for by the four PCNs in equal parts for one year.', refuse: 'A lead PCN.', mustReturn: '',
          changeReason: '', agreedHow: 'chair', agreedOn: scene.day(-56), meetingId: null, seatIds: await seatsOfTeam(scene, TEAM),
        });
        await publishPosition(scene.voice, by, questionId, version);
      },
    },
    {
      day: -52, time: '09:30',
      happens: async (scene) => {
        meeting = await callSampleMeeting(scene, {
          forumCode: TEAM, keeper: CHAIR, on: scene.day(-42), time: '18:30', place: 'Minster Yard Medical Centre',
          items: [{ title: 'Who speaks for our PCNs', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: questionId }, matter: 'place-representatives', withinCode: 'XF-PL2' }],
        });
      },
    },
    {
      day: -42, time: '18:40',
      happens: async (scene) => {
        const [decided] = await holdSampleMeeting(scene, {
          forumCode: TEAM, keeper: CHAIR, meetingId: meeting.meetingId, absent: ['LMC'],
          outcomes: [{ itemId: meeting.itemIds[0]!, votes: { 'Quillbridge and Nibworth PCN': 'against' }, outcome: { outcome: 'agreed', decided: 'A neutral senior manager represents the four PCNs at Vale of Lark Together for two days a week, for one year.', reasons: 'Most practices and three of four PCNs want it.', optionId: 'c' } }],
        });
        decisionId = decided!;
      },
    },
    {
      day: -36, time: '16:45',
      happens: async ({ voice, acting }) => sendReport(voice, await acting(CHAIR), { questionId, decisionId, version: 1, traded: 'The four PCNs pay in equal parts for the first year; the partnership has been asked to take it over.', next: 'The post is advertised this month. The chair sits in until it is filled.' }),
    },
    {
      day: -35, time: '17:00',
      happens: async ({ governance, acting, day }) =>
        setRepresentation(governance, await acting(CHAIR), TEAM, { way: 'neutral-manager', quarterSessionsAWeek: 16, costPenceAYear: 3_600_000, from: day(30), lastDay: day(394) }),
    },
    { day: -34, time: '08:10', happens: (scene) => acknowledgeSampleReport(scene, questionId, ['casper.linthwaite-shah', 'oluwaseun.oyelaran']) },
    {
      day: -29, time: '15:00',
      happens: async ({ voice, acting }) =>
        respondUnasked(voice, await acting('beatrix.hollowbrook'), questionId, { lmcCode: 'XF-LM1', stance: 'objects', words: 'We were not consulted, and our seat was empty on the day. The LMC cannot support a representative who is not a GP and who answers to no election.' }),
    },
  ];
};
