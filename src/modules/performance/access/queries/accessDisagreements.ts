import type { PerformanceContext } from '../../context.ts';
import { accessMonth } from './accessMonth.ts';
import type { AccessMonth } from './accessMonth.ts';

/** The file's code for "in no PCN". */
const UNALLOCATED = 'U';

/** Where the appointments' own file places a practice otherwise than the register, in sentences. */
export function disagreementsOf(facts: AccessMonth, code: string): string[] {
  const row = facts.byPractice.get(code);
  if (!row) return [];
  const { image, day } = facts;
  const says: string[] = [];
  const named = (one: string | null) => (one === null ? 'no PCN' : `${image.nameOf(one, day)} (${one})`);
  if (row.pcnCode !== null) {
    const file = row.pcnCode === UNALLOCATED ? null : row.pcnCode;
    const register = image.inSlot(code, 'pcn', day);
    if (file !== register) says.push(`The file has it in ${named(file)}, the register in ${named(register)} on ${day}. The register is followed.`);
  }
  const subIcb = image.inSlot(code, 'sub-icb', day);
  if (subIcb !== null && subIcb !== row.subIcbCode) says.push(`The file has it in the sub-ICB location ${row.subIcbCode}, the register in ${subIcb} on ${day}. The register is followed.`);
  return says;
}

export interface AccessDisagreement {
  code: string;
  name: string;
  says: string;
}

/** All practices of a month that the file and the register place differently, or that the register does not know. */
export async function accessDisagreements(context: PerformanceContext, month: string): Promise<AccessDisagreement[]> {
  const facts = await accessMonth(context, month, 'practices');
  return [...facts.byPractice.keys()].sort().flatMap((code) => {
    const isKnown = facts.image.kindOf(code) !== null;
    const name = isKnown ? facts.image.nameOf(code, facts.day) : '';
    return (isKnown ? disagreementsOf(facts, code) : ['The register does not know this code.']).map((says) => ({ code, name, says }));
  });
}
