import type { Statement } from '../../statements/domain/statement.ts';
import type { SumDue } from './rolesYear.ts';

/** The additional roles reimbursement sum as a statement has it, or why it has none. */
export function sumDueOf({ lines, missing, totalStatus }: Pick<Statement, 'lines' | 'missing' | 'totalStatus'>): SumDue {
  const own = lines.filter(({ stream }) => stream === 'additional-roles-sum');
  const lack = missing.find(({ stream }) => stream === 'additional-roles-sum');
  if (lack || own.length === 0) return { missing: [lack?.says ?? 'No sum is known for this year.', lack?.todo].filter(Boolean).join(' ') };
  return { pence: own.reduce((sum, { amountPence }) => sum + amountPence, 0), status: own.length === 1 ? own[0]!.status : totalStatus };
}
