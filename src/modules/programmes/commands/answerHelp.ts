import { Refused } from '#kernel/result.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { Acting, ProgrammesContext } from '../context.ts';
import { programmeOf } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import type { Peer } from '../queries/peers.ts';
import { notKept } from '../whoseProgrammes.ts';
import { recordFact } from './recordFact.ts';
import { withdrawFact } from './withdrawFact.ts';

/** What a question about taking help points at: the programme, which its practices see, and who offers. The offering programme they do not see. */
export const aboutHelp = (programmeId: string, { organisationCode }: Pick<Peer, 'organisationCode'>): SubjectRef[] => [{ module: 'programmes', kind: 'programme', id: programmeId }, { module: 'register', kind: 'organisation', id: organisationCode }];

export interface HelpAnswered {
  programmeId: string;
  /** The programme that offers help. */
  peerId: string;
  words: string;
}

/** Accepts or declines the help that another PCN or place offers. Gives the answer's number. */
export async function answerHelp(context: ProgrammesContext, acting: Acting, { programmeId, peerId, words, accepts }: HelpAnswered & { accepts: boolean }): Promise<number> {
  return recordFact(context, acting, { programmeId, fact: { kind: 'peer-answer', on: context.today(), detail: { programmeId: peerId, accepts }, words } });
}

/** Takes an answer back, so that another can be given; the first stays on record as withdrawn. */
export async function takeAnswerBack(context: ProgrammesContext, acting: Acting, { programmeId, peerId }: Omit<HelpAnswered, 'words'>): Promise<void> {
  const { peer } = await offerOf(context, acting, { programmeId, peerId });
  if (!peer.answer) throw new Refused({ code: 'answer-not-found', what: 'This offer was not answered, or the answer was taken back already.', where: programmeId });
  await withdrawFact(context, acting, { programmeId, factId: peer.answer.factId, words: 'The answer was taken back.' });
}

/** Says that one was in touch with who would like the help that one offers. Gives the fact’s number. */
export async function noteHelpGiven(context: ProgrammesContext, acting: Acting, { programmeId, peerId, words }: HelpAnswered): Promise<number> {
  return recordFact(context, acting, { programmeId, fact: { kind: 'peer-helped', on: context.today(), detail: { programmeId: peerId }, words } });
}

/** Drafts the question to the practices whether to take the help, for who leads their team. Gives where it is opened. */
export async function askPracticesOfHelp(context: ProgrammesContext, acting: Acting, { programmeId, peerId }: Omit<HelpAnswered, 'words'>): Promise<string> {
  const { programme, peer } = await offerOf(context, acting, { programmeId, peerId });
  const { askAbout } = context;
  if (!askAbout || !acting.permissions.has(askAbout.permission)) throw new Refused({ code: 'not-allowed', what: 'You cannot put questions to practices.', where: programmeId });
  const asks = `${peer.organisationName} has begun the same as our programme “${programme.title}” and offers to help.${peer.words ? ` It says: ${peer.words}` : ''} Yes accepts the help; no declines it.`;
  return askAbout.draft(acting, { organisationCode: programme.organisationCode, title: `Shall we take the help that ${peer.organisationName} offers?`.slice(0, 140), asks: asks.slice(0, 4_000), about: aboutHelp(programme.id, peer) });
}

async function offerOf(context: ProgrammesContext, acting: Acting, { programmeId, peerId }: Omit<HelpAnswered, 'words'>): Promise<{ programme: ProgrammeOf; peer: Peer }> {
  const programme = await programmeOf(context, acting, programmeId);
  if (!programme.rights.keeps) throw notKept(programme.organisationCode);
  const peer = programme.peers.find((one) => one.programmeId === peerId);
  if (!peer) throw new Refused({ code: 'offer-not-found', what: 'Nobody offers this help, or it was taken back.', where: programmeId });
  return { programme, peer };
}
