import type { ImageRelation, RegisterImage } from '../../domain/registerImage.ts';
import { affiliationId, isActive } from './affiliationResource.ts';
import { PAGING_PARAMETERS } from './bundle.ts';
import { periodOf } from './fhirSite.ts';
import type { FhirView } from './fhirSite.ts';
import { booleanOf, codeOfReference, dateTest, tokenOf } from './searchParameters.ts';
import type { SearchParameter, SearchValues } from './searchParameters.ts';

export const AFFILIATION_PARAMETERS: SearchParameter[] = [
  { name: '_id', type: 'token', documentation: 'The id of the affiliation.' },
  { name: 'primary-organization', type: 'reference', documentation: 'The body above: the PCN, the ICB.' },
  { name: 'participating-organization', type: 'reference', documentation: 'The body below: the practice.' },
  { name: 'date', type: 'date', isRepeatable: true, documentation: 'Over which days it stood. For those in force on a day: date=ge2025-04-15&date=le2025-04-15.' },
  { name: 'active', type: 'token', documentation: 'true for those in force on the day asked for.' },
  ...PAGING_PARAMETERS,
];

type Test = (relation: ImageRelation) => boolean;

interface FoundRelations {
  total: number;
  found: ImageRelation[];
  next: string | null;
}

/** The affiliations that a search finds, of all days, in the order of the bodies below. */
export function searchAffiliations(view: FhirView, values: SearchValues, base: string, { limit, after }: { limit: number; after: string | null }): FoundRelations {
  const tests: Test[] = [];
  const codesAsked = (name: string): Set<string | null> | null => {
    const all = values.get(name);
    return all ? new Set(all.flatMap(({ anyOf }) => anyOf.map((text) => codeOfReference(text, base)))) : null;
  };
  const primary = codesAsked('primary-organization');
  const participating = codesAsked('participating-organization');
  if (primary) tests.push(({ toCode }) => primary.has(toCode));
  if (participating) tests.push(({ fromCode }) => participating.has(fromCode));
  const ids = values.get('_id')?.flatMap(({ anyOf }) => anyOf);
  if (ids) tests.push((relation) => ids.includes(affiliationId(relation)));
  for (const { anyOf } of values.get('date') ?? []) {
    const dates = anyOf.map(dateTest);
    tests.push((relation) => {
      const { start = null, end = null } = periodOf(relation) ?? {};
      return dates.some((test) => test({ start, end }));
    });
  }
  for (const { anyOf } of values.get('active') ?? []) {
    const wanted = anyOf.map((text) => booleanOf('active', tokenOf(text).value));
    tests.push((relation) => wanted.includes(isActive(relation, view.asAt)));
  }

  const passing = candidates(view.image, { primary, participating, ids }).filter((relation) => tests.every((test) => test(relation)));
  const found = inOrderAfter(passing, after, limit + 1);
  const page = found.slice(0, limit);
  return { total: passing.length, found: page, next: found.length > limit && page.length ? affiliationId(page.at(-1)!) : null };
}

/** The first so many after an id, by the code below and then by id. Ids are made only for those that may be given. */
function inOrderAfter(relations: ImageRelation[], after: string | null, atMost: number): ImageRelation[] {
  const sorted = relations.sort((a, b) => (a.fromCode < b.fromCode ? -1 : a.fromCode > b.fromCode ? 1 : 0));
  const afterCode = after === null ? '' : after.split('.', 1)[0]!;
  const found: ImageRelation[] = [];
  let index = sorted.findIndex(({ fromCode }) => fromCode >= afterCode);
  while (index >= 0 && index < sorted.length && found.length < atMost) {
    const { fromCode } = sorted[index]!;
    const own: { id: string; relation: ImageRelation }[] = [];
    for (; sorted[index]?.fromCode === fromCode; index += 1) own.push({ id: affiliationId(sorted[index]!), relation: sorted[index]! });
    const later = own.filter(({ id }) => after === null || fromCode !== afterCode || id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    found.push(...later.map(({ relation }) => relation));
  }
  return found.slice(0, atMost);
}

/** The relations that can pass at all: of the organisations asked about, or everybody's; both of their ends known. */
function candidates(image: RegisterImage, { primary, participating, ids }: { primary: Set<string | null> | null; participating: Set<string | null> | null; ids: string[] | undefined }): ImageRelation[] {
  const isKnown = ({ fromCode, toCode }: ImageRelation) => image.kindOf(fromCode) !== null && image.kindOf(toCode) !== null;
  if (!participating && !ids && primary) return [...primary].flatMap((code) => (code === null ? [] : image.relationsOf(code).down.filter(isKnown)));
  const codes: Iterable<string | null> = participating ?? (ids && new Set(ids.map((id) => id.split('.', 1)[0]!))) ?? image.codes();
  return [...codes].flatMap((code) => (code === null ? [] : image.relationsOf(code).up.filter(isKnown)));
}
