import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { BODY_KINDS } from './domain/authority/grant.ts';
import type { BodyKind, FormRule, FormRules } from './domain/authority/grant.ts';
import { HOLDER_KINDS, matterTree, RULE_STATUSES } from './domain/authority/matter.ts';
import type { HolderKind, MatterTree, RuleStatus } from './domain/authority/matter.ts';
import { GOVERNANCE_FORMS } from './domain/forum.ts';
import type { GovernanceForm } from './domain/forum.ts';

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as [Key, ...Key[]];
const sourced = { source: z.string(), locator: z.string(), status: z.enum(keysOf<RuleStatus>(RULE_STATUSES)) };
const holders = z.array(z.enum(keysOf<HolderKind>(HOLDER_KINDS)));

const Matters = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    label: z.string().min(1),
    parent: z.string().nullable().default(null),
    heldBy: holders.min(1),
    isReserved: z.boolean().default(false),
    lmc: z.enum(['owed', 'not-owed']).default('not-owed'),
    ...sourced,
  }),
);

const Forms = z.record(
  z.enum(keysOf<GovernanceForm>(GOVERNANCE_FORMS)),
  z.strictObject({ power: z.enum(['none', 'granted', 'joint']), mayReceiveFrom: holders, receivers: z.array(z.enum(keysOf<BodyKind>(BODY_KINDS))), accountability: z.string(), ...sourced }),
);

const read = (name: string): unknown => parse(readFileSync(new URL(`../../../rules/governance/${name}.yaml`, import.meta.url), 'utf8'));

/** The tree of rules/governance/matters.yaml. Throws where the file is not as it should be. */
function readMatters(): MatterTree {
  const matters = Matters.parse(read('matters'));
  const ids = matters.map(({ id }) => id);
  const wrong = matters.find(({ id, parent }, index) => ids.indexOf(id) !== index || (parent !== null && ids.indexOf(parent) >= index) || (parent !== null && !ids.includes(parent)));
  if (wrong) throw new Error(`rules/governance/matters.yaml: “${wrong.id}” is there twice, or its parent does not come before it`);
  return matterTree(matters);
}

function readForms(): FormRules {
  const forms = Forms.parse(read('forms'));
  return Object.fromEntries(keysOf(forms).map((form): [GovernanceForm, FormRule] => [form, { form, ...forms[form] }])) as unknown as FormRules;
}

/** What is decided in a system, and who holds it before anybody grants it. */
export const MATTERS: MatterTree = readMatters();
/** What each governance form can be given. */
export const FORM_RULES: FormRules = readForms();
