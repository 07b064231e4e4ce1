import type { IsoDate } from '#kernel/isoDate.ts';

export const RESPONSE_STANCES = { support: 'supports it', comments: 'has comments', objects: 'objects' } as const;
export type ResponseStance = keyof typeof RESPONSE_STANCES;

export type ConsultationBasis = 'prescribed' | 'voluntary';

/** Whether the law prescribes that the LMC is consulted on a matter; 'unverified' where we have not been able to find out. */
export type Prescribed = 'yes' | 'no' | 'unverified';

/** One matter of rules/voice/consultation/matters.yaml. */
export interface ConsultationMatter {
  id: string;
  title: string;
  prescribed: Prescribed;
  /** The matters of rules/governance/matters.yaml that fall under it. */
  asks: readonly string[];
  says: string;
  sourceTitle: string;
  sourceAddress: string;
  locator: string;
  status: 'confirmed' | 'reported' | 'derived' | 'unverified';
}

/** What of a consultation says whether something is still owed. */
export interface ConsultationStand {
  basis: ConsultationBasis;
  matter: string;
  deadline: IsoDate | null;
  isWithdrawn: boolean;
  isAnswered: boolean;
  /** Of those that the LMC wrote unasked: they answer nothing that was owed. */
  isUnasked: boolean;
}

export interface OwedConsultation {
  matter: string;
  title: string;
  /** Why nothing can be acted on yet, as a sentence. */
  says: string;
}

const isSettled = ({ isAnswered, deadline, isWithdrawn }: ConsultationStand, day: string): boolean => !isWithdrawn && (isAnswered || (deadline !== null && deadline < day));

/**
 * Which consultations a question still owes on a day: on a matter that is prescribed, and on one that somebody opened as
 * prescribed, until it is answered or its deadline, inside which the whole last day lies, has lapsed.
 */
export function consultationsOwed(matters: readonly ConsultationMatter[], consultations: readonly ConsultationStand[], day: string): OwedConsultation[] {
  const opened = consultations.filter(({ basis, isWithdrawn, isUnasked }) => basis === 'prescribed' && !isWithdrawn && !isUnasked).map(({ matter }) => matter);
  const prescribed = matters.filter(({ id, prescribed: is }) => is === 'yes' || opened.includes(id));
  return prescribed.flatMap(({ id, title }) => {
    const asked = consultations.filter((one) => one.matter === id && !one.isWithdrawn && !one.isUnasked);
    if (asked.some((one) => isSettled(one, day))) return [];
    const says = asked.length === 0 ? 'The LMC was not consulted on it.' : 'The LMC has not answered, and its deadline has not passed.';
    return [{ matter: id, title, says: `${title}: consultation of the LMC is prescribed. ${says}` }];
  });
}
