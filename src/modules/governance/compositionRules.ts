import { z } from 'zod';
import { whyNotMandatedBy } from './domain/composition.ts';
import type { CompositionNeed, CompositionRule, CompositionRules, NotMandated } from './domain/composition.ts';
import { FORUM_KINDS, SECTORS } from './domain/forum.ts';
import type { Forum, ForumKind, Sector, Seat } from './domain/forum.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';

const sector = z.array(z.enum(Object.keys(SECTORS) as [Sector, ...Sector[]])).optional();
const words = z.array(z.string()).optional();
const Match = z.strictObject({ sector, office: words, officeNot: words, knowledge: z.string().optional() });

/** What a rule may ask for, as the files write it. */
const Needs = z.union([
  z.strictObject({ seats: z.array(Match).min(1), least: z.int().min(1) }).transform(({ seats, least }): CompositionNeed => ({ kind: 'seats', anyOf: seats.map(tidy), least })),
  z.strictObject({ offices: z.array(z.string()).min(1), sector }).transform(({ offices, sector: of }): CompositionNeed => ({ kind: 'offices', offices, ...(of ? { sector: of } : {}) })),
  z
    .strictObject({ eachOf: z.enum(['icb', 'responsible-councils', 'pcns', 'federations', 'lmcs']), sector, office: words })
    .transform(({ eachOf, sector: of, office }): CompositionNeed => ({ kind: 'each-body', bodies: eachOf, match: tidy({ sector: of, office }) })),
]);

const cited = { id: z.string(), says: z.string(), source: z.string(), locator: z.string(), status: RULE_STATUS };

const File = z.strictObject({
  kind: z.enum(Object.keys(FORUM_KINDS) as [ForumKind, ...ForumKind[]]),
  rules: z.array(z.strictObject({ ...cited, needs: Needs })).min(1),
  noDelegates: z.strictObject(cited).optional(),
});

/** The kinds of forum of which something is written; of the others nothing prescribes who sits there. */
const KINDS_WITH_RULES: readonly ForumKind[] = ['icb-board', 'integrated-care-partnership', 'place-based-partnership', 'gp-leadership-team'];

let known: ReadonlyMap<ForumKind, CompositionRules> | undefined;

/** Who must sit in each kind of forum, from rules/voice/composition. Read once; throws where a file is not as it should be. */
export function compositionRules(): ReadonlyMap<ForumKind, CompositionRules> {
  return (known ??= new Map(KINDS_WITH_RULES.map((kind) => [kind, readKind(kind)])));
}

function readKind(kind: ForumKind): CompositionRules {
  const file = File.parse(readRules(`voice/composition/${kind}.yaml`));
  if (file.kind !== kind) throw new Error(`rules/voice/composition/${kind}.yaml says that it is of ${file.kind}`);
  const find = sourceFinder();
  const rules = file.rules.map(({ id, says, source, locator, status, needs }): CompositionRule => ({ id: `${kind}/${id}`, says, source: { ...find(source), locator, status }, need: needs }));
  const { noDelegates } = file;
  return {
    kind,
    rules,
    noDelegates: noDelegates ? { why: noDelegates.says, rule: `${kind}/${noDelegates.id}`, source: { ...find(noDelegates.source), locator: noDelegates.locator, status: noDelegates.status } } : null,
  };
}

/** Why the holder of a seat cannot be bound by a mandate; null where they can be. Offer them a briefing instead. */
export function whyNotMandated(_seat: Pick<Seat, 'sector' | 'office'>, forum: Pick<Forum, 'kind'>): NotMandated | null {
  const rules = compositionRules().get(forum.kind);
  return rules ? whyNotMandatedBy(rules, forum) : null;
}

/** Leaves out what a file left out, so that a match asks only for what it names. */
function tidy<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as { [Key in keyof Value]: Exclude<Value[Key], undefined> };
}
