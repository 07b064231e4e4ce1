import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Decision, Standing } from '#governance';
import { ANSWER_CHOICES, type AnswerChoice, type ConstituentKind } from './canvass/canvass.ts';
import { sayRule } from './canvass/networkRule.ts';
import type { RollUp, VoiceResult } from './canvass/rollUp.ts';

/** Whom a report is for: those who were asked, and PCNs, whose answer is made of their practices'. */
export type ReportKind = ConstituentKind | 'pcn';

export interface ReportConstituent {
  code: string;
  name: string;
  kind: ReportKind;
  /** The PCN of a practice; null for one in no PCN, and for others. */
  pcnCode: string | null;
  patients: number | null;
}

export const OUTCOMES: Readonly<Record<Decision['outcome'], string>> = { agreed: 'agreed', 'not-agreed': 'not agreed', 'referred-up': 'referred up', deferred: 'deferred' };

/** How far a decision stands, as its report must say; null where there is nothing to add. */
export const STANDING_NOTES: Readonly<Record<Standing, string | null>> = {
  stands: null,
  marked: 'It stands, but something that was owed before it was not done. Until that is made good it cannot be acted on.',
  provisional: 'It is provisional: general practice’s representatives went outside their mandate, and it cannot be acted on until it is ratified.',
  recommendation: 'It is a recommendation, not yet a decision: it goes to the body that may decide.',
};

/** What is decided, as far as telling how an answer counted asks. */
export interface DecidedFacts {
  decision: Pick<Decision, 'outcome'>;
  /** Whether the question was one of yes or no: only then was an answer for it or against it. */
  isYesOrNo: boolean;
  placeName: string;
  /** The canvass in which this constituent was asked; null where there was none. */
  rollUp: RollUp | null;
}

const SIDES: Readonly<Record<AnswerChoice, 'for' | 'against' | null>> = { support: 'for', conditions: 'for', neutral: null, object: 'against', block: 'against' };

/**
 * How one constituent's answer counted, sentence by sentence: what it said, what its PCN said by its rule, what the place
 * said, and how the decision went. It tells of no other practice: of a PCN its result and rule, not who voted how.
 */
export function howItCounted({ code, name, kind, pcnCode }: ReportConstituent, { decision, isYesOrNo, placeName, rollUp }: DecidedFacts): string[] {
  if (!rollUp) return [`Nobody was canvassed before this was decided, so ${name} was not asked.`, wentAs(decision, isYesOrNo, [])];
  const voice = rollUp.voices.find((one) => one.voice.pcnCode === (kind === 'pcn' ? code : pcnCode)) ?? null;
  const own = ownChoice(code, kind, voice, rollUp);
  const sides: [string, AnswerChoice | null][] = [...(kind === 'pcn' ? [] : [[name, own] as [string, AnswerChoice | null]]), [placeName, rollUp.place.answer]];
  return [
    ...(kind === 'pcn' ? [] : [sayOwn(code, name, kind, own, voice)]),
    ...(voice && (kind === 'practice' || kind === 'pcn') ? [sayVoice(voice)] : []),
    sayPlace(placeName, rollUp),
    wentAs(decision, isYesOrNo, sides),
  ];
}

function ownChoice(code: string, kind: ReportKind, voice: VoiceResult | null, { bodies }: RollUp): AnswerChoice | null {
  const asked = kind === 'practice' ? voice?.practices : bodies;
  return asked?.find(({ constituent }) => constituent.code === code)?.answer?.choice ?? null;
}

function sayOwn(code: string, name: string, kind: ReportKind, own: AnswerChoice | null, voice: VoiceResult | null): string {
  if (own === null) return `${name} did not answer.`;
  const said = `${name} said: ${ANSWER_CHOICES[own]}.`;
  if (kind !== 'practice') return `${said} It stands beside the answers of the practices, by its name.`;
  if (!voice || voice.practices.length < 2) return said;
  const votes = voice.practices.find(({ constituent }) => constituent.code === code)?.votes ?? 0;
  const all = voice.practices.reduce((sum, practice) => sum + practice.votes, 0);
  return `${said} That was ${count(votes)} of the ${count(all)} votes of ${voice.voice.name}.`;
}

