import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { isWorkloadFigure, SETTLES, TELLS_MORE_OF } from './fact.ts';
import type { Fact, FactKind, NewFact } from './fact.ts';

const WORDS_MAX = 2_000;
const TITLE_MAX = 120;
const FIGURE_MAX = 1e12;
/** Nothing is planned further ahead than this. */
const AHEAD_DAYS = 3_660;

/** What must be written with a fact, as the refusal calls it. */
const WORDS_NEEDED: Partial<Record<FactKind, string>> = { vision: 'what patients will notice', communication: 'what is to be told', obstacle: 'what stands in the way', resolved: 'how it went away', anchor: 'where it stands', cost: 'what was paid for', disagreement: 'why you disagree' };
const NAME_NEEDED: Partial<Record<FactKind, string>> = { leader: 'who was asked', member: 'who is in the team' };
/** What is planned lies ahead; the rest has happened. */
const MAY_LIE_AHEAD: readonly FactKind[] = ['communication', 'win'];
/** What is told of a plan or a person once only; a correction withdraws it first. */
const ONCE: readonly FactKind[] = ['delivered', 'resolved', 'win-reached'];
/** What may still be said of a programme that was closed. */
export const AFTER_CLOSING: readonly FactKind[] = ['figure', 'disagreement', 'peer-offer', 'peer-helped'];

export interface CheckedAgainst {
  /** The programme's facts that stand. */
  facts: readonly Fact[];
  today: IsoDate;
  startedOn: IsoDate;
  closedOn: IsoDate | null;
  /** Whether an organisation is the programme's own, or belongs to it. */
  isInProgramme: (organisationCode: string) => boolean;
}

const refusal = (code: string, where: string, what: string, todo: string): Refusal => ({ code, what, where, todo });

/** Why a fact cannot be taken on record; null where it can. */
export function whyNotFact(fact: NewFact, against: CheckedAgainst): Refusal | null {
  const { closedOn } = against;
  if (closedOn !== null && !AFTER_CLOSING.includes(fact.kind)) return refusal('programme-closed', fact.kind, `This programme was closed on ${sayDate(closedOn)}.`, 'Its figures can still be entered, and anybody who sees it can disagree.');
  return whyNotWords(fact) ?? whyNotDay(fact, against) ?? whyNotAbout(fact, against) ?? whyNotDetail(fact, against);
}

function whyNotWords({ kind, words = '', name = '' }: NewFact): Refusal | null {
  const [needsWords, needsName] = [WORDS_NEEDED[kind], NAME_NEEDED[kind]];
  if (needsWords && words.trim() === '') return refusal('words-missing', 'words', `Nothing says ${needsWords}.`, 'Say it in a sentence.');
  if (words.length > WORDS_MAX) return refusal('too-long', 'words', `This has ${words.length} characters; ${WORDS_MAX} are the most.`, 'Shorten it.');
  if (needsName && name.trim() === '') return refusal('name-missing', 'name', `Nothing says ${needsName}.`, 'Enter a name.');
  if (name.length > TITLE_MAX) return refusal('too-long', 'name', `This has ${name.length} characters; ${TITLE_MAX} are the most.`, 'Shorten it.');
  return null;
}

function whyNotDay({ kind, on }: NewFact, { today }: CheckedAgainst): Refusal | null {
  if (on > today && !MAY_LIE_AHEAD.includes(kind)) return refusal('day-ahead', 'on', `${sayDate(on)} has not come yet; today is ${sayDate(today)}.`, 'Enter the day on which it happened.');
  if (on > addDays(today, AHEAD_DAYS)) return refusal('day-ahead', 'on', `${sayDate(on)} is more than ten years ahead.`, 'Enter a nearer day.');
  return null;
}

function whyNotAbout({ kind, aboutId = null, on }: NewFact, { facts }: CheckedAgainst): Refusal | null {
  const needs = TELLS_MORE_OF[kind] ?? (aboutId === null ? undefined : SETTLES[kind]);
  if (!needs) return null;
  const about = facts.find(({ id }) => id === aboutId);
  if (about?.kind !== needs) return refusal('fact-not-found', 'about', `What this tells more of is not on record, or was withdrawn.`, 'Choose one from the list.');
  if (ONCE.includes(kind) || SETTLES[kind]) {
    const before = facts.find((one) => one.kind === kind && one.aboutId === aboutId);
    if (before) return refusal('told-already', 'on', `This was noted already, for ${sayDate(before.on)}.`, 'Withdraw that one first if it is wrong.');
  }
  if (kind === 'heard' && !facts.some((one) => one.kind === 'delivered' && one.aboutId === aboutId)) return refusal('not-told-yet', 'on', 'It was not told yet, so nobody can have heard it.', 'Note first that it was told.');
  if (kind === 'resolved' && on < about.on) return refusal('before-it-began', 'on', `It was written down on ${sayDate(about.on)}; ${sayDate(on)} is earlier.`, 'Enter a later day.');
  return null;
}

const isFigure = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= FIGURE_MAX;

