import type { Dataset } from '#platform/publications/index.ts';

/** The publications that performance reads, beside those of the register and of funding. */
export const performanceDatasets: Dataset[] = [];
