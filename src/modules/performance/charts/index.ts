/** The door of the charts for the other parts of performance. */
export { addSpcCommand } from './cli/spcCommand.ts';
export { attributeChartOf } from './domain/attributeChart.ts';
export type { AttributeChart, AttributeKind, AttributeSettings } from './domain/attributeChart.ts';
export { FUNNEL_POSITIONS, funnelOf } from './domain/funnel.ts';
export type { Funnel, FunnelKind, FunnelLimits, FunnelPoint, FunnelPosition, FunnelUnit } from './domain/funnel.ts';
export { byarInterval, wilsonInterval, Z_95, Z_998 } from './domain/intervals.ts';
export type { Interval } from './domain/intervals.ts';
export { proposeRebase } from './domain/proposeRebase.ts';
export type { ChartEvent, RebaseProposal } from './domain/proposeRebase.ts';
export { asNumbers, computeSpc, pointTypeOf, spcOf, targetAt } from './domain/spc.ts';
export type { Spc, SpcSegment, SpcSettings, SpcTarget } from './domain/spc.ts';
export { spcWorkspace } from './domain/spcWorkspace.ts';
export { POINT_TYPES, SPECIAL_CAUSES } from './domain/spcWords.ts';
export type { Assurance, PointType, SpecialCause } from './domain/spcWords.ts';
export { directlyStandardisedRate } from './domain/standardisedRate.ts';
export type { RateStratum, StandardisedRate } from './domain/standardisedRate.ts';
