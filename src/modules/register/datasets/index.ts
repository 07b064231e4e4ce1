import { icbBoundaries, subIcbBoundaries } from './boundaries.ts';
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
 * The publications that the register reads. Of two that would both know a file, the one with more columns to know it by
 * stands first: the list of districts also has the columns of the list of upper-tier authorities.
 */
export const registerDatasets: Dataset[] = [
  epraccur, epcn, etr, eccg,
  patientsRegisteredMap, patientsRegisteredTotals, patientsRegisteredAges, pcnAdjustedPopulation,
  practiceCoordinates, subIcbBoundaries, icbBoundaries, councils, upperTierCouncils,
];
