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
  return [...published, ...disagreementsFound(image, asAt)].sort((a, b) => (a.code === b.code ? (a.about < b.about ? -1 : 1) : a.code < b.code ? -1 : 1));
}
