import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { accessMonths } from '../../access/index.ts';
import { commissionsFor, worksIn } from '../../whoseFigures.ts';
import { listDatasets } from '../datasets/countedForTheList.ts';
import type { Scope } from '../domain/criterion.ts';
import { isHeld, monthOfFacts } from './listFacts.ts';
import { listWithin } from './listFor.ts';
import type { ListAskedFor, ListOfPlace } from './listFor.ts';

/** How many months are looked at for the newest by which practices can be listed: regional files come before those by practice. */
const LOOKED_AT = 8;

/** The newest month by which practices can be listed; null where none is held. */
export async function newestListMonth(context: PerformanceContext): Promise<IsoDate | null> {
  const own = new Set(listDatasets.map(({ id }) => id));
  const counted = inForce(await publicationsHeld(context.database.as())).flatMap(({ dataset, asOf }) => (own.has(dataset) && asOf !== null ? [asOf] : []));
  const months = [...new Set([...(await accessMonths(context)), ...counted])].sort().reverse().slice(0, LOOKED_AT);
  for (const month of months) if (isHeld(await monthOfFacts(context, isoDate(month)))) return isoDate(month);
  return null;
}

/** A list, and whether its reader may see the names of its practices: who commissions for the place. There is no league table for anybody else. */
export async function listSeenBy(context: PerformanceContext, acting: Acting | null, asked: ListAskedFor): Promise<{ list: ListOfPlace; hasNames: boolean }> {
  const list = await listWithin(context, asked);
  if (!list.ok) throw new Refused(list.refusal);
  const image = await context.register.reader.image();
  // Of a practice, or of a few, counts would be names.
  const hasNames = acting !== null && (await commissionsFor(context.database.as<unknown>(), image, acting, list.value.code, context.today()));
  if (!hasNames && !['icb', 'sub-icb-location', 'nhs-region', 'england'].includes(list.value.kind)) throw new Refused({ code: 'not-allowed', what: 'Lists of so few practices are shown to who commissions for them.', where: list.value.code, todo: 'Ask for the ICB; or see your own practice’s page.' });
  return { list: list.value, hasNames };
}

/** Whether somebody works in a practice, or commissions it; refused for everybody else. */
export async function requireOwn(context: PerformanceContext, acting: Acting, code: string): Promise<void> {
  const [db, image, day] = [context.database.as<unknown>(), await context.register.reader.image(), context.today()];
  if (image.kindOf(code) !== 'practice') throw new Refused({ code: 'practice-not-found', what: `There is no practice with the code “${code.slice(0, 20)}”.` });
  if (!(await worksIn(db, image, acting, code, day)) && !(await commissionsFor(db, image, acting, code, day))) throw new Refused({ code: 'not-allowed', what: 'What the list says of a practice is shown to those who work in it.', where: code, todo: 'Its manager can tell you more.' });
}

/** What the list says of one practice, for those who work in it and for who commissions it. */
export async function ownList(context: PerformanceContext, acting: Acting, { code, month, scope }: { code: string; month: IsoDate; scope?: Scope | undefined }): Promise<ListOfPlace> {
  await requireOwn(context, acting, code);
  const list = await listWithin(context, { within: code, month, ...(scope ? { scope } : {}) });
  if (!list.ok) throw new Refused(list.refusal);
  return list.value;
}
