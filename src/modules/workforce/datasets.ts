import type { Dataset } from '#platform/publications/index.ts';
import { pcnWorkforceCensus } from './census/datasets/pcnWorkforceCensus.ts';

/** The publications that workforce reads, beside those of the modules that it builds on. */
export const workforceDatasets: Dataset[] = [pcnWorkforceCensus];
