import { icbBoundaries, subIcbBoundaries } from './boundaries.ts';
import { contractorWeightedPopulation } from './contractorWeightedPopulation.ts';
import { councils, upperTierCouncils } from './councils.ts';
import { eccg } from './eccg.ts';
import { epcn } from './epcn.ts';
import { epraccur } from './epraccur.ts';
import { etr } from './etr.ts';
import { patientsRegisteredAges, patientsRegisteredMap, patientsRegisteredTotals } from './patientsRegistered.ts';
import { pcnAdjustedPopulation } from './pcnAdjustedPopulation.ts';
import { practiceCoordinates } from './practiceCoordinates.ts';
import type { Dataset } from '#platform/publications/index.ts';

/**
 * The publications that the register reads, in the order in which a heap of files is loaded: what only adds facts first,
 * while there is little to compare it with, then the organisation files, then the maps that they explain. Of two that would both
 * know a file, the one with more columns to know it by stands first: the districts' list also has the upper tier's columns.
 */
export const registerDatasets: Dataset[] = [
  councils, upperTierCouncils, practiceCoordinates, subIcbBoundaries, icbBoundaries,
  patientsRegisteredTotals, patientsRegisteredAges, pcnAdjustedPopulation, contractorWeightedPopulation,
  etr, eccg, epcn, epraccur, patientsRegisteredMap,
];
