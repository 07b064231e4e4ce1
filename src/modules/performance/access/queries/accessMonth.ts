import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PerformanceContext } from '../../context.ts';
import { monthsApart } from '../domain/accessNotes.ts';
import { accessHeld } from './accessHeld.ts';
import type { AccessHeld, CoverageRow, HeldRow, OnlineRow } from './accessHeld.ts';

type Image = Awaited<ReturnType<PerformanceContext['register']['reader']['image']>>;

/** Everything that the figures of one month are worked out from. Made once a month, as long as what is held is the same. */
export interface AccessMonth {
  month: string;
  /** Its last day: members and names are as the register has them then. */
  day: string;
  image: Image;
  byPractice: ReadonlyMap<string, HeldRow>;
  /** Empty where only practices are asked about: the regional file is the largest, and says nothing of them. */
  byArea: ReadonlyMap<string, HeldRow>;
  /** Whether any file of appointments or of online requests speaks of the month. */
  isHeld: boolean;
  online: ReadonlyMap<string, OnlineRow>;
  coverage: ReadonlyMap<string, CoverageRow>;
  /** The list of patients nearest to the month, the one before if two are as near; null where none is held. */
  list: { asOf: string; source: string; byPractice: ReadonlyMap<string, number> } | null;
  /** The sub-ICB locations of the regional file that lie in an ICB or a region. */
  areasWithin(code: string): string[];
}

const kept = new WeakMap<AccessHeld, Map<string, Promise<AccessMonth>>>();

/** `of` says what will be asked of it: of practices alone no regional file is added up. */
export async function accessMonth(context: PerformanceContext, month: string, of: 'practices' | 'all' = 'all'): Promise<AccessMonth> {
  const held = await accessHeld(context);
  const months = kept.get(held) ?? new Map<string, Promise<AccessMonth>>();
  kept.set(held, months);
  const keyOf = (asked: typeof of) => `${asked} ${month}`;
  let made = months.get(keyOf('all')) ?? months.get(keyOf(of));
  if (!made) {
    months.set(keyOf(of), (made = readMonth(context, held, month, of)));
    made.catch(() => months.delete(keyOf(of)));
  }
  return made;
}

async function readMonth(context: PerformanceContext, held: AccessHeld, month: string, of: 'practices' | 'all'): Promise<AccessMonth> {
  const [image, byPractice, byArea, lists] = await Promise.all([
    context.register.reader.image(), held.rows('appointments-by-practice', month), of === 'all' ? held.rows('appointments-by-area', month) : new Map<string, HeldRow>(), context.register.populations.registeredSeries(),
  ]);
  const day = lastDayOf(month);
  const list = [...lists].sort((a, b) => monthsApart(month, a.asOf) - monthsApart(month, b.asOf) || (a.asOf < b.asOf ? -1 : 1)).at(0) ?? null;
  const isHeld = Object.values(held.months).some((months) => months.includes(month));
  return { month, day, image, byPractice, byArea, isHeld, online: held.online(month), coverage: held.coverage(month), list, areasWithin: areasIn(image, [...byArea.keys()], day) };
}

/** What a sub-ICB location was a part of is taken as now where the register does not reach back to the month. */
function areasIn(image: Image, areas: string[], day: string): (code: string) => string[] {
  const above = new Map<string, string[]>();
  for (const area of areas) {
    const { up } = image.relationsOf(area);
    const earliest = up.filter(({ kind }) => kind === 'part-of').map(({ from }) => from ?? day).sort()[0];
    const on = earliest !== undefined && earliest > day ? earliest : day;
    for (const { code } of image.ancestors(area, on)) above.set(code, [...(above.get(code) ?? []), area]);
  }
  return (code) => (areas.includes(code) ? [code] : (above.get(code) ?? []));
}

export const lastDayOf = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return addDays(next as IsoDate, -1);
};
