import type { PerformanceContext } from '../../context.ts';
import { ENGLAND } from '../domain/accessAnswer.ts';
import type { AccessKind, AccessOf } from '../domain/accessAnswer.ts';
import { accessHeld } from './accessHeld.ts';
import { accessMonth } from './accessMonth.ts';
import type { AccessMonth } from './accessMonth.ts';
import { accessOf } from './accessOf.ts';

const kept = new WeakMap<AccessMonth, Map<AccessKind, ReadonlyMap<string, AccessOf>>>();

/**
 * The access of every organisation of a kind in a month, by code: of those of the register on the month's last day, and of the
 * practices that only the file knows. Empty where no file of that month is held.
 */
export async function accessOfAll(context: PerformanceContext, { month, kind }: { month: string; kind: AccessKind }): Promise<ReadonlyMap<string, AccessOf>> {
  const facts = await accessMonth(context, month, kind === 'practice' ? 'practices' : 'all');
  let kinds = kept.get(facts);
  if (!kinds) kept.set(facts, (kinds = new Map()));
  let all = kinds.get(kind);
  if (!all) kinds.set(kind, (all = workOut(facts, kind)));
  return all;
}

/** Whether a month's appointments are held by practice: by area alone they say nothing of one, and cost as much to look through. */
export const isHeldByPractice = async (context: PerformanceContext, month: string): Promise<boolean> => (await accessHeld(context)).months['appointments-by-practice'].includes(month);

function workOut(facts: AccessMonth, kind: AccessKind): Map<string, AccessOf> {
  if (!facts.isHeld) return new Map();
  return new Map(codesOf(facts, kind).map((code) => [code, accessOf(facts, code, kind)]));
}

function codesOf(facts: AccessMonth, kind: AccessKind): string[] {
  const { image, day, byPractice, online, list } = facts;
  if (kind === 'england') return [ENGLAND];
  const known = image.all(day, kind).filter(({ status }) => status !== 'closed').map(({ code }) => code);
  if (kind !== 'practice') return known;
  const counted = (code: string) => byPractice.has(code) || online.has(code) || (list?.byPractice.get(code) ?? 0) > 0;
  return [...new Set([...known.filter(counted), ...byPractice.keys()])];
}
