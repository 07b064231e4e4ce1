import type { Dataset } from '#platform/publications/index.ts';
import { nhsPayments } from './payments/datasets/nhsPayments.ts';
import { careHomeBeds } from './statements/datasets/careHomeBeds.ts';

/** The publications that funding reads, beside the register's. */
export const fundingDatasets: Dataset[] = [nhsPayments, careHomeBeds];
