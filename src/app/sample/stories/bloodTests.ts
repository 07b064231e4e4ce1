import { placeSuggestion, suggestionsFor } from '#governance';
import { agreePosition, draftQuestion, giveMandate, openConsultation, publishPosition, respondToConsultation } from '#voice';
import { answerSampleCanvass, closeSampleCanvass, openSampleCanvass } from '../canvass.ts';
import { agreeMinutesBefore, callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import { attachSamplePaper, textPaper } from '../paper.ts';
import { seatsOfTeam } from '../seatCalled.ts';
import type { Story } from '../story.ts';

const TEAM = 'merrowdale-leadership';
const CHAIR = 'anjali.fernsby';

const TESTS = 'town,tests in a year\nMarrowby,6100\nBrindlefell,3900\nSaltwhistle,4000\n';
const OFFER = 'The hospital offers £2.60 for each test that a practice takes for its clinics, and collects samples twice a day.\n';

/** Agreed outside the mandate: the partnership settled on a price below what practices had said. It is provisional until the team ratifies it. */
export const bloodTests: Story = () => {
  let questionId = '';
  let consultationId = '';
  let meeting = { meetingId: '', itemIds: [''] };
  return [
    {
      day: -70, time: '17:20',
      happens: async ({ voice, cast, acting }) => {
        questionId = await draftQuestion(voice, await acting(CHAIR), TEAM, {
          title: 'At what price would practices take blood tests from the hospital?',
          asks: 'The hospital wants practices to take the blood tests that its clinics order: some 14,000 a year. It offers a price for each. Would your practice do them, and what would it need?',
          options: ['Practices do them at a price for each', 'The hospital keeps them'],
          decisionType: 'money', matter: 'local-enhanced-services', amountPence: 4_200_000, placeCode: 'XF-PL1', decidesForumCode: 'merrowdale-partnership', leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -68, time: '08:10', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: -55 }) },
    {
      day: -60, time: '12:50',
      happens: (scene) =>
        answerSampleCanvass(scene, questionId, (code) => {
          if (code === 'XX005' || code === 'XX022') return null;
          if (code === 'XX008') return ['block', 'We have no phlebotomist and no room.', 'A phlebotomist shared by the PCN.'];
          return ['conditions', 'At £3.00 a test or more.'];
        }),
    },
    { day: -54, time: '08:50', happens: (scene) => closeSampleCanvass(scene, { by: CHAIR, questionId }) },
    {
      day: -48, time: '18:40',
      happens: async (scene) => {
        const by = await scene.acting(CHAIR);
        const version = await agreePosition(scene.voice, by, questionId, {
          want: 'Practices take the tests at £3.40 each, and those without a phlebotomist are helped by their PCN.', reasons: 'It spares patients a journey, and it costs what it costs.',
          accept: 'Any price from £3.00.', refuse: 'A price below £3.00.', mustReturn: 'A price below £3.00, whatever comes with it.', changeReason: '', agreedHow: 'chair', agreedOn: scene.day(-48), meetingId: null, seatIds: await seatsOfTeam(scene, TEAM),
        });
        await publishPosition(scene.voice, by, questionId, version);
        consultationId = await openConsultation(scene.voice, by, questionId, { lmcCode: 'XF-LM1', matter: 'primary-medical-services-locally', basis: 'prescribed', confidence: 'position', words: 'Which price covers the work, and may a practice decline it?', papers: [], deadline: scene.day(-30) });
      },
    },
    { day: -43, time: '10:40', happens: async ({ voice, acting }) => respondToConsultation(voice, await acting('beatrix.hollowbrook'), consultationId, { stance: 'comments', words: 'A practice must be free to decline. We would not advise any practice to work below cost.' }) },
    {
      day: -40, time: '18:00',
      happens: async ({ voice, acting, cast, day }) =>
        giveMandate(voice, await acting(CHAIR), questionId, {
          forumCode: 'merrowdale-partnership', itemId: null, representatives: [cast.personId(CHAIR)], options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'may-agree' }],
          ranges: [{ name: 'Price of a test', unit: 'pounds', least: 300, most: null }], conditions: [], returnWhen: 'A price below £3.00.', returnBy: null, endsOn: day(30),
        }),
    },
    {
      day: -35, time: '10:30',
      happens: async (scene) => {
        meeting = await callSampleMeeting(scene, {
          forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', on: scene.day(-20), time: '14:00', place: 'Fleece House, Marrowby',
          items: [{ title: 'Blood tests ordered by hospital clinics', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: questionId }, matter: 'local-enhanced-services', amountPence: 4_200_000, withinCode: 'XF-PL1' }],
        });
      },
    },
    {
      day: -27, time: '09:40',
      happens: async (scene) => {
        const paper = { keeper: 'lysander.penhallow', itemId: meeting.itemIds[0]! };
        await attachSamplePaper(scene, { ...paper, title: 'How many tests, and where', file: textPaper('blood-tests-by-town.csv', TESTS) });
        await attachSamplePaper(scene, { ...paper, title: 'The hospital’s offer', file: textPaper('offer.txt', OFFER), withheldReason: 'The price is being negotiated: it is published when the contract is signed.' });
      },
    },
    {
      day: -20, time: '14:10',
      happens: (scene) =>
        holdSampleMeeting(scene, {
          forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', meetingId: meeting.meetingId, absent: ['PCNs of the coast'],
          outcomes: [{ itemId: meeting.itemIds[0]!, votes: { 'People who use services': 'abstain' }, outcome: { outcome: 'agreed', decided: 'Practices take blood tests that hospital clinics order, at £2.60 a test, from the first of next month.', reasons: 'The hospital cannot pay more this year, and patients should not wait.', optionId: 'a', terms: { 'Price of a test': 260 } } }],
        }),
    },
    { day: -20, time: '16:20', happens: (scene) => agreeMinutesBefore(scene, { forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', meetingId: meeting.meetingId }) },
    {
      day: -3, time: '09:10',
      happens: async (scene) => {
        const { meetingId } = await callSampleMeeting(scene, { forumCode: TEAM, keeper: CHAIR, on: scene.day(4), time: '18:30', place: 'Online', items: [{ title: 'What we heard from practices about winter', purpose: 'discussion' }] });
        const [toRatify] = await suggestionsFor(scene.governance.database.as(), TEAM);
        await placeSuggestion(scene.governance, await scene.acting(CHAIR), toRatify!.id, meetingId);
      },
    },
  ];
};
