import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import type { ProposalDraft } from '../domain/proposalDraft.ts';
import { agendaShare } from '../queries/agendaShare.ts';
import { proposalOf, proposalSteps } from '../queries/proposals.ts';
import { questionOf } from '../queries/questions.ts';
import { draftOf, LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { draftQuestion } from './draftQuestion.ts';
import { joinProposal, leaveProposal } from './joinProposal.ts';
import { answerProposal, turnIntoQuestion, withdrawProposal } from './settleProposal.ts';
import { startProposal } from './startProposal.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));

onBothEngines('proposals', (engine) => {
  let database: Database;
  let place: VoicePlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());

  const idea: ProposalDraft = { organisationCode: 'ZZA01', forumCode: LEADERSHIP_TEAM, title: 'One phlebotomy round', why: 'Three vans pass each other.', better: 'Blood is taken at home within a week.', evidence: '', links: ['https://example.org/rounds'], about: [] };
  const start = (by: PersonKey, more: Partial<ProposalDraft> = {}) => startProposal(place.voice, place.acting(by), { ...idea, ...more });
  const join = (by: PersonKey, proposalId: string, organisationCode: string) => joinProposal(place.voice, place.acting(by), { proposalId, organisationCode });

  test('begin with a practice, which stands behind them first', async () => {
    const id = await start('mina');
    expect(await proposalOf(database.as(), id)).toMatchObject({ organisationCode: 'ZZA01', placeCode: 'PL-1', state: 'open', why: idea.why, evidence: null, links: idea.links, supporters: ['ZZA01'], questionId: null });
  });

  test.each<[what: string, who: PersonKey, more: Partial<ProposalDraft>, code: string]>([
    ['for another’s practice', 'mina', { organisationCode: 'ZZA02' }, 'not-allowed'],
    ['by the commissioner', 'ivy', { organisationCode: 'QZZ' }, 'not-allowed'],
    ['by the administrator', 'adam', { organisationCode: 'QZZ' }, 'not-allowed'],
    ['for a PCN by its clinical director', 'cara', { organisationCode: 'UZ001' }, 'done'],
    ['to a partnership', 'mina', { forumCode: 'upper-ashvale-together' }, 'invalid-forum'],
    ['to nobody', 'mina', { forumCode: 'nowhere' }, 'invalid-forum'],
    ['without a reason', 'mina', { why: ' ' }, 'invalid-why'],
    ['without what would be better', 'mina', { better: '' }, 'invalid-better'],
    ['with a link that runs a script', 'mina', { links: ['javascript:alert(1)'] }, 'invalid-links'],
  ])('%s', async (_what, who, more, code) => expect(await codeOf(start(who, more))).toBe(code));

  test('are joined once for each practice or PCN, and left again', async () => {
    const id = await start('mina');
    await Promise.all([join('milo', id, 'ZZA02'), join('milo', id, 'ZZA02'), join('colin', id, 'UZ002')]);
    expect((await proposalOf(database.as(), id))!.supporters.sort()).toEqual(['UZ002', 'ZZA01', 'ZZA02']);
    expect(await codeOf(join('milo', id, 'ZZA03'))).toBe('not-allowed');
    await leaveProposal(place.voice, place.acting('milo'), { proposalId: id, organisationCode: 'ZZA02' });
    expect((await proposalOf(database.as(), id))!.supporters.sort()).toEqual(['UZ002', 'ZZA01']);
    expect(await codeOf(leaveProposal(place.voice, place.acting('mina'), { proposalId: id, organisationCode: 'ZZA01' }))).toBe('author-cannot-leave');
    expect(await codeOf(join('milo', 'P999', 'ZZA02'))).toBe('proposal-not-found');
  });

  test('become a question by their author or the leadership team, once', async () => {
    const id = await start('mina');
    const turn = (by: PersonKey) => turnIntoQuestion(place.voice, place.acting(by), id, draftOf({ leadPersonId: null }));
    expect([await codeOf(turn('milo')), await codeOf(turn('ivy'))]).toEqual(['not-allowed', 'not-allowed']);
    const outcomes = await Promise.allSettled([turn('mina'), turn('pat')]);
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(made).toHaveLength(1);
    expect(await questionOf(database.as(), made[0]!)).toMatchObject({ proposalId: id, state: 'drafted', forumCode: LEADERSHIP_TEAM });
    expect(await proposalOf(database.as(), id)).toMatchObject({ state: 'question', questionId: made[0] });
    expect(await codeOf(join('milo', id, 'ZZA02'))).toBe('proposal-settled');
  });

  test('are answered with a reason, and may be taken up after all', async () => {
    const id = await start('petra', { organisationCode: 'ZZA03' });
    const answer = (by: PersonKey, reason: string) => codeOf(answerProposal(place.voice, place.acting(by), id, reason));
    expect([await answer('petra', 'No'), await answer('pat', ' '), await answer('pat', 'Not now: the vans are leased until May.'), await answer('pat', 'Again')]).toEqual(['not-allowed', 'something-missing', 'done', 'not-from-this-state']);
    expect((await proposalSteps(database.as(), id)).map(({ event, reason }) => [event, reason])).toEqual([['begin', null], ['answer', 'Not now: the vans are leased until May.']]);
    expect(await codeOf(turnIntoQuestion(place.voice, place.acting('pat'), id, draftOf()))).toBe('done');
  });

  test('are taken back by whoever began them', async () => {
    const id = await start('mina');
    expect(await codeOf(withdrawProposal(place.voice, place.acting('pat'), id, 'No'))).toBe('not-allowed');
    await withdrawProposal(place.voice, place.acting('mina'), id, 'Another came first.');
    expect((await proposalOf(database.as(), id))!.state).toBe('withdrawn');
  });

  test('are a share of what the place dealt with, by quarter', async () => {
    place.setNow('2026-12-02');
    await draftQuestion(place.voice, place.acting('pat'), LEADERSHIP_TEAM, draftOf());
    expect(await agendaShare(database.as(), LEADERSHIP_TEAM)).toEqual([
      { quarter: '2026-04-01', questions: 2, begun: 2, items: 0, itemsBegun: 0 },
      { quarter: '2026-07-01', questions: 0, begun: 0, items: 0, itemsBegun: 0 },
      { quarter: '2026-10-01', questions: 1, begun: 0, items: 0, itemsBegun: 0 },
    ]);
    expect(await agendaShare(database.as(), 'upper-ashvale-together')).toEqual([]);
    place.setNow('2026-06-01');
  });
});
