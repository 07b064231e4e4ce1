import type { IsoDate } from '#kernel/isoDate.ts';

/** Every kind of forum of an integrated care system. */
export const FORUM_KINDS = {
  'icb-board': 'ICB board',
  'integrated-care-partnership': 'integrated care partnership',
  'place-based-partnership': 'place-based partnership',
  'gp-leadership-team': 'GP leadership team',
  'pcn-board': 'PCN board',
  'federation-board': 'federation board',
  lmc: 'local medical committee',
  'provider-collaborative': 'provider collaborative',
  'programme-group': 'programme group',
} as const;
export type ForumKind = keyof typeof FORUM_KINDS;

/** How a forum comes to have any power at all. */
export const GOVERNANCE_FORMS = {
  'statutory-board': 'board of a statutory body',
  'consultative-forum': 'consultative forum',
  'icb-committee': 'committee of the ICB',
  'joint-committee': 'joint committee',
  'individual-director': 'individual director with delegated authority',
  'lead-provider': 'lead provider',
  'own-members': 'body of its own members',
} as const;
export type GovernanceForm = keyof typeof GOVERNANCE_FORMS;

export const SECTORS = {
  'general-practice': 'general practice',
  commissioner: 'commissioner',
  'non-executive': 'non-executive',
  executive: 'executive',
  'nhs-trust': 'NHS trust',
  'local-authority': 'local authority',
  'public-health': 'public health',
  'acute-provider': 'acute provider',
  'community-provider': 'community provider',
  'mental-health-provider': 'mental health provider',
  'people-who-use-services': 'people who use services',
  'voluntary-sector': 'voluntary sector',
  'social-care': 'social care',
  federation: 'federation',
  lmc: 'LMC',
  independent: 'independent',
} as const;
export type Sector = keyof typeof SECTORS;

export const FILLINGS = { appointed: 'appointed by the board', nominated: 'nominated by a sector', elected: 'elected', 'ex-officio': 'ex officio' } as const;
export type Filling = keyof typeof FILLINGS;

/** How many voting seats must be filled by somebody present, and which sectors must be among them. */
export interface QuorumRule {
  /** At least so many. */
  least: number;
  /** At least this share of the voting seats that are held, as a fraction: "1/2". */
  share?: string;
  /** At least one seat of each of these. */
  sectors?: Sector[];
}

export const DECISION_RULES = { majority: 'simple majority', 'two-thirds': 'two thirds', unanimous: 'unanimous', consent: 'consent: nobody blocks' } as const;
export interface DecisionRule {
  kind: keyof typeof DECISION_RULES;
  /** Who decides at a tie; null: a tie does not carry. */
  castingVote: 'chair' | null;
  /** Whether votes count by the weights of the seats. */
  weighted: boolean;
}

/** A forum's terms of reference on a day. `from` is the first day, `to` the day after the last; null where they go on. */
export interface Terms {
  id: string;
  from: IsoDate;
  to: IsoDate | null;
  governanceForm: GovernanceForm;
  quorum: QuorumRule;
  decisionRule: DecisionRule;
  meetsInPublic: boolean;
  reportDays: number;
  paperId: string | null;
}

export interface Forum {
  code: string;
  kind: ForumKind;
  name: string;
  organisationCode: string;
  placeCode: string;
  openedOn: IsoDate;
  closedOn: IsoDate | null;
  /** Null where no terms are in force on the day. */
  terms: Terms | null;
}

export interface Holding {
  holdingId: string;
  personId: string;
  /** Null once the person is erased. */
  name: string | null;
  from: IsoDate;
  to: IsoDate | null;
}

/** A seat as it is on a day, with who holds it then. */
export interface Seat {
  id: string;
  forumCode: string;
  title: string;
  sector: Sector;
  office: string | null;
  representsCode: string | null;
  filling: Filling;
  isVoting: boolean;
  weight: number;
  knowledge: string[];
  from: IsoDate;
  to: IsoDate | null;
  /** Null where it is vacant on the day. */
  holder: Holding | null;
  deputies: Holding[];
  /** The last day on which somebody held it, where it is vacant and was not always. */
  heldUntil: IsoDate | null;
}

/** Seats whose holders come from the commissioner or a system partner: what is confidential to general practice never reaches them. */
const GENERAL_PRACTICE: readonly Sector[] = ['general-practice', 'federation', 'lmc', 'independent'];

/** Whether a seat's holder sits there for general practice. An ICB board is one body: nobody on it does. */
export const isOfGeneralPractice = (seat: Pick<Seat, 'sector'>, forum: Pick<Forum, 'kind'>): boolean => forum.kind !== 'icb-board' && GENERAL_PRACTICE.includes(seat.sector);
