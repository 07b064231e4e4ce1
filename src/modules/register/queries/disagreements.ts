import { sql } from 'kysely';
import type { RegisterContext } from '../context.ts';
import { disagreementsFound } from '../domain/registerDisagreements.ts';
import type { Claim, RegisterDisagreement } from '../domain/registerDisagreements.ts';
import type { RegisterImage } from '../domain/registerImage.ts';

interface AskedDisagreements {
  /** The day: what publications said differently of days up to it, and what does not fit together on it. */
  asAt: string;
  /** The register as known at `knownAt`. */
  image: RegisterImage;
  /** The moment of knowing; null for now. */
  knownAt: Date | null;
}

/** Every disagreement, in the order of codes: those that publications had, then those found in the register of the day. */
export async function disagreementsAt({ database }: Pick<RegisterContext, 'database'>, { asAt, image, knownAt }: AskedDisagreements): Promise<RegisterDisagreement[]> {
  const moment = knownAt?.toISOString() ?? 'infinity';
  const { rows } = await sql<{ code: string; about: string; claims: Claim[]; applied: string | null; from: string | null; to: string | null }>`
    select code, about, claims, applied, lower(valid) as from, upper(valid) - 1 as to
    from disagreement where recorded @> ${moment}::timestamptz and (lower_inf(valid) or lower(valid) <= ${asAt}::date)`.execute(database.as());
  const published = rows.map((row): RegisterDisagreement => ({ ...row, name: image.nameOf(row.code, asAt), kind: image.kindOf(row.code), rule: 'precedence' }));
  return [...published, ...foundIn(image, asAt)].sort((a, b) => (a.code === b.code ? (a.about < b.about ? -1 : 1) : a.code < b.code ? -1 : 1));
}

const DAYS_KEPT = 8;
const foundByImage = new WeakMap<RegisterImage, Map<string, RegisterDisagreement[]>>();

/** An image never changes, so what was found in it on a day is kept while somebody sorts, filters and turns pages. */
function foundIn(image: RegisterImage, day: string): RegisterDisagreement[] {
  const kept = foundByImage.get(image) ?? new Map<string, RegisterDisagreement[]>();
  foundByImage.set(image, kept);
  const found = kept.get(day) ?? disagreementsFound(image, day);
  kept.set(day, found);
  for (const oldest of kept.keys()) if (kept.size > DAYS_KEPT) kept.delete(oldest);
  return found;
}
