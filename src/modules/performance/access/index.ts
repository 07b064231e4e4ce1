export { ACCESS_MEASURES } from './domain/accessMeasure.ts';
export type { AccessFigure, AccessMeasure, AccessMeasureId } from './domain/accessMeasure.ts';
export { ACCESS_KINDS, ENGLAND, figureOf, isUsable } from './domain/accessAnswer.ts';
export type { AccessKind, AccessNote, AccessOf } from './domain/accessAnswer.ts';
export { accessOfAll } from './queries/accessOfAll.ts';
