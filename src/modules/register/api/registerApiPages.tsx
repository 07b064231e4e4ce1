import { Refused } from '#kernel/result.ts';
import { conditionalAnswer, openApiDocument, operationPage, ParameterList, problemReply, ReferencePage } from '#platform/openApi/index.ts';
import type { ApiInfo, Operation } from '#platform/openApi/index.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { RegisterContext } from '../context.ts';
import { FHIR_RESOURCES } from './fhir/capabilityStatement.ts';
import { fhirPages } from './fhir/fhirPages.ts';
import { FHIR_PATH } from './fhir/fhirSite.ts';
import { organisationOperations } from './organisations.ts';
import { registerOperations } from './registerAnswers.ts';

export interface ApiSite {
  /** Where people reach the site, without a slash at its end: every link of an answer is built from it. */
  publicUrl: string;
  /** Of Chorus. */
  version: string;
}

const OPEN_GOVERNMENT_LICENCE = { name: 'Open Government Licence v3.0', url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/' };
const DOCUMENT_PATH = '/api/v1/openapi.json';

/** The HTTP API and the FHIR interface of the register, their description for machines and the page about them for people. */
export function registerApiPages(context: RegisterContext, { publicUrl, version }: ApiSite): PageDefinition[] {
  const operations: Operation[] = [...organisationOperations(context), ...registerOperations(context)];
  const info: ApiInfo = {
    title: 'Read the register from a program',
    version: '1',
    description: `${context.isSample ? 'This is the sample system: everything in it is fictional. ' : ''}Every organisation as at any day and as known at any moment, with where it is said.`,
    publicUrl,
    ...(!context.isSample && { licence: OPEN_GOVERNMENT_LICENCE }),
  };
  // An answer follows from what is stored, from today where no day is asked for, and from the program that makes it.
  const stateOf = async (): Promise<string> => `${version} ${await context.reader.revision()} ${context.today()}`;
  const document = openApiDocument(operations, info);
  const json = { contentType: 'application/json; charset=utf-8', refusal: problemReply };
  return [
    ...operations.map((operation) => operationPage(operation, stateOf)),
    definePage({
      method: 'GET',
      path: DOCUMENT_PATH,
      who: 'anyone',
      summary: 'The description of the API for machines',
      handle: (request) => conditionalAnswer(request, { ...json, stateOf: async () => version }, async () => document),
    }),
    definePage({
      method: 'GET',
      path: '/api/v1/*',
      who: 'anyone',
      summary: 'What is not in the API',
      handle: (request) =>
        conditionalAnswer(request, { ...json, stateOf }, async () => {
          throw new Refused({ code: 'address-not-found', what: 'There is nothing at this address of the API.', where: request.path, todo: `${publicUrl}/api lists what there is.` });
        }),
    }),
    definePage({
      method: 'GET',
      path: '/api',
      who: 'anyone',
      summary: 'The API, for people',
      handle: async () => html(<ReferencePage info={info} operations={operations} documentPath={DOCUMENT_PATH}><FhirSections publicUrl={publicUrl} /></ReferencePage>),
    }),
    ...fhirPages({ context, publicUrl, version }, stateOf),
  ];
}

function FhirSections({ publicUrl }: { publicUrl: string }) {
  return (
    <section aria-labelledby="fhir">
      <h2 id="fhir">The same as FHIR R4</h2>
      <p>
        For programs that speak FHIR, under <code>{FHIR_PATH}</code>: what it can do stands in its <a href={`${FHIR_PATH}/metadata`}>CapabilityStatement</a>. A search gives a Bundle with a link to its next page; what cannot be
        answered gives an OperationOutcome.
      </p>
      {FHIR_RESOURCES.map(({ type, says, parameters, example }) => (
        <section key={type} aria-labelledby={type}>
          <h3 id={type}>{type}</h3>
          <p>
            <code>{`GET ${FHIR_PATH}/${type}/{id}`}</code>
            <br />
            <code>{`GET ${FHIR_PATH}/${type}`}</code>
          </p>
          <p>{says}</p>
          <ParameterList parameters={parameters.map(({ name, documentation, type: kind }) => ({ name, required: false, description: documentation, schema: { type: kind } }))} />
          <p>
            Try it: <a href={example}>{`${publicUrl}${example}`}</a>
          </p>
        </section>
      ))}
    </section>
  );
}
