import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { addSeat, createForum, DECISION_RULES, FILLINGS, fillSeat, FORUM_KINDS, GOVERNANCE_FORMS, SECTORS } from '#governance';
import type { Cast } from './cast.ts';

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => z.enum(Object.keys(record) as [Key, ...Key[]]);
const sector = keysOf(SECTORS);

const SampleForums = z.array(
  z.strictObject({
    code: z.string(),
    kind: keysOf(FORUM_KINDS),
    name: z.string(),
    organisation: z.string(),
    place: z.string(),
    opened: z.iso.date(),
    terms: z.strictObject({
      governanceForm: keysOf(GOVERNANCE_FORMS),
      quorum: z.strictObject({ least: z.int(), share: z.string().optional(), sectors: z.array(sector).optional() }),
      decisionRule: z.strictObject({ kind: keysOf(DECISION_RULES), castingVote: z.literal('chair').nullable(), weighted: z.boolean() }),
      meetsInPublic: z.boolean(),
      reportDays: z.int(),
    }),
    seats: z.array(
      z.strictObject({
        title: z.string(),
        sector,
        office: z.string().optional(),
        represents: z.string().optional(),
        filling: keysOf(FILLINGS),
        votes: z.boolean().default(true),
        weight: z.int().default(1),
        knowledge: z.array(z.string()).default([]),
        holder: z.string().optional(),
        deputy: z.string().optional(),
      }),
    ),
  }),
);

/** Sets up the forums of `sample/forums.yaml` through the commands that everybody uses. */
export async function plantForums({ contexts: { governance }, console, personId }: Cast): Promise<void> {
  const forums = SampleForums.parse(parse(readFileSync(new URL('../../../sample/forums.yaml', import.meta.url), 'utf8')));
  for (const { seats, organisation, place, opened, ...forum } of forums) {
    const from = isoDate(opened);
    await createForum(governance, console, { ...forum, organisationCode: organisation, placeCode: place, openedOn: from });
    for (const { represents, votes, holder, deputy, ...seat } of seats) {
      const seatId = await addSeat(governance, console, forum.code, { ...seat, representsCode: represents, isVoting: votes, from });
      if (holder) await fillSeat(governance, console, { seatId, personId: personId(holder), capacity: 'holder', from });
      if (deputy) await fillSeat(governance, console, { seatId, personId: personId(deputy), capacity: 'deputy', from });
    }
  }
}
