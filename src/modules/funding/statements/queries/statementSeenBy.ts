import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { keptImpactFund } from '../../impactFund/index.ts';
import { seesMoneyOf } from '../../whoseMoney.ts';
import { pcnStatement } from '../domain/pcnStatement.ts';
import type { Statement } from '../domain/statement.ts';
import { statementYear } from './allStatements.ts';
import type { StatementsAsked } from './allStatements.ts';
import { pcnYear } from './membership.ts';
import { statementOf } from './statements.ts';

const STREAM = 'investment-and-impact-fund';

/**
 * A statement as somebody may see it. That of a PCN has the achievements that the PCN keeps where they see its money, and says
 * so; everybody else has it as `statementOf` gives it.
 */
export async function statementSeenBy(context: FundingContext, acting: Acting | null, { code, ...asked }: StatementsAsked & { code: string }): Promise<Result<Statement>> {
  const found = await statementOf(context, { code, ...asked });
  if (!found.ok || acting === null || found.value.kind !== 'pcn') return found;
  const { database, register, today } = context;
  if (!(await seesMoneyOf(database.as(), await register.reader.image(), acting, code, today()))) return found;
  const kept = await keptImpactFund(context, { pcnCode: code, year: asked.year, knownOn: asked.knownOn });
  if (!kept) return found;
  const published = found.value.lines.find(({ stream, figure }) => stream === STREAM && figure === null);
  const forWhom = 'It is shown to those who see the money of this PCN, and to nobody else';
  if (!kept.line) return ok({ ...found.value, notes: [`The achievements that the PCN keeps (${kept.says}) are not in this statement. ${forWhom}.`, ...found.value.notes] });
  const read = await statementYear(context, asked);
  if (!read.ok) return read;
  const { facts, image, months } = read.value;
  const { title, working, quantity } = kept.line;
  const note = `“${title}” is what the PCN keeps of its achievements (${kept.says}). ${forWhom}${published ? `; they see ${sayPounds(published.amountPence)}, as published` : ''}.`;
  const others = (facts.earned.get(code) ?? []).filter(({ stream }) => stream !== STREAM);
  const earned = new Map([...facts.earned, [code, [...others, { stream: STREAM, title, working: working!, points: quantity, notes: [note] } as const]]]);
  return ok(pcnStatement({ ...facts, earned }, pcnYear(image, code, months)));
}
