import type { OrganisationAt } from '../../domain/registerImage.ts';
import { organisationsInOrder, pageOf } from '../../queries/organisationList.ts';
import { PAGING_PARAMETERS } from './bundle.ts';
import { identifierSystemOf, kindSystemOf } from './fhirSite.ts';
import type { FhirView } from './fhirSite.ts';
import { partOf } from './organizationResource.ts';
import { booleanOf, codeOfReference, tokenOf } from './searchParameters.ts';
import type { SearchParameter, SearchValue, SearchValues } from './searchParameters.ts';

export const ORGANIZATION_PARAMETERS: SearchParameter[] = [
  { name: '_id', type: 'token', documentation: 'The code of the organisation.' },
  { name: 'identifier', type: 'token', documentation: 'system|code, or the code alone.' },
  { name: 'name', type: 'string', modifiers: ['contains', 'exact'], isRepeatable: true, documentation: 'How the name begins, in any case; :contains for what stands in it, :exact for the whole as published.' },
  { name: 'partof', type: 'reference', documentation: 'The nearest body above: a practice’s PCN, a PCN’s sub-ICB location, a sub-ICB location’s ICB.' },
  { name: 'active', type: 'token', documentation: 'true for those that are open.' },
  { name: 'type', type: 'token', documentation: 'The kind of body: practice, pcn, sub-icb-location, icb, …' },
  ...PAGING_PARAMETERS,
];

type Test = (organisation: OrganisationAt) => boolean;

/** The organisations that a search finds on a day, in the order of their codes. */
export function searchOrganizations(view: FhirView, values: SearchValues, base: string, page: { limit: number; after: string | null }): ReturnType<typeof pageOf> {
  const tests: Test[] = [];
  let candidates: readonly OrganisationAt[] | null = null;
  const onlyThese = (codes: string[]): void => {
    const found = codes.flatMap((code) => view.image.at(code, view.asAt) ?? []).sort((a, b) => (a.code < b.code ? -1 : 1));
    candidates = candidates ? candidates.filter(({ code }) => found.some((one) => one.code === code)) : found;
  };
  for (const [name, all] of values) {
    for (const value of all) {
      if (name === '_id') onlyThese(unique(value.anyOf));
      else if (name === 'identifier') onlyThese(unique(codesOfIdentifiers(view, value)));
      else if (name === 'partof') onlyThese(unique(value.anyOf.flatMap((reference) => childrenOf(view, codeOfReference(reference, base)))));
      else if (name === 'name') tests.push(nameTest(value));
      else if (name === 'active') tests.push(activeTest(value));
      else if (name === 'type') tests.push(typeTest(view, value));
    }
  }
  return pageOf(candidates ?? organisationsInOrder(view.image, view.asAt), (organisation) => tests.every((test) => test(organisation)), page);
}

const unique = (codes: string[]): string[] => [...new Set(codes)];

function codesOfIdentifiers(view: FhirView, { anyOf }: SearchValue): string[] {
  return anyOf.map(tokenOf).flatMap(({ system, value }) => (system === null || system === identifierSystemOf(view, value) ? [value] : []));
}

function childrenOf(view: FhirView, code: string | null): string[] {
  if (code === null) return [];
  return view.image.children(code, view.asAt).map(({ organisation }) => organisation.code).filter((child) => partOf(view, child) === code);
}

function nameTest({ modifier, anyOf }: SearchValue): Test {
  if (modifier === 'exact') return ({ name }) => anyOf.includes(name);
  const wanted = anyOf.map((text) => text.toUpperCase());
  if (modifier === 'contains') return ({ name }) => wanted.some((text) => name.toUpperCase().includes(text));
  return ({ name }) => wanted.some((text) => name.toUpperCase().startsWith(text));
}

function activeTest({ anyOf }: SearchValue): Test {
  const wanted = anyOf.map((text) => booleanOf('active', tokenOf(text).value));
  return ({ status }) => wanted.includes(status === 'open');
}

function typeTest({ publicUrl }: FhirView, { anyOf }: SearchValue): Test {
  const kinds = anyOf.map(tokenOf).flatMap(({ system, value }) => (system === null || system === kindSystemOf(publicUrl) ? [value] : []));
  return ({ kind }) => kinds.includes(kind);
}