const sayVoice = ({ voice, answer, noResult }: VoiceResult): string =>
  answer === null ? `${voice.name} gave no answer as one: ${withoutLead(noResult)} Its rule: ${sayRule(voice.rule)}` : `${voice.name} said, by its rule: ${ANSWER_CHOICES[answer]}. The rule: ${sayRule(voice.rule)}`;

function sayPlace(placeName: string, { place, coverage }: RollUp): string {
  const share = coverage.patientsAsked > 0 ? `, serving ${Math.round((coverage.patientsAnswered / coverage.patientsAsked) * 100)}% of patients` : '';
  const heard = `${count(coverage.practicesAnswered)} of ${count(coverage.practicesAsked)} practices answered${share}.`;
  return place.answer === null ? `${placeName} gave no answer as one: ${withoutLead(place.noResult)} ${heard}` : `${placeName} said: ${ANSWER_CHOICES[place.answer]}. ${heard}`;
}

/** "It was agreed: as Mill Surgery said, and as Upper Ashvale said." Said only where it can be said without stretching anything. */
function wentAs({ outcome }: Pick<Decision, 'outcome'>, isYesOrNo: boolean, said: readonly [string, AnswerChoice | null][]): string {
  const side = outcome === 'agreed' ? 'for' : outcome === 'not-agreed' ? 'against' : null;
  const told = `The decision: ${OUTCOMES[outcome]}`;
  if (!isYesOrNo || side === null) return `${told}.`;
  const ways = said.flatMap(([name, choice]) => {
    const own = choice && SIDES[choice];
    return own ? [`${own === side ? 'as' : 'not as'} ${name} said`] : [];
  });
  return ways.length > 0 ? `${told}, ${ways.join(' and ')}.` : `${told}.`;
}

const count = (number: number): string => new Intl.NumberFormat('en-GB').format(number);
const withoutLead = (reason: string | null): string => (reason ?? 'no result.').replace(/^no result: /, '');

/** How late a report is on a day. */
export interface Owed {
  dueOn: IsoDate | null;
  /** Of one that is not sent, or was sent late; 0 where it is in time. */
  daysOver: number;
}

const DAY_MS = 86_400_000;

/** By when, and how many days over on `day`: the day on which it was sent, or today. */
export function owedBy(dueOn: IsoDate | null, day: IsoDate): Owed {
  const days = dueOn === null ? 0 : Math.round((Date.parse(day) - Date.parse(dueOn)) / DAY_MS);
  return { dueOn, daysOver: Math.max(0, days) };
}

export const sayOwed = ({ dueOn, daysOver }: Owed): string =>
  dueOn === null ? 'with no promised day' : daysOver > 0 ? `by ${sayDate(dueOn)}, ${daysOver} ${daysOver === 1 ? 'day' : 'days'} over` : `by ${sayDate(dueOn)}`;

/** How many of those it went to opened and acknowledged it; a practice counts once, however many people it has. */
export interface ReportReach {
  practices: { asked: number; reached: number; opened: number; acknowledged: number };
  patients: { asked: number; reached: number; opened: number; acknowledged: number };
}

export interface ReceiptState {
  code: string;
  kind: ReportKind;
  patients: number | null;
  people: readonly { personId: string; name: string | null; openedAt: Date | null; acknowledgedAt: Date | null }[];
}

export function reachOf(constituents: readonly ReceiptState[]): ReportReach {
  const reach: ReportReach = { practices: { asked: 0, reached: 0, opened: 0, acknowledged: 0 }, patients: { asked: 0, reached: 0, opened: 0, acknowledged: 0 } };
  for (const { kind, patients, people } of constituents) {
    if (kind !== 'practice') continue;
    const met = { asked: true, reached: people.length > 0, opened: people.some(({ openedAt }) => openedAt), acknowledged: people.some(({ acknowledgedAt }) => acknowledgedAt) };
    for (const step of ['asked', 'reached', 'opened', 'acknowledged'] as const) {
      if (!met[step]) continue;
      reach.practices[step] += 1;
      reach.patients[step] += patients ?? 0;
    }
  }
  return reach;
}
