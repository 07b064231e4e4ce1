import Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sayList } from '#kernel/sayWords.ts';
import type { RegisterContext } from '#register';
import { readBasis, SHARING_METHODS } from '../domain/shareOut.ts';
import type { SharingMethod, SharingPractice } from '../domain/shareOut.ts';

export interface Bases {
  practices: SharingPractice[];
  /** The publication that they are from; null where they were entered, or none was needed. */
  source: string | null;
}

interface Wanted {
  method: SharingMethod;
  on: IsoDate;
  figures: Readonly<Record<string, string>>;
}

/** Each practice's figure by which a sum is shared: published for lists, as entered otherwise. One count of patients never stands in for another. */
export async function basesFor({ populations }: Pick<RegisterContext, 'populations'>, { method, on, figures }: Wanted, members: readonly string[]): Promise<Bases> {
  if (method === 'equal') return { practices: members.map((code) => ({ code, basis: new Fraction(1) })), source: null };
  if (method === 'registered') return published(await populations.registered(on), members, { method, on, dataset: 'Patients registered at a GP practice' });
  if (method === 'pcn-adjusted') return published(await populations.pcnAdjusted(on), members, { method, on, dataset: 'PCN adjusted population' });
  return { practices: entered(figures, members, method), source: null };
}

type Counts = Awaited<ReturnType<RegisterContext['populations']['registered'] | RegisterContext['populations']['pcnAdjusted']>>;

function published(counts: Counts, members: readonly string[], { method, on, dataset }: { method: SharingMethod; on: IsoDate; dataset: string }): Bases {
  const { basis } = SHARING_METHODS[method];
  if (!counts) throw new Refused({ code: 'population-missing', what: `No count of ${basis} on or before ${on} is loaded.`, where: 'method', todo: `Load the publication “${dataset}”, or share by another method.` });
  const without = members.filter((code) => !counts.byPractice.has(code));
  if (without.length > 0) throw new Refused({ code: 'population-missing', what: `${counts.source} gives no ${basis} for ${without.length} of the ${members.length} practices: ${sayList(without)}.`, where: 'method', todo: 'Load a publication that has them, or share by another method.' });
  return { practices: members.map((code) => ({ code, basis: new Fraction(counts.byPractice.get(code)!) })), source: counts.source };
}

/** Every member needs a figure, 0 included: a box left empty by mistake would cost a practice its share. */
function entered(figures: Readonly<Record<string, string>>, members: readonly string[], method: SharingMethod): SharingPractice[] {
  const typed = Object.entries(figures).filter(([, text]) => text.trim() !== '');
  const without = members.filter((code) => !typed.some(([named]) => named === code));
  if (members.length > 0 && without.length > 0) throw new Refused({ code: 'figure-missing', what: `${typed.length} of ${members.length} practices have a figure; ${sayList(without)} ${without.length === 1 ? 'has' : 'have'} none.`, where: `figure-${without[0]}`, todo: 'Enter 0 for a practice that gets nothing.' });
  return typed.map(([code, text]) => {
    const basis = readBasis(text);
    if (basis) return { code, basis };
    throw new Refused({ code: 'not-a-figure', what: `“${text.slice(0, 40)}” is no figure in ${SHARING_METHODS[method].basis}.`, where: `figure-${code}`, todo: 'Write it as 12,345 or 33.34 or 34 2/3.' });
  });
}
