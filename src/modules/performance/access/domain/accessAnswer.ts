import type { AccessFigure, AccessMeasureId } from './accessMeasure.ts';

/** Of what access figures are told. England is no organisation of the register: it is asked for by `ENGLAND`. */
export const ACCESS_KINDS = ['practice', 'pcn', 'place', 'sub-icb-location', 'icb', 'nhs-region', 'england'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** The code by which England as a whole is asked for. */
export const ENGLAND = 'ENG';

/** Something to know of a month's figures before using them. */
export interface AccessNote {
  code: string;
  /** `do-not-use`: the figures of this organisation and month should not be used. `mind`: they may, with this in mind. */
  weight: 'do-not-use' | 'mind';
  /** A sentence for a person, with its numbers. */
  says: string;
  /** Of which measures; of all, where it is empty. */
  measures: readonly AccessMeasureId[];
}

/** An organisation's access in a month. */
export interface AccessOf {
  code: string;
  name: string;
  kind: AccessKind;
  /** The month's first day. */
  month: string;
  /** One for each of `ACCESS_MEASURES`, in that order. */
  figures: readonly AccessFigure[];
  notes: readonly AccessNote[];
  /** Registered patients, the day of that list, and where it stands; null where no list is held. */
  registered: { patients: number; asOf: string; source: string } | null;
  /** How many of its practices are in the file, of how many. */
  coverage: { reporting: number; practices: number } | null;
}

export const figureOf = (one: Pick<AccessOf, 'figures'>, measure: AccessMeasureId): AccessFigure => one.figures.find((figure) => figure.measure === measure)!;

/** Whether any note forbids the use of a measure. */
export const isUsable = (one: Pick<AccessOf, 'notes'>, measure: AccessMeasureId): boolean =>
  !one.notes.some(({ weight, measures }) => weight === 'do-not-use' && (measures.length === 0 || measures.includes(measure)));
