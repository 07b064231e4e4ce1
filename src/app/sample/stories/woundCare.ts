import { addAction, completeAction, recordBetweenMeetings } from '#governance';
import {
  agreePosition, giveMandate, joinProposal, moveQuestionOn, openConsultation, publishPosition, respondToConsultation, sendReport, startProposal, takeIntoAccount, turnIntoQuestion,
} from '#voice';
import { acknowledgeSampleReport } from '../report.ts';
import { answerSampleCanvass, closeSampleCanvass, openSampleCanvass } from '../canvass.ts';
import { callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import { attachSamplePaper, pdfPaper, textPaper } from '../paper.ts';
import { seatsOfTeam } from '../seatCalled.ts';
import type { Story } from '../story.ts';

const TEAM = 'merrowdale-leadership';
const CHAIR = 'anjali.fernsby';

const SCHEME = [
  'Practices are paid for each simple dressing that they do, so that patients are dressed near home.',
  'Every practice of the place may take part. It claims each quarter, by a count of dressings; it names no patient.',
  'The scheme takes £96,000 a year from the money for local schemes. Either side may end it with six months’ notice.',
];
const COUNTED = 'practice,dressings,from a hospital clinic\nXX019,212,104\nXX001,187,95\nXX007,140,61\nXX012,96,40\n';

/** From an idea of one practice to a scheme that pays for dressings: the whole thread, closed. */
export const woundCare: Story = () => {
  let proposalId = '';
  let questionId = '';
  let consultationId = '';
  let meeting = { meetingId: '', itemIds: [''] };
  let decisionId = '';
  let actionId = '';
  return [
    {
      day: -160, time: '08:20',
      happens: async ({ voice, acting }) => {
        proposalId = await startProposal(voice, await acting('winifred.odukoya'), {
          organisationCode: 'XX019', forumCode: TEAM, title: 'Pay practices for the dressings that they do',
          why: 'We dress wounds that the hospital used to dress. Nobody pays for the nurse’s time or the dressings, so some practices have stopped.',
          better: 'Patients are dressed near home, and every practice can afford to do it.',
          evidence: 'Our nurses counted 212 dressings in March, of 61 patients. About half came from the hospital.', links: [], about: [],
        });
      },
    },
    { day: -158, time: '12:40', happens: async ({ voice, acting }) => joinProposal(voice, await acting('callum.tidewell'), { proposalId, organisationCode: 'XU004' }) },
    { day: -156, time: '09:15', happens: async ({ voice, acting }) => joinProposal(voice, await acting('imogen.thackeray-voss'), { proposalId, organisationCode: 'XX001' }) },
    {
      day: -150, time: '17:30',
      happens: async ({ voice, cast, acting }) => {
        questionId = await turnIntoQuestion(voice, await acting(CHAIR), proposalId, {
          title: 'Shall we ask for a local scheme that pays for wound care?',
          asks: 'The partnership could pay practices for simple wound care: a sum for each dressing, or one sum a year by list size. It would take £96,000 a year from the money for local schemes. Which would you rather have?',
          options: ['A payment for each dressing', 'One sum a year by list size', 'No scheme'],
          decisionType: 'money', matter: 'local-enhanced-services', amountPence: 9_600_000, placeCode: 'XF-PL1', decidesForumCode: 'merrowdale-partnership', leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -148, time: '09:00', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: -135 }) },
    {
      day: -141, time: '13:05',
      happens: (scene) =>
        answerSampleCanvass(scene, questionId, (code) => {
          if (code === 'XX011' || code === 'XX015') return null;
          if (code === 'XX004') return ['object', 'We will spend more on counting dressings than the scheme pays.', 'One sum a year, with no returns to fill in.'];
          if (code === 'XX012' || code === 'XX013') return ['conditions', 'Only if the price covers a nurse’s quarter of an hour.'];
          if (code === 'XX022') return ['neutral'];
          return ['support'];
        }),
    },
    { day: -134, time: '08:45', happens: (scene) => closeSampleCanvass(scene, { by: CHAIR, questionId }) },
    {
      day: -130, time: '18:30',
      happens: async (scene) => {
        const { voice, acting } = scene;
        const by = await acting(CHAIR);
        const version = await agreePosition(voice, by, questionId, {
          want: 'A payment for each dressing, reviewed after a year.', reasons: 'Seventeen practices support it. It pays those who do the work, and the work is unequal between practices.',
          accept: 'One sum a year by list size, if it is at least £4.20 a dressing at last year’s numbers.', refuse: 'A scheme below £3.60 a dressing, or one that ends without six months’ notice.',
          mustReturn: 'Anything that takes the money from another local scheme.', changeReason: '', agreedHow: 'chair', agreedOn: scene.day(-130), meetingId: null, seatIds: await seatsOfTeam(scene, TEAM),
        });
        await publishPosition(voice, by, questionId, version);
        consultationId = await openConsultation(voice, by, questionId, { lmcCode: 'XF-LM1', matter: 'primary-medical-services-locally', basis: 'prescribed', confidence: 'position', words: 'Is this a fair price for the work, and do the terms fit the contract?', papers: [], deadline: scene.day(-116) });
      },
    },
    { day: -121, time: '10:10', happens: async ({ voice, acting }) => respondToConsultation(voice, await acting('beatrix.hollowbrook'), consultationId, { stance: 'support', words: 'The LMC supports it at £4.20 a dressing or more, with six months’ notice.' }) },
    { day: -120, time: '17:00', happens: async ({ voice, acting }) => takeIntoAccount(voice, await acting(CHAIR), consultationId, 'The price and the notice are what our representatives will ask for.') },
    {
      day: -118, time: '18:00',
      happens: async (scene) => {
        const { voice, acting, cast, day } = scene;
        await giveMandate(voice, await acting(CHAIR), questionId, {
          forumCode: 'merrowdale-partnership', itemId: null, representatives: [cast.personId('anjali.fernsby')],
          options: [{ optionId: 'a', stance: 'may-agree' }, { optionId: 'b', stance: 'return-first' }, { optionId: 'c', stance: 'excluded' }],
          ranges: [{ name: 'Price of a dressing', unit: 'pounds', least: 360, most: null }], conditions: [{ words: 'Six months’ notice on either side.', returnFirst: false }], returnWhen: '', returnBy: null, endsOn: day(-90),
        });
      },
    },
    {
      day: -112, time: '11:00',
      happens: async (scene) => {
        meeting = await callSampleMeeting(scene, {
          forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', on: scene.day(-98), time: '14:00', place: 'Fleece House, Marrowby',
          items: [
            { title: 'A local scheme for wound care', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: questionId }, matter: 'local-enhanced-services', amountPence: 9_600_000, withinCode: 'XF-PL1' },
            { title: 'Winter plan: first thoughts', purpose: 'discussion' },
          ],
        });
      },
    },
    {
      day: -105, time: '10:00',
      happens: async (scene) => {
        const paper = { keeper: 'lysander.penhallow', itemId: meeting.itemIds[0]! };
        await attachSamplePaper(scene, { ...paper, title: 'The scheme as proposed', file: await pdfPaper('wound-care-scheme.pdf', 'A local scheme for wound care', SCHEME, scene.day(-105)) });
        await attachSamplePaper(scene, { ...paper, title: 'Dressings counted in March', file: textPaper('dressings-in-march.csv', COUNTED) });
      },
    },
    {
      day: -104, time: '12:00',
      happens: async ({ governance, acting, day }) =>
        recordBetweenMeetings(governance, await acting('lysander.penhallow'), {
          forumCode: 'merrowdale-partnership', takenOn: day(-104), way: 'chairs-action', subject: null, matter: null, amountPence: null, outcome: 'agreed', optionId: null, terms: {},
          decided: 'The partnership asks the council to keep the Saturday bus between Saltwhistle and Marrowby.', reasons: 'The council heard objections until the end of that week, before the partnership could meet.',
        }),
    },
    {
      day: -98, time: '14:05',
      happens: async (scene) => {
        const [decided] = await holdSampleMeeting(scene, {
          forumCode: 'merrowdale-partnership', keeper: 'lysander.penhallow', meetingId: meeting.meetingId, absent: ['PCNs of the coast'],
          outcomes: [
            { itemId: meeting.itemIds[0]!, conflict: { seat: 'Hospitals', words: 'My trust is paid for the dressings that its clinics do now.', ruling: 'stay-without-vote' }, outcome: { outcome: 'agreed', decided: 'A local scheme pays practices £4.40 for each simple dressing, up to £96,000 a year, with six months’ notice.', reasons: 'Care near home costs less than a clinic visit, and general practice of the whole place asked for it.', optionId: 'a', terms: { 'Price of a dressing': 440 } } },
            { itemId: meeting.itemIds[1]!, outcome: null },
          ],
        });
        decisionId = decided!;
        actionId = await addAction(scene.governance, await scene.acting('lysander.penhallow'), { decisionId }, { what: 'Send every practice the terms of the scheme and the claim form', ownerId: scene.cast.personId('desmond.ravensworthy'), dueOn: scene.day(-70) });
      },
    },
    {
      day: -92, time: '16:20',
      happens: async ({ voice, acting }) =>
        sendReport(voice, await acting(CHAIR), { questionId, decisionId, version: 1, traded: 'We asked for £4.20 and got £4.40. In return we accepted a yearly review of the numbers.', next: 'The ICB sends the terms and the claim form. The scheme begins next month.' }),
    },
    { day: -90, time: '08:30', happens: (scene) => acknowledgeSampleReport(scene, questionId, ['winifred.odukoya', 'imogen.thackeray-voss', 'agatha.applethwaite', 'cecily.crakehall']) },
    { day: -74, time: '12:00', happens: async ({ governance, acting }) => completeAction(governance, await acting('desmond.ravensworthy'), actionId) },
    { day: -73, time: '09:00', happens: async ({ voice, acting }) => moveQuestionOn(voice, await acting(CHAIR), { questionId, event: 'act' }) },
    { day: -60, time: '09:00', happens: async ({ voice, acting }) => moveQuestionOn(voice, await acting(CHAIR), { questionId, event: 'close' }) },
  ];
};
