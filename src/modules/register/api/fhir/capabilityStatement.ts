import { z } from 'zod';
import { AFFILIATION_PARAMETERS } from './affiliationSearch.ts';
import { FHIR_PATH } from './fhirSite.ts';
import { ORGANIZATION_PARAMETERS } from './organizationSearch.ts';
import type { SearchParameter } from './searchParameters.ts';

const interactionShape = z.strictObject({ code: z.enum(['read', 'search-type']) });
const resourceShape = z.strictObject({
  type: z.enum(['Organization', 'OrganizationAffiliation']),
  documentation: z.string(),
  interaction: z.array(interactionShape),
  versioning: z.literal('no-version'),
  searchParam: z.array(z.strictObject({ name: z.string(), type: z.enum(['token', 'string', 'reference', 'date', 'number']), documentation: z.string() })),
});

export const capabilityStatementShape = z.strictObject({
  resourceType: z.literal('CapabilityStatement'),
  status: z.literal('active'),
  date: z.iso.date(),
  kind: z.literal('instance'),
  software: z.strictObject({ name: z.literal('Chorus'), version: z.string() }),
  implementation: z.strictObject({ description: z.string(), url: z.url() }),
  fhirVersion: z.literal('4.0.1'),
  format: z.tuple([z.literal('application/fhir+json')]),
  rest: z.tuple([z.strictObject({ mode: z.literal('server'), documentation: z.string(), resource: z.array(resourceShape) })]),
});

/** The resources that are given, and what a search of each takes: read by the searches, this statement and the page about the API. */
export const FHIR_RESOURCES: { type: 'Organization' | 'OrganizationAffiliation'; says: string; parameters: SearchParameter[]; example: string }[] = [
  {
    type: 'Organization',
    says: 'An organisation as it stands on the day asked for. Its id is its code; partOf is the nearest body above it.',
    parameters: ORGANIZATION_PARAMETERS,
    example: `${FHIR_PATH}/Organization?type=pcn&active=true&_count=5`,
  },
  {
    type: 'OrganizationAffiliation',
    says: 'A dated relation: a practice’s membership of a PCN, a sub-ICB location’s part in an ICB. A period includes its last day.',
    parameters: AFFILIATION_PARAMETERS,
    example: `${FHIR_PATH}/OrganizationAffiliation?active=true&_count=5`,
  },
];

/** Parameters that steer an answer rather than filter it are not search parameters in FHIR's sense. */
const isSearchParameter = ({ name }: SearchParameter): boolean => name === '_id' || !name.startsWith('_');

export function capabilityStatement({ publicUrl, version, isSample, day }: { publicUrl: string; version: string; isSample: boolean; day: string }): z.output<typeof capabilityStatementShape> {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: day,
    kind: 'instance',
    software: { name: 'Chorus', version },
    implementation: { description: isSample ? 'The register of a fictional integrated care system' : 'The register of organisations, from what the NHS publishes', url: `${publicUrl}${FHIR_PATH}` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        documentation: 'For reading. Parameters that are not listed are refused.',
        resource: FHIR_RESOURCES.map(({ type, says, parameters }) => ({
          type,
          documentation: says,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          versioning: 'no-version',
          searchParam: parameters.filter(isSearchParameter).map(({ name, type: kind, documentation }) => ({ name, type: kind, documentation })),
        })),
      },
    ],
  };
}
