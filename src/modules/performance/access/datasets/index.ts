import type { Dataset } from '#platform/publications/index.ts';
import { appointmentsByArea, appointmentsByPractice, appointmentsCoverage, appointmentsMapping } from './appointments.ts';
import { onlineConsultations } from './onlineConsultations.ts';
import { practiceWorkforceYearly } from './practiceWorkforce.ts';
import { cqcRatings, deprivation, qofPrevalence } from './quality.ts';

/** The map comes last: a file of online consultations has its columns too. */
export const accessDatasets: Dataset[] = [
  appointmentsByPractice, appointmentsByArea, appointmentsCoverage, onlineConsultations, cqcRatings, qofPrevalence, deprivation, practiceWorkforceYearly, appointmentsMapping,
];
