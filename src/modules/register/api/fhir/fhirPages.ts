import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { conditionalAnswer, parseNamed } from '#platform/openApi/index.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, PageRequest, SentValues } from '#platform/web/route.ts';
import { refusalFor } from '../../queries/organisationJson.ts';
import { askedAt, askedAtParameters } from '../askedAt.ts';
import { affiliationResource } from './affiliationResource.ts';
import { AFFILIATION_PARAMETERS, searchAffiliations } from './affiliationSearch.ts';
import { PAGING_PARAMETERS, pageAsked, refuseOtherFormats, searchset } from './bundle.ts';
import { capabilityStatement } from './capabilityStatement.ts';
import { FHIR_PATH, FHIR_TYPE } from './fhirSite.ts';
import type { FhirSite, FhirView } from './fhirSite.ts';
import { outcomeReply } from './operationOutcome.ts';
import { organizationResource } from './organizationResource.ts';
import { ORGANIZATION_PARAMETERS, searchOrganizations } from './organizationSearch.ts';
import { oneValue, parseSearch } from './searchParameters.ts';
import type { SearchParameter, SearchValues } from './searchParameters.ts';

/** FHIR R4 for reading: organisations and how they stand to each other. */
export function fhirPages(site: FhirSite, stateOf: () => Promise<string>): PageDefinition[] {
  const { context, publicUrl, version } = site;
  const base = `${publicUrl}${FHIR_PATH}`;
  const page = (path: string, summary: string, read: (sent: SentValues, params: Record<string, string>) => Promise<unknown>): PageDefinition =>
    definePage({
      method: 'GET',
      path: `${FHIR_PATH}${path}`,
      who: 'anyone',
      summary,
      handle: (request: PageRequest<unknown, unknown, unknown>) =>
        conditionalAnswer(request, { contentType: FHIR_TYPE, stateOf, refusal: outcomeReply }, () => read(request.sentQuery, request.raw.params as Record<string, string>)),
    });
  const search = async (type: string, parameters: SearchParameter[], sent: SentValues, find: (view: FhirView, values: SearchValues) => Omit<Parameters<typeof searchset>[0], 'address' | 'asked' | 'asAt' | 'base'>) => {
    const values = parseSearch(parameters, sent);
    const view = await viewOf(site, values);
    return searchset({ address: `${base}/${type}`, asked: sentAgain(sent), asAt: view.asAt, base, ...find(view, values) });
  };

  return [
    page('/metadata', 'What the FHIR interface can do', async (sent) => {
      parseSearch(PAGING_PARAMETERS.filter(({ name }) => name === '_format'), sent);
      return capabilityStatement({ publicUrl, version, isSample: context.isSample, day: context.today() });
    }),
    page('/Organization', 'Search organisations as FHIR', (sent) =>
      search('Organization', ORGANIZATION_PARAMETERS, sent, (view, values) => {
        const { total, found, next } = searchOrganizations(view, values, base, pageAsked(values));
        return { total, next, resources: found.map((organisation) => organizationResource(view, organisation)) };
      }),
    ),
    page('/Organization/:id', 'One organisation as FHIR', async (sent, params) => {
      const view = await viewOf(site, parseSearch(ONE_PARAMETERS, sent));
      const found = view.image.at(params['id']!, view.asAt);
      if (!found) throw new Refused(refusalFor(view.image, params['id']!, view.asAt));
      return organizationResource(view, found);
    }),
    page('/OrganizationAffiliation', 'Search relations between organisations as FHIR', (sent) =>
      search('OrganizationAffiliation', AFFILIATION_PARAMETERS, sent, (view, values) => {
        const { total, found, next } = searchAffiliations(view, values, base, pageAsked(values));
        return { total, next, resources: found.map((relation) => affiliationResource(view, relation)) };
      }),
    ),
    page('/OrganizationAffiliation/:id', 'One relation between organisations as FHIR', async (sent, params) => {
      const view = await viewOf(site, parseSearch(ONE_PARAMETERS, sent));
      const asked = new Map([['_id', [{ modifier: null, anyOf: [params['id']!] }]]]);
      const [found] = searchAffiliations(view, asked, base, { limit: 1, after: null }).found;
      if (!found) throw new Refused({ code: 'affiliation-not-found', what: `There is no affiliation ${params['id']}.`, where: params['id'], todo: 'Search for it by its organisations.' });
      return affiliationResource(view, found);
    }),
    page('/*', 'What is not in the FHIR interface', async () => {
      throw new Refused({ code: 'resource-not-found', what: 'There is no such resource here.', todo: `Organization and OrganizationAffiliation can be read; see ${base}/metadata.` });
    }),
  ];
}

const ONE_PARAMETERS = PAGING_PARAMETERS.filter(({ name }) => ['as-at', 'known-at', '_format'].includes(name));
const asked = z.object(askedAtParameters);

async function viewOf({ context, publicUrl }: FhirSite, values: SearchValues): Promise<FhirView> {
  refuseOtherFormats(values);
  const sent = Object.fromEntries(Object.keys(asked.shape).map((name) => [name, oneValue(values, name) ?? undefined]));
  const { asAt, knownAt } = askedAt(context, parseNamed(asked, sent, 'query'));
  return { image: await context.reader.image(knownAt), asAt, publicUrl, isSample: context.isSample };
}

/** What was asked, to say so and to ask on: only names that the search has read. */
function sentAgain(sent: SentValues): URLSearchParams {
  return new URLSearchParams(Object.entries(sent).flatMap(([name, value]) => [value ?? []].flat().filter((text) => text !== '').map((text): [string, string] => [name, text])));
}
