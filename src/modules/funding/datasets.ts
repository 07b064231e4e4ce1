import type { Dataset } from '#platform/publications/index.ts';

/** The publications that funding reads, beside the register's. */
export const fundingDatasets: Dataset[] = [];
