import { placeSuggestion, suggestionsFor } from '#governance';
import { agreePosition, draftQuestion, giveMandate, publishPosition } from '#voice';
import { answerSampleCanvass, closeSampleCanvass, openSampleCanvass } from '../canvass.ts';
import { callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import { seatsOfTeam } from '../seatCalled.ts';
import type { Story } from '../story.ts';

const TEAM = 'vale-of-lark-leadership';
const CHAIR = 'millicent.ashgrove';

/** Decided by a forum that can only advise: it stands as a recommendation, and waits for the board. */
export const sameDayHub: Story = () => {
  let questionId = '';
  let meeting = { meetingId: '', itemIds: [''] };
  let board = { meetingId: '', itemIds: [''] };
  return [
    {
      day: -50, time: '18:00',
      happens: async ({ voice, cast, acting }) => {
        questionId = await draftQuestion(voice, await acting(CHAIR), TEAM, {
          title: 'Should same-day appointments be pooled in a hub at Infirmary Hill?',
          asks: 'A hub would see patients who ask for an appointment the same day, from all practices that join. It needs £240,000 a year and nine sessions of GPs. Practices would send it their overflow.',
          options: [], decisionType: 'ordinary', matter: 'urgent-primary-care', amountPence: 24_000_000, placeCode: 'XF-PL2', decidesForumCode: 'vale-of-lark-together', leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -48, time: '08:05', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: -34 }) },
    { day: -40, time: '12:45', happens: (scene) => answerSampleCanvass(scene, questionId, (code) => (['XX045', 'XX037'].includes(code) ? ['object', 'Our patients want to see us.'] : code === 'XX044' ? null : ['support'])) },
    { day: -33, time: '09:00', happens: (scene) => closeSampleCanvass(scene, { by: CHAIR, questionId }) },
    {
      day: -28, time: '18:15',
      happens: async (scene) => {
        const by = await scene.acting(CHAIR);
        const version = await agreePosition(scene.voice, by, questionId, {
          want: 'A hub at Infirmary Hill for a year, to be joined by any practice that wishes.', reasons: 'Most practices support it, and nobody has to join.', accept: 'A start with two of the four PCNs.', refuse: 'A hub that practices must send patients to.', mustReturn: '',
          changeReason: '', agreedHow: 'chair', agreedOn: scene.day(-28), meetingId: null, seatIds: await seatsOfTeam(scene, TEAM),
        });
        await publishPosition(scene.voice, by, questionId, version);
      },
    },
    {
      day: -24, time: '17:00',
      happens: async ({ voice, acting, cast, day }) =>
        giveMandate(voice, await acting(CHAIR), questionId, { forumCode: 'vale-of-lark-together', itemId: null, representatives: [cast.personId(CHAIR)], options: [{ optionId: 'as-asked', stance: 'may-agree' }], ranges: [{ name: 'Money a year', unit: 'pounds', least: 20_000_000, most: null }], conditions: [], returnWhen: '', returnBy: null, endsOn: day(60) }),
    },
    {
      day: -23, time: '10:00',
      happens: async (scene) => {
        meeting = await callSampleMeeting(scene, {
          forumCode: 'vale-of-lark-together', keeper: 'constance.ferriby', on: scene.day(-9), time: '10:00', place: 'Chandlers Court, Larkminster',
          items: [{ title: 'A same-day hub at Infirmary Hill', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: questionId }, matter: 'urgent-primary-care', amountPence: 24_000_000, withinCode: 'XF-PL2' }],
        });
      },
    },
    {
      day: -9, time: '10:05',
      happens: (scene) =>
        holdSampleMeeting(scene, {
          forumCode: 'vale-of-lark-together', keeper: 'constance.ferriby', meetingId: meeting.meetingId,
          outcomes: [{ itemId: meeting.itemIds[0]!, outcome: { outcome: 'agreed', decided: 'A same-day hub opens at Infirmary Hill for a year, at £240,000, for every practice that wishes to join.', reasons: 'It takes pressure off practices and the emergency department.', optionId: 'as-asked', terms: { 'Money a year': 24_000_000 } } }],
        }),
    },
    {
      day: -6, time: '11:00',
      happens: async (scene) => {
        board = await callSampleMeeting(scene, { forumCode: 'icb-board', keeper: 'ignatius.thorne', on: scene.day(20), time: '09:30', place: 'The Guildhall, Larkminster', items: [{ title: 'Chief executive’s report', purpose: 'information' }] });
      },
    },
    {
      day: -5, time: '10:20',
      happens: async ({ governance, acting }) => {
        const waiting = await suggestionsFor(governance.database.as(), 'icb-board');
        const [recommended] = waiting.filter(({ kind, fromForumCode }) => kind === 'decide-above' && fromForumCode === 'vale-of-lark-together');
        await placeSuggestion(governance, await acting('ignatius.thorne'), recommended!.id, board.meetingId);
      },
    },
  ];
};
