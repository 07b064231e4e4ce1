export type { AsOf, Dataset, DatasetColumn, DatasetTable, GeoJsonLayer } from './dataset.ts';
export { BAD_ROWS_MAX_SHARE } from './dataset.ts';
export { recognise } from './recognise.ts';
export type { Candidate, Recognised } from './recognise.ts';
export { inForce, publicationsHeld, sweepOrphans } from './held.ts';
export type { HeldTable, Publication } from './held.ts';
export { commit, discard, prepare } from './load.ts';
export type { LoadContext, LoadReport, Prepared } from './load.ts';
export type { RowRefusal } from './stage.ts';
