import { z } from 'zod';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';
import { CHANGE_EVENTS, changesBetween } from '../domain/changes.ts';
import { codeField, nameField, sourceField } from './answerParts.ts';
import { mapDays } from './mapDays.ts';
import { refusalFor } from './organisationJson.ts';

export const changesAnswer = z
  .array(
    z
      .strictObject({
        date: z.iso.date().describe('The day from which it was so; for a closing the last day open, where a publication gives it.'),
        event: z.enum(CHANGE_EVENTS).describe('What happened.'),
        code: codeField,
        name: nameField,
        from: z.string().nullable().describe('Before: the name for a renaming, the code for a move, a merger or a recoding; else null.'),
        to: z.string().nullable().describe('After: the name for a renaming, the code for a move, a merger or a recoding; else null.'),
        source: sourceField,
      })
      .describe('One thing that happened to one organisation.'),
  )
  .describe('What happened after one day and up to another, in the order of days.');

export type ChangesAnswer = z.output<typeof changesAnswer>;

export interface ChangesAsked {
  /** What happened after this day … */
  from: IsoDate;
  /** … and up to this day. */
  to: IsoDate;
  /** Only within this body, on either day; all of England where left out. */
  within?: string;
  knownAt: Date | null;
}

/** What `chorus changes` prints and the API serves. Refuses days in the wrong order and a body that is not in the register. */
export async function changesJson(context: RegisterContext, { from, to, within, knownAt }: ChangesAsked): Promise<Result<ChangesAnswer>> {
  if (from > to) {
    return refuse({ code: 'days-in-wrong-order', what: `The day ${from} is after the day ${to}.`, where: 'from, to', todo: 'Give the earlier day as “from”.' });
  }
  const image = await context.reader.image(knownAt);
  if (within !== undefined && image.kindOf(within) === null) return refuse(refusalFor(image, within));
  const [first = null] = mapDays(await publicationsHeld(context.database.as(), knownAt ?? undefined));
  const changes = changesBetween(image, from, to, first, within);
  return ok(changes.map(({ date, event, code, name, from: before, to: after, source }) => ({ date, event, code, name, from: before, to: after, source })));
}
