import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { GOVERNANCE_FORMS, grantAuthority } from '#governance';
import type { Body, GovernanceForm } from '#governance';
import type { Cast } from './cast.ts';
import { seatCalled } from './seatCalled.ts';

const SampleBody = z.union([z.strictObject({ organisation: z.string() }), z.strictObject({ forum: z.string(), seat: z.string().optional() })]);
const SampleDelegations = z.array(
  z.strictObject({
    giver: SampleBody,
    receiver: SampleBody,
    matters: z.array(z.string()),
    keptBack: z.array(z.string()).default([]),
    within: z.string(),
    limitDecision: z.int().optional(),
    limitYear: z.int().optional(),
    consultLmc: z.boolean().default(false),
    form: z.enum(Object.keys(GOVERNANCE_FORMS) as [GovernanceForm, ...GovernanceForm[]]),
    instrument: z.string(),
    from: z.iso.date(),
    lastDay: z.iso.date().optional(),
    status: z.enum(['in-force', 'draft']).default('in-force'),
  }),
);

/** Records the grants of `sample/delegations.yaml` through the command that everybody uses. */
export async function plantDelegations(cast: Cast): Promise<void> {
  const delegations = SampleDelegations.parse(parse(readFileSync(new URL('../../../sample/delegations.yaml', import.meta.url), 'utf8')));
  for (const { giver, receiver, within, limitDecision, limitYear, from, lastDay, ...grant } of delegations) {
    await grantAuthority(cast.contexts.governance, cast.console, {
      ...grant,
      giver: await bodyOf(cast, giver),
      receiver: await bodyOf(cast, receiver),
      withinCode: within,
      limitDecisionPence: limitDecision === undefined ? null : limitDecision * 100,
      limitYearPence: limitYear === undefined ? null : limitYear * 100,
      mayDelegateOnward: false,
      jointWith: null,
      otherCondition: null,
      from: isoDate(from),
      lastDay: lastDay === undefined ? null : isoDate(lastDay),
    });
  }
}

async function bodyOf(cast: Cast, body: z.output<typeof SampleBody>): Promise<Body> {
  if ('organisation' in body) return { kind: 'organisation', id: body.organisation };
  if (body.seat === undefined) return { kind: 'forum', id: body.forum };
  return { kind: 'person-in-seat', id: (await seatCalled(cast, body.forum, body.seat)).id };
}
