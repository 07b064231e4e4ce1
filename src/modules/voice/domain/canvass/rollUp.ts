import type { Answer, AnswerChoice, Canvass, Constituent, Voice } from './canvass.ts';

/** One step of a reckoning, in words and numbers that a reader can follow. */
export interface Step {
  what: string;
  says: string;
  /** For a test that is met or not. */
  isMet?: boolean;
}

/** How many, or how much, stands for each answer. */
export type Tally = Readonly<Record<AnswerChoice, number>>;

/** What a group says with one voice. */
export interface Outcome {
  /** Null where there is no result; `noResult` says why. */
  answer: AnswerChoice | null;
  noResult: string | null;
  isCarried: boolean;
  steps: readonly Step[];
  /** By the votes of the rule. */
  votes: Tally;
}

export interface VoiceResult extends Outcome {
  voice: Voice;
  practices: readonly { constituent: Constituent; answer: Answer | null; votes: number }[];
  coverage: Coverage;
}

export interface Coverage {
  practicesAsked: number;
  practicesAnswered: number;
  patientsAsked: number;
  patientsAnswered: number;
}

export interface PlaceResult extends Outcome {
  /** Patients of the practices whose voice gave each answer. */
  patientsByVoice: Tally;
}

/** The same condition, put by one or several. */
export interface ConditionGroup {
  words: string;
  by: readonly Constituent[];
  patients: number;
}

/** What somebody said against what their place says, in their own words. */
export interface MinorityView {
  constituent: Constituent;
  choice: AnswerChoice;
  words: string | null;
  wouldChange: string | null;
}

export interface RollUp {
  canvass: Canvass;
  coverage: Coverage;
  /** How practices answered, each counted once; and their patients. */
  agreement: { practices: Tally; patients: Tally };
  voices: readonly VoiceResult[];
  place: PlaceResult;
  /** The federation and the LMC, beside. */
  bodies: readonly { constituent: Constituent; answer: Answer | null }[];
  conditions: readonly ConditionGroup[];
  minority: readonly MinorityView[];
  notHeardFrom: readonly Constituent[];
  /** Nobody known there could answer, today. */
  withoutContact: readonly Constituent[];
}
