import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { EntryOutcome } from './localBody.ts';
import { isRelationKind, RELATION_KINDS } from './organisationKind.ts';
import type { OrganisationKind, RelationKind } from './organisationKind.ts';

/** A relation as somebody enters it, read from the first body to the second. `start` and `end` are its first and last day. */
export interface RelationEntry {
  fromCode: string;
  relation: string;
  toCode: string;
  start: IsoDate | null;
  end: IsoDate | null;
}

/** A relation between the same two bodies that the register believes in now; it ends before `to`. */
export interface KnownRelation {
  kind: RelationKind;
  fromCode: string;
  toCode: string;
  from: string | null;
  to: string | null;
  isEntered: boolean;
}

/** What publications give, read as `<kind> <relation> <kind>`: entering it as well would be a second truth. */
const PUBLISHED_RELATIONS = new Set([
  'practice member pcn',
  'practice commissioned-by sub-icb-location',
  'practice part-of icb',
  'pcn part-of sub-icb-location',
  'sub-icb-location part-of icb',
  'icb part-of nhs-region',
  'nhs-trust part-of icb',
  'local-authority part-of local-authority',
]);

export interface DecidedRelation {
  outcome: EntryOutcome;
  relation: KnownRelation;
  /** The belief that this one takes the place of. */
  replaces: KnownRelation | null;
}

/**
 * What the register then believes. A relation is known by its two bodies, its kind and its first day: entered again with
 * another last day, it is corrected; where the register holds it already, from a publication too, nothing changes.
 */
export function decideRelation(entry: RelationEntry, kindOf: (code: string) => OrganisationKind | null, known: readonly KnownRelation[]): Result<DecidedRelation> {
  const { fromCode, relation: kind, toCode, start, end } = entry;
  if (!isRelationKind(kind)) return refuse({ code: 'unknown-relation', what: `There is no relation called “${kind}”.`, where: 'relation', todo: `Use one of ${Object.keys(RELATION_KINDS).join(', ')}.` });
  const refusal = refuseEnds(entry, kindOf) ?? refusePublished(entry, kindOf) ?? refuseDays(entry);
  if (refusal) return refuse(refusal);

  const relation: KnownRelation = { kind, fromCode, toCode, from: start, to: end && addDays(end, 1), isEntered: true };
  const alike = known.filter((one) => one.kind === kind && one.fromCode === fromCode && one.toCode === toCode);
  const told = alike.find((one) => covers(one, relation) && (!one.isEntered || (one.from === relation.from && one.to === relation.to)));
  if (told) return ok({ outcome: 'unchanged', relation: told, replaces: null });
  const replaces = alike.find((one) => one.isEntered && one.from === relation.from) ?? null;
  const overlap = alike.find((one) => one !== replaces && overlaps(one, relation));
  if (overlap) {
    return refuse({
      code: 'overlapping-relation',
      what: `${fromCode} is already ${RELATION_KINDS[kind].says} ${toCode} ${sayDays(overlap)}${overlap.isEntered ? '' : ', by a publication'}.`,
      where: 'start',
      todo: overlap.isEntered ? `To correct it, give the same first day${overlap.from ? ` (${overlap.from})` : ' (empty)'}; or give days that do not overlap.` : 'Give days that do not overlap.',
    });
  }
  return ok({ outcome: replaces ? 'changed' : 'added', relation, replaces });
}

type Days = Pick<KnownRelation, 'from' | 'to'>;
const covers = (one: Days, other: Days): boolean => (one.from ?? '') <= (other.from ?? '') && (one.to === null || (other.to !== null && one.to >= other.to));
const overlaps = (one: Days, other: Days): boolean => (one.to === null || one.to > (other.from ?? '')) && (other.to === null || other.to > (one.from ?? ''));

function sayDays({ from, to }: Days): string {
  const days = [from && `from ${sayDate(from)}`, to && `to ${sayDate(addDays(to as IsoDate, -1))}`].filter(Boolean).join(' ');
  return days || 'at all times';
}

function refuseEnds({ fromCode, toCode }: RelationEntry, kindOf: (code: string) => OrganisationKind | null): Refusal | null {
  for (const [where, code] of [['from_code', fromCode], ['to_code', toCode]] as const) {
    if (kindOf(code) === null) return { code: 'unknown-organisation', what: `No organisation in the register has the code ${code || '(empty)'}.`, where, todo: 'Check the code, or enter the body first.' };
  }
  if (fromCode !== toCode) return null;
  return { code: 'relation-to-itself', what: `${fromCode} cannot stand in a relation to itself.`, where: 'to_code', todo: 'Give the code of the other body.' };
}

function refusePublished({ fromCode, relation, toCode }: RelationEntry, kindOf: (code: string) => OrganisationKind | null): Refusal | null {
  const [from, to] = [kindOf(fromCode), kindOf(toCode)];
  if (!PUBLISHED_RELATIONS.has(`${from} ${relation} ${to}`)) return null;
  return { code: 'relation-is-published', what: `That ${fromCode} is ${relation} of ${toCode} comes from publications and cannot be entered.`, where: 'relation', todo: 'Load the publication that has it.' };
}

function refuseDays({ start, end }: RelationEntry): Refusal | null {
  if (start === null || end === null || start <= end) return null;
  return { code: 'dates-reversed', what: `It ends on ${sayDate(end)}, before it starts on ${sayDate(start)}.`, where: 'end', todo: 'Give a last day that is not before the first.' };
}
