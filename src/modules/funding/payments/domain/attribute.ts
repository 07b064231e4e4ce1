import type { IsoDate } from '#kernel/isoDate.ts';
import type { PracticePayments } from '../queries/payments.ts';

/** What the register is asked: in which network a practice was, and what that was called. */
export interface Networks {
  inSlot(code: string, slot: string, day: string): string | null;
  nameOf(code: string, day: string): string;
}

/**
 * Of which PCN the money in a practice's row is. The PCN's money is paid to its nominated payee, often one of its
 * practices, and stands in that one's row: it is the PCN's that the file names there, or else the register on that day.
 */
export function networkOf(row: { practice: string; code: string | null; name: string | null }, register: Networks, day: IsoDate): PracticePayments['pcn'] {
  if (row.code !== null) return { code: row.code, name: row.name ?? row.code, saidBy: 'file' };
  const code = register.inSlot(row.practice, 'pcn', day);
  return code === null ? null : { code, name: register.nameOf(code, day), saidBy: 'register' };
}
