import { answerProposal, joinProposal, startProposal } from '#voice';
import type { Story } from '../story.ts';

/** Two ideas of practices: one is open and gathers others, one was answered with a reason. */
export const ideas: Story = () => {
  let pharmacist = '';
  let telephones = '';
  return [
    {
      day: -75, time: '10:10',
      happens: async ({ voice, acting }) => {
        telephones = await startProposal(voice, await acting('keziah.kettlewell'), {
          organisationCode: 'XX011', forumCode: 'merrowdale-leadership', title: 'One telephone system for all practices',
          why: 'Each practice pays its own supplier, and calls cannot be passed on when one is overwhelmed.', better: 'Calls go where somebody can answer, and we pay less together.',
          evidence: 'On the first Monday of the quarter 140 callers hung up after ten minutes.', links: [], about: [],
        });
      },
    },
    { day: -73, time: '12:20', happens: async ({ voice, acting }) => joinProposal(voice, await acting('bartholomew.birdwhistle'), { proposalId: telephones, organisationCode: 'XX002' }) },
    { day: -50, time: '18:40', happens: async ({ voice, acting }) => answerProposal(voice, await acting('anjali.fernsby'), telephones, 'Not now: nine practices are bound to their suppliers until March of the year after next. We take it up again half a year before that.') },
    {
      day: -18, time: '08:50',
      happens: async ({ voice, acting }) => {
        pharmacist = await startProposal(voice, await acting('casper.linthwaite-shah'), {
          organisationCode: 'XX027', forumCode: 'vale-of-lark-leadership', title: 'A shared pharmacist for people who cannot leave home',
          why: 'Their medicines are reviewed last, because somebody has to go to them.', better: 'Everybody who cannot leave home has a review each year, at home.',
          evidence: 'In our practice 58 of 61 such reviews are overdue.', links: [], about: [],
        });
      },
    },
    { day: -16, time: '13:10', happens: async ({ voice, acting }) => joinProposal(voice, await acting('xenia.yarrow'), { proposalId: pharmacist, organisationCode: 'XX028' }) },
    { day: -15, time: '09:05', happens: async ({ voice, acting }) => joinProposal(voice, await acting('oluwaseun.oyelaran'), { proposalId: pharmacist, organisationCode: 'XX045' }) },
    { day: -12, time: '17:45', happens: async ({ voice, acting }) => joinProposal(voice, await acting('huw.pemberlark'), { proposalId: pharmacist, organisationCode: 'XU009' }) },
  ];
};
