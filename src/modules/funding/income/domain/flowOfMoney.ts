import type { Income, IncomeLine } from './income.ts';

/** A place that money passes through, from the nation (0) to the practice (3). */
export interface FlowNode {
  id: string;
  label: string;
  step: number;
}

export interface Flow {
  from: string;
  to: string;
  pence: number;
}

/** By whose decision a category of income is paid. */
const ROUTES: Record<string, { id: string; label: string }> = {
  'local-schemes': { id: 'local', label: 'Decided locally' },
  'pcn-participation': { id: 'network', label: 'Network contract' },
  pcn: { id: 'network', label: 'Network contract' },
};
const NATIONAL = { id: 'national', label: 'National contract' };

/** The way of the money: from the NHS by the contract or the local decision under which it is paid, through each category, to whom it is for. */
export function flowOfMoney(income: Income, receiver: string): { nodes: FlowNode[]; flows: Flow[] } {
  const lines = income.lines.filter(({ part, pence }) => part !== 'deduction' && pence > 0);
  const routeOf = ({ id }: IncomeLine) => ROUTES[id] ?? NATIONAL;
  const routes = new Map(lines.map((line) => [routeOf(line).id, routeOf(line)]));
  const throughRoute = (id: string) => lines.filter((line) => routeOf(line).id === id).reduce((sum, { pence }) => sum + pence, 0);
  return {
    nodes: [
      { id: 'nhs', label: 'NHS payments', step: 0 },
      ...[...routes.values()].map(({ id, label }) => ({ id: `route ${id}`, label, step: 1 })),
      ...lines.map(({ id, title }) => ({ id, label: title, step: 2 })),
      { id: 'receiver', label: receiver, step: 3 },
    ],
    flows: [
      ...[...routes.keys()].map((id) => ({ from: 'nhs', to: `route ${id}`, pence: throughRoute(id) })),
      ...lines.map((line) => ({ from: `route ${routeOf(line).id}`, to: line.id, pence: line.pence })),
      ...lines.map(({ id, pence }) => ({ from: id, to: 'receiver', pence })),
    ],
  };
}