function whyNotDetail(fact: NewFact, against: CheckedAgainst): Refusal | null {
  const { isInProgramme, facts, startedOn } = against;
  switch (fact.kind) {
    case 'leader':
    case 'member': {
      if (!isInProgramme(fact.detail.organisationCode)) return refusal('not-of-programme', 'organisation', `“${fact.detail.organisationCode.slice(0, 20)}” does not belong to this programme.`, 'Choose one of its practices, or the PCN or place itself.');
      const twin = facts.find((one) => one.kind === fact.kind && (fact.personId ? one.personId === fact.personId : one.name !== null && one.name.toLowerCase() === fact.name?.trim().toLowerCase() && (one.detail as { organisationCode: string }).organisationCode === fact.detail.organisationCode));
      return twin ? refusal('there-already', 'name', `${fact.name?.trim()} is there already, since ${sayDate(twin.on)}.`, 'Nothing more is needed.') : null;
    }
    case 'measure': return whyNotMeasure(fact, against);
    case 'planned-measure': case 'planned-win': return whyNotAim(fact.detail);
    case 'figure': return isFigure(fact.detail.value) ? null : refusal('not-a-figure', 'value', 'This is no figure.', 'Enter a number, such as 42 or 3.5.');
    case 'win-reached': return isFigure(fact.detail.value) ? null : refusal('not-measured', 'value', 'A win without its figure is not measured.', 'Enter the number that was reached.');
    case 'win': {
      if (!isFigure(fact.detail.target)) return refusal('not-measured', 'target', 'A win without a figure cannot be measured.', 'Enter the number that is aimed at.');
      if (fact.on < startedOn) return refusal('before-the-start', 'on', `${sayDate(fact.on)} is before the programme began, ${sayDate(startedOn)}.`, 'Enter a later day.');
      return titled(fact.detail.title, fact.detail.unit);
    }
    case 'heard': {
      const { asked, couldSay } = fact.detail;
      const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= FIGURE_MAX;
      return isCount(asked) && isCount(couldSay) && asked > 0 && couldSay <= asked ? null : refusal('counts-do-not-fit', 'couldSay', `${couldSay} of ${asked} is not possible.`, 'Enter how many were asked, and how many of them could say it.');
    }
    case 'cost': return Number.isSafeInteger(fact.detail.pence) && fact.detail.pence > 0 ? null : refusal('no-amount', 'pence', 'No amount was entered.', 'Enter what was paid, such as £1,200.');
    default: return null;
  }
}

function whyNotMeasure({ detail: { title, unit, baseline, target, targetOn, improvement, series } }: NewFact<'measure'>, { facts, startedOn, isInProgramme }: CheckedAgainst): Refusal | null {
  // An indicator counts from April on, and what it gains in a month follows its season: no run of its months tells a change.
  if (series.kind === 'indicator') return refusal('series-unknown', 'series', 'An indicator counts up from April, and most of it is done in one season, so a run of its months says nothing.', 'Point at it as the need, and count the work itself by month: enter that here, or choose access or workload.');
  if (series.kind === 'workload' && !isWorkloadFigure(series.figure)) return refusal('series-unknown', 'series', 'There is no such figure of workload.', 'Choose one from the list.');
  if ((series.kind === 'access' || series.kind === 'workload') && !isInProgramme(series.code)) return refusal('not-of-programme', 'series', `“${series.code.slice(0, 20)}” does not belong to this programme.`, 'Choose its PCN or place, or one of its practices.');
  if (!isFigure(baseline)) return refusal('baseline-missing', 'baseline', 'A measure without a baseline can show no difference.', 'Count it once as it is today, and enter that.');
  if (!isFigure(target)) return refusal('target-missing', 'target', 'No target was entered.', 'Enter the number that is to be reached.');
  if (improvement === 'increase' ? target <= baseline : target >= baseline) return refusal('target-is-no-better', 'target', `The target of ${target} is not ${improvement === 'increase' ? 'above' : 'below'} the baseline of ${baseline}.`, 'Enter a target that is better than today, or turn round which way is better.');
  if (targetOn <= startedOn) return refusal('target-before-start', 'targetOn', `${sayDate(targetOn)} is not after the start, ${sayDate(startedOn)}.`, 'Enter a later day.');
  if (facts.some((one) => one.kind === 'measure' && one.detail.title.toLowerCase() === title.trim().toLowerCase())) return refusal('there-already', 'title', `There is a measure “${title.trim()}” already.`, 'Withdraw that one first if it is wrong.');
  return titled(title, unit);
}

/** Why a measure or a win cannot be planned as it is written; null where it can. */
export const whyNotAim = ({ title, unit }: { title: string; unit: string }): Refusal | null => titled(title, unit);

function titled(title: string, unit: string): Refusal | null {
  if (title.trim() === '') return refusal('title-missing', 'title', 'Nothing says what is measured.', 'Say it in a few words.');
  if (title.length > TITLE_MAX) return refusal('too-long', 'title', `This has ${title.length} characters; ${TITLE_MAX} are the most.`, 'Shorten it.');
  if (unit.length > TITLE_MAX) return refusal('too-long', 'unit', `This has ${unit.length} characters; ${TITLE_MAX} are the most.`, 'Shorten it.');
  return unit.trim() === '' ? refusal('unit-missing', 'unit', 'Nothing says what the figure counts.', 'Say it in a word, such as visits.') : null;
}
