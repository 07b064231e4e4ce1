import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RegisterContext } from '../../context.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';

/** What the FHIR pages are made with. */
export interface FhirSite {
  context: RegisterContext;
  /** Without a slash at its end; every link of an answer is built from it. */
  publicUrl: string;
  version: string;
}

/** The register on one day, as FHIR resources are made from it. */
export interface FhirView {
  image: RegisterImage;
  asAt: string;
  publicUrl: string;
  isSample: boolean;
}

export const FHIR_PATH = '/fhir/R4';
export const FHIR_TYPE = 'application/fhir+json; charset=utf-8';

export const ODS_SYSTEM = 'https://fhir.nhs.uk/Id/ods-organization-code';
const ONS_SYSTEM = 'http://statistics.data.gov.uk/id/statistical-geography';

/** The data sets whose codes the NHS's Organisation Data Service issues, and those whose codes the ONS issues. */
const ODS_DATASETS = ['epraccur', 'epcn', 'etr', 'eccg', 'patients-registered-map'];
const ONS_DATASETS = ['councils', 'upper-tier-councils'];

/** Whose code it is. A code that somebody entered, and every code of the sample, is Chorus's own and never the NHS's. */
export function identifierSystemOf({ image, publicUrl, isSample }: FhirView, code: string): string {
  if (isSample) return `${publicUrl}/codes/sample-organisation`;
  const datasets = new Set(image.versionsOf(code).map(({ source }) => source.split('/', 1)[0]!));
  if (ODS_DATASETS.some((dataset) => datasets.has(dataset))) return ODS_SYSTEM;
  if (ONS_DATASETS.some((dataset) => datasets.has(dataset))) return ONS_SYSTEM;
  return `${publicUrl}/codes/organisation`;
}

export const kindSystemOf = (publicUrl: string): string => `${publicUrl}/codes/organisation-kind`;
export const relationSystemOf = (publicUrl: string): string => `${publicUrl}/codes/relation`;

/** FHIR's periods include their last day; the register's spans end before theirs. */
export function periodOf({ from, to }: { from: string | null; to: string | null }): { start?: string; end?: string } | undefined {
  if (from === null && to === null) return undefined;
  return { ...(from !== null && { start: from }), ...(to !== null && { end: addDays(to as IsoDate, -1) }) };
}
