import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { decisionsAbout, forumOf } from '#governance';
import type { Action, RecordedDecision } from '#governance';
import { displayName } from '#register';
import type { VoiceContext } from '../context.ts';
import { ANSWERING_ROLES, INFORMED_ROLES } from '../domain/canvass/canvass.ts';
import type { RollUp } from '../domain/canvass/rollUp.ts';
import { howItCounted, type ReportConstituent } from '../domain/report.ts';
import { actionsTold } from './actionsTold.ts';
import { contactsAt, type Contact } from './canvassContacts.ts';
import { listSizesOn, previewCanvass } from './canvassPreview.ts';
import { canvassesOf } from './canvasses.ts';
import { rollUpOf } from './canvassRollUp.ts';
import { decidedQuestions, type DecidedQuestion } from './decidedQuestions.ts';
import { questionOf, type Question } from './questions.ts';

/** What Chorus makes of the record, before the sender's words: whom to tell, and each how its answer counted. In confidence. */
export interface PreparedReport {
  question: Question;
  decision: RecordedDecision;
  decidingForumName: string;
  decided: DecidedQuestion;
  placeName: string;
  constituents: (ReportConstituent & { counted: string[] })[];
  contacts: Contact[];
  actions: Action[];
}

const noDecision = (where: string): Refused => new Refused({ code: 'decision-not-found', what: 'No such decision on this question is recorded.', where, todo: 'Record what was decided, in its meeting; then report back.' });

/** The report on a question's decision as it would be sent today: on the latest, or on the one that is named. */
export async function prepareReport(context: VoiceContext, questionId: string, decisionId?: string): Promise<PreparedReport> {
  const db = context.database.as<unknown>();
  const question = await questionOf(db, questionId);
  if (!question) throw new Refused({ code: 'question-not-found', what: 'There is no question with this number.', where: questionId, todo: 'Choose one from the list of questions.' });
  const decisions = await decisionsAbout(db, { module: 'voice', kind: 'question', id: questionId });
  const decision = decisionId === undefined ? decisions[0] : decisions.find(({ id }) => id === decisionId);
  const decided = (await decidedQuestions(db)).find((one) => one.decisionId === decision?.id);
  if (!decision || !decided) throw noDecision(questionId);
  const image = await context.register.reader.image();
  const placeName = displayName(image.nameOf(question.placeCode, decision.takenOn));
  const rollUps = await rollUpsBefore(context, db, question, decision);
  const asked = rollUps.length > 0 ? askedIn(rollUps) : await wouldBeAsked(context, db, question, decision);
  const pcnCodes = [...new Set(asked.flatMap(({ pcnCode }) => pcnCode ?? []))].sort();
  const everybody: ReportConstituent[] = [...asked, ...pcnCodes.map((code) => ({ code, name: displayName(image.nameOf(code, decision.takenOn)), kind: 'pcn' as const, pcnCode: null, patients: null }))];
  return {
    question,
    decision,
    decidingForumName: (await forumOf(db, decision.forumCode, decision.takenOn))?.name ?? decision.forumCode,
    decided,
    placeName,
    constituents: everybody.map((one) => ({ ...one, counted: howItCounted(one, { decision, isYesOrNo: question.options.length === 0, placeName, rollUp: rollUpWith(rollUps, one) }) })),
    contacts: await contactsOf(context, db, everybody),
    actions: await actionsTold(db, decision),
  };
}

/** The reckonings of the canvasses that were opened by the day of the decision, the newest first. */
async function rollUpsBefore(context: VoiceContext, db: Kysely<unknown>, question: Question, decision: RecordedDecision): Promise<RollUp[]> {
  const rollUps: RollUp[] = [];
  for (const { id, openedOn } of await canvassesOf(db, question.id)) if (openedOn <= decision.takenOn) rollUps.push(await rollUpOf(context, id));
  return rollUps;
}

const askedOf = ({ voices, bodies }: RollUp): ReportConstituent[] => [...voices.flatMap(({ practices }) => practices), ...bodies].map(({ constituent }) => constituent);

/** Everybody who was asked in any canvass on it, as in the newest that asked them. */
const askedIn = (rollUps: readonly RollUp[]): ReportConstituent[] => [...new Map([...rollUps].reverse().flatMap(askedOf).map((one) => [one.code, one])).values()].sort((a, b) => (a.code < b.code ? -1 : 1));

const rollUpWith = (rollUps: readonly RollUp[], { code, kind }: ReportConstituent): RollUp | null =>
  rollUps.find((rollUp) => (kind === 'pcn' ? rollUp.voices.some(({ voice }) => voice.pcnCode === code) : askedOf(rollUp).some((one) => one.code === code))) ?? null;

/** Where nobody was asked, all who would have been are told. */
async function wouldBeAsked({ register }: VoiceContext, db: Kysely<unknown>, question: Question, { takenOn }: RecordedDecision): Promise<ReportConstituent[]> {
  return (await previewCanvass(db, register, await listSizesOn(register, takenOn), question, takenOn)).constituents;
}

/** Who answers there today. Somebody with two roles at one organisation is told once. */
async function contactsOf({ today }: VoiceContext, db: Kysely<unknown>, constituents: readonly ReportConstituent[]): Promise<Contact[]> {
  const of = (kinds: readonly string[]): string[] => constituents.filter(({ kind }) => kinds.includes(kind)).map(({ code }) => code);
  const found = [
    ...(await contactsAt(db, of(['practice', 'federation', 'lmc']), Object.values(ANSWERING_ROLES).flat(), today())),
    ...(await contactsAt(db, of(['pcn']), INFORMED_ROLES, today())),
  ];
  return [...new Map(found.map((contact) => [`${contact.organisationCode}/${contact.personId}`, contact])).values()];
}
