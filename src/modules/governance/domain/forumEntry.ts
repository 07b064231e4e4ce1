import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { DECISION_RULES, FILLINGS, FORUM_KINDS, GOVERNANCE_FORMS, SECTORS } from './forum.ts';
import type { DecisionRule, Filling, ForumKind, GovernanceForm, QuorumRule, Sector } from './forum.ts';

/** A version of a forum's terms of reference, as somebody enters it. */
export interface TermsEntry {
  /** Its first day. */
  from: IsoDate;
  governanceForm: GovernanceForm;
  quorum: QuorumRule;
  decisionRule: DecisionRule;
  meetsInPublic: boolean;
  /** Within how many days of a decision it promises to report back. */
  reportDays: number;
  /** The document, if it is held. */
  paperId?: string | null;
}

/** A new forum with its first terms, which begin with it. */
export interface ForumEntry {
  code: string;
  kind: ForumKind;
  name: string;
  organisationCode: string;
  placeCode: string;
  openedOn: IsoDate;
  terms: Omit<TermsEntry, 'from'>;
}

export interface SeatEntry {
  title: string;
  sector: Sector;
  /** chair, chief-executive, director-of-public-health, … */
  office?: string | null;
  representsCode?: string | null;
  filling: Filling;
  isVoting: boolean;
  weight?: number;
  knowledge?: readonly string[];
  from: IsoDate;
  /** The last day; null where it goes on. */
  lastDay?: IsoDate | null;
}

const refusal = (code: string, where: string, what: string, todo: string): Refusal => ({ code, what, where, todo });

const NAME_IN_CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Why a forum cannot be entered so; null where it can. */
export function whyNotForum({ code, kind, name }: Pick<ForumEntry, 'code' | 'kind' | 'name'>): Refusal | null {
  if (!NAME_IN_CODE.test(code) || code.length > 60 || code === 'new') return refusal('forum-code-malformed', 'code', `“${code}” cannot be the code of a forum.`, 'Use up to 60 small letters, digits and hyphens, such as upper-dale-gp.');
  if (!Object.hasOwn(FORUM_KINDS, kind)) return refusal('forum-kind-unknown', 'kind', `There is no kind of forum “${kind}”.`, 'Choose one of the list.');
  if (name.trim() === '') return refusal('forum-name-missing', 'name', 'A forum needs a name.', 'Enter the name by which people know it.');
  return null;
}

/** Why these cannot be the terms of a forum; null where they can. */
export function whyNotTerms(terms: Omit<TermsEntry, 'from'>): Refusal | null {
  const { governanceForm, decisionRule, reportDays } = terms;
  if (!Object.hasOwn(GOVERNANCE_FORMS, governanceForm)) return refusal('governance-form-unknown', 'governanceForm', `There is no governance form “${governanceForm}”.`, 'Choose one of the list.');
  if (!Object.hasOwn(DECISION_RULES, decisionRule.kind)) return refusal('decision-rule-unknown', 'decisionRule', `There is no decision rule “${decisionRule.kind}”.`, 'Choose one of the list.');
  if (decisionRule.castingVote !== null && decisionRule.castingVote !== 'chair') return refusal('casting-vote-unknown', 'castingVote', 'Only the chair can have a casting vote.', 'Give it to the chair or to nobody.');
  if (!Number.isInteger(reportDays) || reportDays < 1 || reportDays > 365) return refusal('report-days-out-of-range', 'reportDays', 'A forum promises to report back within 1 to 365 days.', 'Enter a whole number of days.');
  return whyNotQuorum(terms.quorum);
}

/** Why this cannot be a quorum; null where it can. A quorum of nobody would let an empty room decide. */
export function whyNotQuorum({ least, share, sectors = [] }: QuorumRule): Refusal | null {
  if (!Number.isInteger(least) || least < 0 || least > 1000) return refusal('quorum-malformed', 'least', 'The least number of seats for a quorum is a whole number.', 'Enter 0 or more.');
  if (share !== undefined && shareOf(share) === null) return refusal('quorum-malformed', 'share', `“${share}” is not a share of the seats.`, 'Write it as a fraction above 0 and up to 1, such as 1/2.');
  const stranger = sectors.find((sector) => !Object.hasOwn(SECTORS, sector));
  if (stranger !== undefined) return refusal('sector-unknown', 'sectors', `There is no sector “${stranger}”.`, 'Choose sectors of the list.');
  if (least === 0 && share === undefined) return refusal('quorum-of-nobody', 'least', 'This would be a quorum of nobody: an empty room could decide.', 'Enter how many seats must be filled at least, or which share of them.');
  return null;
}

/** A fraction such as 1/2 as its two numbers; null where it is none, or not above 0 and up to 1. */
export function shareOf(text: string): { numerator: number; denominator: number } | null {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim());
  const [numerator, denominator] = [Number(match?.[1]), Number(match?.[2])];
  return match && numerator > 0 && denominator > 0 && numerator <= denominator ? { numerator, denominator } : null;
}

/** Why there cannot be such a seat; null where there can. */
export function whyNotSeat({ title, sector, office, filling, weight = 1, knowledge = [], from, lastDay }: SeatEntry): Refusal | null {
  if (title.trim() === '') return refusal('seat-title-missing', 'title', 'A seat needs a title.', 'Say what the seat is called, such as Chair.');
  if (!Object.hasOwn(SECTORS, sector)) return refusal('sector-unknown', 'sector', `There is no sector “${sector}”.`, 'Choose one of the list.');
  if (!Object.hasOwn(FILLINGS, filling)) return refusal('filling-unknown', 'filling', `A seat cannot be filled by “${filling}”.`, 'Choose one of the list.');
  const malformed = [...(office ? [office] : []), ...knowledge].find((word) => !NAME_IN_CODE.test(word));
  if (malformed !== undefined) return refusal('office-malformed', 'office', `“${malformed}” cannot be an office or a field of knowledge.`, 'Use small letters and hyphens, such as medical-director.');
  if (!Number.isInteger(weight) || weight < 0 || weight > 1_000_000) return refusal('weight-out-of-range', 'weight', 'The weight of a vote is a whole number, 0 or more.', 'Enter 1 where every vote counts the same.');
  return whyNotSpan({ from, lastDay });
}

/** Why these cannot be the days of something; null where they can. */
export function whyNotSpan({ from, lastDay = null }: { from: IsoDate; lastDay?: IsoDate | null }): Refusal | null {
  if (lastDay === null || lastDay >= from) return null;
  return refusal('ends-before-it-begins', 'lastDay', `The last day, ${lastDay}, is before the first, ${from}.`, 'Enter a last day that is not before the first.');
}
