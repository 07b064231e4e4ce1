import { parse } from 'yaml';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Overlay } from './domain/overlay.ts';

const MOST_LETTERS = 100_000;
const words = (what: string) => z.string(what).trim().min(1, what).max(400, `${what} Keep it under 400 letters.`);
const OverlayFile = z.strictObject({
  author: words('Say who changes them, as author.'),
  intent: words('Say what for, as intent.'),
  figures: z
    .array(z.strictObject({ figure: z.string('Say which figure.'), from: z.iso.date('Write from like 2025-04-01.'), to: z.iso.date('Write to like 2026-04-01.').optional(), value: z.union([z.string(), z.number()], 'Give each figure its value.') }))
    .min(1, 'Name at least one figure that changes.'),
});

const todo = 'See docs/how-to/change-a-figure-and-see.md.';
const bad = (what: string, where: string): { ok: false; refusal: Refusal } => refuse({ code: 'overlay-not-readable', what, where, todo });

/** Reads a file of changed figures; whether the figures are there is seen when it is laid over the rules. */
export function readOverlay(yamlText: string): Result<Overlay> {
  if (yamlText.length > MOST_LETTERS) return bad(`It has ${yamlText.length} letters; at most ${MOST_LETTERS} are read.`, 'overlay');
  let sent: unknown;
  try {
    sent = parse(yamlText, { maxAliasCount: 0 });
  } catch (error) {
    return bad(`It is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`, 'overlay');
  }
  const read = OverlayFile.safeParse(sent ?? {});
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return bad(issue.message, issue.path.join('.') || 'overlay');
  }
  const { author, intent, figures } = read.data;
  const ended = figures.find(({ from, to }) => to !== undefined && to <= from);
  if (ended) return bad(`${ended.figure} would end on ${ended.to} and begins on ${ended.from}.`, ended.figure);
  return ok({ author, intent, figures: figures.map(({ figure, from, to, value }) => ({ figure, from: isoDate(from), to: to === undefined ? null : isoDate(to), value: String(value) })) });
}
