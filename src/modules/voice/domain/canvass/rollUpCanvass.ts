import type { Answer, AnswerChoice, Canvass, Constituent, PlaceRule, Voice } from './canvass.ts';
import { shareOf, THRESHOLDS, type RuleOrigin } from './networkRule.ts';
import { emptyTally, outcomeOf, sayCount, sayTally } from './outcome.ts';
import type { ConditionGroup, MinorityView, PlaceResult, RollUp, Step, Tally, VoiceResult } from './rollUp.ts';
import { coverageOf, rollUpVoice } from './rollUpVoice.ts';

/** What was asked and what was answered, as kept. */
export interface CanvassFacts {
  canvass: Canvass;
  voices: readonly Voice[];
  constituents: readonly Constituent[];
  answers: ReadonlyMap<string, Answer>;
  /** Codes of constituents where somebody could answer today. */
  withContact: ReadonlySet<string>;
}

/** From the answers of practices over their networks to the place's, with all that a leader reads beside it. */
export function rollUpCanvass({ canvass, voices, constituents, answers, withContact }: CanvassFacts): RollUp {
  const asked = constituents.map((constituent) => ({ constituent, answer: answers.get(constituent.code) ?? null }));
  const practices = asked.filter(({ constituent }) => constituent.kind === 'practice');
  const bodies = asked.filter(({ constituent }) => constituent.kind !== 'practice');
  const byVoice = new Map<string | null, typeof practices>();
  for (const one of practices) {
    const group = byVoice.get(one.constituent.pcnCode);
    if (group) group.push(one);
    else byVoice.set(one.constituent.pcnCode, [one]);
  }
  const results = voices.map((voice) => rollUpVoice(voice, byVoice.get(voice.pcnCode) ?? []));
  const agreement = { practices: emptyTally(), patients: emptyTally() };
  for (const { constituent, answer } of practices) {
    if (!answer) continue;
    agreement.practices[answer.choice] += 1;
    agreement.patients[answer.choice] += constituent.patients ?? 0;
  }
  const place = rollUpPlace(canvass.placeRule, sayPlaceRuleFrom(canvass.placeRuleFrom), results, bodies);
  return {
    canvass,
    coverage: coverageOf(practices),
    agreement,
    voices: results,
    place,
    bodies,
    conditions: conditionGroups(asked),
    minority: minorityViews(asked, place, agreement.practices),
    notHeardFrom: asked.filter(({ answer }) => !answer).map(({ constituent }) => constituent),
    withoutContact: constituents.filter(({ code }) => !withContact.has(code)),
  };
}

type Asked = { constituent: Constituent; answer: Answer | null };

export const sayPlaceRuleFrom = (from: RuleOrigin): string => (from === 'place-default' ? 'the rule that the place has entered' : 'a default of Chorus: the place has entered no rule');

/** Each network one voice, whatever its size; by patients beside it. */
export function rollUpPlace({ threshold, quorumShare, countsBodies }: PlaceRule, ruleFrom: string, voices: readonly VoiceResult[], bodies: readonly Asked[]): PlaceResult {
  const [votes, patientsByVoice] = [emptyTally(), emptyTally()];
  let given = 0;
  for (const { answer, coverage } of voices) {
    if (answer === null) continue;
    given += 1;
    votes[answer] += 1;
    patientsByVoice[answer] += coverage.patientsAsked;
  }
  const counted = countsBodies ? bodies : [];
  for (const { answer } of counted) {
    if (!answer) continue;
    given += 1;
    votes[answer.choice] += 1;
  }
  const asked = voices.length + counted.length;
  const share = shareOf(quorumShare);
  const isQuorate = given > 0 && share !== null && given * share.whole >= asked * share.part;
  const patients = voices.reduce((sum, { coverage }) => sum + coverage.patientsAsked, 0);
  const steps: Step[] = [
    { what: 'Rule', says: `Each PCN one voice${countsBodies ? ', the federation and the LMC one each' : '; the federation and the LMC stand beside'}. ${THRESHOLDS[threshold]}; at least ${quorumShare} of voices must have a result. From ${ruleFrom}.` },
    { what: 'Voices', says: `${sayCount(given)} of ${sayCount(asked)} have a result: ${sayTally(votes)}.` },
    { what: 'By patients', says: sayPatients(patientsByVoice, patients) },
    { what: `Quorum: ${quorumShare} of voices`, says: `${sayCount(given)} of ${sayCount(asked)}.`, isMet: isQuorate },
  ];
  if (!isQuorate) return { answer: null, isCarried: false, noResult: asked === 0 || given === 0 ? 'no result: no voice has a result.' : 'no result: too few voices have one.', steps, votes, patientsByVoice };
  const { answer, isCarried, step } = outcomeOf(threshold, votes, votes);
  return { answer, isCarried, noResult: null, steps: [...steps, step], votes, patientsByVoice };
}

function sayPatients(byVoice: Tally, all: number): string {
  const yes = byVoice.support + byVoice.conditions;
  if (all === 0) return 'No list size is known.';
  return `PCNs that are for serve ${sayCount(yes)} of ${sayCount(all)} patients (${Math.round((yes / all) * 100)}%).`;
}

/** The same words, however they are spaced, cased and ended, are one condition. */
const normalised = (words: string): string => words.toLowerCase().replace(/\s+/g, ' ').replace(/[\s.!;,]+$/, '').trim();

export function conditionGroups(asked: readonly Asked[]): ConditionGroup[] {
  const groups = new Map<string, { words: string; by: Constituent[]; patients: number }>();
  for (const { constituent, answer } of asked) {
    if (answer?.choice !== 'conditions') continue;
    const words = answer.words ?? answer.wouldChange ?? '';
    const key = normalised(words);
    const group = groups.get(key) ?? { words, by: [], patients: 0 };
    group.by.push(constituent);
    group.patients += constituent.patients ?? 0;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.by.length - a.by.length || b.patients - a.patients);
}

const SIDES: Record<AnswerChoice, 'for' | 'against' | null> = { support: 'for', conditions: 'for', neutral: null, object: 'against', block: 'against' };

/** Those who said the other thing than their place says; where the place is of no one mind, than most practices. */
export function minorityViews(asked: readonly Asked[], place: Pick<PlaceResult, 'answer'>, practices: Tally): MinorityView[] {
  const lead = practices.support + practices.conditions - practices.object - practices.block;
  const side = (place.answer && SIDES[place.answer]) ?? (lead > 0 ? 'for' : lead < 0 ? 'against' : null);
  return asked.flatMap(({ constituent, answer }) => {
    const own = answer && SIDES[answer.choice];
    return answer && own && own !== side ? [{ constituent, choice: answer.choice, words: answer.words, wouldChange: answer.wouldChange }] : [];
  });
}
