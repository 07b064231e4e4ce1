import { ICB, REGION, SUB_ICB_LOCATIONS } from '../bodies.ts';
import { mappedPcnOf } from '../networks.ts';
import { listSizeOf } from '../populations.ts';
import { placeOf } from '../practices.ts';
import type { Practice } from '../practices.ts';
import { namedDay, rowsWithFewQuotes } from '../publishedText.ts';
import { countedAt, countingIn, monthsFrom } from './appointments.ts';

const ICB_NAME = ICB.name;
const subIcbOf = (practice: Practice) => SUB_ICB_LOCATIONS[placeOf(practice)];
const pcnOn = (practice: Practice, day: string): [code: string, name: string] => {
  const pcn = mappedPcnOf(practice, day);
  return pcn ? [pcn.code, pcn.nameOn(day)] : ['U', 'Unallocated'];
};

const CROSSTAB = ['APPOINTMENT_MONTH_START_DATE', 'GP_CODE', 'GP_NAME', 'SUPPLIER', 'PCN_CODE', 'PCN_NAME', 'SUB_ICB_LOCATION_CODE', 'SUB_ICB_LOCATION_NAME', 'HCP_TYPE', 'APPT_MODE', 'NATIONAL_CATEGORY', 'TIME_BETWEEN_BOOK_AND_APPT', 'COUNT_OF_APPOINTMENTS', 'APPT_STATUS'];

/** Appointments in General Practice at practice level, from one month to another. `isRestated`: what was counted again stands in it. */
export function practiceCrosstab(first: string, last: string, isRestated: boolean): string {
  const rows = monthsFrom(first, last).flatMap((month) =>
    countingIn(month).flatMap((practice) => {
      const { code, name } = subIcbOf(practice);
      const start = [namedDay(month).toUpperCase(), practice.code, practice.name, practice.clinicalSystem, ...pcnOn(practice, month), code, name];
      return countedAt(practice, month, isRestated).map(({ who, how, category, booked, count, status }) => [...start, who, how, category, booked, count, status]);
    }),
  );
  return rowsWithFewQuotes([CROSSTAB, ...rows], '\n');
}

const REGIONAL = ['SUB_ICB_LOCATION_CODE', 'SUB_ICB_LOCATION_ONS_CODE', 'SUB_ICB_LOCATION_NAME', 'ICB_ONS_CODE', 'ICB_NAME', 'REGION_ONS_CODE', 'REGION_NAME', 'APPOINTMENT_MONTH', 'APPT_STATUS', 'HCP_TYPE', 'APPT_MODE', 'TIME_BETWEEN_BOOK_AND_APPT', 'COUNT_OF_APPOINTMENTS'];
/** The regional file calls these otherwise. */
const CALLED: Readonly<Record<string, string>> = { 'Video Conference/Online': 'Video/Online', 'Unknown / Data Issue': 'Unknown / Data Quality' };

/** The same by sub-ICB location, over the practices of each. It has no categories. */
export function regionalFile(first: string, last: string): string {
  const rows = monthsFrom(first, last).flatMap((month) =>
    Object.values(SUB_ICB_LOCATIONS).flatMap(({ code, ons, name }) => {
      const sums = new Map<string, number>();
      for (const practice of countingIn(month).filter((one) => subIcbOf(one).code === code)) {
        for (const { who, how, booked, status, count } of countedAt(practice, month, true)) {
          const key = [status, who, CALLED[how] ?? how, CALLED[booked] ?? booked].join('|');
          sums.set(key, (sums.get(key) ?? 0) + count);
        }
      }
      return [...sums].map(([key, count]) => [code, ons, name, ICB.ons, ICB_NAME, REGION.ons, REGION.name, month, ...key.split('|'), count]);
    }),
  );
  return rowsWithFewQuotes([REGIONAL, ...rows], '\n');
}

/** Which system each practice books by. */
export function appointmentsMap(month: string): string {
  const header = ['GP_CODE', 'GP_NAME', 'SUPPLIER', 'PCN_CODE', 'PCN_NAME', 'SUB_ICB_LOCATION_CODE', 'SUB_ICB_LOCATION_NAME', 'ICB_CODE', 'ICB_NAME', 'REGION_CODE', 'REGION_NAME'];
  const rows = countingIn(month).map((practice) => [practice.code, practice.name, practice.clinicalSystem, ...pcnOn(practice, month), subIcbOf(practice).code, subIcbOf(practice).name, ICB.code, ICB_NAME, REGION.code, REGION.name]);
  return rowsWithFewQuotes([header, ...rows], '\r\n');
}

/** How many practices the regional file counts, and how many patients they have: all of them. */
export function appointmentsCoverage(first: string, last: string): string {
  const header = ['sub_icb_location_code', 'icb_ons_code', 'region_code', 'appointment_month', 'included_practices', 'open_practices', 'patients_registered_at_included_practices', 'patients_registered_at_open_practices'];
  const rows = Object.values(SUB_ICB_LOCATIONS).flatMap(({ code }) =>
    monthsFrom(first, last).map((month) => {
      const practices = countingIn(month).filter((practice) => subIcbOf(practice).code === code);
      const patients = practices.reduce((all, practice) => all + listSizeOf(practice, month), 0);
      return [code, ICB.ons, REGION.ons, namedDay(month).toUpperCase(), practices.length, practices.length, patients, patients];
    }),
  );
  return rowsWithFewQuotes([header, ...rows], '\n');
}
