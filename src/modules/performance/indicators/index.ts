export type { IndicatorFigure } from './domain/indicatorFigure.ts';
export type { FiguresOfPcn, IndicatorOverYear, MonthOfFigures, RolledUpFigure } from './domain/rolledUp.ts';
export { figuresOf } from './queries/figuresOf.ts';
