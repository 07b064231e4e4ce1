import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { WorkloadSeries } from '#workforce';
import type { ProgrammeMeasure } from './programme.ts';
import type { StepId } from './step.ts';

export const PROFESSIONS = {
  'clinical-director': 'Clinical director', gp: 'GP', 'practice-manager': 'Practice manager', reception: 'Reception', nurse: 'Nurse', pharmacist: 'Pharmacist', paramedic: 'Paramedic',
  physiotherapist: 'Physiotherapist', 'social-prescriber': 'Social prescriber', 'care-coordinator': 'Care coordinator', 'health-coach': 'Health and wellbeing coach',
  'pcn-manager': 'PCN manager', 'other-clinical': 'Another clinical profession', 'other-non-clinical': 'Another non-clinical profession', patient: 'Patient',
} as const;
export type Profession = keyof typeof PROFESSIONS;

export const ANCHORS = { routine: 'In the routine', induction: 'In the induction of new staff', succession: 'In the succession of who leads it' } as const;
export type AnchorKind = keyof typeof ANCHORS;

/** What is counted of the work of additional roles, month by month (the workforce module keeps it). */
export const WORKLOAD_FIGURES = {
  appointments: { title: 'Appointments given by additional roles', unit: 'appointments' }, reviews: { title: 'Reviews made by additional roles', unit: 'reviews' }, visits: { title: 'Visits made by additional roles', unit: 'visits' },
  'hours-taken': { title: 'Hours that additional roles took from practices', unit: 'hours' },
} as const satisfies Record<WorkloadSeries, { title: string; unit: string }>;
export type WorkloadFigure = keyof typeof WORKLOAD_FIGURES;
export const isWorkloadFigure = (text: string): text is WorkloadFigure => Object.hasOwn(WORKLOAD_FIGURES, text);

export const POINTED_AT = { need: 'The need', decision: 'The decision that began it', post: 'A post', money: 'Money' } as const;
export type PointedAt = keyof typeof POINTED_AT;

/** What each kind of fact holds beside its day, its words and the name it is about. */
export interface FactDetails {
  subject: { as: PointedAt; subject: SubjectRef };
  leader: { organisationCode: string };
  'leader-answer': { standingStillIsWorse: boolean };
  member: { organisationCode: string; profession: Profession };
  /** A profession that is wanted in the team. */
  sought: { profession: Profession };
  vision: Record<string, never>;
  measure: { title: string; unit: string; series: ProgrammeMeasure['series']; improvement: ProgrammeMeasure['improvement']; baseline: number; target: number; targetOn: IsoDate };
  /** What is to be measured, before anybody knows where it stands today: no measure yet. */
  'planned-measure': { title: string; unit: string; improvement: 'increase' | 'decrease' };
  /** A first win that has no figure and no day yet. */
  'planned-win': { title: string; unit: string; improvement: 'increase' | 'decrease' };
  /** Of the month that begins on the fact's day. */
  figure: { value: number };
  /** On the fact's day it is to be told. */
  communication: { audience: string };
  delivered: Record<string, never>;
  heard: { asked: number; couldSay: number };
  obstacle: Record<string, never>;
  resolved: Record<string, never>;
  /** On the fact's day it is due. */
  win: { title: string; unit: string; improvement: 'increase' | 'decrease'; target: number };
  'win-reached': { value: number };
  anchor: { anchor: AnchorKind };
  cost: { pence: number };
  'peer-offer': Record<string, never>;
  /** To a programme of somebody else that offers help. */
  'peer-answer': { programmeId: string; accepts: boolean };
  /** That one was in touch with a programme of somebody else that would like help. */
  'peer-helped': { programmeId: string };
  disagreement: { step: StepId };
  close: { isSustained: boolean };
}
export type FactKind = keyof FactDetails;

/** What a kind of fact tells more of. */
export const TELLS_MORE_OF: Partial<Record<FactKind, FactKind>> = { 'leader-answer': 'leader', figure: 'measure', delivered: 'communication', heard: 'communication', resolved: 'obstacle', 'win-reached': 'win' };

/** What a kind of fact may settle: a planned measure is one once it has its baseline. It stands on its own. */
export const SETTLES: Partial<Record<FactKind, FactKind>> = { measure: 'planned-measure', win: 'planned-win' };

/** A dated fact of a programme. */
export type Fact<Kind extends FactKind = FactKind> = {
  [K in FactKind]: {
    id: number;
    kind: K;
    aboutId: number | null;
    on: IsoDate;
    detail: FactDetails[K];
    /** Null where none were written, or once erased. */
    words: string | null;
    /** Of the person that it is about; null where it is about none, or once erased. */
    name: string | null;
    personId: string | null;
    by: string;
    enteredOn: IsoDate;
  };
}[Kind];

/** The same before it is on record. */
export type NewFact<Kind extends FactKind = FactKind> = { [K in FactKind]: { kind: K; on: IsoDate; detail: FactDetails[K]; aboutId?: number | null; words?: string; name?: string; personId?: string | null } }[Kind];

/** Whether a leader who signs in gave this answer themselves; any other was noted for them. */
export function isOwnAnswer({ aboutId, by }: Pick<Fact, 'aboutId' | 'by'>, facts: readonly Fact[]): boolean {
  const asked = facts.find(({ id }) => id === aboutId);
  return asked?.kind === 'leader' && asked.personId !== null && asked.personId === by;
}

export const isOfKind = <Kind extends FactKind>(kind: Kind) => (fact: Fact): fact is Fact<Kind> => fact.kind === kind;
