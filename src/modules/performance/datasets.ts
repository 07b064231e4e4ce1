import type { Dataset } from '#platform/publications/index.ts';
import { accessDatasets } from './access/datasets/index.ts';
import { listDatasets } from './commissionersList/datasets/countedForTheList.ts';
import { networkContractDictionary, networkContractExtract } from './indicators/datasets/networkContract.ts';

/** The publications that performance reads, beside those of the register and of funding. */
export const performanceDatasets: Dataset[] = [networkContractDictionary, networkContractExtract, ...listDatasets, ...accessDatasets];
