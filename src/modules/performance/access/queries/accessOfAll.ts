import type { PerformanceContext } from '../../context.ts';
import type { AccessKind, AccessOf } from '../domain/accessAnswer.ts';

/** The access of every organisation of a kind in a month, by code; empty where no file of that month is held. */
export async function accessOfAll(context: PerformanceContext, { month, kind }: { month: string; kind: AccessKind }): Promise<ReadonlyMap<string, AccessOf>> {
  void context;
  void month;
  void kind;
  return new Map();
}
