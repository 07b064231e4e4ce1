import type { Dataset } from '#platform/publications/index.ts';
import { iifAnnual } from './impactFund/datasets/iifAnnual.ts';
import { nhsPayments } from './payments/datasets/nhsPayments.ts';
import { careHomeBeds } from './statements/datasets/careHomeBeds.ts';

/** The publications that funding reads, beside the register's. */
export const fundingDatasets: Dataset[] = [iifAnnual, nhsPayments, careHomeBeds];
