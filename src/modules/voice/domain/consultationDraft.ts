import type { IsoDate } from '#kernel/isoDate.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { ConsultationBasis, ConsultationMatter, ResponseStance } from './consultation.ts';

/** A consultation as somebody wants to open it. */
export interface ConsultationDraft {
  lmcCode: string;
  matter: string;
  basis: ConsultationBasis;
  confidence: 'mandate' | 'position';
  words: string;
  papers: readonly { title: string; href: string }[];
  /** The last day for an answer. */
  deadline: IsoDate;
}

const WORDS_MAX = 5_000;

/** Everything that is wrong with a consultation as it was written. */
export function consultationFaults({ words, papers, deadline, basis }: ConsultationDraft, { matter, today }: { matter: ConsultationMatter | null; today: IsoDate }): { field: string; says: string }[] {
  const faults: { field: string; says: string }[] = [];
  if (!matter) faults.push({ field: 'matter', says: 'Choose a matter.' });
  if (matter?.prescribed === 'yes' && basis === 'voluntary') faults.push({ field: 'basis', says: `“${matter.title}” is prescribed.` });
  if (words.trim() === '') faults.push({ field: 'words', says: 'Say what the LMC is asked.' });
  if (words.length > WORDS_MAX) faults.push({ field: 'words', says: `Say it in ${WORDS_MAX} characters or fewer.` });
  if (deadline <= today) faults.push({ field: 'deadline', says: `Give the LMC until a day after today, ${sayDate(today)}.` });
  for (const { title, href } of papers) {
    if (title.trim() === '' || !isSafeAddress(href)) faults.push({ field: 'papers', says: `“${title || href}” is not a title and an address, such as “Lease | https://example.org/lease.pdf”.` });
  }
  return faults;
}

/** A path on this site, or a secure address: what stands in a link that others follow. */
export const isSafeAddress = (href: string): boolean => /^https:\/\/[^\s<>"]+$/.test(href) || /^\/(?![/\\])[^\s<>"\\]*$/.test(href);

/** An answer that objects, or comments, says how. */
export function responseFaults({ stance, words }: { stance: ResponseStance | null; words: string }): { field: string; says: string }[] {
  if (stance === null) return [{ field: 'stance', says: 'Choose whether the LMC supports it, has comments or objects.' }];
  if (words.length > WORDS_MAX) return [{ field: 'words', says: `Say it in ${WORDS_MAX} characters or fewer.` }];
  if (stance !== 'support' && words.trim() === '') return [{ field: 'words', says: stance === 'objects' ? 'Say what the LMC objects to.' : 'Write the comments.' }];
  return [];
}
