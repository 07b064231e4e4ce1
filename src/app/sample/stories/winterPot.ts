import { agreePosition, draftQuestion, giveMandate, openConsultation, publishPosition, respondToConsultation } from '#voice';
import { answerSampleCanvass, closeSampleCanvass, openSampleCanvass } from '../canvass.ts';
import { callSampleMeeting } from '../meeting.ts';
import { seatsOfTeam } from '../seatCalled.ts';
import type { Story } from '../story.ts';

const TEAM = 'merrowdale-leadership';
const CHAIR = 'anjali.fernsby';

/** A mandate is given and the partnership meets next week: what may be agreed there is settled, and nobody else knows how far. */
export const winterPot: Story = () => {
  let questionId = '';
  let consultationId = '';
  return [
    {
      day: -45, time: '18:10',
      happens: async ({ voice, cast, acting }) => {
        questionId = await draftQuestion(voice, await acting(CHAIR), TEAM, {
          title: 'How should the winter money of £120,000 be shared?',
          asks: 'The partnership has £120,000 for more appointments from December to March. It can go to practices by list size, to the four PCNs in equal parts, or to one acute respiratory hub.',
          options: ['To practices by list size', 'To the PCNs in equal parts', 'To one acute respiratory hub'],
          decisionType: 'money', matter: 'local-incentive-schemes', amountPence: 12_000_000, placeCode: 'XF-PL1', decidesForumCode: 'merrowdale-partnership', leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -44, time: '08:30', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: -31 }) },
    {
      day: -36, time: '13:00',
      happens: (scene) =>
        answerSampleCanvass(scene, questionId, (code) => {
          if (code === 'XX003') return null;
          if (code === 'XX015' || code === 'XX016') return ['conditions', 'If small practices get at least £2,000 each.'];
          if (code === 'XX019') return ['object', 'The coast has the oldest patients and the fewest doctors. By list size we get the least.', 'A share by need.'];
          return ['support'];
        }),
    },
    { day: -30, time: '09:00', happens: (scene) => closeSampleCanvass(scene, { by: CHAIR, questionId }) },
    {
      day: -24, time: '19:00',
      happens: async (scene) => {
        const by = await scene.acting(CHAIR);
        const version = await agreePosition(scene.voice, by, questionId, {
          want: 'The money goes to practices by list size, with at least £2,000 for each.', reasons: 'It is fair to see and quick to pay, and winter does not wait for a hub to be staffed.',
          accept: 'Up to a quarter of it to a hub, if the hub opens by 15 December.', refuse: 'All of it to a hub, or a split that leaves practices with less than £80,000.', mustReturn: 'Any condition on opening hours.',
          changeReason: '', agreedHow: 'chair', agreedOn: scene.day(-24), meetingId: null, seatIds: await seatsOfTeam(scene, TEAM),
        });
        await publishPosition(scene.voice, by, questionId, version);
        consultationId = await openConsultation(scene.voice, by, questionId, { lmcCode: 'XF-LM1', matter: 'primary-medical-services-locally', basis: 'prescribed', confidence: 'position', words: 'Does a floor of £2,000 a practice cause any difficulty?', papers: [], deadline: scene.day(-10) });
      },
    },
    { day: -15, time: '11:20', happens: async ({ voice, acting }) => respondToConsultation(voice, await acting('beatrix.hollowbrook'), consultationId, { stance: 'comments', words: 'No difficulty with the floor. Please ask that unspent money stays in general practice.' }) },
    {
      day: -7, time: '18:00',
      happens: async ({ voice, acting, cast, day }) =>
        giveMandate(voice, await acting(CHAIR), questionId, {
          forumCode: 'merrowdale-partnership', itemId: null, representatives: [cast.personId('anjali.fernsby'), cast.personId('tobias.akinwande')],
          options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'return-first' }, { optionId: 'c', stance: 'excluded' }],
          ranges: [{ name: 'For practices', unit: 'pounds', least: 8_000_000, most: null }, { name: 'Hub opens by', unit: 'date', least: null, most: day(40) }],
          conditions: [{ words: 'Unspent money stays in general practice.', returnFirst: false }], returnWhen: 'Any condition on opening hours.', returnBy: null, endsOn: day(45),
        }),
    },
    {
      day: -5, time: '10:00',
      happens: async (scene) =>
        callSampleMeeting(scene, {
          forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', on: scene.day(9), time: '14:00', place: 'Fleece House, Marrowby, and online',
          items: [
            { title: 'Winter money: how it is shared', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: questionId }, matter: 'local-incentive-schemes', amountPence: 12_000_000, withinCode: 'XF-PL1' },
            { title: 'Frailty programme: progress', purpose: 'information' },
          ],
        }),
    },
  ];
};
