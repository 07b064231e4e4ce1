import { draftQuestion } from '#voice';
import { answerSampleCanvass, openSampleCanvass } from '../canvass.ts';
import type { Said } from '../canvass.ts';
import type { Story } from '../story.ts';

const CHAIR = 'anjali.fernsby';

/** What is heard so far. From Shepherds Gate nothing can be: nobody is known there. */
const SAID: Readonly<Record<string, Said>> = {
  XX001: ['support', 'Saturday in Marrowby suits most of ours.'],
  XX002: ['support'],
  XX004: ['conditions', 'Only with a bus that runs on Saturdays.', 'A bus, or a second room at Curlewgate.'],
  XX007: ['support'],
  XX010: ['conditions', 'Only with a bus that runs on Saturdays.'],
  XX012: ['neutral'],
  XX013: ['object', 'Our patients cannot get to Marrowby without a car.', 'Clinics that move between the towns.'],
  XX017: ['block', 'It is 31 miles from Saltwhistle Harbour. We would be paying for a clinic that our patients cannot reach.', 'A hub on the coast as well.'],
  XX018: ['object', 'Too far for the coast.'],
  XX021: ['conditions', 'If the coast keeps one clinic a month.'],
  'XF-GF1': ['support', 'One site is easier to staff.'],
};

/** Open now: half have answered, the coast is against, and of one practice nobody is known. */
export const saturdayHub: Story = () => {
  let questionId = '';
  return [
    {
      day: -8, time: '17:45',
      happens: async ({ voice, cast, acting }) => {
        questionId = await draftQuestion(voice, await acting(CHAIR), 'merrowdale-leadership', {
          title: 'Should Saturday clinics move to one hub in Marrowby?',
          asks: 'Saturday clinics are held at four sites, two of which could not be staffed on five Saturdays this year. One hub would always be open. Some patients would travel further.',
          options: [], decisionType: 'ordinary', matter: 'extended-access-provider', amountPence: null, placeCode: 'XF-PL1', decidesForumCode: 'merrowdale-partnership', leadPersonId: cast.personId(CHAIR), about: [],
        });
      },
    },
    { day: -6, time: '08:00', happens: (scene) => openSampleCanvass(scene, { by: CHAIR, questionId, closes: 5 }) },
    { day: -2, time: '12:30', happens: (scene) => answerSampleCanvass(scene, questionId, (code) => SAID[code] ?? null) },
  ];
};
