import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { keepFigures, withdrawFigures } from '../../indicators/commands/keepFigures.ts';
import type { FiguresKept, FiguresSent } from '../../indicators/commands/keepFigures.ts';
import { fromFigures } from '../queries/declarableFigures.ts';
import { calculateDeclarations } from './declarations.ts';

/** Keeps figures and sees at once to the declarations that rest on them: nobody approves what is no longer so. */
export async function keepAndCalculate(context: PerformanceContext, acting: Acting, sent: FiguresSent): Promise<FiguresKept> {
  const kept = await keepFigures(context, acting, sent);
  if (kept.isKept) await calculateDeclarations(fromFigures(context), acting, sent);
  return kept;
}

/** Withdraws a file and sees at once to the declarations that rested on it. */
export async function withdrawAndCalculate(context: PerformanceContext, acting: Acting, asked: Parameters<typeof withdrawFigures>[2]): Promise<number> {
  const withdrawn = await withdrawFigures(context, acting, asked);
  await calculateDeclarations(fromFigures(context), acting, asked);
  return withdrawn;
}
